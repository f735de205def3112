"""Services that break the promise of the inbox, each in one way: the proofs must notice."""

from __future__ import annotations

import time
from collections.abc import Callable

from sqlalchemy import event

from webhooks.events import Delivery
from zoom_sync import front
from zoom_sync.records import Trouble
from zoom_sync.store import engine
from zoom_sync.store.inbox import Keeper


def hasty() -> front.Front:
    """Says that a delivery is kept, and then keeps it."""
    begin = Keeper.begin

    def at_once(keeper: Keeper, delivery: Delivery, told: Callable[[Trouble | None], None]) -> None:
        told(None)
        begin(keeper, delivery, lambda trouble: None)

    def slowly(keeper: Keeper) -> object:
        time.sleep(0.1)  # as a busy disk may be
        return following(keeper)

    following = Keeper._next
    Keeper.begin, Keeper._next = at_once, slowly  # type: ignore[method-assign, assignment]
    return front.from_environment()


def unsynced() -> front.Front:
    """Commits without waiting for the disk: no kill can tell, a power cut would."""
    opened = engine._sqlite_engine

    def carelessly(url):  # type: ignore[no-untyped-def]
        made = opened(url)
        event.listen(made, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
        return made

    engine._sqlite_engine = carelessly
    return front.from_environment()
