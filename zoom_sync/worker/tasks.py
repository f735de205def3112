"""What a task does, by its name. Each may run twice, also at the same time: its effect has a key."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any

from zoom_sync.actions import certificates, offering, privacy, read_inbox, rebuild, sync
from zoom_sync.mail import Message
from zoom_sync.wiring import Rooms
from zoom_sync.zoom import webinars

MAILING = Lock()  # a mailer keeps one connection, and letters are sent by another thread
REMINDER = """The names of {title} will be erased in {days} days: the day is near that was chosen for it.

Its sums stay: how many took part, on Zoom, in the room and in both. Whoever still needs the list exports it before,
or chooses a later day:

{link}
"""


def _sync(rooms: Rooms, worker: str, args: dict[str, Any]) -> None:
    sync.sync_event(rooms.store, rooms.zoom(), args["event"], clock=rooms.clock, holder=worker)


def _rebuild(rooms: Rooms, worker: str, args: dict[str, Any]) -> None:
    rebuild.rebuild_in_turn(rooms.store, args["event"], reads=rooms.config.report_reads, clock=rooms.clock)


def _adopt(rooms: Rooms, worker: str, args: dict[str, Any]) -> None:
    read_inbox.adopt(rooms.store, args["event"], clock=rooms.clock)


def _offer(rooms: Rooms, worker: str, args: dict[str, Any]) -> None:
    offering.offer(rooms.store, lambda: webinars.of_account(rooms.zoom()), clock=rooms.clock)


def _scrub(rooms: Rooms, worker: str, args: dict[str, Any]) -> None:
    privacy.scrub(rooms.store, clock=rooms.clock)


def _retain(rooms: Rooms, worker: str, args: dict[str, Any]) -> None:
    done = privacy.retain(rooms.store, marks=rooms.erased_file(), clock=rooms.clock)
    for one in done.reminders:
        if one.to and rooms.mailer is not None:
            with MAILING:
                rooms.mailer.send(_reminder(one, rooms.config.public_url))
    if done.failed:
        raise done.failed[0]


def _reminder(one: privacy.Reminder, address: str) -> Message:
    link = f"{address}/events/{one.event.id}/privacy"
    # Whoever reads over a shoulder learns nothing of a protected event.
    title = "one of your events" if one.event.protected else f"“{one.event.title}”"
    text = REMINDER.format(title=title, days=one.days, link=link)
    return Message(to=one.to, subject="Names that will be erased", text=text)


def _certificates(rooms: Rooms, worker: str, args: dict[str, Any]) -> None:
    order = certificates.Order(args["language"], args["issuer"], args["signatory"], args["provisional"])
    by, event = args["by"], args["event"]
    certificates.issue(rooms.store, event, order, by=by, reason=args["reason"], clock=rooms.clock)
    certificates.make(rooms.store, event, public_url=rooms.config.public_url)


TASKS: dict[str, Callable[[Rooms, str, dict[str, Any]], None]] = {
    "sync": _sync,
    "rebuild": _rebuild,
    "adopt": _adopt,
    "offer": _offer,
    "scrub": _scrub,
    "certificates": _certificates,
    "retain": _retain,
}
