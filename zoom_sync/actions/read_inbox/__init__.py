"""Understand kept deliveries: traces for every event of their webinar, and what they tell of its runs.

Traces, what became of each delivery, and the ask for a rebuild are one transaction. No delivery can stop
those behind it: one that breaks the reading is marked so and passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

import structlog

from webhooks.events import Notification
from zoom_sync.actions import Clock, Timer
from zoom_sync.actions.read_inbox.batch import Batch, Heard, hear, keep_run
from zoom_sync.moments import reached
from zoom_sync.records import Event, Fault
from zoom_sync.store import events, inbox, jobs, traces
from zoom_sync.store.database import Store, StoreUnavailable, Tx
from zoom_sync.zoom import notices

__all__ = ["adopt", "read_some"]

log = structlog.get_logger(__name__)
AT_ONCE = (
    20  # deliveries in one transaction: with 50 the p99 of new ones was five times as long on busy cores
)
TURN_S = 0.025  # between two transactions: half of the time nobody has to wait for one of them


def read_some(
    store: Store,
    *,
    clock: Timer,
    account: str = "",
    limit: int = 500,
) -> int:
    """Read the oldest `limit` deliveries that nobody has read; gives how many there were.

    `account`: whose notifications count, "" for all.
    """
    unread = store.read(lambda tx: inbox.unread(tx, limit=limit))
    for start in range(0, len(unread), AT_ONCE):
        if start:
            clock.sleep(TURN_S)
        heard = [hear(delivery) for delivery in unread[start : start + AT_ONCE]]
        reached("deliveries understood, not taken over")
        _take(store, heard, account=account, now=clock.now())
        reached("deliveries taken over, others unread")
    return len(unread)


def adopt(store: Store, event_id: str, *, clock: Clock) -> int:
    """Give an event what was kept of its webinars before it was made; tells how many traces were new."""
    event = store.read(lambda tx: events.get(tx, event_id))
    if event is None:
        return 0
    new = 0
    for webinar in dict.fromkeys(entrance.id for entrance in event.webinars):
        for rows in inbox.pages(store, webinar):
            part = [Notification(row.name, "", row.at, dict(row.object), row.id) for row in rows]
            new += store.run(partial(_adopted, event=event, part=part, now=clock.now()))
    now = clock.now()
    store.run(lambda tx: jobs.ask(tx, "rebuild", event_id, due=now))
    return new


def _take(store: Store, heard: Sequence[Heard], *, account: str, now: datetime) -> None:
    try:
        store.run(lambda tx: Batch(tx, account, now).take(heard))
    except StoreUnavailable:
        raise  # it will be read once the store is back; anything else would stand in the way for ever
    except Exception as why:
        if len(heard) > 1:
            log.warning("some delivery broke the reading; each is read by itself", kind=type(why).__name__)
            for one in heard:
                _take(store, [one], account=account, now=now)
            return
        log.exception("a delivery could not be read", delivery=heard[0].delivery.id)
        outcome = (heard[0].delivery.id, "", f"broke the reading: {type(why).__name__}")
        store.run(lambda tx: inbox.mark(tx, [outcome], now=now))


def _adopted(tx: Tx, event: Event, part: Sequence[Notification], now: datetime) -> int:
    found = []
    runs: dict[str, datetime | None] = {}
    for notification in part:
        keep_run(tx, notification, [event], runs)
        if notices.concerns(notification, event):
            found += notices.notice(notification, event)
    return traces.append(tx, event.id, [one for one in found if not isinstance(one, Fault)], now=now)
