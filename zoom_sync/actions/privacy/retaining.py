"""Once a day: what has been kept long enough goes, and whoever chose a date is reminded of it.

Every step may run twice. A reminder is written down before it is sent, so it goes out at most once; the first page
says the same for as long as it is true.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import structlog

from zoom_sync.actions import Clock
from zoom_sync.actions.privacy.erasing import erase_event
from zoom_sync.actions.privacy.webinars import own_deliveries
from zoom_sync.records import Event
from zoom_sync.rules import retention, telling
from zoom_sync.store import events, forgetting, hooks, jobs, memory, users
from zoom_sync.store.database import Store, Tx

WHY = "the last day is over on which its people were to be kept by name"


log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Retained:
    """`reminders`: those that are to go out now. `failed`: why the data of some event did not go, one each."""

    reminders: list[Reminder]
    failed: list[Exception]


@dataclass(frozen=True, slots=True)
class Reminder:
    """The names of an event end in so many days. `to`: its owner's address, "" where nobody has one."""

    event: Event
    days: int
    to: str


def retain(store: Store, *, marks: Path, clock: Clock, by: str = "the service") -> Retained:
    """End what is due at every event, be it removed, and remind of what ends soon. `marks`: the file beside the store.

    What goes wrong at one event keeps nothing of the others.
    """
    now, failed = clock.now(), list[Exception]()

    def end(event: Event) -> int:
        return erase_event(store, event.id, reason=WHY, marks=marks, clock=clock, by=by).heads

    ended = store.read(partial(_ending, now=now, within=timedelta(0), removed=True))
    _each([event for event in ended if retention.is_over(event, now)], end, failed)
    raw = [event for event, at in store.read(_final) if retention.raw_is_over(event, at, now)]
    gone = _each(raw, partial(_forget_raw, store, now=now, over={event.id for event in raw}), failed)
    gone += store.run(lambda tx: forgetting.stub_unreadable(tx, before=now - retention.RAW))
    while some := store.run(lambda tx: forgetting.forget_unasked(tx, before=now - retention.RAW)):
        gone += some
    while some := store.run(
        lambda tx: forgetting.forget_letters(tx, before=now - retention.LETTERS, now=now)
    ):
        gone += some
    while store.run(lambda tx: hooks.forget(tx, before=now - telling.KEPT)):
        pass
    if gone:
        store.run(lambda tx: jobs.ask(tx, "scrub", "", due=now))
    soon = store.read(partial(_ending, now=now, within=timedelta(days=max(retention.REMINDERS))))
    reminders = [one for event in soon if (one := store.run(partial(_remind, event=event, now=now)))]
    return Retained(reminders, failed)


def _each(due: Iterable[Event], deed: Callable[[Event], int], failed: list[Exception]) -> int:
    """Do it for each, and note what went wrong. Returns the sum of what it gave."""
    gone = 0
    for event in due:
        try:
            gone += deed(event)
        except Exception as why:
            log.warning("what was kept long enough stays for now", about=event.id, kind=type(why).__name__)
            failed.append(why)
    return gone


def ending(tx: Tx, now: datetime) -> list[tuple[Event, int]]:
    """The events whose names end within the days of the first reminder, each with the days that are left."""
    found = _ending(tx, now=now, within=timedelta(days=max(retention.REMINDERS)))
    left = [(event, retention.days_left(event, now)) for event in found]
    return [(event, days) for event, days in left if days is not None]


def _ending(tx: Tx, *, now: datetime, within: timedelta, removed: bool = False) -> list[Event]:
    """Nobody looks at an event that was `removed`: its end needs no reminder, and comes all the same."""
    until: date = (now + within + timedelta(days=1)).date()  # zones are up to 14 hours ahead
    return events.ending(tx, until=until, removed=removed)


def _final(tx: Tx) -> list[tuple[Event, datetime | None]]:
    found = []
    for event in events.every(tx):
        final = events.final(tx, event.id) if event.erased is None else None
        found.append((event, None if final is None or final.lapsed else final.at))
    return found


def _forget_raw(store: Store, event: Event, *, now: datetime, over: Collection[str]) -> int:
    gone = own_deliveries(store, event, now=now, over=over)
    return store.run(lambda tx: forgetting.forget_raw(tx, event.id, gone))


def _remind(tx: Tx, *, event: Event, now: datetime) -> Reminder | None:
    said = memory.recall(tx, memory.reminded(event.id)) or {}
    day = event.keep_until.isoformat() if event.keep_until else ""
    due = retention.reminder(event, now, reminded=said.get("days") if said.get("of") == day else None)
    left = retention.days_left(event, now)
    if due is None or left is None:
        return None
    memory.remember(tx, memory.reminded(event.id), {"days": due, "of": day}, now=now)
    owner = users.by_id(tx, event.owner)
    return Reminder(event, left, owner.email if owner is not None else "")
