"""The audit: who did what, to which id, when and why. It holds no names of attendees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx, storable

audit = schema.audit


@dataclass(frozen=True, slots=True)
class Line:
    """`about` is an id; `event` "" for what concerns no event. `number` rises from line to line."""

    number: int
    at: datetime
    who: str
    what: str
    event: str
    about: str
    reason: str


def note(
    tx: Tx, *, who: str, what: str, event: str = "", about: str = "", reason: str = "", now: datetime
) -> None:
    """Add a line, in the transaction of the deed itself. `about` is an id, never a name."""
    tx.execute(
        audit.insert().values(
            at=now,
            who=storable(who, 200),
            what=storable(what, 64),
            event=event,
            about=storable(about, 200),
            reason=storable(reason),
        )
    )


def lines(tx: Tx, *, event: str | None = None, before: int | None = None, limit: int = 100) -> list[Line]:
    """The newest lines, the newest first: of one event, or of everything. `before`: only of a lower number."""
    statement = select(audit).order_by(audit.c.sequence.desc()).limit(limit)
    if event is not None:
        statement = statement.where(audit.c.event == event)
    if before is not None:
        statement = statement.where(audit.c.sequence < before)
    return [
        Line(row.sequence, row.at, row.who, row.what, row.event, row.about, row.reason)
        for row in tx.execute(statement)
    ]
