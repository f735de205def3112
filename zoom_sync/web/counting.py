"""Figures of the newest record that pages ask for again and again, kept per generation.

A generation never changes, so what was counted of it holds; a process keeps the last few.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from zoom_sync.records import Event, Record
from zoom_sync.rules.ranges import ranges
from zoom_sync.store import snapshot
from zoom_sync.store.database import Store

KEPT = 64


@dataclass(frozen=True, slots=True)
class Figures:
    """Who has not left, as far as is known; and how far each count may move while questions are open."""

    zoom: int = 0
    room: int = 0
    both: int = 0
    ranges: Mapping[str, tuple[int, int]] = field(default_factory=dict)


class Counted:
    """What was counted, by event and generation; safe for threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._found: OrderedDict[tuple[str, int], Figures] = OrderedDict()

    def of(self, store: Store, event: Event, summary: Mapping[str, Any] | None) -> Figures:
        """The figures of the record that `summary` sums up."""
        if summary is None:
            return Figures()
        key = (event.id, int(summary["generation"]))
        with self._lock:
            found = self._found.get(key)
        if found is None:
            record = store.read(lambda tx: snapshot.record(tx, event.id))
            found = count(record) if record is not None else Figures()
            self._keep(key, found)
        # Once somebody said so, it is over, even where an end was never seen.
        zoom = 0 if summary["status"] == "final" else found.zoom
        room = 0 if event.room_closed is not None else found.room
        return Figures(zoom=zoom, room=room, both=min(found.both, zoom, room), ranges=found.ranges)

    def _keep(self, key: tuple[str, int], found: Figures) -> None:
        with self._lock:
            self._found[key] = found
            while len(self._found) > KEPT:
                self._found.popitem(last=False)


def count(record: Record) -> Figures:
    """Connections that have not ended, and people in the room who were not seen to leave it."""
    everybody = (*record.people, *record.unidentified)
    zoom = {person.id for person in everybody if any(span.end is None for span in person.virtual)}
    room = {person.id for person in everybody if any(span.end is None for span in person.in_person)}
    return Figures(zoom=len(zoom), room=len(room), both=len(zoom & room), ranges=ranges(record))
