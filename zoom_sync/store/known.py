"""Known people: which contacts were one person's at an event, found again by the events that follow.

A contact (a mailbox, a phone, an account) stands here as a mark only, a keyed hash: a later event marks its own
contacts and learns which of them stood together, and nothing else of the other event's people leaves it. The
rows are derived from an event's newest record and rewritten with it; a protected event has none.
"""

from __future__ import annotations

import hmac
import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, Literal, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, Select, delete, exists, not_, or_, select

from zoom_sync.records import Contact, Event, Known, Tie
from zoom_sync.store import memory, schema
from zoom_sync.store.dialect import Tx, put
from zoom_sync.store.publishing import BATCH, Runs

event, share, tie = schema.event, schema.share, schema.tie
registrant, trace = schema.registrant, schema.trace

T = TypeVar("T")
_AT_ONCE = 500  # marks of one IN
_Proof = Literal["decision", "keys"]
_Tied = dict[tuple[str, _Proof, str], set[Contact]]  # (event, proof, fact) -> contacts that stand here too


def keep(store: Runs, event_id: str, ties: Iterable[Tie], *, of: tuple[int, int], now: datetime) -> None:
    """Let these be the event's ties, as its record proves them that stood so (`attempts.stand`); writes what differs.

    Nothing more is written once another one is begun, whose own ties follow, somebody is erased, or the event is
    protected.
    """
    wanted: dict[str, tuple[str, str]] = {}
    if made := list(ties):
        key = store.run(lambda tx: memory.settle(tx, memory.KNOWN_KEY, secrets.token_hex(32), now=now))
        wanted = {_mark(key, one): (each.fact, each.proof) for each in made for one in each.contacts}
    mine = select(tie.c.mark, tie.c.fact, tie.c.proof).where(tie.c.event == event_id)
    there = store.read(lambda tx: {row.mark: (row.fact, row.proof) for row in tx.execute(mine)})
    for gone in _slices(sorted(there.keys() - wanted.keys()), _AT_ONCE):
        store.run(partial(_drop, event_id=event_id, of=of, marks=gone))
    rows = [
        {"event": event_id, "mark": mark, "fact": fact, "proof": proof}
        for mark, (fact, proof) in sorted(wanted.items())
        if there.get(mark) != (fact, proof)
    ]
    for new in _slices(rows, BATCH):
        store.run(partial(_put, event_id=event_id, of=of, rows=new))


def forget(tx: Tx, event_id: str) -> None:
    """From now on nothing is known from this event."""
    tx.execute(delete(tie).where(tie.c.event == event_id))


def of(tx: Tx, taker: Event, contacts: Iterable[Contact]) -> list[Known]:
    """What earlier events know of these contacts of an event, each with two of them or more; of equals the newest.

    See `_givers` for which events tell. A tie whose facts are gone (erased, an import taken back) tells nothing,
    though it may still stand here until that event's record is made anew.
    """
    key = memory.recall(tx, memory.KNOWN_KEY)
    if taker.protected or key is None:
        return []
    givers = {row.id: row for row in tx.execute(_givers(taker))}
    if not givers:
        return []
    tied = _tied(tx, {_mark(key, one): one for one in set(contacts)}, givers.keys())
    known: dict[tuple[frozenset[Contact], _Proof], Known] = {}
    for (id, proof, _), found in sorted(tied.items(), key=lambda one: (givers[one[0][0]].starts, one[0])):
        giver = givers[id]
        known[frozenset(found), proof] = Known(frozenset(found), giver.title, _first_day(giver), proof)
    return list(known.values())


def is_told(tx: Tx, taker: Event) -> bool:
    """Whether any earlier event may tell something to this one: else nobody needs to look for its contacts."""
    if taker.protected or memory.recall(tx, memory.KNOWN_KEY) is None:
        return False
    return tx.execute(_givers(taker).limit(1)).first() is not None


