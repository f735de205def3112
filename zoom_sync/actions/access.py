"""Let people and programs in: sign-in links and API tokens. Only the SHA-256 of a secret is kept."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

from email_validator import EmailNotValidError, validate_email

from zoom_sync.actions import Clock
from zoom_sync.keys import digest as digest
from zoom_sync.records import Trouble
from zoom_sync.rules.times import instant
from zoom_sync.store import audit, events, hooks, users
from zoom_sync.store.database import Store, Tx

LINK_FROM_COMMAND = timedelta(hours=24)
LINK_BY_MAIL = timedelta(minutes=15)
NOTHING = "Nothing was changed."


def add_user(
    store: Store, email: str, *, role: str, public_url: str, clock: Clock, by: str = "the command line"
) -> str:
    """Add somebody, or change their role (which ends their sessions), and give a sign-in link of 24 hours."""
    address = mailbox(email)
    secret, now = secrets.token_urlsafe(32), clock.now()

    def steps(tx: Tx) -> None:
        before = users.by_email(tx, address)
        if before is not None and role != "admin":
            _leave_an_admin(tx, before)
        user = users.add(tx, address, role=role, now=now)
        users.make_link(tx, user.id, secret_digest=digest(secret), expires=now + LINK_FROM_COMMAND)
        was = {"role": before.role} if before is not None else None
        audit.note(
            tx, who=by, what=f"user added as {role}", about=user.id, before=was, after={"role": role}, now=now
        )

    store.once(steps)
    return f"{public_url}/sign-in/{secret}"


def end_user(store: Store, email: str, *, clock: Clock, by: str = "the command line") -> users.User:
    """Let somebody in no more, at once: their sessions and links end, and the hooks that told another system of all
    their events. What they made and decided stays.

    Adding them again brings them back. Raises Trouble for an unknown address, and for the last admin.
    """
    now = clock.now()

    def steps(tx: Tx) -> users.User:
        user = users.by_email(tx, email)
        if user is None:
            raise Trouble(
                "Nobody of this address may sign in.", NOTHING, "`zoom-sync user list` shows who may."
            )
        _leave_an_admin(tx, user)
        users.end(tx, user.id, now=now)
        audit.note(tx, who=by, what="user ended", about=user.id, now=now)
        for hook in hooks.of_all_events(tx, user.id):
            hooks.end(tx, hook.id, "ended", now=now)
            audit.note(tx, who=by, what="hook ended", about=hook.id, now=now)
        return user

    return store.once(steps)


def add_token(
    store: Store,
    *,
    role: str,
    event_id: str = "",
    until: str = "",
    clock: Clock,
    by: str = "the command line",
) -> str:
    """Make an API token for a role, for one event or all, until a date or for good; gives the token."""
    now = clock.now()
    end = _until(until, now) if until else None
    secret = f"zs_{secrets.token_urlsafe(32)}"

    def steps(tx: Tx) -> None:
        if event_id:
            events.known(tx, event_id, safe="No token was made.")
        token_id = secrets.token_hex(16)
        users.add_token(tx, id=token_id, digest=digest(secret), role=role, event=event_id, until=end, now=now)
        audit.note(tx, who=by, what=f"token added as {role}", event=event_id, about=token_id, now=now)

    store.once(steps)
    return secret


def end_token(store: Store, id: str, *, clock: Clock, by: str = "the command line") -> None:
    """End a token, at once and for good. Raises Trouble if there is none of this id."""
    now = clock.now()

    def steps(tx: Tx) -> None:
        if not users.end_token(tx, id):
            raise Trouble("There is no such token.", NOTHING, "`zoom-sync token list` shows them.")
        audit.note(tx, who=by, what="token ended", about=id, now=now)

    store.once(steps)


def mailbox(text: str) -> str:
    """A mail address in its usual form. Raises Trouble."""
    try:
        return validate_email(
            text.strip(), check_deliverability=False, test_environment=True
        ).normalized.lower()
    except EmailNotValidError:
        raise Trouble(
            "This is not a mail address.", NOTHING, "Write it as name@organisation.example."
        ) from None


def _leave_an_admin(tx: Tx, user: users.User) -> None:
    """Refuse to take the last admin away: nobody could let anybody in from the pages any more."""
    if user.role == "admin" and [one.id for one in users.all(tx) if one.role == "admin"] == [user.id]:
        raise Trouble("This is the only admin.", NOTHING, "Make somebody else an admin first.")


def _until(text: str, now: datetime) -> datetime:
    found = instant(text, UTC, safe="No token was made.", midnight=True)
    if found <= now:
        raise Trouble("That time has passed.", "No token was made.", "Give a later --until.")
    return found
