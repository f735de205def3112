"""The published record of an event, whole: one generation, as it was made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Protocol, TypeVar

from zoom_sync.records import Person, Record, Trouble
from zoom_sync.store import erasing, events, people, seals
from zoom_sync.store.dialect import Tx

T = TypeVar("T")
PAGE = 1_000  # people of one read: an open read of SQLite without WAL holds up every commit meanwhile


class Reads(Protocol):
    """As much of the store as this needs."""

    def read(self, steps: Callable[[Tx], T]) -> T: ...


def record(tx: Tx, event_id: str) -> Record | None:
    """The newest generation, or None where no record was made yet. People come by name, then id."""
    found = head(tx, event_id)
    if found is None:
        return None
    generation = found.event.generation
    return replace(
        found,
        people=tuple(people.read(tx, event_id, generation=generation)),
        unidentified=tuple(people.read(tx, event_id, kind="unidentified", generation=generation)),
    )


def known_head(tx: Tx, event_id: str, *, safe: str = "Nothing was written.") -> Record:
    """`head` of the event that somebody named. Raises Trouble, which says that `safe` holds, where there is none."""
    events.known(tx, event_id, safe=safe)
    found = head(tx, event_id)
    if found is None:
        raise Trouble("This event has no record yet.", safe, "`zoom-sync merge EVENT` makes one.")
    return found


def head(tx: Tx, event_id: str) -> Record | None:
    """All of `record` but the people; `event.generation` says whose they are. Its `heads` are those of now."""
    event = events.get(tx, event_id)
    summary = events.summary(tx, event_id)
    if event is None or summary is None:
        return None
    return Record(
        event=event,
        status=summary["status"],
        waiting_for=tuple(summary["waiting_for"]),
        counts=summary["counts"],
        people=(),
        unidentified=(),
        review=tuple(people.review(tx, event_id, generation=event.generation)),
        notes=tuple(summary["notes"]),
        decisions=summary.get("decisions", 0),
        seal=seals.value(tx, event_id, generation=event.generation) if summary["status"] == "final" else None,
        heads=tuple(erasing.heads(tx, event_id)),
    )


def pages(
    store: Reads, event_id: str, *, generation: int, kind: people.Kind = "person", by_code: bool = False
) -> Iterator[Person]:
    """The people of one generation, in the order of `record`, a page at a time: a million need no more memory.

    `by_code`: in the order of their ids. Raises Trouble where the generation went while it was read.
    """
    after: tuple[str, str] | None = None
    while True:
        page = store.read(
            partial(
                people.read,
                event_id=event_id,
                kind=kind,
                generation=generation,
                after=after,
                limit=PAGE,
                by_code=by_code,
            )
        )
        yield from page
        if len(page) < PAGE:
            return
        after = people.cursor(page[-1])


def everybody(
    store: Reads, event_id: str, *, generation: int, by_code: bool = False
) -> tuple[Iterator[Person], Iterator[Person]]:
    """`pages` of the people, and of the unidentified."""
    return (
        pages(store, event_id, generation=generation, by_code=by_code),
        pages(store, event_id, generation=generation, kind="unidentified", by_code=by_code),
    )