def takers(tx: Tx, giver: Event) -> list[str]:
    """The later events with a record that may speak of this one: to be made anew where it must not be named."""
    shared = set(tx.execute(select(share.c.user).where(share.c.event == giver.id)).scalars())
    sees = event.c.owner.in_({giver.owner, *shared})
    rows = tx.execute(
        select(event.c.id)
        .where(event.c.starts > giver.starts, event.c.generation > 0, sees)
        .order_by(event.c.starts, event.c.id)
    )
    return list(rows.scalars())


def _givers(taker: Event) -> Select[Any]:
    """The events that tell: earlier ones with a record, not protected, of the same owner or shared with them.

    And only where everybody who sees the taking event may see them too, since their title is said there.
    """
    giver, other = event.alias("giver"), share.alias("other")

    def sees(user: Any) -> ColumnElement[bool]:
        shared = exists().where(share.c.event == giver.c.id, share.c.user == user).correlate_except(share)
        return or_(giver.c.owner == user, shared)

    blind = exists().where(other.c.event == taker.id, not_(sees(other.c.user))).correlate_except(other)
    return select(giver.c.id, giver.c.title, giver.c.starts, giver.c.plan).where(
        giver.c.id != taker.id,
        giver.c.starts < taker.starts,
        giver.c.generation > 0,
        giver.c.removed.is_(None),
        not_(giver.c.protected),
        sees(taker.owner),
        not_(blind),
    )


def _tied(tx: Tx, of_mark: dict[str, Contact], givers: Collection[str]) -> _Tied:
    """The ties of these events that hold two of the marked contacts or more, and still have their fact."""
    tied: _Tied = defaultdict(set)
    for marks in _slices(sorted(of_mark), _AT_ONCE):
        for row in tx.execute(_with_marks(marks)):
            if row.event in givers:
                tied[row.event, row.proof, row.fact].add(of_mark[row.mark])
    several = {one: found for one, found in tied.items() if len(found) > 1}
    facts: dict[str, list[str]] = defaultdict(list)
    for event_id, _, fact in sorted(several):
        facts[event_id].append(fact)
    there = {(id, fact) for id, found in facts.items() for fact in _there(tx, id, found)}
    return {one: found for one, found in several.items() if (one[0], one[2]) in there}


def _with_marks(marks: Sequence[str]) -> Select[Any]:
    # Which events tell is looked at afterwards: with both at once SQLite looks up each mark in each event.
    return select(tie).where(tie.c.mark.in_(marks))


def _there(tx: Tx, event_id: str, facts: Sequence[str]) -> Iterator[str]:
    for some in _slices(facts, _AT_ONCE):
        for kept in (registrant, trace):
            yield from tx.execute(
                select(kept.c.id).where(kept.c.event == event_id, kept.c.id.in_(some))
            ).scalars()


def _drop(tx: Tx, event_id: str, of: tuple[int, int], marks: Sequence[str]) -> None:
    if _newest(tx, event_id, of) is not None:
        tx.execute(delete(tie).where(tie.c.event == event_id, tie.c.mark.in_(marks)))


def _put(tx: Tx, event_id: str, of: tuple[int, int], rows: list[dict[str, Any]]) -> None:
    held = _newest(tx, event_id, of)
    if held is not None and not held.protected:
        put(tx, tie, rows)


def _newest(tx: Tx, event_id: str, of: tuple[int, int]) -> Row[Any] | None:
    """The event's row, held until the end of the transaction, if its record still stands so."""
    mine = (event.c.id == event_id, event.c.attempt == of[0], event.c.generation == of[1])
    return tx.execute(select(event.c.protected).where(*mine).with_for_update()).first()


def _mark(key: str, contact: Contact) -> str:
    text = "\x1f".join(contact).encode("utf-8", "surrogatepass")
    return hmac.digest(bytes.fromhex(key), text, "sha256")[:16].hex()


def _first_day(row: Row[Any]) -> date:
    day: date = row.starts.astimezone(ZoneInfo(row.plan["timezone"])).date()
    return day


def _slices(items: Sequence[T], size: int) -> Iterator[list[T]]:
    for start in range(0, len(items), size):
        yield list(items[start : start + size])
