"""What was asked in the runs of an event, in sums alone: polls, and questions of the audience."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete, select

from zoom_sync.records import Asked
from zoom_sync.store import events, schema
from zoom_sync.store.codec import ASKED
from zoom_sync.store.dialect import Tx, storable
from zoom_sync.store.dialect import put as put_rows

asked, instance = schema.asked, schema.instance


def put(tx: Tx, event_id: str, found: Asked, *, now: datetime) -> None:
    """Keep the sums of a run in place of those before; what is None here takes nothing away.

    Nothing is kept for an event that does not have them switched on (any more), is protected or was erased.
    """
    event = events.get(tx, event_id, hold=True)
    if event is None or not event.polls or event.protected or event.erased is not None:
        return
    run = storable(found.instance, 128)
    before = tx.execute(
        select(asked.c.body).where(asked.c.event == event_id, asked.c.instance == run)
    ).scalar()
    if before is not None:
        told = ASKED.of_json(before, instance=run)
        if found.polls is None:
            found = replace(found, polls=told.polls)
        if found.questions is None:
            found = replace(found, questions=told.questions, answered=told.answered)
    put_rows(tx, asked, [{"event": event_id, "instance": run, "body": ASKED.to_json(found), "read": now}])


def of(tx: Tx, event_id: str) -> list[Asked]:
    """The sums of all runs, in the order of their start."""
    rows = tx.execute(
        select(asked.c.instance, asked.c.body, instance.c.start)
        .join(instance, instance.c.uuid == asked.c.instance, isouter=True)
        .where(asked.c.event == event_id)
        .order_by(instance.c.start, asked.c.instance)
    )
    return [ASKED.of_json(row.body, instance=row.instance, start=row.start) for row in rows]


def forget(tx: Tx, event_id: str) -> None:
    """Let go of the sums of an event."""
    tx.execute(delete(asked).where(asked.c.event == event_id))
