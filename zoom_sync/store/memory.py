"""What the service itself has to remember: small JSON values by name."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx, put, storable_tree

setting = schema.setting

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def remember(tx: Tx, name: str, value: Any, *, now: datetime) -> None:
    """Keep a JSON value under a name of at most 64 letters, in place of what stood there."""
    put(tx, setting, [{"name": name, "value": {"is": storable_tree(value)}, "changed": now}])


def recall(tx: Tx, name: str) -> Any | None:
    """The value, or None where nothing was ever remembered."""
    found = tx.execute(select(setting.c.value).where(setting.c.name == name)).scalar()
    return None if found is None else found["is"]


def touch(tx: Tx) -> None:
    """Write a row for the sake of writing: that a transaction can begin says nothing of a full disk."""
    row = {"name": "store.touched", "value": {"is": secrets.token_hex(4)}, "changed": _LONG_AGO}
    put(tx, setting, [row])
