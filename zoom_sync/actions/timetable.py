"""Ask for the syncs that are due: before, during and after each event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
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
            attempts = [
                rules.Attempt(datetime.fromisoformat(at), complete)
                for at, complete in memory.recall(tx, attempts_of(event.id)) or []
            ]
            when = rules.next_sync(event, own, attempts=attempts, reads=reads, now=now)
            if when is not None and when <= now:
                due.append((event.id, when if attempts else event.starts, len(attempts)))
        return due

    due = store.read(look)
    for event_id, when, number in due:
        store.run(lambda tx, e=event_id, w=when, n=number: _defer(tx, e, w, n, now=now))
    return len(due)


def attempts_of(event_id: str) -> str:
    """The name under which an event's syncs are remembered."""
    return f"synced:{event_id}"


def _defer(tx: Tx, event_id: str, when: datetime, number: int, *, now: datetime) -> None:
    if jobs.tick(tx, f"sync:{event_id}:{number}", when):
        jobs.defer(tx, "sync", key=event_id, due=now, args={"event": event_id})
