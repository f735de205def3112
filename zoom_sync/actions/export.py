"""Write the merged record as a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from zoom_sync.files import writing
from zoom_sync.records import Person, Trouble
from zoom_sync.store import people, snapshot
from zoom_sync.store.database import Store


@dataclass(slots=True)
class Written:
    """How many were written. CSV holds the people alone."""

    people: int = 0
    unidentified: int = 0


def export(store: Store, event_id: str, *, format: str, target: Path | IO[bytes]) -> Written:
    """Write the published record of one generation, whole, as json, csv or xlsx. Raises Trouble if there is none.

    The people are read from the store page by page as they are written: a million need no more memory than one.
    """
    record = store.read(lambda tx: snapshot.head(tx, event_id))
    if record is None:
        raise Trouble(
            "This event has no record yet.", "Nothing was written.", "`zoom-sync merge EVENT` makes one."
        )
    generation, written = record.event.generation, Written()

    def counted(kind: people.Kind) -> Iterator[Person]:
        for one in snapshot.pages(store, event_id, generation=generation, kind=kind):
            if kind == "person":
                written.people += 1
            else:
                written.unidentified += 1
            yield one

    writing.write_record(
        record, format, target, people=counted("person"), unidentified=counted("unidentified")
    )
    return written
