"""Users and what lets people and programs in: sign-in links and tokens. Secrets stand here as SHA-256 only.

What somebody who is in holds is in `store.sessions`.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, func, or_, select, update

from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx, insert, queue_up, storable

user, signin, session, api_token, attempt_ = (
    schema.user,
    schema.signin,
    schema.session,
    schema.api_token,
    schema.attempt,
)

KEPT = timedelta(days=2)  # how long a link that is of no more use is kept


@dataclass(frozen=True, slots=True)
class User:
    """`email` is lower case. `role`: admin, organiser, viewer, door or operator."""

    id: str
    email: str
    role: str


@dataclass(frozen=True, slots=True)
class Token:
    """An API token; `event` "" means all events."""

    id: str
    role: str
    event: str


def add(tx: Tx, email: str, *, role: str, now: datetime) -> User:
    """Add a user, or give one who is there this role; a changed role ends their sessions."""
    address = _address(email)
    row = {"id": secrets.token_hex(16), "email": address, "role": role, "created": now}
    before = by_email(tx, address)
    tx.execute(
        insert(tx, user)
        .values(row)
        .on_conflict_do_update(index_elements=["email"], set_={"role": role, "ended": None})
    )
    kept = tx.execute(select(user).where(user.c.email == address)).one()
    if before is not None and before.role != role:
        tx.execute(delete(session).where(session.c.user == kept.id))
    return _user(kept)


def end(tx: Tx, id: str, *, now: datetime) -> None:
    """Let somebody in no more: their sessions and unused links end with it. Their events stay."""
    tx.execute(update(user).where(user.c.id == id).values(ended=now))
    for opened in (session, signin):
        tx.execute(delete(opened).where(opened.c.user == id))


def all(tx: Tx) -> list[User]:
    """Everyone who may sign in, by address."""
    return [
        _user(row) for row in tx.execute(select(user).where(user.c.ended.is_(None)).order_by(user.c.email))
    ]


def seen(tx: Tx) -> dict[str, datetime]:
    """When each user who is signed in was last here, by the user's id."""
    latest = select(session.c.user, func.max(session.c.seen).label("seen")).group_by(session.c.user)
    return {row.user: row.seen for row in tx.execute(latest)}


def by_email(tx: Tx, email: str) -> User | None:
    row = tx.execute(select(user).where(user.c.email == _address(email), user.c.ended.is_(None))).first()
    return None if row is None else _user(row)


def by_id(tx: Tx, id: str) -> User | None:
    row = tx.execute(select(user).where(user.c.id == id, user.c.ended.is_(None))).first()
    return None if row is None else _user(row)


def make_link(tx: Tx, user_id: str, *, secret_digest: str, expires: datetime) -> None:
    """Keep a sign-in link by the SHA-256 of its secret; old ones are swept away."""
    tx.execute(delete(signin).where(signin.c.expires < expires - KEPT))
    tx.execute(signin.insert().values(digest=secret_digest, user=user_id, expires=expires, used=None))


def use_link(tx: Tx, digest: str, *, now: datetime) -> User | None:
    """Use a link, once. None: it was used, is too old, or never was."""
    used = tx.execute(
        update(signin)
        .where(signin.c.digest == digest, signin.c.used.is_(None), signin.c.expires > now)
        .values(used=now)
        .returning(signin.c.user)
    ).scalar()
    return None if used is None else by_id(tx, used)


def link_user(tx: Tx, digest: str, *, now: datetime) -> User | None:
    """Whom a link would let in. Does not use it: mail scanners open every link."""
    whose = tx.execute(
        select(signin.c.user).where(
            signin.c.digest == digest, signin.c.used.is_(None), signin.c.expires > now
        )
    ).scalar()
    return None if whose is None else by_id(tx, whose)


def add_token(
    tx: Tx, *, id: str, digest: str, role: str, event: str = "", until: datetime | None = None, now: datetime
) -> None:
    """Keep an API token by the SHA-256 of its secret. `until` None: without an end."""
    tx.execute(
        api_token.insert().values(id=id, digest=digest, role=role, event=event, until=until, created=now)
    )


def token(tx: Tx, digest: str, *, now: datetime) -> Token | None:
    """The token, while it is valid."""
    row = tx.execute(
        select(api_token).where(
            api_token.c.digest == digest,
            or_(api_token.c.until.is_(None), api_token.c.until > now),
        )
    ).first()
    return None if row is None else Token(row.id, row.role, row.event)


def end_token(tx: Tx, id: str) -> bool:
    """End a token for good. False: there was none."""
    return tx.execute(delete(api_token).where(api_token.c.id == id)).rowcount == 1


def tokens(tx: Tx) -> list[dict[str, Any]]:
    """All tokens: id, role, event, until, created."""
    columns = (api_token.c.id, api_token.c.role, api_token.c.event, api_token.c.until, api_token.c.created)
    rows = tx.execute(select(*columns).order_by(api_token.c.created))
    return [dict(row._mapping) for row in rows]


def attempt(tx: Tx, mark: str, *, now: datetime, within_s: float, most: int) -> bool:
    """Whether one more attempt under this mark is allowed: at most `most` within so many seconds.

    One that is refused is not counted, so that waiting helps.
    """
    queue_up(tx, f"attempt {mark}")
    tx.execute(delete(attempt_).where(attempt_.c.at < now - timedelta(days=1)))
    recent = select(func.count()).where(
        attempt_.c.mark == mark, attempt_.c.at > now - timedelta(seconds=within_s)
    )
    if tx.execute(recent).scalar_one() >= most:
        return False
    tx.execute(attempt_.insert().values(mark=mark, at=now))
    return True


def _address(email: str) -> str:
    return storable(email.strip().lower(), 320)


def _user(row: Row[Any]) -> User:
    return User(row.id, row.email, row.role)
