"""Signed-in sessions, kept in the store so that they can be ended.

The cookie holds an opaque 256-bit secret and the store its SHA-256; what a session remembers (its form
token) never leaves the server. On https the cookie's name starts with `__Host-`, so that no neighbouring
host can set it; on loopback http browsers would refuse such a name.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import Flask, session
from flask.sessions import SessionInterface, SessionMixin
from flask.wrappers import Request, Response

from zoom_sync.store import users

if TYPE_CHECKING:
    from zoom_sync.store.users import User
    from zoom_sync.wiring import Rooms

LONGEST = timedelta(days=7)
MOST_COOKIE = 100  # characters of a cookie that can be one of ours


class StoredSession(dict[str, Any], SessionMixin):
    """What Flask calls `session`. Empty until `load` has looked the cookie up; never written into a cookie."""

    secret: str = ""
    digest: str = ""
    modified = False

    def __setitem__(self, name: str, value: Any) -> None:
        self.modified = True
        super().__setitem__(name, value)


class StoredSessions(SessionInterface):
    """Reads the cookie when a request begins, keeps what changed when it ends."""

    def __init__(self, rooms: Rooms, cookie: str) -> None:
        self.rooms, self.cookie = rooms, cookie

    def open_session(self, app: Flask, request: Request) -> StoredSession:
        # The store is asked in `load`, inside the request, where its being down has an error page.
        opened = StoredSession()
        given = request.cookies.get(self.cookie, "")
        opened.secret = given if len(given) <= MOST_COOKIE else ""
        return opened

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if isinstance(session, StoredSession) and session.digest and session.modified:
            digest, data = session.digest, dict(session)
            self.rooms.store.run(lambda tx: users.put_session_data(tx, digest, data))


def attach(app: Flask, rooms: Rooms) -> None:
    app.session_interface = StoredSessions(rooms, cookie_name(rooms))


def cookie_name(rooms: Rooms) -> str:
    return "__Host-session" if is_https(rooms) else "session"


def is_https(rooms: Rooms) -> bool:
    return rooms.config.public_url.startswith("https://")


def load(rooms: Rooms) -> User | None:
    """The person of this request's session; fills `session`. None without a live one."""
    if not isinstance(session, StoredSession | SessionMixin) or not session.secret:  # type: ignore[attr-defined]
        return None
    digest = _digest(session.secret)  # type: ignore[attr-defined]
    found = rooms.store.run(lambda tx: users.session(tx, digest, now=rooms.clock.now()))
    if found is None:
        return None
    user, data = found
    session.clear()
    session.update(data)
    session.digest = digest  # type: ignore[attr-defined]
    return user


def start(rooms: Rooms, user_id: str, response: Response) -> None:
    """Begin a session for a person and give its cookie to the browser."""
    secret = secrets.token_urlsafe(32)
    digest = _digest(secret)

    def steps(tx: Any) -> None:
        users.start_session(tx, user_id, digest=digest, now=rooms.clock.now())
        users.put_session_data(tx, digest, {"csrf_token": secrets.token_hex(20)})

    rooms.store.run(steps)
    response.set_cookie(
        cookie_name(rooms),
        secret,
        max_age=LONGEST,
        path="/",
        secure=is_https(rooms),
        httponly=True,
        samesite="Lax",
    )


def end(rooms: Rooms, response: Response) -> None:
    """End this request's session, in the store and in the browser."""
    digest = session.digest  # type: ignore[attr-defined]
    rooms.store.run(lambda tx: users.end_session(tx, digest))
    session.digest = ""  # type: ignore[attr-defined]
    response.delete_cookie(
        cookie_name(rooms), path="/", secure=is_https(rooms), httponly=True, samesite="Lax"
    )


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
