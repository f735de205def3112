"""Who is inside now, and how many were at each minute so far."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import RUN, WEBINAR, an_event, instant, span
from zoom_sync.records import Instance, Sighting, Span
from zoom_sync.rules import live
from zoom_sync.rules.live import signed


def seen(who: str, at: str, *, is_in: bool = True, fact: str = "") -> Sighting:
    return Sighting(fact or f"{who} {at}", who, instant(at), is_in=is_in)


def test_whoever_is_on_both_sides_counts_once_in_both() -> None:
    found = live.inside([seen("asha", "09:00"), seen("karim", "09:00")], [seen("asha", "09:10")])

    assert (len(found.zoom), len(found.room), found.both) == (2, 1, 1)


def test_two_devices_of_one_person_are_one_person() -> None:
    assert len(live.inside([seen("asha", "09:00"), seen("asha", "09:05")], []).zoom) == 1


@pytest.mark.parametrize(
    ("steps", "inside"), [("in", 1), ("in out", 0), ("in out in", 1), ("out", 0), ("out in", 1)]
)
def test_in_the_room_is_whose_last_step_was_one_in(steps: str, inside: int) -> None:
    passes = [
        seen("asha", f"09:{number:02}", is_in=step == "in") for number, step in enumerate(steps.split())
    ]

    assert len(live.inside([], reversed(passes)).room) == inside


def test_the_newest_come_first_whichever_way_they_came() -> None:
    found = live.inside([seen("asha", "09:00"), seen("karim", "09:20")], [seen("rahima", "09:10")])

    assert [(side, one.who) for side, one in found.newest(2)] == [("zoom", "karim"), ("room", "rahima")]


RUNS = [
    (Instance(WEBINAR, RUN, start=instant("08:50")), "10:00", [RUN], "a run that goes on"),
    (Instance(WEBINAR, RUN, start=instant("08:50"), end=instant("09:30")), "10:00", [], "one that has ended"),
    (Instance(WEBINAR, RUN, start=instant("08:50"), practice=True), "10:00", [], "a practice session"),
    (Instance("1", RUN, start=instant("08:50")), "10:00", [], "one of another webinar"),
    (Instance(WEBINAR, RUN), "10:00", [RUN], "one of which only a join was heard"),
    (
        Instance(WEBINAR, RUN, start=instant("08:50")),
        "25:01",
        [],
        "one whose end was never heard, a night later",
    ),
]


@pytest.mark.parametrize(("run", "at", "expected", "why"), RUNS, ids=[why for *_, why in RUNS])
def test_only_runs_that_go_on_have_people_in_them(
    run: Instance, at: str, expected: list[str], why: str
) -> None:
    assert live.runs(an_event(), [run], (), instant(at)) == expected


@pytest.mark.parametrize(
    ("at", "is_there"), [("06:59", False), ("07:00", True), ("14:59", True), ("15:00", False)]
)
def test_people_come_two_hours_before_a_day_and_go_two_hours_after_it(at: str, is_there: bool) -> None:
    assert (live.day(an_event(), instant(at)) is not None) == is_there


def test_a_check_in_of_yesterday_is_of_another_day() -> None:
    second = Span(instant("09:00") + timedelta(days=1), instant("13:00") + timedelta(days=1))
    event = replace(an_event(), days=(span("09:00", "13:00"), second))

    found = live.day(event, instant("10:00") + timedelta(days=1))

    assert found is not None
    assert found.start > instant("10:00")


def test_a_stay_lasts_until_the_same_connection_goes_or_until_now() -> None:
    came = [
        ("asha", "r/1", instant("09:00")),
        ("asha", "r/2", instant("09:40")),
        ("karim", "r/3", instant("09:10")),
    ]
    went = [("r/1", instant("09:30")), ("r/3", instant("09:05"))]

    found = live.spans(came, went, instant("10:00"))

    assert found == {
        "asha": [span("09:00", "09:30"), span("09:40", "10:00")],
        "karim": [span("09:10", "10:00")],
    }


def test_in_the_room_a_second_step_in_does_not_begin_anew() -> None:
    passes = [
        seen("asha", "09:00"),
        seen("asha", "09:20"),
        seen("asha", "09:30", is_in=False),
        seen("karim", "09:50"),
    ]

    assert live.steps(passes, instant("10:00")) == {
        "asha": [span("09:00", "09:30")],
        "karim": [span("09:50", "10:00")],
    }


def test_a_day_that_is_played_again_stands_where_it_is_told_of_and_only_while_it_is() -> None:
    day, now = datetime(2022, 11, 11, 9, tzinfo=UTC), datetime(2026, 3, 10, 9, tzinfo=UTC)
    heard = now - timedelta(seconds=5)

    assert live.moment(heard, day, now) == day
    assert live.moment(now - timedelta(minutes=3), day, now) == now
    assert live.moment(heard, now - timedelta(hours=3), now) == now  # Zoom's third try
    assert live.moment(None, None, now) == now


def test_whoever_signed_stays_until_the_end_that_the_sheet_has_or_until_the_day_ends() -> None:
    event = an_event()
    rows = [("a", instant("09:00"), instant("10:00")), ("b", instant("09:30"), None)]

    found = dict(signed(rows, event, instant("11:00")))
    late = dict(signed(rows, event, instant("23:00")))

    assert found == {"a": span("09:00", "10:00"), "b": span("09:30", "11:00")}
    assert late["b"].end == event.ends
    assert dict(signed(rows, event, instant("09:10"))) == {"a": span("09:00", "09:10")}
