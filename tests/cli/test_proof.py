"""The audit and final records, verified at the command line."""

from __future__ import annotations

import contextlib
import copy
import itertools
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Answer
from tests.cli.test_everyday import ADD, SHEET
from zoom_sync import wiring
from zoom_sync.actions import verify
from zoom_sync.records import Trouble

Run = Callable[..., Answer]


@pytest.fixture
def event(zoom_sync: Run, here: Path) -> str:
    """An event whose record is final."""
    (here / "sheet.csv").write_text(SHEET)
    made = zoom_sync(*ADD).out.strip()
    zoom_sync("import", made, "sheet.csv")
    assert zoom_sync("event", "close", made).exit == 0
    return made


def test_the_audit_is_verified_and_a_changed_line_is_named(zoom_sync: Run, event: str, here: Path) -> None:
    whole = zoom_sync("audit", "verify")
    assert (whole.exit, "as it was written" in whole.err) == (0, True)
    mark = whole.out.strip()
    assert zoom_sync("audit", "verify", "--mark", mark).exit == 0

    with sqlite3.connect(here / "store.db") as file:
        file.execute('DROP TRIGGER "audit_no_UPDATE"')
        file.execute("UPDATE audit SET who = 'somebody' WHERE sequence = 2")

    answer = zoom_sync("audit", "verify")
    assert (answer.exit, answer.out) == (1, "")
    assert "line 2 was changed" in answer.err


def test_a_backup_tells_the_newest_line_and_is_a_witness_later(
    zoom_sync: Run, event: str, here: Path
) -> None:
    told = zoom_sync("backup", "kept.backup").err
    mark = zoom_sync("audit", "verify").out.strip()
    assert mark in told
    assert zoom_sync("audit", "verify", "--backup", "kept.backup").exit == 0

    with sqlite3.connect(here / "store.db") as file:
        file.execute('DROP TRIGGER "audit_no_DELETE"')
        file.execute("DELETE FROM audit WHERE sequence = (SELECT max(sequence) FROM audit)")

    assert zoom_sync("audit", "verify").exit == 0
    answer = zoom_sync("audit", "verify", "--backup", "kept.backup")
    assert (answer.exit, "newest lines are missing" in answer.err) == (1, True)


@pytest.mark.parametrize("mark", ["", "x", "3", "3:abc", "-1:" + "0" * 64])
def test_a_mark_that_is_none_is_refused(mark: str, zoom_sync: Run) -> None:
    answer = zoom_sync("audit", "verify", "--mark", mark)

    assert (answer.exit, "is no mark" in answer.err) == (1, True)


def test_a_final_record_and_its_report_are_verified(zoom_sync: Run, event: str, here: Path) -> None:
    zoom_sync("export", event, "--format", "json", "--output", "record.json")
    zoom_sync("report", event, "--format", "json", "--output", "report.json")
    zoom_sync("report", event, "--public", "--format", "json", "--output", "public.json")
    for name in ("record.json", "report.json", "public.json"):
        answer = zoom_sync("verify", name)
        assert (answer.exit, answer.out) == (0, ""), answer.err
        assert "nothing differs" in answer.err
    assert "All of its 4 tables follow from the record that is sealed now." in answer.err

    record = json.loads((here / "record.json").read_text())
    record["counts"]["in_person"] += 1
    record["people"][0]["minutes"] = 1
    (here / "record.json").write_text(json.dumps(record))

    answer = zoom_sync("verify", "record.json")

    assert answer.exit == 1
    assert len(answer.out.splitlines()) == 2
    assert "counts.in_person is" in answer.out
    assert "people, line 1: minutes is 1, and was" in answer.out
    assert "2 things differ" in answer.err


def test_a_changed_figure_of_a_report_is_named(zoom_sync: Run, event: str, here: Path) -> None:
    zoom_sync("report", event, "--format", "json", "--output", "report.json")
    found = json.loads((here / "report.json").read_text())
    found["funnel"][3]["people"] += 5
    (here / "report.json").write_text(json.dumps(found))

    answer = zoom_sync("verify", "report.json")

    assert (answer.exit, answer.out.count("\n")) == (1, 1)
    assert answer.out.startswith("funnel[3].people is ")


