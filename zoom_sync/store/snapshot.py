"""The published record of an event, whole: one generation, as it was made."""

from __future__ import annotations

from zoom_sync.records import Record
from zoom_sync.store import events, people
from zoom_sync.store.dialect import Tx


def record(tx: Tx, event_id: str) -> Record | None:
    """The newest generation, or None where no record was made yet. People come by name, then id."""
    event = events.get(tx, event_id)
    summary = events.summary(tx, event_id)
    if event is None or summary is None:
        return None
    generation = int(summary["generation"])
    return Record(
        event=event,
        status=summary["status"],
        waiting_for=tuple(summary["waiting_for"]),
        counts=summary["counts"],
        people=tuple(people.read(tx, event_id, generation=generation)),
        unidentified=tuple(people.read(tx, event_id, kind="unidentified", generation=generation)),
        review=tuple(people.review(tx, event_id, generation=generation)),
        notes=tuple(summary["notes"]),
    )
