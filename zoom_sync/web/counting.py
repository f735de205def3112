"""What pages need of a whole record again and again, made once per generation.

A generation never changes, so what was made of it holds; a process keeps the last few. The headline is, where
the worker has kept it (`memory`, under `rules.headline.name`), not made here at all.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any
from weakref import WeakValueDictionary

from zoom_sync.actions import report as reports
from zoom_sync.records import Event
from zoom_sync.rules.headline import headline, name
from zoom_sync.store import memory, snapshot
from zoom_sync.store.database import Store

KEPT = 32
NONE: dict[str, Any] = {"people": 0, "unidentified": 0, "ranges": {}, "owners": {}}


class Made:
    """Things made of a generation, by name, event and generation; each is made by one thread at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._found: OrderedDict[tuple[str, str, int], Any] = OrderedDict()
        # A lock is here for as long as a thread holds or waits for it: a key may hold what somebody typed.
        self._making: WeakValueDictionary[tuple[str, str], Lock] = WeakValueDictionary()

    def once(self, what: str, event_id: str, generation: int, make: Callable[[], Any]) -> Any:
        """What `make` gives for this generation, made now or before."""
        key = (what, event_id, generation)
        with self._lock:
            if key in self._found:
                return self._found[key]
            turn = self._making.setdefault((what, event_id), Lock())
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


def report(store: Store, made: Made, event_id: str, generation: int) -> dict[str, Any]:
    """The report of a generation, made once, with what was asked, which is no part of the generation."""
    found: dict[str, Any] = made.once(
        "report", event_id, generation, lambda: reports.figures(store, event_id)
    )
    return found | reports.asked(store, event_id)


def figures(store: Store, made: Made, event: Event, summary: Mapping[str, Any] | None) -> dict[str, Any]:
    """The headline (`rules.headline`) of the record that `summary` sums up.

    A remembered one may be a generation behind for the moment that the worker needs; it is taken all the
    same, since the next look comes in seconds.
    """
    if summary is None:
        return NONE
    found = store.read(lambda tx: memory.recall(tx, name(event.id)))
    if found is None:
        found = made.once("headline", event.id, int(summary["generation"]), lambda: _read(store, event))
    return {**NONE, **found}


def _read(store: Store, event: Event) -> dict[str, Any]:
    record = store.read(lambda tx: snapshot.record(tx, event.id))
    return NONE if record is None else headline(record)
