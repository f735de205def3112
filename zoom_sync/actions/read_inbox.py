"""Understand kept deliveries: traces for every event of their webinar, and what they tell of its runs.

Traces, what became of each delivery, and the ask for a rebuild are one transaction. No delivery can stop
those behind it: one that breaks the reading is marked so and passed over.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

import structlog

from webhooks.events import Delivery, Notification, Unreadable, read
from zoom_sync.records import Event, Fault, Instance, Trouble
from zoom_sync.store import events, inbox, jobs, memory, traces, webinars
from zoom_sync.store.database import Store, Tx
from zoom_sync.zoom import notices

log = structlog.get_logger(__name__)
SOON = timedelta(seconds=2)  # a burst of joins makes one rebuild
CHUNK = 2_000  # kept notifications taken over in one transaction


class Clock(Protocol):
    def now(self) -> datetime: ...


def read_some(
    store: Store,
    *,
    clock: Clock,
    account: str = "",
    limit: int = 500,
    reads: Sequence[timedelta] = (),
) -> int:
    """Read the oldest `limit` deliveries that nobody has read; gives how many there were.

    `account`: whose notifications count, "" for all. `reads`: how long after the end of a run it is to be
    read; none, if the timetable sees to that.
    """
    unread = store.read(lambda tx: inbox.unread(tx, limit=limit))
    if not unread:
        return 0
    now = clock.now()
    try:
        store.run(lambda tx: _Batch(tx, account, reads, now).take(unread))
    except Trouble:
        raise
    except Exception:
        log.exception("a batch of deliveries broke the reading; each is read by itself")
        for delivery in unread:
            _alone(store, delivery, account=account, reads=reads, now=now)
    return len(unread)


def adopt(store: Store, event_id: str, *, clock: Clock) -> int:
    """Give an event what was kept of its webinars before it was made; tells how many traces were new."""
    event = store.read(lambda tx: events.get(tx, event_id))
    if event is None:
        return 0
    new = 0
    for webinar in dict.fromkeys(entrance.id for entrance in event.webinars):
        rows = store.read(lambda tx, webinar=webinar: inbox.notifications(tx, webinar))  # type: ignore[misc]
        kept = [Notification(row.name, "", row.at, dict(row.object), row.id) for row in rows]
        for start in range(0, len(kept), CHUNK):
            part = kept[start : start + CHUNK]
            new += store.run(lambda tx, part=part: _adopted(tx, event, part, clock.now()))  # type: ignore[misc]
    now = clock.now()
    store.run(lambda tx: _ask_for_rebuild(tx, event_id, now))
    return new


def _adopted(tx: Tx, event: Event, part: Sequence[Notification], now: datetime) -> int:
    found = []
    for notification in part:
        _keep_run(tx, notification, [event])
        if notices.concerns(notification, event):
            found += notices.notice(notification, event)
    return traces.append(tx, event.id, [one for one in found if not isinstance(one, Fault)], now=now)


def _alone(
    store: Store, delivery: Delivery, *, account: str, reads: Sequence[timedelta], now: datetime
) -> None:
    try:
        store.run(lambda tx: _Batch(tx, account, reads, now).take([delivery]))
    except Trouble:
        raise
    except Exception as why:
        log.exception("a delivery could not be read", delivery=delivery.id)
        outcome = f"broke the reading: {type(why).__name__}"
        store.run(lambda tx: inbox.mark(tx, [(delivery.id, "", outcome)], now=now))


@dataclass
class _Batch:
    """Deliveries read within one transaction."""

    tx: Tx
    account: str
    reads: Sequence[timedelta]
    now: datetime
    known: dict[str, list[Event]] = field(default_factory=dict)  # by webinar
    found: dict[str, list[Any]] = field(default_factory=dict)  # traces, by event
    outcomes: list[tuple[str, str, str]] = field(default_factory=list)
    bodies: dict[str, bytes] = field(default_factory=dict)

    def take(self, deliveries: Sequence[Delivery]) -> None:
        for delivery in deliveries:
            understood = read(delivery.body)
            if isinstance(understood, Unreadable):
                self.outcomes.append((delivery.id, "", f"unreadable: {understood.reason}"))
                continue
            notification = replace(understood, at=understood.at or delivery.received)
            self.bodies[delivery.id] = _stripped(notification)
            self.outcomes.append((delivery.id, notification.name, self.one(notification, delivery.received)))
        for event_id, found in self.found.items():
            traces.append(self.tx, event_id, found, now=self.now)
            _ask_for_rebuild(self.tx, event_id, self.now + SOON)
        inbox.mark(self.tx, self.outcomes, now=self.now, body_instead=self.bodies)

    def one(self, notification: Notification, received: datetime) -> str:
        """Take over what one notification says; gives the outcome, in words."""
        if self.account and notification.account and notification.account != self.account:
            return "another account"
        if notification.name == notices.DEAUTHORIZED:
            said = {"at": received.isoformat(), "account": notification.account}
            memory.remember(self.tx, "deauthorized", said, now=self.now)
            return "deauthorized"
        webinar = notices.webinar_of(notification)
        if not webinar or notification.name not in notices.KNOWN:
            return "unknown"
        inbox.keep_notification(
            self.tx,
            notification.id,
            webinar=webinar,
            instance=notices.uuid_of(notification),
            name=notification.name,
            at=notification.at or received,
            object=notices.strip(notification),
        )
        concerned = self.events_of(webinar)
        _keep_run(self.tx, notification, concerned)
        outcome = "read" if concerned else "no event"
        for event in concerned:
            if not notices.concerns(notification, event):
                continue
            mine = self.found.setdefault(event.id, [])
            for each in notices.notice(notification, event):
                if isinstance(each, Fault):
                    outcome = f"not understood: {each.reason}"
                else:
                    mine.append(each)
            if notification.name == notices.ENDED:
                # The timetable counts the readings from when the end was heard.
                memory.remember(self.tx, f"ended:{event.id}", [received.isoformat()], now=self.now)
                self.ask_for_reads(event, notices.uuid_of(notification), received)
        return outcome

    def events_of(self, webinar: str) -> list[Event]:
        if webinar not in self.known:
            self.known[webinar] = events.of_webinar(self.tx, webinar)
        return self.known[webinar]

    def ask_for_reads(self, event: Event, uuid: str, received: datetime) -> None:
        # Counted from when we heard: an end that was told late must not bring all readings at once.
        for number, after in enumerate(self.reads, 1):
            key = f"{event.id}:read:{uuid}:{number}"
            jobs.defer(self.tx, "sync", key=key, due=received + after, args={"event": event.id})


def _keep_run(tx: Tx, notification: Notification, concerned: Sequence[Event]) -> None:
    """Complete what is known of the run that a notification speaks of."""
    run = notices.instance(notification)
    if run is None:
        return
    if run.practice and not _is_rehearsal(run, concerned):
        run = replace(run, practice=False)
    known = webinars.instance(tx, run.uuid)
    if notification.name == notices.ENDED and known is not None and known.start is not None:
        run = replace(run, start=None)  # `ended` may carry the planned start (contract 5)
    if known is None or run.start or run.end or run.practice:
        webinars.put_instance(tx, run)


def _is_rehearsal(run: Instance, concerned: Sequence[Event]) -> bool:
    """Whether a run flagged as practice was over before each event began.

    Zoom's flag is believed no further: whether it is also set on a webinar that merely had a practice session
    before it is not known (contract 5), and a whole attendance must not be lost to it.
    """
    return run.end is not None and bool(concerned) and all(run.end <= event.starts for event in concerned)


def _stripped(notification: Notification) -> bytes:
    payload = {"account_id": notification.account, "object": notices.strip(notification)}
    return json.dumps({"event": notification.name, "payload": payload}, ensure_ascii=False).encode("utf-8")


def _ask_for_rebuild(tx: Tx, event_id: str, due: datetime) -> None:
    jobs.defer(tx, "rebuild", key=event_id, due=due, args={"event": event_id})
