"""Send what is due: address a letter once, then claim, send, settle, one copy after the other.

Only one sender works at a time, over all machines (a lease; a thread of its own renews it, since a mail server
may take a minute to answer): so the rate holds, and whatever stands *claimed* when somebody takes the lease
belongs to a sender that died or lost it. Such a copy may have gone out: it becomes *unknown* and is not sent
again.
"""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

import structlog

from zoom_sync.actions import Timer
from zoom_sync.actions.follow_up import attaching, words
from zoom_sync.actions.follow_up.leaving import marks, token
from zoom_sync.actions.follow_up.standing import copies_of, may_go
from zoom_sync.keys import Keys
from zoom_sync.mail import Attachment, Message, Refused, Taken, Unknown
from zoom_sync.moments import reached
from zoom_sync.records import Event, Trouble
from zoom_sync.rules import followup, own_record
from zoom_sync.store import attempts, events, jobs, memory, outbox, person_links
from zoom_sync.store.database import Store, Tx
from zoom_sync.store.letters import Letter
from zoom_sync.store.outbox import Copy

log = structlog.get_logger(__name__)
LEASE, LEASE_S, RENEW_S = "sending letters", 8.0, 2.0
AGAIN_S = (900, 3600, 21_600, 60_300)  # after the 1st … 4th refusal in passing; the 5th, 24 h on, ends it
GIVE_UP = timedelta(hours=48)
CUT_OFF = "the sender stopped after it began; the letter may have arrived"


class Config(Protocol):
    @property
    def public_url(self) -> str: ...
    @property
    def mail_per_second(self) -> float: ...


class Post(Protocol):
    def send(self, letter: Message) -> Taken | Refused | Unknown: ...


@dataclass(frozen=True, slots=True)
class _Claimed:
    copy: Copy
    letter: Letter
    event: Event
    attachments: tuple[Attachment, ...]
    my_record: str = ""  # the reader's own link to their record, made with the claim


def send_some(
    store: Store, mailer: Post, *, clock: Timer, keys: Keys, config: Config, most: int = 1, worker: str
) -> int:
    """Send at most so many copies that are due, and give how many were tried (0: nothing to do now).

    Sleeps between two copies so that no more than `config.mail_per_second` go out. Ends early where the
    server takes nothing at all; it is then left alone for half a minute to ten.
    """
    if not store.read(lambda tx: _has_work(tx, clock.now())):
        return 0
    holder = f"{worker}:{secrets.token_hex(8)}"
    fence = store.run(lambda tx: _begin(tx, holder, now=clock.now()))
    if fence is None:
        return 0
    tried = 0
    over = threading.Event()
    renewing = threading.Thread(
        target=_renew, args=(store, holder, fence, clock, over), name="mail lease", daemon=True
    )
    renewing.start()
    try:
        _address_all(store, keys=keys, clock=clock)
        while tried < most:
            started = clock.monotonic()
            claimed = store.once(lambda tx: _claim(tx, holder, keys=keys, config=config, now=clock.now()))
            if claimed is None:
                break
            reached("a copy claimed, not sent")
            outcome = mailer.send(_message(claimed, keys=keys, public_url=config.public_url))
            reached("a copy taken by the mail server, not settled")
            store.run(partial(_settle, copy=claimed.copy, outcome=outcome, now=clock.now()))
            reached("a copy settled, others waiting")
            tried += 1
            if isinstance(outcome, Refused) and outcome.server:
                return 0
            clock.sleep(max(0.0, 1 / config.mail_per_second - (clock.monotonic() - started)))
    finally:
        over.set()
        renewing.join()
        store.run(lambda tx: _end(tx, holder, now=clock.now()))
    return tried


def _renew(store: Store, holder: str, fence: int, clock: Timer, over: threading.Event) -> None:
    """Keep the lease while it is ours, so that a slow mail server is not taken for a dead sender."""

    def keep(tx: Tx) -> bool:
        if not jobs.holds(tx, LEASE, fence=fence):
            return False
        return _hold(tx, holder, now=clock.now()) == fence

    while not over.wait(RENEW_S):
        try:
            if not store.run(keep):
                return
        except Trouble as trouble:  # the store may be back before the lease runs out
            log.warning("the lease of the sender was not renewed", trouble=trouble.what)


def _has_work(tx: Tx, now: datetime) -> bool:
    down = memory.recall(tx, memory.MAIL_DOWN)
    if down and datetime.fromisoformat(down["until"]) > now:
        return False
    return outbox.any_claimed(tx) or any(may_go(tx, letter) for letter in outbox.due_letters(tx, now=now))


def _hold(tx: Tx, holder: str, *, now: datetime) -> int | None:
    """Take or prolong the lease, by the store's own time where machines share the store."""
    return jobs.lease(tx, LEASE, holder=holder, now=jobs.time_of(tx, now), seconds=LEASE_S)


def _begin(tx: Tx, holder: str, *, now: datetime) -> int | None:
    fence = _hold(tx, holder, now=now)
    if fence is not None:
        outbox.give_up_claims(tx, now=now, reason=CUT_OFF)
    return fence


def _end(tx: Tx, holder: str, *, now: datetime) -> None:
    fence = _hold(tx, holder, now=now)
    if fence is not None:
        jobs.release(tx, LEASE, fence=fence)


def _address_all(store: Store, *, keys: Keys, clock: Timer) -> None:
    """Write the copies of approved letters that have none yet, from the record as it is now."""
    now = clock.now()
    for letter in store.read(lambda tx: outbox.due_letters(tx, now=now)):
        if letter.addressed is not None:
            continue
        # People are read outside the writing transaction (it must be short); written only if they still hold.
        of, copies = store.read(partial(_by_the_record, letter=letter, keys=keys))
        reached("copies thought out, not written")
        store.run(partial(_address, letter=letter, of=of, copies=copies, now=now))


