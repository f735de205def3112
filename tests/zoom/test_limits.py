"""Zoom's limits: what is known of them, and what is believed of its headers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoom_sync.zoom.limits import PLANS, SHARE, limit, midnight, retry_after, too_many
from zoom_sync.zoom.oauth import ZoomAccount

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
WAITS = [
    ("2", timedelta(seconds=2), "seconds"),
    ("0.5", timedelta(seconds=0.5), "half a second"),
    ("2026-03-03T09:01:00Z", timedelta(minutes=1), "ISO 8601"),
    ("2026-03-03T14:31:00+05:30", timedelta(minutes=1), "ISO 8601 of another zone"),
    ("2026-03-03T09:01:00", timedelta(minutes=1), "ISO 8601 without a zone is UTC"),
    ("Tue, 03 Mar 2026 09:01:00 GMT", timedelta(minutes=1), "an HTTP date"),
    ("999999999", timedelta(days=1), "no more than a day is believed"),
    ("2027-01-01T00:00:00Z", timedelta(days=1), "nor a date next year"),
    ("0", None, "at once is no time"),
    ("2026-03-03T08:00:00Z", None, "a time that is over"),
    ("", None, "nothing"),
    ("soon", None, "a word"),
    ("-5", None, "a negative number"),
    ("1e9", None, "an exponent"),
    ("9" * 400, None, "four hundred digits"),
    ("Mon, 99 Foo", None, "half a date"),
]


@pytest.mark.parametrize(("value", "after", "why"), WAITS, ids=[case[2] for case in WAITS])
def test_retry_after_is_read_in_every_form_that_was_seen(value: str, after: timedelta | None, why: str):
    assert retry_after(value, NOW) == (None if after is None else NOW + after)


@given(st.text(max_size=40))
def test_no_header_raises_or_sends_us_away_for_more_than_a_day(value: str):
    until = retry_after(value, NOW)

    assert until is None or NOW < until <= NOW + timedelta(days=1)


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=80))
def test_a_limit_is_always_one_of_three_kinds_and_a_days_limit_ends_at_midnight(
    category: str, waits: str, message: str
):
    found = too_many({"X-RateLimit-Category": category, "Retry-After": waits}, message, NOW)

    assert found.kind in ("second", "day", "one")
    assert found.kind != "day" or (found.until is not None and found.until <= midnight(NOW))


def test_midnight_is_utcs():
    in_kolkata = datetime(2026, 3, 4, 1, 0, tzinfo=timezone(timedelta(hours=5, minutes=30)))

    assert midnight(in_kolkata) == datetime(2026, 3, 4, tzinfo=UTC)
    assert midnight(datetime(2026, 3, 3, tzinfo=UTC)) == datetime(2026, 3, 4, tzinfo=UTC)


def test_every_plan_stays_under_zooms_limits_and_an_unknown_one_under_the_least():
    for plan, labels in PLANS.items():
        for label, known in labels.items():
            assert ZoomAccount("c", "s", plan=plan).limit(label).per_second == known.per_second * SHARE
    assert limit("another", "heavy") == limit("free", "heavy")
    assert limit("free", "heavy").per_day == 1_000
