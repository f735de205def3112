"""Nothing ends by a date that nobody chose, and whoever chose one is reminded of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.builders import an_event
from zoom_sync.rules import retention

CHOSEN = an_event(keep_until=date(2027, 3, 10), timezone="Asia/Kolkata")


def at(day: str, clock: str = "12:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}:00+00:00")


def test_without_a_chosen_date_nothing_ever_ends():
    event = an_event(keep_until=None)

    assert not retention.is_over(event, at("2090-01-01"))
    assert retention.days_left(event, at("2090-01-01")) is None
    assert retention.reminder(event, at("2090-01-01"), reminded=None) is None


@pytest.mark.parametrize(
    ("day", "clock", "over"),
    [
        ("2027-03-10", "12:00", False),
        ("2027-03-10", "18:29", False),  # 23:59 in Kolkata
        ("2027-03-10", "18:31", True),
        ("2027-03-11", "12:00", True),
    ],
)
def test_names_are_kept_until_the_end_of_the_chosen_day_where_the_event_is(day, clock, over):
    assert retention.is_over(CHOSEN, at(day, clock)) is over


@pytest.mark.parametrize(
    ("day", "reminded", "due"),
    [
        ("2027-02-08", None, None),
        ("2027-02-09", None, 30),
        ("2027-02-20", 30, None),
        ("2027-03-04", 30, 7),
        ("2027-03-04", None, 7),  # nobody was at work for a month
        ("2027-03-06", 7, None),
        ("2027-03-11", 7, None),
    ],
)
def test_reminders_are_due_thirty_and_seven_days_before_each_once(day, reminded, due):
    assert retention.reminder(CHOSEN, at(day), reminded=reminded) == due


def test_what_ended_already_is_not_reminded_of():
    event = an_event(keep_until=date(2027, 3, 10), erased=datetime(2027, 1, 1, tzinfo=UTC))

    assert not retention.is_over(event, at("2027-04-01"))
    assert retention.reminder(event, at("2027-03-06"), reminded=None) is None


def test_raw_data_is_kept_ninety_days_after_final_and_thirty_of_a_protected_event():
    final = at("2026-03-10")

    assert not retention.raw_is_over(CHOSEN, None, at("2030-01-01"))
    assert not retention.raw_is_over(CHOSEN, final, final + timedelta(days=89))
    assert retention.raw_is_over(CHOSEN, final, final + timedelta(days=90))
    assert retention.raw_is_over(an_event(protected=True), final, final + timedelta(days=30))


def test_twelve_months_are_proposed():
    assert retention.proposed(date(2026, 11, 11)) == date(2027, 11, 11)
    assert retention.proposed(date(2028, 2, 29)) == date(2029, 2, 28)
