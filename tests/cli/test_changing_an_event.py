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


def test_a_webinar_that_was_added_by_mistake_is_taken_out(zoom_sync: Run, event: str) -> None:
    zoom_sync("event", "change", event, "--webinar", "+987 6543 2101")

    assert zoom_sync("event", "change", event, "--webinar=-987 6543 2101").exit == 0

    assert "98765432101" not in zoom_sync("event", "list").out


def test_the_list_names_an_entrance_as_it_has_to_be_typed_to_take_it_out(zoom_sync: Run, event: str) -> None:
    zoom_sync("event", "change", event, "--webinar", "+98765432101/1668137400000")

    wrong = zoom_sync("event", "change", event, "--webinar=-98765432101")
    listed = zoom_sync("event", "list").out.rstrip().split("\t")[-1]

    assert (wrong.exit, "`zoom-sync event list` names those that are" in wrong.err) == (1, True)
    assert listed == "98765432101/1668137400000"
    assert zoom_sync("event", "change", event, f"--webinar=-{listed}").exit == 0


def test_all_days_anew_and_another_start_are_not_asked_for_together(zoom_sync: Run, event: str) -> None:
    day = ("--day", "2026-11-11T10:30;2026-11-11T17:00")

    answer = zoom_sync("event", "change", event, *day, "--starts", "2026-11-11T09:00")

    assert (answer.exit, "not both" in answer.err) == (2, True)


def test_days_agenda_and_the_day_of_forgetting_are_set_anew(zoom_sync: Run, event: str) -> None:
    days = ("--day", "2026-11-11T10:30;2026-11-11T17:00", "--day", "2026-11-12T10:30;2026-11-12T17:00")
    parts = ("--session", "Second day;2026-11-12T11:00;2026-11-12T12:00")

    assert zoom_sync("event", "change", event, *days, *parts, "--keep-until", "2027-05-31").exit == 0

    told = json.loads(zoom_sync("export", event, "--format", "json").out)["event"]
    assert [day["starts"] for day in told["days"]] == ["2026-11-11T05:00:00Z", "2026-11-12T05:00:00Z"]
    assert [part["title"] for part in told["sessions"]] == ["Second day"]


def test_an_event_is_handed_over_and_taken_back(zoom_sync: Run, event: str) -> None:
    zoom_sync("user", "add", "ritu@mela.example", "--role", "organiser")

    assert zoom_sync("event", "share", event, "ritu@mela.example").err.startswith("ritu@mela.example sees")
    assert zoom_sync("event", "share", event, "ritu@mela.example", "--end").exit == 0

    stranger = zoom_sync("event", "share", event, "nobody@mela.example")
    assert (stranger.exit, "Nobody signs in with" in stranger.err) == (1, True)


def test_a_removed_event_is_out_of_all_lists_until_it_is_recovered(zoom_sync: Run, event: str) -> None:
    before = people(zoom_sync, event)

    assert "30 days" in zoom_sync("event", "remove", event).err
    assert zoom_sync("event", "list").out == ""
    assert zoom_sync("export", event, "--format", "json").exit == 1

    assert zoom_sync("event", "recover", event).exit == 0
    assert people(zoom_sync, event) == before
    assert "was not removed" in zoom_sync("event", "recover", event).err


WRONG = [
    (2, [], "at least one thing"),
    (2, ["--caution", "very"], "careful"),
    (2, ["--protected", "maybe"], "yes"),
    (2, ["--webinar", "98765432101"], "neither '+ID' nor '-ID'"),
    (1, ["--webinar=-98765432101"], "no entrance of this event"),
    (1, ["--session", "Closing;19:00;20:00"], "lies outside the event"),
    (1, ["--keep-until", "soon"], "no date"),
    (1, ["--keep-until", "2020-01-01"], "not be over yet"),
    (1, ["--timezone", "Middle/Earth"], "no time zone"),
    (1, ["--day", "2026-11-11T10:30"], "not 'START;END'"),
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


def test_polls_are_switched_on_and_off_and_never_of_a_protected_event(zoom_sync: Run, event: str) -> None:
    def told() -> object:
        assert zoom_sync("report", event, "--format", "json", "--output", "report.json").exit == 0
        return json.loads(Path("report.json").read_text()).get("asked")

    assert told() is None
    assert zoom_sync("event", "change", event, "--polls").exit == 0
    assert told() == {"polls": [], "questions": None, "answered": None}
    assert zoom_sync("event", "change", event, "--no-polls").exit == 0
    assert told() is None

    assert zoom_sync("event", "change", event, "--protected", "yes").exit == 0
    refused = zoom_sync("event", "change", event, "--polls")
    assert (refused.exit, "no polls" in refused.err) == (1, True)
