"""Rows of one whole, a reading or a file, that are too many for one transaction.

They are laid down in short ones, under an id that nothing shows yet; the last transaction, which keeps the reading
or the import, shows them all at once. Deliveries wait for no more than one batch meanwhile. What a killed process
left is removed by whoever lays down rows for the same event an hour later or more.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol, TypeVar

from sqlalchemy import delete, select

from zoom_sync.records import Row, Trace, Trouble
from zoom_sync.store import facts, memory, schema
from zoom_sync.store.dialect import Tx, queue_up

trace = schema.trace

T = TypeVar("T")
BATCH = 2_000  # rows of one transaction: well under the 200 ms that deliveries tolerate
STALE = timedelta(hours=1)  # after which nobody is still laying


class Run(Protocol):
    """One transaction: `Store.soon`, since the last of them comes by `Store.run`, or what refuses one besides."""

    def __call__(self, steps: Callable[[Tx], T], /) -> T: ...


def lay(
    run: Run, event_id: str, traces: Sequence[Trace], *, now: datetime, came: Mapping[str, Row] | None = None
) -> str:
    """Lay down rows that nothing shows yet. Returns the id under which `show` shows them; `came` as for `facts.add`."""
    id = _begun(run, event_id, now)
    for start in range(0, len(traces), BATCH):
        _put(run, event_id, id, traces[start : start + BATCH], now, came=came)
    return id


class Laying:
    """Rows of one whole that are laid down while they come, once they are more than one transaction takes.

    One that comes again takes the place of the one before.
    """

    def __init__(self, run: Run, event_id: str, *, now: datetime) -> None:
        self._run, self._event_id, self._now = run, event_id, now
        self._id, self._held = "", list[Trace]()

    def begin(self) -> None:
        """What was laid down so far belongs to nothing: it is never shown, and is removed in time."""
        self._id, self._held = "", []

    def add(self, traces: Sequence[Trace]) -> None:
        self._held += traces
        if len(self._held) > BATCH:
            self._lay()

    def whole(self) -> str:
        """All have come. The id under which `show` shows them; "" where they are few and none was laid down."""
        if self._id and self._held:
            self._lay()
        return self._id

    def _lay(self) -> None:
        self._id = self._id or _begun(self._run, self._event_id, self._now)
        _put(self._run, self._event_id, self._id, self._held, self._now, again=True)
        self._held = []


def _begun(run: Run, event_id: str, now: datetime) -> str:
    """A fresh id, after what was left of others is removed."""
    id = secrets.token_hex(16)
    for left in run(lambda tx: _begin(tx, event_id, id, now)):
        while run(partial(_remove, id=left)):
            pass
    return id


def _put(
    run: Run,
    event_id: str,
    id: str,
    traces: Sequence[Trace],
    now: datetime,
    *,
    again: bool = False,
    came: Mapping[str, Row] | None = None,
) -> None:
    run(lambda tx: facts.add(tx, event_id, traces, now=now, reading=id, again=again, came=came))


def show(tx: Tx, event_id: str, id: str, *, now: datetime) -> None:
    """From now on these rows belong to what this transaction keeps. Raises Trouble if they were removed."""
    queue_up(tx, f"loose {event_id}")
    loose = memory.recall(tx, memory.loose(event_id)) or {}
    if not loose.get(id):
        raise Trouble(
            "What was read was laid aside for so long that it was removed.",
            "Nothing of it is shown.",
            "Read it again.",
        )
    memory.remember(tx, memory.loose(event_id), {one: at for one, at in loose.items() if one != id}, now=now)


def _begin(tx: Tx, event_id: str, id: str, now: datetime) -> list[str]:
    """Note that rows of this id are not shown yet. Gives the ids that were left so long ago that nobody lays them."""
    queue_up(tx, f"loose {event_id}")
    loose = memory.recall(tx, memory.loose(event_id)) or {}
    left = [one for one, at in loose.items() if not at or now - datetime.fromisoformat(at) > STALE]
    # "": not to be shown any more, and to be removed until nothing of it is there
    gone = {one: "" for one in left if _is_there(tx, one)}
    others = {one: at for one, at in loose.items() if one not in left}
    memory.remember(tx, memory.loose(event_id), others | gone | {id: now.isoformat()}, now=now)
    return list(gone)


def _is_there(tx: Tx, id: str) -> bool:
    return tx.execute(select(trace.c.id).where(trace.c.reading == id).limit(1)).first() is not None


def _remove(tx: Tx, id: str) -> bool:
    """Remove a batch of the rows of an id. Returns whether there were any."""
    ids = list(tx.execute(select(trace.c.id).where(trace.c.reading == id).limit(500)).scalars())
    tx.execute(delete(trace).where(trace.c.reading == id, trace.c.id.in_(ids)))
    return bool(ids)
