"""Open doors, end them, and let people check themselves in: what an organiser says of the way into the room."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from zoom_sync.actions import Clock
from zoom_sync.keys import digest as digest
from zoom_sync.records import Event, Trouble
from zoom_sync.rules.times import instant
from zoom_sync.store import audit, codes, doors, events, jobs, people
from zoom_sync.store.database import Store, Tx
from zoom_sync.store.doors import Device, Door

AFTER_EVENT = timedelta(hours=24)
LATE_UPLOADS = timedelta(days=7)  # a door that ended by itself still hands in what it kept before
EARLY, LATE = timedelta(hours=2), timedelta(hours=2)  # around an event's days people may check themselves in
LINK_GONE = Trouble(
    "This link opens no door.",
    "Nothing was changed.",
    "Ask the organiser for a new one: it was withdrawn, or its time is over.",
)
NEEDS_HTTPS = (
    "PUBLIC_URL is plain http: on a phone this door works only while it has a network, and without the camera. "
    "Camera and offline work need https; the README's page 'One laptop at the venue' says how to get it."
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A door that was just added, and its link, which is shown only now."""

    door: Door
    link: str


def add(
    store: Store,
    event_id: str,
    *,
    name: str,
    until: str = "",
    public_url: str,
    clock: Clock,
    by: str,
) -> Opened:
    """Add a door to an event. It ends by itself 24 hours after the event, or at `until` (ISO, the event's zone).

    Raises Trouble for an unknown event, a name that is missing, or a time that has passed; nothing is kept then.
    """
    now, secret, id = clock.now(), secrets.token_urlsafe(24), secrets.token_hex(16)
    title = " ".join(name.split())[:80]
    if not title:
        raise Trouble(
            "The door has no name.", "No door was added.", "Name it as people will know it: North entrance."
        )

    def steps(tx: Tx) -> Door:
        event = events.known(tx, event_id, safe="No door was added.")
        end = _end(until, event, now)
        if end <= now:
            raise Trouble("That time has passed.", "No door was added.", "Give a later time, or none.")
        made = Door(id, event.id, "door", title, end, now)
        _add(tx, made, secret, by=by)
        audit.note(tx, who=by, what="door added", event=event.id, about=id, now=now)
        return made

    return Opened(store.once(steps), f"{public_url}/door/{secret}")


def _add(tx: Tx, made: Door, secret: str, *, by: str) -> None:
    if not doors.any_of(tx, made.event):  # from now on the event has a room, which its record waits for
        jobs.ask(tx, "rebuild", made.event, due=made.created)
    doors.add(tx, made, digest=digest(secret), by=by)


def end(store: Store, door_id: str, *, clock: Clock, by: str, event_id: str = "") -> Door:
    """Withdraw a door: its link and every phone it is open on are refused from now on.

    `event_id`: the only event whose door it may be, "" for any. Raises Trouble for one that is not known.
    """
    now = clock.now()

    def steps(tx: Tx) -> Door:
        found = doors.get(tx, door_id)
        if found is None or (event_id and found.event != event_id):
            raise Trouble(
                f"There is no door {door_id[:40]!r}.", "Nothing was changed.", "`door list EVENT` shows them."
            )
        if doors.end(tx, door_id, now=now):
            audit.note(tx, who=by, what="door ended", event=found.event, about=door_id, now=now)
        return found

    return store.run(steps)


def open_on_phone(store: Store, secret: str, *, clock: Clock) -> tuple[Door, str]:
    """Open the door of a link on one phone. Gives the door and the secret of that phone's cookie.

    Raises Trouble for a link that opens nothing (any more).
    """
    return _open(store, lambda tx: doors.by_link(tx, digest(secret)), clock=clock)


def open_here(store: Store, door_id: str, *, event_id: str, clock: Clock, by: str) -> tuple[Door, str]:
    """Open a door of an event on the device of an organiser, who needs no link; as `open_on_phone`."""

    def find(tx: Tx) -> Door | None:
        found = doors.get(tx, door_id)
        return found if found is not None and found.event == event_id else None

    return _open(store, find, clock=clock, by=by)


