"""For how long somebody was there on each day: what a roster of credit hours lists."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from zoom_sync.records import Event, Person
from zoom_sync.rules.presence import clip, days, minutes, union


class Credit(NamedTuple):
    """`minutes`: both sides united, no minute twice; None where nobody knows. `at_least`: there were more."""

    day: date
    minutes: float | None
    at_least: bool


def credits(event: Event, person: Person) -> list[Credit]:
    """A line for each day, in the event's zone, on which somebody was seen; one of no length where no time is known."""
    zone = ZoneInfo(event.timezone)
    known = union(one for one in (*person.virtual, *person.in_person) if one.end is not None)
    found = [
        Credit(day.start.astimezone(zone).date(), there, person.minutes_at_least)
        for day in days(event)
        if (there := minutes(clip(known, [day])))
    ]
    if found or not person.minutes_at_least:
        return found
    first = person.first_seen or event.starts
    return [Credit(first.astimezone(zone).date(), None, False)]
