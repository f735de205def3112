"""A batch of deliveries, read within one transaction. Whatever can be thought before it, is."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from webhooks.events import Delivery, Notification, Unreadable, read
from zoom_sync.records import Event, Fault, Instance, Trace
from zoom_sync.store import erasures, events, inbox, jobs, memory, traces, webinars
from zoom_sync.store.database import Tx
from zoom_sync.zoom import notices

ERASED = "erased"  # it spoke of somebody who was erased
FOREIGN, UNKNOWN = "another account", "unknown"
NOT_KEPT = frozenset(
    (ERASED, FOREIGN, UNKNOWN)
)  # of whose people nothing is kept, since nobody can ever need it
Barrier = Callable[[Sequence[Trace]], list[bool]]
SOON = timedelta(seconds=2)  # a burst of joins makes one rebuild


@dataclass(frozen=True, slots=True)
class Heard:
    """A delivery and its envelope; `object` is the notification's without what may not be stored."""

    delivery: Delivery
    notification: Notification | None
    object: dict[str, Any]
    fault: str = ""


def hear(delivery: Delivery) -> Heard:
    """Understand a delivery's envelope. Where Zoom left out when it happened, that is when we heard."""
    understood = read(delivery.body)
    if isinstance(understood, Unreadable):
        return Heard(delivery, None, {}, understood.reason)
    notification = replace(understood, at=understood.at or delivery.received)
    return Heard(delivery, notification, notices.strip(notification))


@dataclass
class Batch:
    """`known` and `runs` remember what was asked of the store, since a batch is mostly of one webinar."""

    tx: Tx
    account: str
    now: datetime
    known: dict[str, list[Event]] = field(default_factory=dict)  # events, by webinar
    runs: dict[str, datetime | None] = field(default_factory=dict)  # starts, by UUID
    found: dict[str, list[Trace]] = field(default_factory=dict)  # by event
    told_of: list[inbox.Told] = field(default_factory=list)
    barriers: dict[str, Barrier | None] = field(default_factory=dict)  # by event

    def take(self, heard: Sequence[Heard]) -> None:
        outcomes, bodies = [], {}
        for one in heard:
            id = one.delivery.id
            if one.notification is None:
                outcomes.append((id, "", f"unreadable: {one.fault}"))
                continue
            outcome = self.outcome(one, one.notification)
            bodies[id] = _body(one.notification, {} if outcome in NOT_KEPT else one.object)
            outcomes.append((id, one.notification.name, outcome))
        newest = max((one.delivery.received for one in heard), default=self.now)
        for event_id, found in self.found.items():
            traces.append(self.tx, event_id, found, now=self.now, heard=newest)
            jobs.ask(self.tx, "rebuild", event_id, due=self.now + SOON)
        inbox.keep_notifications(self.tx, self.told_of)
        inbox.mark(self.tx, outcomes, now=self.now, body_instead=bodies)

    def outcome(self, heard: Heard, notification: Notification) -> str:
        """Take over what one notification says; gives what became of it, in words."""
        if self.account and notification.account and notification.account != self.account:
            return FOREIGN
        received = heard.delivery.received
        if notification.name == notices.DEAUTHORIZED:
            said = {"at": received.isoformat(), "account": notification.account}
            memory.remember(self.tx, memory.DEAUTHORIZED, said, now=self.now)
            return "deauthorized"
        webinar = notices.webinar_of(notification)
        if not webinar or notification.name not in notices.KNOWN:
            return UNKNOWN
        concerned = self.events_of(webinar)
        mine = [one for one in concerned if notices.concerns(notification, one)]
        open_to = [one for one in mine if not self.is_barred(notification, one)]
        if mine and not open_to:
            return ERASED
        self.told_of.append(
            inbox.Told(
                notification.id,
                webinar=webinar,
                instance=notices.uuid_of(notification),
                name=notification.name,
                at=notification.at or received,
                object=heard.object,
            )
        )
        keep_run(self.tx, notification, concerned, self.runs)
        return self.told(notification, open_to, received, outcome="read" if concerned else "no event")

    def is_barred(self, notification: Notification, event: Event) -> bool:
        """Whether it names somebody who was erased from this event."""
        if event.id not in self.barriers:
            self.barriers[event.id] = erasures.is_barred(self.tx, event.id)
        barred = self.barriers[event.id]
        return barred is not None and any(barred(notices.named(notification, event)))

    def told(
        self, notification: Notification, concerned: Sequence[Event], received: datetime, *, outcome: str
    ) -> str:
        for event in concerned:
            mine = self.found.setdefault(event.id, [])
            for each in notices.notice(notification, event):
                if isinstance(each, Fault):
                    outcome = f"not understood: {each.reason}"
                else:
                    mine.append(each)
            if notification.name == notices.ENDED:
                # The timetable counts the readings from when the end was heard.
                memory.remember(self.tx, memory.ended(event.id), [received.isoformat()], now=self.now)
        return outcome

    def events_of(self, webinar: str) -> list[Event]:
        if webinar not in self.known:
            self.known[webinar] = events.of_webinar(self.tx, webinar)
        return self.known[webinar]


def keep_run(
    tx: Tx, notification: Notification, concerned: Sequence[Event], runs: dict[str, datetime | None]
) -> None:
    """Complete what is known of the run that a notification speaks of. `runs`: those seen, and their starts."""
    run = notices.instance(notification)
    if run is None:
        return
    if run.uuid not in runs:
        known = webinars.instance(tx, run.uuid)
        if known is None:
            webinars.put_instance(tx, Instance(run.webinar, run.uuid))
        runs[run.uuid] = known.start if known else None
    if run.practice and not _is_rehearsal(run, concerned):
        run = replace(run, practice=False)
    if notification.name == notices.ENDED and runs[run.uuid] is not None:
        run = replace(run, start=None)  # `ended` may carry the planned start (contract 5)
    if run.start or run.end or run.practice:
        webinars.put_instance(tx, run)
        runs[run.uuid] = run.start or runs[run.uuid]


def _is_rehearsal(run: Instance, concerned: Sequence[Event]) -> bool:
    """Whether a run flagged as practice was over before each event began.

    Zoom's flag is believed no further: whether it is also set on a webinar that merely had a practice session
    before it is not known (contract 5), and a whole attendance must not be lost to it.
    """
    return run.end is not None and bool(concerned) and all(run.end <= event.starts for event in concerned)


def _body(notification: Notification, within: dict[str, Any]) -> bytes:
    payload = {"account_id": notification.account, "object": within}
    return json.dumps({"event": notification.name, "payload": payload}, ensure_ascii=False).encode("utf-8")
