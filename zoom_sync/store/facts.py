"""A trace as a row of its table."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from zoom_sync.records import Trace
from zoom_sync.store.codec import TRACE
from zoom_sync.store.dialect import storable


def row(
    event_id: str, each: Trace, now: datetime, *, reading: str = "", import_id: str = ""
) -> dict[str, Any]:
    """`reading`: the reading, or the file that was laid down, to whose rows it belongs."""
    return {
        "event": event_id,
        "id": each.id,
        "reading": reading,
        "ref": storable(each.ref, 400),
        "kind": each.kind,
        "instance": storable(each.instance, 128),
        "connection": storable(each.connection, 64),
        "at": each.at or (each.span.start if each.span else None),
        "import_id": import_id,
        "fact": TRACE.to_json(each),
        "kept": now,
    }
