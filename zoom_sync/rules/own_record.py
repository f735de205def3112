"""Somebody's own record: how long a link to it lasts, what an objection may be about."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from zoom_sync.records import Event

LASTS = timedelta(days=90)  # after the event, or after it was made where that is later
ABOUT = ("minutes", "mode", "name", "erase", "other")
OUTCOMES = ("accepted", "declined")
LONGEST = 1_000  # characters of an objection, and of an answer
MOST_OPEN = 5  # objections of one person that wait for an answer


def until(event: Event, now: datetime) -> datetime:
    """When a link that is made now ends: with the names of the event at the latest."""
    ends = max(event.ends, now) + LASTS
    if event.keep_until is None:
        return ends
    day_after = event.keep_until + timedelta(days=1)
    return min(ends, datetime.combine(day_after, time(), ZoneInfo(event.timezone)))


def address(public_url: str, secret: str) -> str:
    return f"{public_url.rstrip('/')}/my-record/{secret}"
