"""Who attended: minutes, a share of the time, so many parts of the agenda, so many days."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_check_in, a_connection, a_rule, a_session, a_signature, an_event, instant, span
from tests.rules.test_merge_properties import TRACES
from zoom_sync.files.writing.shapes import rule_dict
from zoom_sync.records import Event, Person, Readiness, Rule, Span, Trace
from zoom_sync.rules.merge import record

HOURS = [("09:00", "10:00"), ("10:00", "11:00"), ("11:00", "12:00"), ("12:00", "13:00")]
PARTS = tuple(a_session(f"Part {number}", *hours) for number, hours in enumerate(HOURS, 1))


def of_days(number: int, **changes: Any) -> Event:
    """One event on so many days, 09:00 to 13:00 each."""
    day = span("09:00", "13:00")
    days = tuple(Span(day.start + timedelta(days=n), day.end + timedelta(days=n)) for n in range(number))  # type: ignore[operator]
    return an_event(days=days, **changes)


def on(day: int, trace: Trace) -> Trace:
    """The same on another day."""
    later = timedelta(days=day)
    moved = trace.span and Span(trace.span.start + later, trace.span.end + later if trace.span.end else None)
    return replace(
        trace, id=f"{trace.id}{day}", ref=f"{trace.ref}-{day}", span=moved, at=trace.at and trace.at + later
    )


def there(event: Event, *traces: Trace) -> Person:
    (one,) = record(event, traces, [], readiness=Readiness(True)).people
    return one


def online(start: str, end: str, user: str = "1") -> Trace:
    return a_connection("Asha Rao", start, end, user=user, email="asha@rao.example")


@pytest.mark.parametrize(("end", "attended"), [("12:11", False), ("12:12", True)])
def test_eighty_per_cent_of_the_time_is_a_rule(end: str, attended: bool) -> None:
    event = an_event(rule=a_rule(minimum_share=80))  # of four hours: 192 minutes

    assert there(event, online("09:00", end)).attended is attended


def test_the_share_is_of_all_days_together() -> None:
    event = of_days(2, rule=a_rule(minimum_share=50))

    assert there(event, online("09:00", "13:00")).attended
    assert not there(event, online("09:00", "12:59")).attended


def test_three_of_four_sessions_is_a_rule() -> None:
    event = an_event(sessions=PARTS, rule=a_rule(minimum_sessions=3, part_minutes=30))

    assert there(event, online("09:30", "11:30")).attended
    assert not there(event, online("09:31", "12:00")).attended


def test_a_session_that_was_spent_half_on_zoom_and_half_in_the_room_is_one_that_was_attended() -> None:
    event = an_event(sessions=PARTS, rule=a_rule(minimum_sessions=1, part_minutes=40))
    signed = a_signature("Asha Rao", "09:20", "09:40", email="asha@rao.example")

    assert there(event, online("09:00", "09:20"), signed).attended


def test_two_of_three_days_is_a_rule() -> None:
    event = of_days(3, rule=a_rule(minimum_days=2, part_minutes=60))

    assert there(event, online("09:00", "10:00"), on(2, online("12:00", "13:00", "2"))).attended
    assert not there(event, online("09:00", "13:00"), on(2, online("12:01", "13:00", "2"))).attended


def test_of_fewer_parts_than_are_asked_all_are_asked() -> None:
    event = an_event(sessions=PARTS[:1], rule=a_rule(minimum_sessions=3))

    assert there(event, online("09:00", "10:00")).attended
    assert there(replace(event, sessions=()), online("09:00", "10:00")).attended


def test_whoever_signed_without_an_end_was_there_from_then_on_on_that_day_alone() -> None:
    signed = a_signature("Asha Rao", "11:30", None, email="asha@rao.example")
    sessions = an_event(sessions=PARTS, rule=a_rule(minimum_sessions=2))
    days = of_days(3, rule=a_rule(minimum_days=2))

    assert there(sessions, signed).attended  # the third part and the fourth
    assert not there(replace(sessions, rule=a_rule(minimum_sessions=3)), signed).attended
    assert not there(days, signed).attended
    assert there(days, signed, on(1, signed)).attended


def test_whoever_was_checked_in_for_a_session_was_in_that_one() -> None:
    event = an_event(sessions=PARTS, rule=a_rule(minimum_sessions=2))
    come = replace(a_check_in("Asha Rao", "09:00", email="asha@rao.example"), session=PARTS[0].id)
    again = replace(a_check_in("Asha Rao", "11:00", email="asha@rao.example"), session=PARTS[2].id)

    assert not there(event, come).attended
    assert there(event, come, again).attended


HALVES = (a_session("Morning", "09:00", "12:00"), a_session("Afternoon", "14:00", "17:00"))
LONG_DAY = an_event(days=(span("09:00", "17:00"),), sessions=HALVES)


def at_the_door(at: str, direction: str = "in") -> Trace:
    return a_check_in("Asha Rao", at, direction=direction, email="asha@rao.example")


def test_whoever_was_only_seen_leaving_was_there_before_and_not_after() -> None:
    parts = replace(LONG_DAY, rule=a_rule(minimum_sessions=1))
    one, two = (of_days(2, rule=a_rule(minimum_days=number)) for number in (1, 2))

    assert there(parts, at_the_door("12:10", "out")).attended  # the morning
    assert not there(parts, at_the_door("08:50", "out")).attended
    assert not there(replace(parts, rule=a_rule(minimum_sessions=2)), at_the_door("12:10", "out")).attended
    assert there(replace(parts, rule=a_rule(minimum_sessions=2)), at_the_door("14:10", "out")).attended
    assert there(one, on(1, at_the_door("12:10", "out"))).attended
    assert not there(two, on(1, at_the_door("12:10", "out"))).attended


def test_a_signature_around_a_check_in_takes_nothing_from_what_it_may_have_reached() -> None:
    event = replace(LONG_DAY, rule=a_rule(minimum_sessions=2))
    signed = a_signature("Asha Rao", "09:00", "09:30", email="asha@rao.example")

    assert there(event, at_the_door("09:10")).attended
    assert there(event, at_the_door("09:10"), signed).attended


def test_whoever_signed_for_a_part_without_a_time_was_there_on_its_day() -> None:
    (first,) = (PARTS[0],)
    second = replace(
        PARTS[1], span=Span(PARTS[1].span.start + timedelta(days=1), PARTS[1].span.end + timedelta(days=1))
    )  # type: ignore[operator]
    event = of_days(2, sessions=(first, second), rule=a_rule(minimum_days=1))
    signed = [
        a_signature("Asha Rao", None, row=row, session=part.id, email="asha@rao.example")
        for row, part in enumerate(event.sessions)
    ]

    assert there(event, signed[1]).attended
    assert not there(replace(event, rule=a_rule(minimum_days=2)), signed[1]).attended
    assert there(replace(event, rule=a_rule(minimum_days=2)), *signed).attended


def in_the_room(person: Person) -> list[float | None]:
    return [one.in_person_minutes for one in person.sessions]


@pytest.mark.parametrize(
    ("seen", "minutes", "reason"),
    [
        (["09:00 in", "12:00 out", "14:00 in"], [180.0, None], "nobody saw them leave in the afternoon"),
        (["14:00 in"], [0.0, None], "they came after the morning"),
        (["12:10 out"], [None, 0.0], "they left before the afternoon"),
        (["09:00 in", "10:00 out", "11:00 in"], [60.0, None], "of the morning an hour is known"),
        (["09:00 in", "17:00 out"], [180.0, 180.0], "all is known"),
    ],
)
def test_of_a_part_that_an_open_stay_may_reach_the_minutes_in_the_room_are_not_known(
    seen: list[str], minutes: list[float | None], reason: str
) -> None:
    person = there(LONG_DAY, *(at_the_door(*one.split()) for one in seen))

    assert in_the_room(person) == minutes, reason


def test_where_only_the_day_or_not_even_that_was_noted_no_part_is_known() -> None:
    for signed in (a_signature("Asha Rao", None), a_signature("Asha Rao", "12:00", "09:00")):
        assert in_the_room(there(LONG_DAY, signed)) == [None, None]
        assert in_the_room(there(of_days(2, sessions=HALVES), signed)) == [None, None]


def test_every_minimum_that_is_set_has_to_be_met() -> None:
    event = an_event(sessions=PARTS, rule=a_rule(minimum_minutes=60, minimum_share=10, minimum_sessions=2))

    assert there(event, online("09:30", "10:30")).attended
    assert not there(event, online("09:00", "10:00")).attended  # one session
    assert not there(event, online("09:45", "10:20")).attended  # 35 minutes


def test_a_rule_names_its_further_minimums_only_where_they_are_asked() -> None:
    usual = {"clip_to_event": True, "bridge_gaps_s": 60, "sheet_breaks_s": 1800, "minimum_minutes": 5}

    assert rule_dict(Rule()) == usual
    assert rule_dict(a_rule(minimum_share=80)) == usual | {"minimum_share": 80}
    assert rule_dict(a_rule(minimum_days=2)) == usual | {"minimum_days": 2, "part_minutes": 5}


STRICTER = st.builds(
    a_rule,
    minimum_minutes=st.sampled_from([0.0, 5.0, 60.0]),
    minimum_share=st.sampled_from([0, 20, 80, 100]),
    minimum_sessions=st.integers(0, 5),
    minimum_days=st.integers(0, 3),
    part_minutes=st.sampled_from([0.0, 5.0, 45.0]),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(TRACES, max_size=8), STRICTER)
def test_a_further_minimum_makes_nobody_attend_and_moves_no_minute(traces: list[Trace], rule: Rule) -> None:
    event = an_event(sessions=PARTS)
    made = [
        record(replace(event, rule=one), traces, [], readiness=Readiness(True))
        for one in (a_rule(minimum_minutes=rule.minimum_minutes), rule)
    ]

    for usual, strict in zip(*(one.people for one in made), strict=True):
        assert strict == replace(usual, attended=strict.attended)
        assert usual.attended or not strict.attended


def test_a_minimum_of_nothing_asks_that_somebody_was_there_at_all() -> None:
    event = an_event(sessions=PARTS, rule=a_rule(minimum_minutes=0, minimum_sessions=2, part_minutes=0))

    assert not there(event, online("09:00", "10:00")).attended
    assert there(event, online("09:00", "10:01")).attended
    assert instant("10:00") == PARTS[1].span.start
