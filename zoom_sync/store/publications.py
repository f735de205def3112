"""Public reports as they went out. They are added, and never changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx, storable

publication, event, entrance = schema.publication, schema.event, schema.entrance


@dataclass(frozen=True, slots=True)
class Publication:
    """`body`: figures and how they were counted, as JSON-able values. `version`: 1, 2, … within the event."""

    version: int
    at: datetime
    by: str
    body: dict[str, Any]


def add(tx: Tx, event_id: str, made: Publication) -> None:
    tx.execute(
        publication.insert().values(
            event=event_id, version=made.version, at=made.at, by=storable(made.by, 200), body=made.body
        )
    )


def of(tx: Tx, event_id: str) -> list[Publication]:
    """All that was published of an event, the oldest first."""
    rows = tx.execute(
        select(publication).where(publication.c.event == event_id).order_by(publication.c.version)
    )
    return [Publication(row.version, row.at, row.by, row.body) for row in rows]


def beside(tx: Tx, event_id: str, *, starts: datetime, ends: datetime) -> list[Publication]:
    """What was published of other events about partly the same people: through the same webinar, at the same hours."""
    mine = select(entrance.c.webinar).where(entrance.c.event == event_id)
    others = (
        select(entrance.c.event)
        .join(event, event.c.id == entrance.c.event)
        .where(entrance.c.webinar.in_(mine), entrance.c.event != event_id)
        .where(event.c.starts < ends, event.c.ends > starts)
    )
    rows = tx.execute(select(publication).where(publication.c.event.in_(others)))
    return [Publication(row.version, row.at, row.by, row.body) for row in rows]
