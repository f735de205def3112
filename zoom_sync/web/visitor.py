"""Who sent a request: nobody, a signed-in person, or the holder of an API token.

A page is opened with the session cookie, the API with a bearer token, never the other way round; the two
addresses that machines and people both read (`/metrics`, `/readyz`) take either.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import request

from zoom_sync.actions.access import digest
from zoom_sync.store import users
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
