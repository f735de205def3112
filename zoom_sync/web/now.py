"""Who is inside now, made once for all who ask, as often as something moves and no oftener than it is worth.

Every open page asks every second. What it costs where nothing moved is one look at a few rows by their
keys; where something did, one of those who ask counts, and the others take what was counted. What takes long to count
is counted the more rarely: never more than a twentieth of the time goes into it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any, Generic, TypeVar

from zoom_sync.records import Event, Person, Sighting, Trace
from zoom_sync.rules import finality
from zoom_sync.rules import live as rules
from zoom_sync.rules.curve import Curve, Moves, of_moves
from zoom_sync.rules.presence import union
from zoom_sync.store import live, webinars
from zoom_sync.store.database import Store, Tx

T = TypeVar("T")
FRESH_S = 0.2  # for so long nobody counts again
SHARE = 20
NEWEST = 20  # of those inside, by name
NEW_FACTS = (
    2_000  # so many that came since the record are looked up; in a storm the record tells a little later
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody inside, and since when. `name` "" where neither the record nor they themselves said one."""

    name: str
    organisation: str
    person: str  # "" where the record knows of none yet
    side: str  # "zoom" or "room"
    at: datetime


@dataclass(frozen=True, slots=True)
class Now:
    zoom: int = 0
    room: int = 0
    both: int = 0
    newest: tuple[Arrival, ...] = ()

    @property
    def all(self) -> int:
        return self.zoom + self.room - self.both


@dataclass(frozen=True, slots=True)
class Counted:
    """Who is inside, as of which look; `key` tells one state from another. `pieces`: what was drawn of it, by tag."""

    key: Any
    inside: Now
    look: live.Look
    pieces: dict[str, str] = field(default_factory=dict)


@dataclass
class _Kept(Generic[T]):
    lock: Lock = field(default_factory=Lock)
    key: Any = None
    value: T | None = None
    until: float = 0.0  # of the monotonic clock: before it nobody counts again


class Shared(Generic[T]):
    """Values by event, each made anew when its key is another one, by one thread, and not too often."""

    def __init__(
        self, *, fresh_s: float = FRESH_S, share: int = SHARE, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._lock, self._kept = Lock(), dict[str, _Kept[T]]()
        self._fresh_s, self._share, self._clock = fresh_s, share, clock

    def of(self, event_id: str, key: Any, make: Callable[[], T]) -> T:
        """The value made under this key, or for a moment the one before."""
        with self._lock:
            kept = self._kept.setdefault(event_id, _Kept())
        if (found := self._found(kept, key)) is not None:
            return found
        with kept.lock:
            if (found := self._found(kept, key)) is not None:
                return found
            began = self._clock()
            value = make()
            took = self._clock() - began
            kept.key, kept.value, kept.until = key, value, began + max(self._fresh_s, self._share * took)
            return value

    def _found(self, kept: _Kept[T], key: Any) -> T | None:
        return kept.value if kept.key == key or self._clock() < kept.until else None


def key(event: Event, look: live.Look, now: datetime) -> tuple[Any, ...]:
    """What tells one state from another: whether something moved, and whether time itself ended something."""
    day = rules.day(event, now)
    return (look.generation, look.moved, look.room_closed, day and day.start, rules.is_over(event, now))


def count(store: Store, event: Event, look: live.Look, now: datetime) -> Counted:
    """Count who is inside."""
    return Counted(key(event, look, now), store.read(lambda tx: _count(tx, event, look, now)), look)


def _count(tx: Tx, event: Event, look: live.Look, now: datetime) -> Now:
    online = _online(tx, event, look, now)
    found = rules.inside(online, _room(tx, event, look, now))
    newest = found.newest(NEWEST)
    known = [one.who for _, one in newest if one.is_known]
    faces = live.faces(tx, event.id, known, generation=look.generation)
    said = live.claims(tx, event.id, [one.fact for _, one in newest if one.who not in faces])
    arrivals = tuple(_arrival(side, one, faces.get(one.who), said.get(one.fact)) for side, one in newest)
    return Now(len(found.zoom), len(found.room), found.both, arrivals)


def curve(store: Store, event: Event, look: live.Look, now: datetime) -> Curve:
    """How many were there at each minute so far, whoever they are; who is inside now is so until now."""
    came, went, passed, signed = store.read(lambda tx: _moves(tx, event, look, now))
    zoom, room = rules.spans(came, went, now), rules.steps(passed, now)
    for who, stay in rules.signed(signed, event, now):
        room.setdefault(who, []).append(stay)
    stays = ((union(zoom.get(who, ())), union(room.get(who, ()))) for who in zoom.keys() | room.keys())
    return of_moves(event, Moves(stays), until=now)


def _moves(tx: Tx, event: Event, look: live.Look, now: datetime) -> Any:
    ids = [webinar.id for webinar in event.webinars]
    own, _ = finality.sort_instances(event, webinars.instances(tx, ids), webinars.infos(tx, ids))
    ends = {run.uuid: run.end for run in own if not run.practice}
    came, went = live.comings(tx, event.id, runs=list(ends), generation=look.generation)
    for _, where, at in came:
        end = ends[where.rpartition("/")[0]]
        if end is not None and at < end:
            went.append((where, end))
    since = event.starts - finality.AROUND
    passed = live.passes(tx, event.id, since=since, generation=look.generation)
    return came, went, passed, live.signed(tx, event.id, since=since, generation=look.generation)


def _online(tx: Tx, event: Event, look: live.Look, now: datetime) -> list[Sighting]:
    """Once somebody said so, it is over, even where an end was never heard."""
    runs = [] if look.status == "final" else _runs(tx, event, now)
    if not runs:
        return []
    found = live.online(tx, event.id, runs=runs, generation=look.generation)
    new = [one.fact for one in found if not one.is_known][:NEW_FACTS]
    named = live.named(tx, event.id, new, generation=look.generation)
    return [Sighting(one.fact, named[one.fact], one.at) if one.fact in named else one for one in found]


def _runs(tx: Tx, event: Event, now: datetime) -> list[str]:
    ids = [webinar.id for webinar in event.webinars]
    return rules.runs(event, webinars.instances(tx, ids), webinars.infos(tx, ids), now)


def _room(tx: Tx, event: Event, look: live.Look, now: datetime) -> list[Sighting]:
    """Check-ins of the day; and signatures without an end, which count from their time on."""
    day = rules.day(event, now)
    if day is None or look.room_closed:
        return []
    signed = live.signatures(tx, event.id, within=day, generation=look.generation)
    passed = live.passes(tx, event.id, since=day.start, generation=look.generation)
    return [*signed, *passed]


def _arrival(side: str, one: Sighting, face: Person | None, said: Trace | None) -> Arrival:
    if face is not None:
        return Arrival(face.name, face.organisation, face.id, side, one.at)
    claim = said.claim if said is not None else None
    return Arrival(claim.name if claim else "", claim.organisation if claim else "", "", side, one.at)
