"""A trace as a row of its table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from zoom_sync.records import Trace
from zoom_sync.store import schema
from zoom_sync.store.codec import TRACE
from zoom_sync.store.dialect import Tx, add_many, plain, plain_insert, storable

_COLUMNS = (
    "event", "id", "reading", "ref", "kind", "instance", "connection", "at", "import_id", "fact", "kept",
)  # fmt: skip


def add(
    tx: Tx,
    event_id: str,
    traces: Iterable[Trace],
    *,
    now: datetime,
    reading: str = "",
    import_id: str = "",
    again: bool = False,
) -> int:
    """Add the traces whose id is new. Returns how many were.

    `reading`: the reading, or the file that was laid down, to whose rows they belong. `again`: those that nothing
    shows yet may be laid down anew.
    """
    instant = plain(tx, schema.trace.c.at)
    kept = instant(now)
    rows = [
        {
            "event": event_id,
            "id": each.id,
            "reading": reading,
            "ref": storable(each.ref, 400),
            "kind": each.kind,
            "instance": storable(each.instance, 128),
            "connection": storable(each.connection, 64),
            "at": instant(each.at or (each.span.start if each.span else None)),
            "import_id": import_id,
            "fact": TRACE.to_text(each),
            "kept": kept,
        }
        for each in traces
    ]
    known: Literal["left", "overwritten"] = "overwritten" if again else "left"
    return add_many(tx, plain_insert(tx.dialect, schema.trace, _COLUMNS, known=known), rows)
