"""Questions and decisions at the command line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Answer
from tests.cli.test_everyday import ADD, SHEET, exported

Run = Callable[..., Answer]
TWICE = "Name,E-mail,Time in,Time out\nAsha Rao,asha@rao.example,10:30,12:00\nAsha Rao,asha@rao.example,13:30,15:00\n"


@pytest.fixture
def event(zoom_sync: Run, here: Path) -> str:
    (here / "sheet.csv").write_text(SHEET)
    (here / "twice.csv").write_text(TWICE)
    return zoom_sync(*ADD).out.strip()


def test_a_question_says_what_it_is_worth_and_what_its_answer_changes(zoom_sync: Run, event: str) -> None:
    zoom_sync("import", event, "sheet.csv")

    (question,) = json.loads(zoom_sync("review", event).out)

    assert set(question) == {"refs", "score", "reasons", "gain", "effect"}
    assert question["effect"][0].startswith("One entry instead of two: in person")


def test_the_questions_of_an_event_go_out_as_csv_and_their_answers_come_back(
    zoom_sync: Run, event: str, here: Path
) -> None:
    zoom_sync("import", event, "sheet.csv")
    rows = list(
        csv.DictReader(io.StringIO(zoom_sync("review", event, "--format", "csv").out.lstrip("\ufeff")))
    )
    assert [{row["name_a"], row["name_b"]} for row in rows] == [{"Meera Nair", "M. Nair"}]
    with (here / "answered.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), delimiter=";")
        writer.writeheader()
        writer.writerows([{**rows[0], "answer": "Même"}, {**rows[0], "ref_a": "gone#1", "answer": "same"}])

    taken = zoom_sync("review", event, "--answers", "answered.csv")
    again = zoom_sync("review", event, "--answers", "answered.csv")

    assert "1 new decisions from 2 answers" in taken.err
    assert "answered.csv, line 3: it names a record that is not at this event" in taken.err
    assert len(taken.out.split()) == 1
    assert (again.out, len(exported(zoom_sync, event)["people"])) == ("", 3)


def test_a_person_is_split_at_the_command_line_and_put_together_again(zoom_sync: Run, event: str) -> None:
    zoom_sync("import", event, "twice.csv")
    assert len(exported(zoom_sync, event)["people"]) == 1

    split = zoom_sync("decide", event, "split", "twice.csv#1", "twice.csv#2", "--reason", "her sister")

    assert split.exit == 0
    assert len(exported(zoom_sync, event)["people"]) == 2
    zoom_sync("decide", event, "undo", split.out.strip())
    assert len(exported(zoom_sync, event)["people"]) == 1


def test_a_split_of_what_is_not_theirs_is_refused_in_one_sentence(zoom_sync: Run, event: str) -> None:
    zoom_sync("import", event, "twice.csv")

    refused = zoom_sync("decide", event, "split", "twice.csv#1", "sheet.csv#9")

    assert (refused.exit, refused.out) == (1, "")
    assert "no evidence of this person 'sheet.csv#9'" in refused.err
    assert zoom_sync("decide", event, "split", "twice.csv#1").exit == 2
