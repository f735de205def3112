"""Let somebody else see an event as their own, take it out of all lists, and bring it back."""

from __future__ import annotations

from zoom_sync.actions import Clock
from zoom_sync.records import Trouble
from zoom_sync.rules.retention import RECOVERABLE
from zoom_sync.store import audit, events, jobs, known, users
from zoom_sync.store.database import Store, Tx


def share(store: Store, event_id: str, email: str, *, clock: Clock, by: str = "") -> None:
    """Let a user see an event as their own. Raises Trouble for an event or an address that is not known."""
    now = clock.now()

    def steps(tx: Tx) -> None:
        events.known(tx, event_id)
        user = _user(tx, email)
        events.share(tx, event_id, user=user.id)
        audit.note(tx, who=by, what="event shared", event=event_id, about=user.id, now=now)

    store.once(steps)


def unshare(store: Store, event_id: str, email: str, *, clock: Clock, by: str = "") -> None:
    """Take back what `share` gave; what they did at the event stays."""
    now = clock.now()

    def steps(tx: Tx) -> None:
        events.known(tx, event_id)
        user = _user(tx, email)
        events.unshare(tx, event_id, user=user.id)
        audit.note(tx, who=by, what="event shared no more", event=event_id, about=user.id, now=now)

    store.once(steps)


def put_away(store: Store, event_id: str, *, clock: Clock, by: str = "") -> None:
    """Take an event out of all lists. Nothing of it is deleted, and for 30 days it can be brought back.

    What Zoom delivers meanwhile is kept, and taken over when it comes back. Nothing of it is known to others.
    """
    now = clock.now()

    def steps(tx: Tx) -> None:
        event = events.known(tx, event_id, hold=True)
        events.put_away(tx, event_id, at=now)
        audit.note(tx, who=by, what="event removed", event=event_id, now=now)
        for id in known.takers(tx, event):
            jobs.ask(tx, "rebuild", id, due=now)

    store.once(steps)


def bring_back(store: Store, event_id: str, *, clock: Clock, by: str = "") -> None:
    """Undo `put_away`, within 30 days. Raises Trouble for an event that was not removed, or too long ago."""
    now = clock.now()

    def steps(tx: Tx) -> None:
        since = events.put_away_at(tx, event_id)
        if since is None:
            events.known(tx, event_id)
            raise Trouble(
                "The event was not removed.", "Nothing was changed.", "It stands in the list of events."
            )
        if since < now - RECOVERABLE:
            raise Trouble(
                "The event was removed more than 30 days ago.",
                "It stays removed.",
                "Make a new one; what Zoom told of its webinars is taken over.",
            )
        events.bring_back(tx, event_id)
        audit.note(tx, who=by, what="event recovered", event=event_id, now=now)
        event = events.known(tx, event_id)
        for task in ("adopt", "sync") if event.webinars else ("rebuild",):
            jobs.ask(tx, task, event_id, due=now)
        for id in known.takers(tx, event):
            jobs.ask(tx, "rebuild", id, due=now)

    store.once(steps)


def _user(tx: Tx, email: str) -> users.User:
    found = users.by_email(tx, email.strip().casefold())
    if found is None:
        raise Trouble(
            f"Nobody signs in with {email.strip()[:80]!r}.",
            "Nothing was changed.",
            "An admin adds them first: on the page Users, or by `zoom-sync user add EMAIL --role organiser`.",
        )
    return found
