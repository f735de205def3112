"""Sessions of people who are signed in, by the SHA-256 of their secret."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, delete, func, not_, select, update

from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx, storable_tree
from zoom_sync.store.users import User

session, user = schema.session, schema.user

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=7)
ID = 32  # digits of the digest that name a session to whom it belongs; they open nothing


@dataclass(frozen=True, slots=True)
class Session:
    """One of somebody's sessions. `device`: browser and system, as far as they tell."""

    id: str
    started: datetime
    seen: datetime
    device: str


def start(tx: Tx, user_id: str, *, digest: str, now: datetime, data: Mapping[str, Any] | None = None) -> None:
    """Begin a session by the SHA-256 of its secret; old ones are swept away."""
    tx.execute(delete(session).where(not_(_is_live(now))))
    row = {"digest": digest, "user": user_id, "started": now, "seen": now, "data": storable_tree(data or {})}
    tx.execute(session.insert().values(row))


def find(tx: Tx, digest: str, *, now: datetime, note: bool = True) -> tuple[User, dict[str, Any]] | None:
    """Whose session it is, and its data. None after 12 h without use, after 7 days, or if there is none.

    Notes the use at most once a minute; without `note` it only reads.
    """
    given = {"digest": digest, "idle_since": now - IDLE, "begun_since": now - LONGEST}
    row = tx.execute(_find(), given).first()
    if row is None:
        return None
    if note and now - row.seen >= timedelta(minutes=1):
        tx.execute(update(session).where(session.c.digest == digest).values(seen=now))
    return User(row.id, row.email, row.role), dict(row.data)


@cache  # every page asks this: to put it together anew takes longer than to ask it
def _find() -> Select[Any]:
    return (
        select(session.c.seen, session.c.data, user.c.id, user.c.email, user.c.role)
        .join(user, user.c.id == session.c.user)
        .where(
            session.c.digest == bindparam("digest"),
            session.c.seen > bindparam("idle_since"),
            session.c.started > bindparam("begun_since"),
            user.c.ended.is_(None),
        )
    )


def put_data(tx: Tx, digest: str, data: dict[str, Any]) -> None:
    tx.execute(update(session).where(session.c.digest == digest).values(data=storable_tree(data)))


def end(tx: Tx, digest: str) -> None:
    tx.execute(delete(session).where(session.c.digest == digest))


def of_user(tx: Tx, user_id: str, *, now: datetime) -> list[Session]:
    """Somebody's live sessions, the one used last first."""
    rows = tx.execute(
        select(session).where(session.c.user == user_id, _is_live(now)).order_by(session.c.seen.desc())
    )
    return [Session(row.digest[:ID], row.started, row.seen, str(row.data.get("device", ""))) for row in rows]


def end_one(tx: Tx, user_id: str, id: str) -> bool:
    """End the session of this id, if it is this user's. Returns whether there was one."""
    named = func.substr(session.c.digest, 1, ID) == id
    return tx.execute(delete(session).where(session.c.user == user_id, named)).rowcount == 1


def end_others(tx: Tx, user_id: str, *, but: str) -> int:
    """End all of somebody's sessions but the one of this digest. Returns how many."""
    return tx.execute(delete(session).where(session.c.user == user_id, session.c.digest != but)).rowcount


def _is_live(now: datetime) -> ColumnElement[bool]:
    return and_(session.c.seen > now - IDLE, session.c.started > now - LONGEST)