def _open(store: Store, find: Callable[[Tx], Door | None], *, clock: Clock, by: str = "") -> tuple[Door, str]:
    now, cookie = clock.now(), secrets.token_urlsafe(32)

    def steps(tx: Tx) -> Door:
        found = find(tx)
        if found is None or found.kind != "door" or not found.is_open(now):
            raise LINK_GONE
        doors.open_on(tx, found.id, digest=digest(cookie), now=now)
        who, what = by or f"door {found.name}", "door opened on a phone"
        audit.note(tx, who=who, what=what, event=found.event, about=found.id, now=now)
        return found

    return store.once(steps), cookie


def may_hand_in(door: Door, now: datetime) -> bool:
    """Whether a door still takes what its phones have kept: not once it was withdrawn."""
    return door.ended is None and now - LATE_UPLOADS < door.until


def hear(store: Store, device: Device, *, unsent: int, skew: timedelta, clock: Clock) -> None:
    """Note what a phone says of itself, where that is news."""
    now, skew_s = clock.now(), round(skew.total_seconds(), 1)
    if doors.is_news(device, unsent=unsent, skew_s=skew_s, now=now):
        store.run(lambda tx: doors.hear(tx, device, unsent=unsent, skew_s=skew_s, now=now))


def hand_back(store: Store, device: Device, *, clock: Clock, by: str, event_id: str) -> None:
    """The volunteer is done with this phone: it opens nothing any more."""
    now = clock.now()

    def steps(tx: Tx) -> None:
        doors.forget(tx, device.digest)
        audit.note(tx, who=by, what="door closed on a phone", event=event_id, about=device.door, now=now)

    store.once(steps)


def let_check_themselves_in(store: Store, event_id: str, *, clock: Clock, by: str) -> Door:
    """Let people in the room check in on their own phones, by a code on a screen. A former code ends."""
    now, secret, id = clock.now(), secrets.token_urlsafe(16), secrets.token_hex(16)

    def steps(tx: Tx) -> Door:
        event = events.known(tx, event_id, hold=True)
        for old in doors.of_event(tx, event_id, "self"):
            doors.end(tx, old.id, now=now)
        made = Door(id, event.id, "self", "Self check-in", event.ends + LATE, now, shown=secret)
        _add(tx, made, secret, by=by)
        audit.note(tx, who=by, what="self check-in begun", event=event.id, about=id, now=now)
        return made

    return store.once(steps)


def is_hour(event: Event, now: datetime) -> bool:
    """Whether people may check themselves in now: on the event's days, a little before and after too."""
    return any(day.start - EARLY <= now < (day.end or day.start) + LATE for day in event.days)


def new_code(store: Store, event_id: str, ref: str, *, clock: Clock, by: str) -> str:
    """Withdraw somebody's personal code and give the one that takes its place. Raises Trouble for who has none."""
    now = clock.now()

    def steps(tx: Tx) -> str:
        events.known(tx, event_id)
        person = people.person(tx, event_id, ref)
        facts = (
            [one.fact for one in person.evidence if one.source in ("registrant", "panelist")]
            if person
            else []
        )
        fact = ref if ref in facts else facts[0] if facts else ""
        if not fact:
            raise Trouble(
                "This names nobody with a personal code.",
                "Nothing was changed.",
                "Name somebody who registered.",
            )
        audit.note(tx, who=by, what="personal code replaced", event=event_id, about=fact, now=now)
        return codes.replace(tx, event_id, fact, now=now)

    return store.once(steps)


def works_offline(public_url: str) -> bool:
    """Whether phones allow camera and offline work at this address: https, or the machine itself."""
    parts = urlsplit(public_url)
    return parts.scheme == "https" or parts.hostname in ("127.0.0.1", "localhost", "::1")


def _end(text: str, event: Event, now: datetime) -> datetime:
    """24 hours after the event if nothing is said; for one that is over, 24 hours from now."""
    if not text.strip():
        return max(event.ends, now) + AFTER_EVENT
    return instant(text, ZoneInfo(event.timezone), safe="No door was added.", midnight=True)
