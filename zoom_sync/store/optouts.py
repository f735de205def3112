"""Who wants no letters: kept for ever as keyed hashes of addresses, which show nothing of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx, add_or_nothing

table = schema.optout


def add(tx: Tx, mark: str, *, now: datetime) -> bool:
    """Remember that whoever has this mark wants no letters. Returns whether that was new."""
    return add_or_nothing(tx, table, [{"mark": mark, "at": now}]) == 1


def has(tx: Tx, marks: Collection[str]) -> bool:
    """Whether any of an address's marks (one for each secret) is among those who opted out."""
    return tx.execute(select(table.c.mark).where(table.c.mark.in_(list(marks))).limit(1)).first() is not None


def all(tx: Tx) -> frozenset[str]:
    """The marks of everyone who opted out."""
    return frozenset(tx.execute(select(table.c.mark)).scalars())
