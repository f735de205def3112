"""Ask for the syncs that are due: before, during and after each event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from zoom_sync.rules import finality
from zoom_sync.rules import timetable as rules
from zoom_sync.store import events, jobs, memory, webinars
from zoom_sync.store.database import Store, Tx


class Clock(Protocol):
    def now(self) -> datetime: ...


def plan(store: Store, *, reads: Sequence[timedelta], clock: Clock) -> int:
    """Defer one sync for each event whose next one is due; gives how many.

    Equal waiting tasks merge and a due time is a unique row, so that any number of workers may plan.
    """
    now = clock.now()

    def look(tx: Tx) -> list[tuple[str, datetime, int]]:
        due = []
        for event in events.all(tx):
            if not event.webinars:
                continue
            ids = [webinar.id for webinar in event.webinars]
            infos = [info for info in (webinars.get(tx, one) for one in ids) if info is not None]
            own, _ = finality.sort_instances(event, webinars.instances(tx, ids), infos)
            attempts = _instants(memory.recall(tx, f"synced:{event.id}"))
            heard = _instants(memory.recall(tx, f"ended:{event.id}"))
            when = rules.next_sync(
                event, own, attempts=attempts, reads=reads, now=now, heard=max(heard, default=None)
            )
            if when is not None and when <= now:
                due.append((event.id, when if attempts else event.starts, len(attempts)))
        return due

    due = store.read(look)
    for event_id, when, number in due:
        store.run(partial(_defer, event_id=event_id, when=when, number=number, now=now))
    return len(due)


def _instants(texts: list[str] | None) -> list[datetime]:
    return [datetime.fromisoformat(text) for text in texts or []]


def _defer(tx: Tx, *, event_id: str, when: datetime, number: int, now: datetime) -> None:
    if jobs.tick(tx, f"sync:{event_id}:{number}", when):
        jobs.defer(tx, "sync", key=event_id, due=now, args={"event": event_id})
