"""Links to somebody's own record. Their secrets stand here as SHA-256 only.

A link names a fact of the person and follows it from record to record. It ends by itself, or is withdrawn.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx, among, storable

table = schema.person_link
_SHOWN = (table.c.id, table.c.event, table.c.fact, table.c.until, table.c.created, table.c.by, table.c.ended)


@dataclass(frozen=True, slots=True)
class Link:
    """`until`: when it ends by itself. `ended`: when it was withdrawn."""

    id: str
    event: str
    fact: str
    until: datetime
    created: datetime
    by: str
    ended: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        return self.ended is None and now < self.until


def make(tx: Tx, event_id: str, fact: str, *, until: datetime, by: str, now: datetime) -> tuple[Link, str]:
    """A new link and its secret, which is told only now."""
    secret = secrets.token_urlsafe(24)
    made = Link(secrets.token_hex(16), event_id, fact, until, now, storable(by, 200))
    row = {name: getattr(made, name) for name in Link.__dataclass_fields__}
    tx.execute(table.insert().values(**row, digest=_digest(secret)))
    return made, secret


def by_secret(tx: Tx, secret: str) -> Link | None:
    """The link of a secret, whether or not it has ended."""
    row = tx.execute(select(*_SHOWN).where(table.c.digest == _digest(secret))).first()
    return None if row is None else Link(*row)


def of_facts(tx: Tx, event_id: str, facts: Iterable[str]) -> list[Link]:
    """The links of somebody, the newest first."""
    mine = (table.c.event == event_id, among(tx, table.c.fact, sorted(set(facts))))
    rows = tx.execute(select(*_SHOWN).where(*mine).order_by(table.c.created.desc(), table.c.id))
    return [Link(*row) for row in rows]


def withdraw(tx: Tx, event_id: str, facts: Iterable[str], *, now: datetime) -> int:
    """End all links of somebody. Returns how many were open."""
    mine = (table.c.event == event_id, among(tx, table.c.fact, sorted(set(facts))), table.c.ended.is_(None))
    return tx.execute(update(table).where(*mine, table.c.until > now).values(ended=now)).rowcount


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
