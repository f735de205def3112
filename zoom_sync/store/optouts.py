"""Who wants no letters: kept for ever as keyed hashes of addresses, which show nothing of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, delete, func, or_, select

from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx, add_or_nothing

table = schema.optout


def add(tx: Tx, mark: str, *, now: datetime) -> bool:
    """Remember that whoever has this mark wants no letters. Returns whether that was new."""
    return add_or_nothing(tx, table, [{"mark": mark, "at": now}]) == 1


def has(tx: Tx, marks: Collection[str]) -> bool:
    """Whether any of an address's marks (one for each secret) is among those who opted out."""
    return tx.execute(select(table.c.mark).where(table.c.mark.in_(list(marks))).limit(1)).first() is not None


def remove(tx: Tx, marks: Collection[str]) -> bool:
    """Forget that an address opted out. Returns whether it had."""
    return tx.execute(delete(table).where(table.c.mark.in_(list(marks)))).rowcount > 0


def count(tx: Tx) -> int:
    return int(tx.execute(select(func.count()).select_from(table)).scalar_one())


def page(tx: Tx, *, after: tuple[datetime, str] | None = None, limit: int) -> list[tuple[str, datetime]]:
    """Marks and since when, the newest first; `after`: the last one that was shown, and its instant."""
    query = select(table.c.mark, table.c.at)
    if after is not None:
        query = query.where(or_(table.c.at < after[0], and_(table.c.at == after[0], table.c.mark > after[1])))
    return [
        (row.mark, row.at) for row in tx.execute(query.order_by(table.c.at.desc(), table.c.mark).limit(limit))
    ]


def all(tx: Tx) -> frozenset[str]:
    """The marks of everyone who opted out."""
    return frozenset(tx.execute(select(table.c.mark)).scalars())
