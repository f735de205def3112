"""Who sent a request: nobody, a signed-in person, or the holder of an API token.

A page is opened with the session cookie, the API with a bearer token, never the other way round; the two
addresses that machines and people both read (`/metrics`, `/readyz`) take either. A door has a cookie of its own,
which opens nothing but the door.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import request

from zoom_sync.actions import doors as acts
from zoom_sync.actions.access import digest
from zoom_sync.store import doors, users
from zoom_sync.store.doors import Device, Door
from zoom_sync.web import sessions

if TYPE_CHECKING:
    from zoom_sync.wiring import Rooms

MOST_SECRET = 200  # characters; ours have 43


@dataclass(frozen=True, slots=True)
class Visitor:
    """`event`: the only event a token is good for, "" for all. `name` is what the audit and decisions say."""

    role: str = "nobody"
    name: str = ""
    user: str = ""
    event: str = ""
    token: str = ""
    door: Door | None = None  # it is a phone on which this door was opened
    device: Device | None = None

    @property
    def signed_in(self) -> bool:
        return self.role != "nobody"


NOBODY = Visitor()


def by_cookie(rooms: Rooms) -> Visitor:
    """The person whose session this is; NOBODY without a live one."""
    user = sessions.load(rooms)
    if user is None:
        return NOBODY
    return Visitor(role=user.role, name=user.email, user=user.id)


def by_bearer(rooms: Rooms) -> Visitor:
    """The holder of the token in `Authorization: Bearer …`; NOBODY without a live one."""
    given = request.authorization
    if given is None or given.type != "bearer" or not given.token or len(given.token) > MOST_SECRET:
        return NOBODY
    mark = digest(given.token)
    found = rooms.store.read(lambda tx: users.token(tx, mark, now=rooms.clock.now()))
    if found is None:
        return NOBODY
    return Visitor(role=found.role, name=f"token {found.id[:8]}", event=found.event, token=found.id)


def by_door(rooms: Rooms) -> Visitor:
    """The phone whose door this is; NOBODY once it was withdrawn, or ended so long ago that nothing is taken."""
    given = request.cookies.get(sessions.door_cookie_name(rooms), "")
    if not given or len(given) > MOST_SECRET:
        return NOBODY
    found = rooms.store.read(lambda tx: doors.device(tx, digest(given)))
    if found is None or not acts.may_hand_in(found[1], rooms.clock.now()):
        return NOBODY
    device, door = found
    return Visitor(role="door", name=f"door {door.name}", event=door.event, door=door, device=device)
