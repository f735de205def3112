"""The mailbox of a service that mails nobody: what would have gone out, byte for byte, the newest KEPT letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select

from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx, storable

KEPT = 20_000

table = schema.kept_mail


@dataclass(frozen=True, slots=True)
class Kept:
    """One letter that nobody got. `wire`: as a mail server would have got it; empty in lists."""

    sequence: int
    at: datetime
    address: str
    subject: str
    wire: bytes = b""


def keep(tx: Tx, *, address: str, subject: str, wire: bytes, now: datetime) -> None:
    """Put a letter in, and take out what is older than the newest KEPT."""
    made = tx.execute(
        table.insert()
        .values(at=now, address=storable(address, 320), subject=storable(subject), wire=wire)
        .returning(table.c.sequence)
    ).scalar_one()
    tx.execute(delete(table).where(table.c.sequence <= made - KEPT))


def page(tx: Tx, *, before: int | None = None, limit: int) -> list[Kept]:
    """The newest letters, or those that came before one."""
    query = select(table.c.sequence, table.c.at, table.c.address, table.c.subject)
    if before is not None:
        query = query.where(table.c.sequence < before)
    return [Kept(*row) for row in tx.execute(query.order_by(table.c.sequence.desc()).limit(limit))]


def get(tx: Tx, sequence: int) -> Kept | None:
    row = tx.execute(select(table).where(table.c.sequence == sequence)).first()
    return None if row is None else Kept(row.sequence, row.at, row.address, row.subject, bytes(row.wire))


def count(tx: Tx) -> int:
    return int(tx.execute(select(func.count()).select_from(table)).scalar_one())
