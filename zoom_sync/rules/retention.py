"""How long what is kept: what is due on a day, and what somebody is to be reminded of.

Nothing ends by a date that nobody chose. Days are those of the event's own zone.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from zoom_sync.records import Event

RAW = timedelta(days=90)  # after the record is final: what came from Zoom and in files, byte for byte
RAW_PROTECTED = timedelta(days=30)
LETTERS = timedelta(days=365)  # after a copy was sent
RECOVERABLE = timedelta(days=30)  # after an event was removed
REMINDERS = (30, 7)  # days before the names of an event end
PROPOSED_MONTHS = 12


def today(event: Event, now: datetime) -> date:
    return now.astimezone(ZoneInfo(event.timezone)).date()


def proposed(ends: date) -> date:
    """What the form of an event proposes: twelve months after it, to be said by somebody all the same."""
    try:
        return ends.replace(year=ends.year + PROPOSED_MONTHS // 12)
    except ValueError:  # the 29th of February
        return ends.replace(year=ends.year + PROPOSED_MONTHS // 12, day=28)


def is_over(event: Event, now: datetime) -> bool:
    """Whether the last day on which its people are kept by name is over."""
    return event.erased is None and event.keep_until is not None and today(event, now) > event.keep_until


def days_left(event: Event, now: datetime) -> int | None:
    """Days until its names end, the last one counted; None where no day was chosen, or they are gone."""
    if event.keep_until is None or event.erased is not None:
        return None
    return max(0, (event.keep_until - today(event, now)).days + 1)


def reminder(event: Event, now: datetime, *, reminded: int | None) -> int | None:
    """Which reminder is due: 30 or 7 days before. `reminded`: the last one that went out for this date."""
    left = days_left(event, now)
    if left is None or is_over(event, now):
        return None
    due = min((each for each in REMINDERS if left <= each), default=None)
    return None if due is None or (reminded is not None and reminded <= due) else due


def raw_is_over(event: Event, final_at: datetime | None, now: datetime) -> bool:
    """Whether what it was made of, as it came, has been kept long enough after it was final."""
    return final_at is not None and now >= final_at + (RAW_PROTECTED if event.protected else RAW)
