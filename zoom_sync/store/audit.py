"""The audit: who did what, to which id, when and why. It holds no names of attendees."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx, storable

audit = schema.audit


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


def of_event(tx: Tx, event_id: str, limit: int = 100) -> list[dict[str, Any]]:
    """The newest lines of one event, the newest first: at, who, what, about, reason."""
    columns = (audit.c.at, audit.c.who, audit.c.what, audit.c.about, audit.c.reason)
    rows = tx.execute(
        select(*columns).where(audit.c.event == event_id).order_by(audit.c.sequence.desc()).limit(limit)
    )
    return [dict(row._mapping) for row in rows]
