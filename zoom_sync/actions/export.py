"""Write the merged record as a file."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from zoom_sync.files import writing
from zoom_sync.records import Record, Trouble
from zoom_sync.store import snapshot
from zoom_sync.store.database import Store


def export(store: Store, event_id: str, *, format: str, target: Path | IO[bytes]) -> Record:
    """The published record of one generation, whole, as json, csv or xlsx. Raises Trouble if there is none."""
    record = store.read(lambda tx: snapshot.record(tx, event_id))
    if record is None:
        raise Trouble(
            "This event has no record yet.", "Nothing was written.", "`zoom-sync merge EVENT` makes one."
        )
    writing.write_record(record, format, target)
    return record
