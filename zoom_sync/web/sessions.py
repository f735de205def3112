"""Signed-in sessions, kept in the store so that they can be ended.

The cookie holds an opaque 256-bit secret and the store its SHA-256; what a session remembers (its form
token) never leaves the server. On https the cookie's name starts with `__Host-`, so that no neighbouring
host can set it; on loopback http browsers would refuse such a name.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from flask import Flask, current_app, request, session
from flask.sessions import SessionInterface, SessionMixin
from flask.wrappers import Request
from flask.wrappers import Response as FlaskResponse
from werkzeug.wrappers import Response

from zoom_sync.actions.access import digest
from zoom_sync.store import sessions as kept

if TYPE_CHECKING:
    from zoom_sync.store.users import User
    from zoom_sync.wiring import Rooms

LONGEST = timedelta(days=7)
A_MINUTE = timedelta(seconds=55)  # a little less than the store's own, so that a read never has to write
DOOR_LASTS = timedelta(days=60)  # in the browser; whether it still opens anything the store says
MOST_NOTED = 10_000
MOST_COOKIE = 100  # characters of a cookie that can be one of ours
# What a `User-Agent` says, the most telling sign first: each browser claims to be those before it, too.
BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("CrOS", "ChromeOS"), ("Windows", "Windows"),
    ("Macintosh", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


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
        self.noted: dict[str, datetime] = {}  # when this process last noted a session's use

    def open_session(self, app: Flask, request: Request) -> StoredSession:
        # The store is asked in `load`, inside the request, where its being down has an error page.
        opened = StoredSession()
        given = request.cookies.get(self.cookie, "")
        opened.secret = given if len(given) <= MOST_COOKIE else ""
        return opened

    def save_session(self, app: Flask, session: SessionMixin, response: FlaskResponse) -> None:
        if isinstance(session, StoredSession) and session.digest and session.modified:
            mark, data = session.digest, dict(session)
            self.rooms.store.run(lambda tx: kept.put_data(tx, mark, data))


def attach(app: Flask, rooms: Rooms) -> None:
    app.session_interface = StoredSessions(rooms, cookie_name(rooms))


def cookie_name(rooms: Rooms) -> str:
    return "__Host-session" if is_https(rooms) else "session"


def door_cookie_name(rooms: Rooms) -> str:
    return "__Host-door" if is_https(rooms) else "door"


def is_https(rooms: Rooms) -> bool:
    return rooms.config.public_url.startswith("https://")


def load(rooms: Rooms) -> User | None:
    """The person of this request's session; fills `session`. None without a live one."""
    mine = _mine()
    if not mine.secret:
        return None
    mark = digest(mine.secret)
    found = _look(rooms, mark)
    if found is None:
        return None
    user, data = found
    mine.clear()
    mine.update(data)
    mine.digest = mark
    return user


def _look(rooms: Rooms, mark: str) -> tuple[User, dict[str, Any]] | None:
    """Ask the store; its note of the last use is a write, so within a minute of one only read."""
    interface = cast(StoredSessions, current_app.session_interface)
    now = rooms.clock.now()
    if interface.noted.get(mark, now - A_MINUTE) > now - A_MINUTE:
        return rooms.store.read(lambda tx: kept.find(tx, mark, now=now, note=False))
    found = rooms.store.run(lambda tx: kept.find(tx, mark, now=now))
    if len(interface.noted) >= MOST_NOTED:
        interface.noted.clear()
    interface.noted[mark] = now
    return found


def start(rooms: Rooms, user_id: str, response: Response) -> None:
    """Begin a session for a person and give its cookie to the browser."""
    secret = secrets.token_urlsafe(32)
    mark = digest(secret)

    data = {"csrf_token": secrets.token_hex(20), "device": device(request.user_agent.string)}
    before = digest(_mine().secret)

    def steps(tx: Any) -> None:
        kept.end(tx, before)  # whoever signs in anew leaves nothing of the former session behind
        kept.start(tx, user_id, digest=mark, now=rooms.clock.now(), data=data)

    rooms.store.once(steps)
    response.set_cookie(
        cookie_name(rooms),
        secret,
        max_age=LONGEST,
        path="/",
        secure=is_https(rooms),
        httponly=True,
        samesite="Lax",
    )


def give_door(rooms: Rooms, response: Response, secret: str) -> None:
    """Give a browser the cookie by which it is a door."""
    response.set_cookie(
        door_cookie_name(rooms), secret, max_age=DOOR_LASTS, path="/",
        secure=is_https(rooms), httponly=True, samesite="Strict",
    )  # fmt: skip


def take_door(rooms: Rooms, response: Response) -> None:
    """Take that cookie away again."""
    name = door_cookie_name(rooms)
    response.delete_cookie(name, path="/", secure=is_https(rooms), httponly=True, samesite="Strict")


def device(agent: str) -> str:
    """Browser and system that a `User-Agent` names, to tell one's own sessions apart: "Firefox, Android"."""
    named = (next((name for sign, name in names if sign in agent), "") for names in (BROWSERS, SYSTEMS))
    return ", ".join(name for name in named if name)


def end(rooms: Rooms, response: Response) -> None:
    """End this request's session, in the store and in the browser."""
    mine = _mine()
    rooms.store.run(lambda tx: kept.end(tx, mine.digest))
    mine.digest = ""  # nothing of it is kept when the request ends
    response.delete_cookie(
        cookie_name(rooms), path="/", secure=is_https(rooms), httponly=True, samesite="Lax"
    )


def mine() -> str:
    """The digest of this request's session, "" without one."""
    return _mine().digest


def _mine() -> StoredSession:
    return cast(StoredSession, session)
