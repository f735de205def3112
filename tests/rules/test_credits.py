"""The hours of each day that a roster lists: one line for each day on which somebody was seen."""

from __future__ import annotations

from tests.builders import a_check_in, a_signature, an_event, span
from tests.rules.test_attending import of_days, on, there
from zoom_sync.records import Event, Trace
from zoom_sync.rules.credits import credits, is_told_by_rows


def hours(event: Event, *rows: Trace) -> list[tuple[int, float | None, bool]]:
    """The day of the month, minutes, and whether there were more."""
    person = there(event, *rows)
    told = rows if is_told_by_rows(event, person) else ()
    return [(one.day.day, one.minutes, one.at_least) for one in credits(event, person, told)]


def at_the_door(at: str, direction: str = "in") -> Trace:
    return a_check_in("Asha Rao", at, direction=direction, email="asha@rao.example")


def test_a_day_on_which_somebody_was_only_seen_coming_or_going_has_a_line_of_its_own() -> None:
    event = of_days(3)
    whole = [at_the_door("09:00"), at_the_door("12:00", "out")]

    assert hours(event, *whole, on(1, at_the_door("09:30"))) == [(10, 180.0, True), (11, None, False)]
    assert hours(event, *whole, on(2, at_the_door("12:30", "out"))) == [(10, 180.0, True), (12, None, False)]
    assert hours(event, *(on(day, at_the_door("09:30")) for day in range(3))) == [
        (10, None, False),
        (11, None, False),
        (12, None, False),
    ]


def test_a_day_of_which_the_minutes_are_known_has_no_second_line() -> None:
    event = of_days(2)
    seen = [at_the_door("09:00"), at_the_door("10:00", "out"), at_the_door("11:00")]

    assert hours(event, *seen) == [(10, 60.0, True)]


def test_whoever_signed_without_a_time_has_one_line() -> None:
    signed = a_signature("Asha Rao", None, email="asha@rao.example")

    assert hours(of_days(2), signed) == [(10, None, False)]
    assert hours(an_event(), signed) == [(10, None, False)]


def test_a_day_is_that_of_the_events_own_zone() -> None:
    event = an_event(days=(span("20:00", "22:00"),))  # half past one in the night, in Kolkata

    assert hours(event, at_the_door("20:00"), at_the_door("21:00", "out")) == [(11, 60.0, False)]
