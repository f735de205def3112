"""Figures of the newest record that pages ask for again and again, kept per generation.

A generation never changes, so what was counted of it holds; a process keeps the last few.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from zoom_sync.records import Event, Person
from zoom_sync.store import people

if TYPE_CHECKING:
    from zoom_sync.wiring import Rooms

KEPT = 64


@dataclass(frozen=True, slots=True)
class Inside:
    """How many are there at this moment, as far as is known."""

    zoom: int = 0
    room: int = 0
    both: int = 0


class Counted:
    """What was counted, by event and generation; safe for threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._found: OrderedDict[tuple[str, int], Inside] = OrderedDict()

    def get(self, key: tuple[str, int]) -> Inside | None:
        with self._lock:
            return self._found.get(key)

    def keep(self, key: tuple[str, int], value: Inside) -> None:
        with self._lock:
            self._found[key] = value
            while len(self._found) > KEPT:
                self._found.popitem(last=False)


def now_inside(rooms: Rooms, counted: Counted, event: Event, summary: dict[str, Any] | None) -> Inside:
    """Who is inside now: connections that have not ended, and people in the room who have not left it."""
    if summary is None:
        return Inside()
    key = (event.id, int(summary["generation"]))
    found = counted.get(key)
    if found is None:
        everybody = rooms.store.read(
            lambda tx: [
                person
                for kind in ("person", "unidentified")
                for person in people.read(tx, event.id, kind=kind, generation=key[1])
            ]
        )
        found = count(everybody)
        counted.keep(key, found)
    # Once somebody said so, it is over, even where an end was never seen.
    zoom = 0 if summary["status"] == "final" else found.zoom
    room = 0 if event.room_closed is not None else found.room
    return Inside(zoom=zoom, room=room, both=min(found.both, zoom, room))


def count(everybody: list[Person]) -> Inside:
    zoom = {person.id for person in everybody if any(span.end is None for span in person.virtual)}
    room = {person.id for person in everybody if any(span.end is None for span in person.in_person)}
    return Inside(zoom=len(zoom), room=len(room), both=len(zoom & room))
