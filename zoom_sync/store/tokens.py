"""Zoom's tokens, sealed: this room cannot read them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update

from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx, put

token = schema.token


def load(tx: Tx, name: str) -> bytes | None:
    """The sealed token of this name."""
    found = tx.execute(select(token.c.sealed).where(token.c.name == name)).scalar()
    return None if found is None else bytes(found)


def names(tx: Tx) -> list[str]:
    """Whose tokens are kept."""
    return list(tx.execute(select(token.c.name).order_by(token.c.name)).scalars())


def reseal(tx: Tx, name: str, sealed: bytes) -> None:
    """The same token, sealed otherwise."""
    tx.execute(update(token).where(token.c.name == name).values(sealed=sealed))


def keep(tx: Tx, name: str, *, sealed: bytes, expires: datetime | None, now: datetime) -> None:
    """Keep a sealed token in place of the one before."""
    put(tx, token, [{"name": name, "sealed": sealed, "expires": expires, "changed": now}])


def forget(tx: Tx, name: str) -> None:
    tx.execute(delete(token).where(token.c.name == name))
