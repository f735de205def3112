"""What pages need of a whole record again and again, made once per generation.

A generation never changes, so what was made of it holds; a process keeps the last few. The headline is, where
the worker has kept it (`memory`, under `headline_of(event)`), not made here at all.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

from zoom_sync.records import Event
from zoom_sync.rules.headline import headline
from zoom_sync.store import memory, snapshot
from zoom_sync.store.database import Store

KEPT = 32
NONE: dict[str, Any] = {
    "zoom": 0, "room": 0, "both": 0, "people": 0, "unidentified": 0, "ranges": {}, "owners": {}
}  # fmt: skip


class Made:
    """Things made of a generation, by name, event and generation; each is made by one thread at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._found: OrderedDict[tuple[str, str, int], Any] = OrderedDict()
        self._making: dict[tuple[str, str], Lock] = {}

    def once(self, name: str, event_id: str, generation: int, make: Callable[[], Any]) -> Any:
        """What `make` gives for this generation, made now or before."""
        key = (name, event_id, generation)
        with self._lock:
            if key in self._found:
                return self._found[key]
            turn = self._making.setdefault((name, event_id), Lock())
        with turn:
            with self._lock:
                if key in self._found:
                    return self._found[key]
            made = make()
            with self._lock:
                self._found[key] = made
                while len(self._found) > KEPT:
                    self._found.popitem(last=False)
            return made


def headline_of(event_id: str) -> str:
    """The name under which the worker remembers the newest headline, with its `generation`."""
    return f"headline:{event_id}"


def figures(store: Store, made: Made, event: Event, summary: Mapping[str, Any] | None) -> dict[str, Any]:
    """The headline (`rules.headline`) of the record that `summary` sums up.

    A remembered one may be a generation behind for the moment that the worker needs; it is taken all the
    same, since the next look comes in seconds.
    """
    if summary is None:
        return NONE
    found = store.read(lambda tx: memory.recall(tx, headline_of(event.id)))
    if found is None:
        found = made.once("headline", event.id, int(summary["generation"]), lambda: _read(store, event.id))
    # Once somebody said so, it is over, even where an end was never seen.
    zoom = 0 if summary["status"] == "final" else found["zoom"]
    room = 0 if event.room_closed is not None else found["room"]
    return {**found, "zoom": zoom, "room": room, "both": min(found["both"], zoom, room)}


def _read(store: Store, event_id: str) -> dict[str, Any]:
    record = store.read(lambda tx: snapshot.record(tx, event_id))
    return headline(record) if record is not None else NONE