def _by_the_record(tx: Tx, letter: Letter, keys: Keys) -> tuple[tuple[int, int] | None, list[Copy]]:
    """The copies, and of what stand of the record they are."""
    if not may_go(tx, letter):
        return None, []
    return attempts.stand(tx, letter.event), copies_of(tx, letter, keys)


def _address(
    tx: Tx, letter: Letter, of: tuple[int, int] | None, copies: list[Copy], *, now: datetime
) -> None:
    # Held, so that an erasure either has been or finds the copies.
    stands = of is not None and attempts.stand(tx, letter.event, hold=True) == of
    if stands and may_go(tx, letter):
        outbox.address(tx, letter.id, copies, now=now)


def _claim(tx: Tx, holder: str, *, keys: Keys, config: Config, now: datetime) -> _Claimed | None:
    if _hold(tx, holder, now=now) is None:
        return None  # we slept too long; somebody else sends now
    for letter in outbox.due_letters(tx, now=now):
        event = events.get(tx, letter.event)
        if event is None or letter.addressed is None or not may_go(tx, letter):
            continue
        entry = attaching.calendar_entry(tx, letter, public_url=config.public_url)
        while copy := outbox.claim(tx, letter.id, now=now, marks=lambda address: marks(keys, address)):
            paper = attaching.certificate(tx, event, copy) if letter.certificate else None
            if paper is not None or letter.certificate != "only":
                goes_along = (*entry, paper) if paper is not None else entry
                return _Claimed(
                    copy, letter, event, goes_along, _own_record(tx, letter, event, copy, config, now)
                )
            outbox.settle(tx, copy, "skipped", now=now, reason=followup.NO_CERTIFICATE, tried=0)
    return None


def _own_record(tx: Tx, letter: Letter, event: Event, copy: Copy, config: Config, now: datetime) -> str:
    """A link of the reader's own, if the letter wants one: its secret is in the letter alone."""
    if not words.has_own_record(letter, copy.language or letter.language):
        return ""
    until = own_record.until(event, now)
    made = person_links.make(
        tx, event.id, copy.person, until=until, by=letter.approved_by or letter.by, now=now
    )
    return own_record.address(config.public_url, made[1])


def _message(claimed: _Claimed, *, keys: Keys, public_url: str) -> Message:
    copy, letter, event = claimed.copy, claimed.letter, claimed.event
    link = f"{public_url.rstrip('/')}/unsubscribe/{token(keys, copy.address)}"
    language = copy.language or letter.language
    filled = words.filled(
        letter, event, copy.fields, language=language, unsubscribe=link, my_record=claimed.my_record
    )
    is_named = words.is_personal(letter) and not event.protected
    return Message(
        to=copy.address,
        subject=filled.subject,
        text=filled.text,
        markdown=filled.markdown,
        name=copy.name if is_named else "",  # others who read this mailbox may be meant as well
        unsubscribe=link,
        id=keys.mark("marks", f"{copy.letter}/{copy.key}")[:32],
        attachments=claimed.attachments,
        language=language,
    )


def _settle(tx: Tx, copy: Copy, outcome: Taken | Refused | Unknown, *, now: datetime) -> None:
    down = memory.recall(tx, memory.MAIL_DOWN)
    if isinstance(outcome, Refused) and outcome.server:
        _note_down(tx, copy, outcome.reason, down, now=now)
        return
    if down:
        memory.remember(tx, memory.MAIL_DOWN, None, now=now)
    if isinstance(outcome, Taken):
        outbox.settle(tx, copy, "sent", now=now)
    elif isinstance(outcome, Unknown):
        outbox.settle(tx, copy, "unknown", now=now, reason=outcome.reason)
    elif outcome.passing and copy.tries < len(AGAIN_S):
        due = now + timedelta(seconds=AGAIN_S[copy.tries])
        outbox.settle(tx, copy, "planned", now=now, reason=outcome.reason, due=due)
    else:
        outbox.settle(tx, copy, "refused", now=now, reason=outcome.reason)


def _note_down(tx: Tx, copy: Copy, reason: str, down: dict[str, str] | None, *, now: datetime) -> None:
    """The server takes nothing: no letter's fault, so no try is counted; after two days all are given up."""
    since = datetime.fromisoformat(down["since"]) if down else now
    if now - since > GIVE_UP:
        outbox.settle(tx, copy, "planned", now=now, reason=reason, due=now, tried=0)
        outbox.give_up_waiting(tx, now=now, reason=f"the mail server took nothing for 48 hours: {reason}")
        memory.remember(tx, memory.MAIL_DOWN, None, now=now)
        return
    pause = min(max((now - since).total_seconds() / 2, 30), 600)
    until = now + timedelta(seconds=pause)
    outbox.settle(tx, copy, "planned", now=now, reason=reason, due=until, tried=0)
    memory.remember(
        tx,
        memory.MAIL_DOWN,
        {"since": since.isoformat(), "until": until.isoformat(), "reason": reason},
        now=now,
    )


def mail_is_down(store: Store) -> Trouble | None:
    """Since when the mail server takes nothing, and why; None while it does (or nothing was tried)."""
    down = store.read(lambda tx: memory.recall(tx, memory.MAIL_DOWN))
    if not down:
        return None
    return Trouble(
        f"The mail server takes no letters since {down['since'][:16]} UTC: {down['reason']}.",
        "No letter is lost: they wait, and are given up after 48 hours.",
        "Check SMTP_URL and the server; `zoom-sync doctor` tries it.",
    )
