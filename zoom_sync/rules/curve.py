"""How many people were there at each minute, online, in the room, and in both at once.

Exact: spans are half-open, a person counts once on a side however many connections they had, and the peak
is that of the spans themselves, not of the minutes at which the curve is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from zoom_sync.records import Event, Person, Span
from zoom_sync.rules.presence import clip, days, union

MINUTE = timedelta(minutes=1)
MOST_POINTS = 10_000  # a week of minutes; longer events are read at wider steps


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


def curve(event: Event, people: Iterable[Person], *, until: datetime | None = None) -> Curve:
    """The presence of these people over the event's days (where presence is not clipped, over all of it).

    `until`: up to when something is known, for an event that is not over; later points are left out, unless
    somebody is known to have been there later.
    """
    return of_stays(
        event, ((closed(person.virtual), closed(person.in_person)) for person in people), until=until
    )


def of_stays(
    event: Event, stays: Iterable[tuple[list[Span], list[Span]]], *, until: datetime | None = None
) -> Curve:
    """`curve` of each one's stays online and in the room: closed spans, joined."""
    known = list(stays)
    changes = _changes(known)
    frames = tuple(_frames(event, known))
    step = _step(frames)
    points = _read(changes, frames, step)
    if until is not None:
        last = max(until, changes[-1][0]) if changes else until
        points = (point for point in points if point.at <= last)
    return Curve(tuple(points), _peaks(changes), step, frames)


def closed(spans: Iterable[Span]) -> list[Span]:
    """Those that ended, joined."""
    return union(span for span in spans if span.end is not None)


def _changes(known: Iterable[tuple[list[Span], list[Span]]]) -> list[tuple[datetime, Crowd]]:
    """The crowd from each instant on at which it changed, earliest first."""
    moves: dict[datetime, list[int]] = defaultdict(lambda: [0, 0, 0])
    for zoom, room in known:
        for kind, spans in enumerate((zoom, room, clip(zoom, room) if zoom and room else ())):
            for span in spans:
                if span.end is not None and span.start < span.end:
                    moves[span.start][kind] += 1
                    moves[span.end][kind] -= 1
    found, zoom_now, room_now, both_now = [], 0, 0, 0
    for at in sorted(moves):
        zoom_by, room_by, both_by = moves[at]
        zoom_now, room_now, both_now = zoom_now + zoom_by, room_now + room_by, both_now + both_by
        found.append((at, Crowd(zoom_now, room_now, both_now, zoom_now + room_now - both_now)))
    return found


def _peaks(changes: Sequence[tuple[datetime, Crowd]]) -> dict[str, Peak]:
    peaks = {}
    for kind, name in enumerate(Crowd._fields):
        most = max((crowd[kind] for _, crowd in changes), default=0)
        when = next((at for at, crowd in changes if crowd[kind] == most), None) if most else None
        peaks[name] = Peak(most, when)
    return peaks


def _frames(event: Event, known: Iterable[tuple[list[Span], list[Span]]]) -> list[Span]:
    if event.rule.clip_to_event:
        return days(event)
    seen = (span for sides in known for side in sides for span in side)
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
