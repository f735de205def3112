"""For how long somebody was there on each day: what a roster of credit hours lists."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from zoom_sync.records import Event, Person, Trace
from zoom_sync.rules.presence import clip, day_of, days, minutes, room, union


class Credit(NamedTuple):
    """`minutes`: both sides united, no minute twice; None where nobody knows. `at_least`: there were more."""

    day: date
    minutes: float | None
    at_least: bool


def credits(event: Event, person: Person, rows: Iterable[Trace] = ()) -> list[Credit]:
    """A line for each day, in the event's zone, on which somebody was seen; one of no length where no time is known.

    `rows`: what counts of their signatures and check-ins, asked for where `is_told_by_rows`.
    """
    zone = ZoneInfo(event.timezone)
    known = union(one for one in (*person.virtual, *person.in_person) if one.end is not None)
    noted = {day_of(at, event) for stay in room(rows, event).open if (at := stay.at(event))}
    found = []
    for number, day in enumerate(days(event)):
        there = minutes(clip(known, [day]))
        if there or number in noted:
            on = day.start.astimezone(zone).date()
            found.append(Credit(on, there or None, bool(there) and person.minutes_at_least))
    if found or not person.minutes_at_least:
        return found
    first = person.first_seen or event.starts
    return [Credit(first.astimezone(zone).date(), None, False)]


def is_told_by_rows(event: Event, person: Person) -> bool:
    """Whether only the rows themselves tell of each day on which somebody was seen: the line has no open stays."""
    return person.minutes_at_least and len(event.days) > 1
