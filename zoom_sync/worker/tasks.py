"""What a task does, by its name. Each may run twice, also at the same time: its effect has a key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zoom_sync.actions import offering, privacy, read_inbox, rebuild, sync
from zoom_sync.wiring import Rooms
from zoom_sync.zoom import webinars


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


TASKS: dict[str, Callable[[Rooms, str, dict[str, Any]], None]] = {
    "sync": _sync,
    "rebuild": _rebuild,
    "adopt": _adopt,
    "offer": _offer,
    "scrub": _scrub,
}