def test_without_the_store_it_says_how_little_that_proves(zoom_sync: Run, event: str, here: Path) -> None:
    zoom_sync("export", event, "--format", "json", "--output", "record.json")

    answer = zoom_sync("verify", "--alone", "record.json")

    assert answer.exit == 0
    assert "not whether it was changed" in answer.err.replace("\n", " ")
    assert zoom_sync("verify", "sheet.csv").exit == 1


def test_a_provisional_record_has_nothing_to_be_verified_by(zoom_sync: Run, event: str, here: Path) -> None:
    zoom_sync("event", "reopen", event)
    zoom_sync("export", event, "--format", "json", "--output", "record.json")

    answer = zoom_sync("verify", "record.json")

    assert (answer.exit, "only a final record has a seal" in answer.err.replace("\n", " ")) == (1, True)


def test_what_was_sealed_before_an_erasure_is_verified_after_it(
    zoom_sync: Run, event: str, here: Path
) -> None:
    zoom_sync("export", event, "--format", "json", "--output", "before.json")
    record = json.loads((here / "before.json").read_text())
    tariq = next(one["id"] for one in record["people"] if one["name"] == "Tariq Aziz")

    erased = zoom_sync("person", "erase", tariq, "--reason", "asked for it")
    assert erased.exit == 0, erased.err
    zoom_sync("export", event, "--format", "json", "--output", "after.json")

    after = json.loads((here / "after.json").read_text())
    assert (after["status"], after["counts"]["erased"]) == ("final", 1)
    for name in ("before.json", "after.json"):
        answer = zoom_sync("verify", name)
        assert (answer.exit, answer.out) == (0, ""), answer.err
        assert ("1 was erased since" in answer.err) is (
            name == "before.json" or after["seal"] == record["seal"]
        )
    meera = next(one for one in record["people"] if one["name"] == "Meera Nair")
    meera["minutes"] = 3.5
    (here / "before.json").write_text(json.dumps(record))
    assert zoom_sync("verify", "before.json").exit == 1


ODD = ["null", '"\\ud800"', "[[]]", "{}", "1" + "0" * 400]
PLACES: list[list[str | int]] = [
    ["status"], ["seal"], ["waiting_for"], ["counts"], ["counts", "erased"], ["counts", "in_person"], ["people"],
    ["people", 0], ["people", 0, "id"], ["people", 0, "mode"], ["people", 0, "minutes"], ["people", 0, "evidence"],
    ["people", 0, "virtual_minutes"], ["people", 0, "in_person_minutes"], ["people", 0, "evidence", 0],
    ["people", 0, "evidence", 0, "ref"], ["unidentified"], ["review"], ["event"], ["event", "days"], ["rule"],
    ["funnel"], ["funnel", 0], ["roles"], ["curve"], ["tables"], ["tables", 0], ["k"], ["version"], ["event", "title"],
]  # fmt: skip


def with_odd(value: object, place: list[str | int], odd: str) -> str | None:
    """The file with something odd in one place; None where it has no such place."""
    found = copy.deepcopy(value)
    at: Any = found
    try:
        for step in place[:-1]:
            at = at[step]
        at[place[-1]]
    except (KeyError, IndexError, TypeError):
        return None
    at[place[-1]] = "ODD"
    return json.dumps(found).replace('"ODD"', odd)


@pytest.mark.parametrize("name", ["record.json", "report.json", "public.json"])
def test_whatever_stands_in_a_file_it_is_told_in_a_sentence(
    zoom_sync: Run, event: str, here: Path, name: str
) -> None:
    zoom_sync("export", event, "--format", "json", "--output", "record.json")
    zoom_sync("report", event, "--format", "json", "--output", "report.json")
    zoom_sync("report", event, "--public", "--format", "json", "--output", "public.json")
    given = json.loads((here / name).read_text())
    person = json.loads((here / "record.json").read_text())["people"][-1]["id"]
    rooms = wiring.rooms(wiring.load())
    if name == "report.json":
        assert zoom_sync("person", "erase", person, "--reason", "asked for it").exit == 0

    tried = 0
    for place, odd in itertools.product(PLACES, ODD):
        text = with_odd(given, place, odd)
        if text is None:
            continue
        (here / "odd.json").write_text(text)
        with contextlib.suppress(Trouble):
            list(verify.file_alone(here / "odd.json").differs)
        with contextlib.suppress(Trouble):
            list(verify.file(rooms.store, here / "odd.json").differs)
        tried += 1
    rooms.store.close()
    assert tried > 20
