"""Who is inside now, and how it came to that: of connections and check-ins as they come.

Nothing here waits for a record. Whoever is on both sides at once counts once in `both`, and on each side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from zoom_sync.records import Event, Instance, Sighting, Span, WebinarInfo
from zoom_sync.rules import finality

# Zoom delivers within hours, and what is older than a day is refused (contract 4.4): what tells of an earlier time is
# a day that is played again, and it goes on for as long as it is told of.
REPLAYED = timedelta(days=1)
TOLD_OF = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Inside:
    """Who is in, by side: person, or fact that is nobody's yet -> the newest sighting of them there."""

    zoom: dict[str, Sighting]
    room: dict[str, Sighting]

    @property
    def both(self) -> int:
        return len(self.zoom.keys() & self.room.keys())

    def newest(self, count: int) -> list[tuple[str, Sighting]]:
        """The last who came in, ("zoom" or "room", sighting) each, the newest first."""
        everybody = [("zoom", one) for one in self.zoom.values()]
        everybody += [("room", one) for one in self.room.values()]
        return sorted(everybody, key=lambda side: (side[1].at, side[1].fact), reverse=True)[:count]


def moment(heard: datetime | None, told: datetime | None, now: datetime) -> datetime:
    """What time it is at an event: now, or where it stands while its day is played again.

    `heard`: when the newest delivery about it came; `told`: the newest instant that it told of.
    """
    is_played = heard is not None and told is not None and heard - told > REPLAYED and now - heard < TOLD_OF
    return told if is_played and told is not None else now


def inside(online: Iterable[Sighting], passes: Iterable[Sighting]) -> Inside:
    """`online`: the open connections. `passes`: the check-ins of the day; in the room is whose last was one in."""
    zoom: dict[str, Sighting] = {}
    for one in online:
        if one.who not in zoom or one.at > zoom[one.who].at:
            zoom[one.who] = one
    last: dict[str, Sighting] = {}
    for one in passes:
        if one.who not in last or (one.at, one.fact) > (last[one.who].at, last[one.who].fact):
            last[one.who] = one
    return Inside(zoom, {who: one for who, one in last.items() if one.is_in})


def day(event: Event, now: datetime) -> Span | None:
    """The event's day of this moment, with the hours before and after in which people come and go; None: none."""
    for one in event.days:
        start, end = one.start - finality.AROUND, (one.end or one.start) + finality.AROUND
        if start <= now < end:
            return Span(start, end)
    return None


def runs(
    event: Event, instances: Iterable[Instance], infos: Iterable[WebinarInfo], now: datetime
) -> list[str]:
    """The UUIDs of the event's runs that go on."""
    if is_over(event, now):
        return []
    own, _ = finality.sort_instances(event, instances, infos)
    return [run.uuid for run in own if run.end is None and not run.practice]


def is_over(event: Event, now: datetime) -> bool:
    """Whether so long after its end nobody can be in it any more, whatever was not told."""
    return now >= event.ends + finality.LONGEST


def spans(
    came: Iterable[tuple[str, str, datetime]], went: Iterable[tuple[str, datetime]], now: datetime
) -> dict[str, list[Span]]:
    """Each one's stays until now. `came`: (who, where, at), `went`: (where, at); `where` names one connection.

    A stay ends with the first going from the same place after it began.
    """
    ends: dict[str, list[datetime]] = defaultdict(list)
    for where, at in went:
        ends[where].append(at)
    for found in ends.values():
        found.sort()
    stays: dict[str, list[Span]] = defaultdict(list)
    for who, where, at in came:
        end = min(now, next((one for one in ends.get(where, ()) if one >= at), now))
        if at < end:
            stays[who].append(Span(at, end))
    return stays


def signed(
    rows: Iterable[tuple[str, datetime, datetime | None]], event: Event, now: datetime
) -> Iterator[tuple[str, Span]]:
    """Each stay in the room that a sheet tells of, until now; one without an end goes on until its day ends."""
    for who, start, end in rows:
        its = next(
            (one for one in event.days if one.start - finality.AROUND <= start < (one.end or now)), None
        )
        until = min(now, end or (its and its.end) or start)
        if start < until:
            yield who, Span(start, until)


def steps(passes: Sequence[Sighting], now: datetime) -> dict[str, list[Span]]:
    """Each one's stays in the room until now: from a check-in to the next one out."""
    began: dict[str, datetime] = {}
    stays: dict[str, list[Span]] = defaultdict(list)
    for one in sorted(passes, key=lambda each: (each.at, each.fact)):
        if one.is_in:
            began.setdefault(one.who, one.at)
        elif (start := began.pop(one.who, None)) is not None:
            stays[one.who].append(Span(start, one.at))
    for who, start in began.items():
        if start < now:
            stays[who].append(Span(start, now))
    return stays
