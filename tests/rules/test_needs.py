"""What of an organiser's events needs a person now."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import instant
from zoom_sync.records import Standing
from zoom_sync.rules.finality import THE_ROOM
from zoom_sync.rules.needs import needs
from zoom_sync.rules.reopening import SINCE

REPORT = "report of instance abcd=="


def standing(**changes: Any) -> Standing:
    return Standing(
        **({"event": "e", "title": "T", "ends": instant("13:00"), "status": "provisional"} | changes)
    )


CASES = [
    (standing(), "16:00", [], "an event that waits for nothing"),
    (standing(questions=3), "10:00", [("questions", 3)], "open questions, even while it goes on"),
    (standing(waiting_for=(REPORT,)), "14:00", [], "a report that is not late yet"),
    (standing(waiting_for=(REPORT, THE_ROOM)), "15:01", [("report", 1), ("room", 1)], "a late report, and the room"),
    (standing(status="final", notes=(SINCE,)), "16:00", [("changed", 1)], "a word on what changed since it was final"),
    (standing(notes=(SINCE,)), "16:00", [], "what differs while evidence is waited for"),
    (standing(waiting_for=(THE_ROOM,)), "12:00", [], "the room of an event that goes on"),
    (standing(faults=2), "10:00", [("faults", 2)], "rows not understood"),
    (standing(faults=2, status="final"), "16:00", [], "rows not understood of a final record"),
    (standing(drafts=1), "16:00", [], "a letter that waits for the final record"),
    (standing(drafts=1, status="final"), "16:00", [("drafts", 1)], "a letter that waits for a person"),
    (standing(unknown=1), "16:00", [("unknown", 1)], "a letter of which nobody knows"),
    (standing(objections=2, status="final"), "16:00", [("objections", 2)], "objections to the record"),
    (standing(doubtful=4, status="final"), "16:00", [("doubtful", 4)], "joins that nobody has looked at"),
    (standing(doubtful=4), "12:00", [], "doubtful joins of an event that goes on"),
    (standing(stuck=3), "10:00", [("stuck", 3)], "messages that another system does not take"),
    (standing(failing="No such webinar."), "08:00", [("failing", 1)], "work that was given up"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "at", "expected", "why"), CASES, ids=[why for *_, why in CASES])
def test_only_what_waits_for_a_person_is_named(
    one: Standing, at: str, expected: list[tuple[str, int]], why: str
) -> None:
    assert [(need.kind, need.count) for need in needs([one], instant(at))] == expected


def test_the_most_urgent_comes_first_whatever_its_event() -> None:
    found = needs(
        [standing(drafts=1, status="final"), standing(event="f", failing="x", questions=1)], instant("16:00")
    )

    assert [need.kind for need in found] == ["failing", "questions", "drafts"]


def test_an_event_whose_day_is_played_again_is_not_over_while_it_goes_on() -> None:
    waits = standing(waiting_for=(THE_ROOM,))

    assert [need.kind for need in needs([waits], instant("18:00"))] == ["room"]
    assert needs([waits], instant("18:00"), {"e": instant("12:00")}) == []
