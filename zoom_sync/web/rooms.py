"""What a handler works with: the rooms of this app, and who is asking."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import current_app, g

from zoom_sync.records import Event
from zoom_sync.web.counting import Made
from zoom_sync.web.now import Counted, Shared
from zoom_sync.web.visitor import Visitor

if TYPE_CHECKING:
    from zoom_sync.wiring import Rooms


def rooms() -> Rooms:
    """The rooms that `attach` was given for the running app."""
    return cast("Rooms", current_app.extensions["rooms"])


def visitor() -> Visitor:
    """Who sent this request; set by `access.guard`."""
    return cast(Visitor, g.visitor)


def the_event() -> Event:
    """The event named in the address; `access.guard` has checked that the visitor may see it."""
    return cast(Event, g.event)


def made() -> Made:
    """What this process has made of records, kept per generation."""
    return cast(Made, current_app.extensions["made"])


def inside() -> Shared[Counted]:
    """Who is inside now, as this process last counted."""
    return cast("Shared[Counted]", current_app.extensions["inside"])
