"""A trace as a row of its table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import zip_longest
from typing import Literal

from zoom_sync.records import Row, Trace
from zoom_sync.store import erasures, schema
from zoom_sync.store.codec import TRACE
from zoom_sync.store.dialect import Tx, add_many, plain, plain_insert, storable

_COLUMNS = (
    "event", "id", "reading", "ref", "kind", "instance", "connection", "at", "import_id", "fact", "kept",
    "cells",
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
    came: Mapping[str, Row] | None = None,
) -> int:
    """Add the traces whose id is new. Returns how many were.

    `reading`: the reading, or the file that was laid down, to whose rows they belong. `again`: those that nothing
    shows yet may be laid down anew. `came`: by trace the row of a file as it came.
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
            "cells": _pairs(came[each.id]) if came and each.id in came else None,
        }
        for each in erasures.let_in(tx, event_id, traces)
    ]
    known: Literal["left", "overwritten"] = "overwritten" if again else "left"
    return add_many(tx, plain_insert(tx.dialect, schema.trace, _COLUMNS, known=known), rows)


def _pairs(row: Row) -> str:
    """What stands above each cell that says something, and the cell, as JSON: a row may be wider than its header."""
    told = [(storable(head or ""), storable(cell)) for head, cell in zip_longest(*row) if cell]
    return json.dumps(told, ensure_ascii=False)
