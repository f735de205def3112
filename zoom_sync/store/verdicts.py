"""Verdicts: what people decided, in the order in which they did."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, func, select

from zoom_sync.records import Verdict
from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx, add_or_nothing, queue_up, storable

table = schema.verdict


def append(tx: Tx, event_id: str, verdict: Verdict) -> bool:
    """Add a verdict. Returns whether it was new, by its id."""
    queue_up(tx, f"verdicts {event_id}")
    newest = tx.execute(select(func.max(table.c.sequence)).where(table.c.event == event_id)).scalar()
    row = {
        "id": verdict.id,
        "event": event_id,
        "kind": verdict.kind,
        "refs": list(verdict.refs),
        "by": storable(verdict.by, 200),
        "at": verdict.at,
        "reason": storable(verdict.reason),
        "undoes": verdict.undoes,
        "sequence": (newest or 0) + 1,
    }
    return add_or_nothing(tx, table, [row]) == 1


def of_event(tx: Tx, event_id: str) -> list[Verdict]:
    """An event's verdicts, the oldest first."""
    rows = tx.execute(select(table).where(table.c.event == event_id).order_by(table.c.sequence))
    return [_verdict(row) for row in rows]


def get(tx: Tx, id: str) -> Verdict | None:
    row = tx.execute(select(table).where(table.c.id == id)).first()
    return None if row is None else _verdict(row)


def _verdict(row: Row[Any]) -> Verdict:
    return Verdict(
        id=row.id,
        kind=row.kind,
        refs=tuple(row.refs),
        by=row.by,
        at=row.at,
        reason=row.reason,
        undoes=row.undoes,
    )
