"""Read an event's webinars from Zoom: registrants of all statuses, panelists, runs, and who was in them.

A sync may be cut at any request: whatever was read whole by then is kept, nothing is half true, and the next
one reads everything anew. One webinar that Zoom does not know does not stop the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from zoom_sync.actions import Timer
from zoom_sync.actions.sync.alone import AlreadyRunning, Lost, alone
from zoom_sync.actions.sync.notes import Notes
from zoom_sync.actions.sync.walk import Walk
from zoom_sync.records import Event, Instance, Trouble
from zoom_sync.store import events, jobs, memory, watch
from zoom_sync.store.database import Store, Tx
from zoom_sync.store.faults import StoreUnavailable
from zoom_sync.store.quota import DayUsedUp
from zoom_sync.zoom.client import Zoom
from zoom_sync.zoom.troubles import Limited, ListingCutShort, NotReady, Refused, ZoomUnreachable

__all__ = ["AlreadyRunning", "Outcome", "sync_event"]

AGAIN = (5, 30, 120, 600, 3600)  # seconds until a sync that found Zoom not ready is done once more
MOST_AGAIN = 24
MOST_ATTEMPTS = 200  # that are remembered
_LIMITS = (Limited, DayUsedUp)
_PASSING = (*_LIMITS, ListingCutShort, NotReady, ZoomUnreachable, StoreUnavailable, Lost)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a sync. `complete`: everything that Zoom has was read to its end.

    `read`: a sentence for each thing that was; `foreign`: runs that are not part of this event. `warnings`: what the
    app may not read, and which nothing else rests on.
    """

    complete: bool
    troubles: tuple[Trouble, ...]
    read: tuple[str, ...]
    foreign: tuple[Instance, ...]
    warnings: tuple[Trouble, ...] = ()


def sync_event(
    store: Store,
    zoom: Zoom,
    event_id: str,
    *,
    clock: Timer,
    holder: str,
    progress: Callable[[str], None] = lambda sentence: None,
) -> Outcome:
    """Read all that Zoom knows of an event, then ask for its record to be rebuilt.

    Raises AlreadyRunning, and Trouble for an event that is not there; what goes wrong with Zoom is in the
    outcome. Where Zoom was not ready, or out of reach, another sync is asked for.
    """
    event = store.read(lambda tx: events.known(tx, event_id, safe="Nothing was read."))
    started, notes = clock.now(), Notes(event_id, progress)
    if not event.webinars:
        notes.done("No Zoom webinar belongs to this event: Zoom was asked for nothing.")
    with alone(store, event_id, clock=clock, holder=holder) as still_ours:
        walk = Walk(store, zoom, event, clock, notes, still_ours)
        try:
            walk.event_whole()
        finally:
            store.run(lambda tx: jobs.ask(tx, "rebuild", event_id, due=clock.now()))
        outcome = Outcome(
            not notes.troubles,
            notes.different(),
            tuple(notes.read),
            tuple(walk.foreign),
            tuple(notes.warnings),
        )
        ahead = zoom.ahead_s
        if ahead is not None:
            store.run(lambda tx: watch.note_clock(tx, ahead_s=ahead, now=clock.now()))
        is_ready = not any(map(_may_pass, notes.troubles))

        def remember(tx: Tx) -> None:
            still_ours(tx)
            _remember(tx, event, outcome, is_ready, started=started, now=clock.now())

        store.run(remember)
    return outcome


def _may_pass(trouble: Trouble) -> bool:
    """Whether the next sync may read what this one could not; so also a refusal of a kind nobody foresaw."""
    return isinstance(trouble, _PASSING) or type(trouble) is Refused


def _remember(
    tx: Tx, event: Event, outcome: Outcome, is_ready: bool, *, started: datetime, now: datetime
) -> None:
    """Note the attempt for the timetable; one that found Zoom not ready counts as none, and comes again.

    Otherwise a report that is late would use up the planned readings, and the record would never be final.
    """
    # That reports are not ready yet is no trouble: they are asked for again.
    amiss = [trouble for trouble in outcome.troubles if not isinstance(trouble, NotReady)]
    watch.note_sync(tx, event.id, [*amiss, *outcome.warnings], now=now)
    if not event.webinars:
        return  # Zoom was not asked, and has not shown that it answers
    if outcome.complete:
        memory.remember(tx, memory.LAST_COMPLETE_SYNC, now.isoformat(), now=now)
    number = memory.recall(tx, memory.sync_again(event.id)) or 0
    if not is_ready and number < MOST_AGAIN:
        due = max([now + timedelta(seconds=AGAIN[min(number, len(AGAIN) - 1)]), *_untils(outcome.troubles)])
        jobs.ask(tx, "sync", event.id, due=due)
        memory.remember(tx, memory.sync_again(event.id), number + 1, now=now)
        return
    memory.remember(tx, memory.sync_again(event.id), 0, now=now)
    attempts = memory.recall(tx, memory.synced(event.id)) or []
    memory.remember(tx, memory.synced(event.id), [*attempts, started.isoformat()][-MOST_ATTEMPTS:], now=now)


def _untils(troubles: Sequence[Trouble]) -> list[datetime]:
    return [one.until for one in troubles if isinstance(one, _LIMITS)]
