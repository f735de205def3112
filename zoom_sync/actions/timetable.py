"""Ask for the syncs that are due: before, during and after each event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from zoom_sync.actions import Clock
from zoom_sync.records import Event, Instance, WebinarInfo
from zoom_sync.rules import finality
from zoom_sync.rules import timetable as rules
from zoom_sync.store import events, jobs, memory, webinars
from zoom_sync.store.database import Store, Tx

TICKS_KEPT = timedelta(days=7)


def plan(store: Store, *, reads: Sequence[timedelta], clock: Clock) -> int:
    """Defer one sync for each event whose next one is due; gives how many were due.

    Equal waiting tasks merge and a due time is a unique row, so that any number of workers may plan.
    """
    now, due, open_ = clock.now(), [], []
    planned, runs, infos, remembered, unsettled = store.read(_known)
    for event in planned:
        ids = list(dict.fromkeys(webinar.id for webinar in event.webinars))
        own, _ = finality.sort_instances(
            event,
            [run for id in ids for run in runs.get(id, ())],
            [infos[id] for id in ids if id in infos],
        )
        attempts = _instants(remembered.get(memory.synced(event.id)))
        open_.append(_schedule(event.id, len(attempts)))
        heard = max(_instants(remembered.get(memory.ended(event.id))), default=None)
        when = rules.next_sync(
            event,
            own,
            attempts=attempts,
            reads=reads,
            now=now,
            heard=heard,
            is_unsettled=event.id in unsettled,
        )
        if when is not None and when <= now:
            due.append((event.id, when if attempts else event.starts, len(attempts)))
    for event_id, when, number in due:
        store.run(partial(_defer, event_id=event_id, when=when, number=number, now=now))
    if due:
        # Those that may still come: the next one of each event, which for an event of long ago has an old due.
        store.run(lambda tx: jobs.let_go_of_ticks(tx, before=now - TICKS_KEPT, but=open_))
    return len(due)


def _known(
    tx: Tx,
) -> tuple[list[Event], dict[str, list[Instance]], dict[str, WebinarInfo], dict[str, list[str]], set[str]]:
    """The events that have a webinar, and of all of them at once: runs and what Zoom said by webinar, memories.

    Last, which of them wait for what another reading may bring.
    """
    planned = [event for event in events.all(tx) if event.webinars]
    ids = list(dict.fromkeys(webinar.id for event in planned for webinar in event.webinars))
    runs: dict[str, list[Instance]] = {}
    for run in webinars.instances(tx, ids):
        runs.setdefault(run.webinar, []).append(run)
    infos = {info.id: info for info in webinars.infos(tx, ids)}
    names = [name for event in planned for name in (memory.synced(event.id), memory.ended(event.id))]
    waits = {id for id, wanted in events.waiting(tx).items() if any(map(finality.is_of_zoom, wanted))}
    return planned, runs, infos, memory.recall_each(tx, names), waits


def _instants(texts: list[str] | None) -> list[datetime]:
    return [datetime.fromisoformat(text) for text in texts or []]


def _schedule(event_id: str, number: int) -> str:
    """The name of an event's planned sync after so many attempts."""
    return f"sync:{event_id}:{number}"


def _defer(tx: Tx, *, event_id: str, when: datetime, number: int, now: datetime) -> None:
    if jobs.tick(tx, _schedule(event_id, number), when):
        jobs.ask(tx, "sync", event_id, due=now)
