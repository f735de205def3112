"""A person's time as a bar: every stretch on Zoom and in the room, to scale, under the agenda and the hours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from zoom_sync.records import Event, Span
from zoom_sync.rules import reckoning

WIDTH = 1000.0  # of the drawing, in its own units
LEAST = 3.0  # a stay of seconds is still seen
TICKS = 8  # hours that are written under a day at most


@dataclass(frozen=True, slots=True)
class Stretch:
    """`x` and `width` in units of the drawing; `number`: its line in the table under the drawing.

    `why`: as `rules.reckoning` has it, or "agenda". `end` None: not known.
    """

    x: float
    width: float
    start: datetime
    end: datetime | None
    why: str = "covered"
    title: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the event with its lanes; `ticks`: the full hours, each with where it stands."""

    span: Span
    virtual: tuple[Stretch, ...]
    in_person: tuple[Stretch, ...]
    sessions: tuple[Stretch, ...]
    ticks: tuple[tuple[float, datetime], ...]


def of_person(stretches: Sequence[reckoning.Stretch], event: Event) -> list[Day]:
    """One drawing per day that the event has; each is as wide as its stretches need, and no less than the day."""
    return [_day(day, stretches, event) for day in event.days]


def _day(day: Span, stretches: Sequence[reckoning.Stretch], event: Event) -> Day:
    # Who came early or stayed on is drawn too, an hour before and after the day at most.
    hour, ends = timedelta(hours=1), day.end or day.start
    near = [
        one.span
        for one in stretches
        if one.span.start < ends + hour and (one.span.end or ends) > day.start - hour
    ]
    start = max(min([day.start, *(span.start for span in near)]), day.start - hour)
    end = min(max([ends, *(span.end or ends for span in near)]), ends + hour)
    frame = Span(start, end)
    numbered = list(enumerate(stretches, 1))

    def lane(side: str) -> tuple[Stretch, ...]:
        return _lane([(one.span, one.why, "", number) for number, one in numbered if one.side == side], frame)

    return Day(
        span=day,
        virtual=lane("virtual"),
        in_person=lane("in_person"),
        sessions=_lane([(session.span, "agenda", session.title, 0) for session in event.sessions], frame),
        ticks=_ticks(frame, ZoneInfo(event.timezone)),
    )


def _lane(spans: Iterable[tuple[Span, str, str, int]], frame: Span) -> tuple[Stretch, ...]:
    start, end = frame.start, frame.end or frame.start
    scale = WIDTH / max((end - start).total_seconds(), 1)
    lane = []
    for span, why, title, number in spans:
        begins, ends = max(span.start, start), min(span.end or end, end)
        if ends < begins or span.start >= end:
            continue
        width = max((ends - begins).total_seconds() * scale, LEAST)
        x = min((begins - start).total_seconds() * scale, WIDTH - width)
        lane.append(Stretch(round(x, 2), round(width, 2), span.start, span.end, why, title, number))
    return tuple(lane)


def _ticks(frame: Span, zone: ZoneInfo) -> tuple[tuple[float, datetime], ...]:
    """Full hours of the event's zone, or every second, third … one, so that there are few enough to be read."""
    start, end = frame.start, frame.end or frame.start
    length = max((end - start).total_seconds(), 1)
    step = max(1, -(-int(length) // 3600 // TICKS))
    first = start.astimezone(zone).replace(minute=0, second=0, microsecond=0)
    hours = (first + timedelta(hours=number * step) for number in range(int(length // 3600 // step) + 2))
    return tuple(
        (round((one - start).total_seconds() / length * 100, 2), one.astimezone(start.tzinfo))
        for one in hours
        if start <= one <= end
    )
