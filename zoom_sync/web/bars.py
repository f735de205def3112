"""A person's time as a bar: every stretch on Zoom and in the room, to scale, under the agenda."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from zoom_sync.records import Event, Person, Span

WIDTH = 1000.0  # of the drawing, in its own units
LEAST = 2.0  # a stay of seconds is still seen


@dataclass(frozen=True, slots=True)
class Stretch:
    """`x` and `width` in units of the drawing; `certain` False: the end is not known."""

    x: float
    width: float
    start: datetime
    end: datetime | None
    certain: bool = True
    title: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the event with its lanes."""

    span: Span
    virtual: tuple[Stretch, ...]
    in_person: tuple[Stretch, ...]
    sessions: tuple[Stretch, ...]


def of_person(person: Person, event: Event) -> list[Day]:
    """One drawing per day that the event has."""
    return [
        Day(
            span=day,
            virtual=_lane(person.virtual, day),
            in_person=_lane(person.in_person, day),
            sessions=tuple(
                stretch
                for session in event.sessions
                for stretch in _lane([session.span], day, title=session.title)
            ),
        )
        for day in event.days
    ]


def _lane(spans: Iterable[Span], day: Span, *, title: str = "") -> tuple[Stretch, ...]:
    start, end = day.start, day.end or day.start
    scale = WIDTH / max((end - start).total_seconds(), 1)
    lane = []
    for span in spans:
        begins, ends = max(span.start, start), min(span.end or end, end)
        if ends < begins or span.start >= end:
            continue
        width = max((ends - begins).total_seconds() * scale, LEAST)
        x = min((begins - start).total_seconds() * scale, WIDTH - width)
        certain = span.certain and span.end is not None
        lane.append(Stretch(round(x, 2), round(width, 2), span.start, span.end, certain, title))
    return tuple(lane)
