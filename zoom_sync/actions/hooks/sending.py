"""Send one hook what is due: look, post, settle, one message after the other.

One sender works for a hook at a time, over all machines (a lease). What was posted and not settled when the sender
died is posted again under the same id: a receiver may hear something twice, and never not at all.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Protocol

import structlog

from zoom_sync.actions import Timer
from zoom_sync.keys import Keys, SealBroken
from zoom_sync.moments import reached
from zoom_sync.posting import LONGEST_S, Answer
from zoom_sync.rules import telling
from zoom_sync.store import audit, events, hooks, jobs, people
from zoom_sync.store.database import Store, Tx
from zoom_sync.store.hooks import Hook, Message

log = structlog.get_logger(__name__)
LEASE_S = 2 * LONGEST_S  # longer than one message can take
SLICE_S = 20.0  # after which the others have their turn
UNREADABLE = "its secret cannot be opened: SECRET_KEY was changed"


class Post(Protocol):
    def __call__(
        self, url: str, *, id: str, body: bytes, secret: str, at: datetime, loopback: bool = False
    ) -> Answer: ...


def send_some(
    store: Store,
    hook_id: str,
    post: Post,
    *,
    keys: Keys,
    clock: Timer,
    loopback: bool = False,
    stopping: Callable[[], bool] = lambda: False,
) -> int:
    """Send a hook what is due, for about `SLICE_S` seconds at most. Returns how many messages were tried.

    Ends early where one does not get through; the hook is then left alone for a while.
    """
    name, holder = f"hook {hook_id}", secrets.token_hex(16)
    until, tried = clock.monotonic() + SLICE_S, 0
    fence: int | None = None
    try:
        while clock.monotonic() < until and not stopping():
            fence, found = store.run(lambda tx: _next(tx, name, holder, hook_id, now=clock.now()))
            if found is None:
                break
            hook, told, body = found
            reached("a message due, not posted")
            at = clock.now()
            answer = _posted(post, hook, told, body, keys=keys, at=at, loopback=loopback)
            reached("a message posted, not settled")
            store.run(partial(_settle, hook=hook, told=told, answer=answer, at=at, now=clock.now()))
            tried += 1
            log.info(
                "told a hook", hook=hook.id, message=told.id, status=answer.status, trouble=answer.trouble
            )
            if not answer.is_taken:
                break
    finally:
        if fence is not None:
            held = fence
            store.run(lambda tx: jobs.release(tx, name, fence=held))
    return tried


def _next(
    tx: Tx, name: str, holder: str, hook_id: str, *, now: datetime
) -> tuple[int | None, tuple[Hook, Message, bytes] | None]:
    fence = jobs.lease(tx, name, holder=holder, now=jobs.time_of(tx, now), seconds=LEASE_S)
    found = hooks.next_due(tx, hook_id, now=now) if fence is not None else None
    return fence, None if found is None else (*found, _body(tx, *found))


def _body(tx: Tx, hook: Hook, told: Message) -> bytes:
    """What goes out. A name is put in now, so that none lies about for somebody who is erased meanwhile."""
    data: dict[str, Any] = dict(told.data)
    if hook.names and told.fact and told.event:
        event = events.get(tx, told.event)
        if event is not None and not event.protected:
            data |= _who(tx, told.event, told)
    at = telling.moment(told.at)
    body = {"type": told.kind, "timestamp": at, "data": data}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _who(tx: Tx, event_id: str, told: Message) -> dict[str, str]:
    """Name, e-mail and organisation, of the check-in itself and of whom it stands for."""
    ids = [told.fact, str(told.data.get("person") or "")]
    claims = people.claims(tx, event_id, ids)
    known = [claims[id].claim for id in ids if id in claims]

    def first(name: str) -> str:
        return next(filter(None, (str(getattr(one, name)) for one in known)), "")

    return {name: first(name) for name in ("name", "email", "organisation")}


def _posted(
    post: Post, hook: Hook, told: Message, body: bytes, *, keys: Keys, at: datetime, loopback: bool
) -> Answer:
    try:
        secret = keys.unseal(hook.sealed).decode()
    except SealBroken:
        return Answer(trouble=UNREADABLE)
    return post(hook.url, id=told.id, body=body, secret=secret, at=at, loopback=loopback)


def _settle(tx: Tx, hook: Hook, told: Message, answer: Answer, *, at: datetime, now: datetime) -> None:
    said = {"at": telling.moment(at), "status": answer.status, "trouble": answer.trouble}
    if answer.is_taken:
        hooks.settle(tx, told, "taken", answer=said, due=None, now=now)
        hooks.note(tx, hook.id, failing=None, rests=None)
        return
    if answer.is_gone:
        hooks.settle(tx, told, "gone", answer=said, due=None, now=now)
        if hooks.end(tx, hook.id, "gone", now=now):
            audit.note(
                tx,
                who="the receiver",
                what="hook ended: gone",
                event=hook.event or "",
                about=hook.id,
                now=now,
            )
        return
    wait, share = timedelta(seconds=answer.wait_s), int(told.id[-4:], 16) / 0xFFFF
    due = telling.due(told.tries + 1, now=now, wait=wait, share=share)
    hooks.settle(tx, told, "waiting" if due else "given up", answer=said, due=due, now=now)
    failing = hook.failing or now
    hooks.note(tx, hook.id, failing=failing, rests=telling.rest(failing, now=now, wait=wait))
    if now - failing > telling.GIVE_UP:
        hooks.give_up(tx, hook.id, asked_before=now - telling.GIVE_UP, now=now)
