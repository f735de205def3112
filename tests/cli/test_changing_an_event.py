"""Changing an event at the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Answer
from tests.cli.test_everyday import ADD

Run = Callable[..., Answer]

SHEET = "Name,E-mail,Time in,Time out\nMeera Nair,meera@asha.example,10:40,10:46\n"


@pytest.fixture
def event(zoom_sync: Run, here: Path) -> str:
    (here / "sheet.csv").write_text(SHEET)
    made = zoom_sync(*ADD)
    assert zoom_sync("import", made.out.strip(), "sheet.csv").exit == 0
    return made.out.strip()


def people(zoom_sync: Run, event: str) -> list[dict[str, object]]:
    return list(json.loads(zoom_sync("export", event, "--format", "json").out)["people"])


def test_a_change_is_said_on_stderr_and_counted_at_once(zoom_sync: Run, event: str) -> None:
    assert [one["attended"] for one in people(zoom_sync, event)] == [True]

    answer = zoom_sync("event", "change", event, "--rule", "minimum_minutes=10", "--caution", "careful")

    assert (answer.exit, answer.out) == (0, "")
    assert answer.err == "Lessons learned: careful. The record is made anew.\n"
    assert [one["attended"] for one in people(zoom_sync, event)] == [False]


def test_an_event_is_renamed_and_protected(zoom_sync: Run, event: str) -> None:
    answer = zoom_sync("event", "change", event, "--title", "Another", "--protected", "yes", "--venue", "")

    assert answer.err.startswith("Another: usual, protected.")
    assert zoom_sync("event", "list").out.split("\t")[1] == "Another"


def test_an_event_is_made_protected(zoom_sync: Run) -> None:
    made = zoom_sync(*ADD, "--caution", "careful", "--protected", "yes")

    assert zoom_sync("event", "change", made.out.strip(), "--title", "T").err.startswith(
        "T: careful, protected."
    )


def test_a_webinar_is_added(zoom_sync: Run, event: str) -> None:
    assert zoom_sync("event", "change", event, "--webinar", "+987 6543 2101").exit == 0

    assert zoom_sync("event", "list").out.strip().endswith("\t98765432101")


WRONG = [
    (2, [], "at least one thing"),
    (2, ["--caution", "very"], "careful"),
    (2, ["--protected", "maybe"], "yes"),
    (2, ["--webinar", "98765432101"], "not '+ID'"),
    (2, ["--webinar=-98765432101"], "cannot be taken away"),
    (1, ["--title", ""], "needs a title"),
    (1, ["--rule", "minutes"], "no rule"),
    (1, ["--rule", "minimum_minutes=many"], "no value"),
    (1, ["--starts", "noon"], "not a time"),
]


@pytest.mark.parametrize(("code", "options", "said"), WRONG, ids=[said for _, _, said in WRONG])
def test_what_cannot_be_understood_is_said_and_changes_nothing(
    zoom_sync: Run, event: str, code: int, options: list[str], said: str
) -> None:
    before = zoom_sync("event", "list").out

    answer = zoom_sync("event", "change", event, *options)

    assert answer.exit == code
    assert said in answer.err
    assert "Traceback" not in answer.err
    assert zoom_sync("event", "list").out == before


def test_an_event_that_is_not_there_is_said(zoom_sync: Run) -> None:
    answer = zoom_sync("event", "change", "nowhere", "--title", "T")

    assert (answer.exit, "There is no event 'nowhere'" in answer.err) == (1, True)
