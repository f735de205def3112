"""Time that goes by on the store's own clock, which on PostgreSQL no test can turn."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import update

from zoom_sync.store import schema
from zoom_sync.store.database import Store


def lapse(store: Store, name: str) -> None:
    """The lease of this name has run out."""
    long_ago = datetime(2000, 1, 1, tzinfo=UTC)
    mine = update(schema.lease).where(schema.lease.c.name == name)
    store.run(lambda tx: tx.execute(mine.values(until=long_ago)))
