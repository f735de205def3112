"""How many people were there at each minute, online, in the room, and in both at once.

Exact: spans are half-open, a person counts once on a side however many connections they had, and the peak
is that of the spans themselves, not of the minutes at which the curve is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from zoom_sync.records import Event, Person, Span
from zoom_sync.rules.presence import clip, days, union

Stay = tuple[list[Span], list[Span]]  # on Zoom, and in the room
MINUTE = timedelta(minutes=1)
MOST_POINTS = 10_000  # a week of minutes; longer events are read at wider steps
_STILL = (0, 0, 0)
_UP = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
_DOWN = ((-1, 0, 0), (0, -1, 0), (0, 0, -1))


class Crowd(NamedTuple):
    """How many at one instant. `all` counts whoever is in both once."""

    zoom: int
    room: int
    both: int
    all: int


class Point(NamedTuple):
    at: datetime
    crowd: Crowd


@dataclass(frozen=True, slots=True)
class Peak:
    """The most at once, and when that was first so; None where nobody was there."""

    people: int = 0
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Curve:
    """`points`: every `step` from each day's start to its end. `peaks`: by the names of Crowd's fields."""

    points: tuple[Point, ...]
    peaks: dict[str, Peak]
    step: timedelta
    frames: tuple[Span, ...]


class Moves:
    """By how many each side grows or shrinks at each instant: all that a curve needs of people, however many."""

    def __init__(self, stays: Iterable[Stay] = ()) -> None:
        self._by: dict[datetime, tuple[int, int, int]] = {}
        for zoom, room in stays:
            self.add(zoom, room)

    def add(self, zoom: list[Span], room: list[Span]) -> None:
        """Somebody more: closed spans online and in the room, joined."""
        for kind, spans in enumerate((zoom, room, clip(zoom, room) if zoom and room else ())):
            for span in spans:
                if span.end is not None and span.start < span.end:
                    self._move(span.start, _UP[kind])
                    self._move(span.end, _DOWN[kind])

    def _move(self, at: datetime, by: tuple[int, int, int]) -> None:
        zoom, room, both = self._by.get(at, _STILL)
        self._by[at] = (zoom + by[0], room + by[1], both + by[2])

    def beside(self, stays: Iterable[Stay]) -> Moves:
        """These and others."""
        found = Moves()
        found._by = dict(self._by)
        for zoom, room in stays:
            found.add(zoom, room)
        return found

    def changes(self) -> list[tuple[datetime, Crowd]]:
        """The crowd from each instant on at which it changed, earliest first."""
        found, zoom, room, both = [], 0, 0, 0
        for at in sorted(self._by):
            by = self._by[at]
            zoom, room, both = zoom + by[0], room + by[1], both + by[2]
            found.append((at, Crowd(zoom, room, both, zoom + room - both)))
        return found

    def peaks(self) -> dict[str, Peak]:
        """By the names of `Crowd`'s fields."""
        return _peaks(self.changes())


def of_moves(event: Event, moves: Moves, *, until: datetime | None = None) -> Curve:
    """The presence over the event's days (where presence is not clipped, over all of it).

    `until`: up to when something is known, for an event that is not over; later points are left out, unless
    somebody is known to have been there later.
    """
    changes = moves.changes()
    frames = tuple(_frames(event, changes))
    step = _step(frames)
    points = _read(changes, frames, step)
    if until is not None:
        last = max(until, changes[-1][0]) if changes else until
        points = (point for point in points if point.at <= last)
    return Curve(tuple(points), _peaks(changes), step, frames)


def stay_of(person: Person) -> Stay:
    return closed(person.virtual), closed(person.in_person)


def closed(spans: Iterable[Span]) -> list[Span]:
    """Those that ended, joined."""
    return union(span for span in spans if span.end is not None)


def _peaks(changes: Sequence[tuple[datetime, Crowd]]) -> dict[str, Peak]:
    peaks = {}
    for kind, name in enumerate(Crowd._fields):
        most = max((crowd[kind] for _, crowd in changes), default=0)
        when = next((at for at, crowd in changes if crowd[kind] == most), None) if most else None
        peaks[name] = Peak(most, when)
    return peaks


def _frames(event: Event, changes: Sequence[tuple[datetime, Crowd]]) -> list[Span]:
    if event.rule.clip_to_event:
        return days(event)
    seen = (Span(at, until) for (at, crowd), (until, _) in pairwise(changes) if crowd.all)
    return union((*event.days, *seen), bridge=timedelta(hours=1))


def _step(frames: Iterable[Span]) -> timedelta:
    length = sum((frame.end - frame.start for frame in frames if frame.end is not None), timedelta(0))
    return MINUTE * max(1, -(-length // (MINUTE * MOST_POINTS)))


def _read(
    changes: Sequence[tuple[datetime, Crowd]], frames: Iterable[Span], step: timedelta
) -> Iterable[Point]:
    crowd, next_one = Crowd(0, 0, 0, 0), 0
    for frame in frames:
        at, end = frame.start, frame.end or frame.start
        while at <= end:
            while next_one < len(changes) and changes[next_one][0] <= at:
                crowd = changes[next_one][1]
                next_one += 1
            yield Point(at, crowd)
            at += step
