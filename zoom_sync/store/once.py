"""Transactions that must not happen twice: each leaves a mark of its own, which one that is tried again finds."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from sqlalchemy import delete

from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx, add_or_nothing

T = TypeVar("T")
KEPT = timedelta(days=1)  # nobody tries again so late


def once(steps: Callable[[Tx], T]) -> Callable[[Tx], T]:
    """The steps, which do nothing more where an earlier call of the same was committed, and give what that gave.

    When the connection is lost in a commit nobody knows whether it was made: then the steps are tried again.
    """
    nonce, given = secrets.token_hex(16), list[T]()

    def unless_done(tx: Tx) -> T:
        # Where the earlier transaction is still being committed, this waits for it.
        if not add_or_nothing(tx, schema.once, [{"nonce": nonce, "at": datetime.now(UTC)}]):
            return given[-1]
        tx.execute(delete(schema.once).where(schema.once.c.at < datetime.now(UTC) - KEPT))
        given.append(steps(tx))
        return given[-1]

    return unless_done
