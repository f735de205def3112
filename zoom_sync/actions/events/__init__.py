"""Make an event, change it, close its room: what an organiser says of the gathering itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from zoom_sync.actions import Clock
from zoom_sync.actions.events.changes import Changes, changed, differing, told
from zoom_sync.actions.events.handing import bring_back, put_away, share, unshare
from zoom_sync.actions.events.plan import Part, Plan, draft
from zoom_sync.actions.events.rule import rule_of
from zoom_sync.records import Event, Webinar
from zoom_sync.store import asked, audit, events, jobs, known, memory
from zoom_sync.store.database import Store, Tx

__all__ = [
    "Changes", "Part", "Plan", "add", "bring_back", "change", "close", "draft", "put_away", "reopen",
    "rule_of", "share", "unshare",
]  # fmt: skip


def add(
    store: Store,
    plan: Plan,
    *,
    webinar: Callable[[str], Webinar],
    clock: Clock,
    owner: str = "",
    by: str = "",
) -> Event:
    """Keep a new event and give it back. Raises Trouble for whatever cannot be understood; nothing is kept then.

    `webinar` turns what was typed (a number, a join link, a registration link) into the webinar meant.
    """
    event = replace(draft(plan, webinar=webinar), owner=owner)
    now = clock.now()

    def steps(tx: Tx) -> None:
        events.add(tx, event, now=now)
        audit.note(tx, who=by, what="event added", event=event.id, now=now)
        if event.webinars:
            jobs.ask(tx, "adopt", event.id, due=now)

    store.once(steps)
    return event


def change(
    store: Store,
    event_id: str,
    changes: Changes,
    *,
    webinar: Callable[[str], Webinar],
    clock: Clock,
    by: str = "",
) -> Event:
    """Change what is planned, and ask for the record anew; where nothing differs nothing happens.

    An event that becomes protected is no longer known to later ones at once, and theirs are made anew. Raises
    Trouble for whatever cannot be understood; nothing is changed then.
    """
    now = clock.now()
    named, without = (
        tuple(webinar(text) for text in texts if text.strip())
        for texts in (changes.webinars, changes.without)
    )

    def steps(tx: Tx) -> Event:
        before = events.known(tx, event_id, hold=True)
        after = changed(before, changes, named, without)
        if after == before:
            return before
        events.change(tx, after)
        was, became = differing(before, after)
        audit.note(
            tx, who=by, what="event changed", event=event_id, reason=told(before, after), before=was, after=became,
            now=now,
        )  # fmt: skip
        if set(after.webinars) - set(before.webinars):
            jobs.ask(tx, "adopt", event_id, due=now)
        if before.polls and not after.polls:
            asked.forget(tx, event_id)
        if after.polls and not before.polls and memory.recall(tx, memory.synced(event_id)):
            jobs.ask(tx, "sync", event_id, due=now)  # of runs that were read no other reading may come
        anew = [event_id]
        if after.protected and not before.protected:
            known.forget(tx, event_id)
            anew += known.takers(tx, after)
        for id in anew:
            jobs.ask(tx, "rebuild", id, due=now)
        return after

    return store.once(steps)


def close(store: Store, event_id: str, *, clock: Clock, by: str = "", without_reports: str = "") -> None:
    """An organiser says that the room is complete, and may waive the reports with a reason."""
    now = clock.now()

    def steps(tx: Tx) -> None:
        before = _completeness(events.known(tx, event_id, hold=True))
        events.complete(tx, event_id, at=now)
        if without_reports:
            events.waive(tx, event_id, reason=without_reports)
        _note(tx, "event closed", before, event_id, by=by, reason=without_reports, now=now)
        jobs.ask(tx, "rebuild", event_id, due=now)

    store.once(steps)


def reopen(store: Store, event_id: str, *, clock: Clock, by: str = "") -> None:
    """Take back a close: the room is open again, and reports that were waived are waited for."""
    now = clock.now()

    def steps(tx: Tx) -> None:
        before = _completeness(events.known(tx, event_id, hold=True))
        events.close_room(tx, event_id, at=None)
        memory.forget(tx, memory.opened_again(event_id))
        events.waive(tx, event_id, reason="")
        _note(tx, "event opened again", before, event_id, by=by, now=now)
        jobs.ask(tx, "rebuild", event_id, due=now)

    store.once(steps)


def _note(
    tx: Tx, what: str, before: dict[str, Any], event_id: str, *, by: str, reason: str = "", now: datetime
) -> None:
    after = _completeness(events.known(tx, event_id))
    audit.note(tx, who=by, what=what, event=event_id, reason=reason, before=before, after=after, now=now)


def _completeness(event: Event) -> dict[str, Any]:
    closed = event.room_closed
    return {"room_closed": closed.isoformat() if closed else None, "reports_waived": bool(event.waived)}
