"""The copies of letters: planned, claimed, sent, refused, unknown or skipped, each once.

A copy is claimed, and that committed, before it is sent; what became of it is settled after. So whatever
kills the sender leaves at most one claimed copy behind, which `give_up_claims` turns into *unknown*; nothing
here makes a claimed or unknown copy due again by itself: `again` is a person's word. Whoever opted
out is passed over inside the claim.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row, and_, exists, func, or_, select, tuple_, update

from zoom_sync.store import optouts, schema
from zoom_sync.store.dialect import Tx, add_or_nothing, storable, storable_tree
from zoom_sync.store.letters import Letter, as_letter, may_go

State = Literal["planned", "claimed", "sent", "refused", "unknown", "skipped"]
STATES: tuple[State, ...] = ("planned", "claimed", "sent", "refused", "unknown", "skipped")
OPTED_OUT = "opted out"

_letter, _copy = schema.letter, schema.copy


@dataclass(frozen=True, slots=True)
class Copy:
    """One person's copy of a letter. `key` is unique within the letter; `fields` fill its placeholders."""

    letter: str
    key: str
    person: str
    name: str
    address: str
    fields: Mapping[str, str] = field(default_factory=dict)
    state: State = "planned"
    reason: str = ""
    tries: int = 0
    due: datetime | None = None
    language: str = ""


def address(tx: Tx, letter_id: str, copies: Sequence[Copy], *, now: datetime) -> bool:
    """Write the letter's copies, once: False if that had been done before (nothing is written then)."""
    first = tx.execute(
        update(_letter).where(_letter.c.id == letter_id, _letter.c.addressed.is_(None)).values(addressed=now)
    )
    if first.rowcount != 1:
        return False
    add_or_nothing(tx, _copy, [_as_row(copy, letter_id, now) for copy in copies])
    return True


def due_letters(tx: Tx, *, now: datetime) -> list[Letter]:
    """Approved letters, not stopped, with something to do: to be addressed, or with a copy due; oldest first."""
    waiting = exists().where(_copy.c.letter == _letter.c.id, _copy.c.state == "planned", _is_due(now))
    rows = tx.execute(
        select(_letter)
        .where(may_go(now))
        .where(or_(_letter.c.addressed.is_(None), waiting))
        .order_by(_letter.c.approved, _letter.c.id)
    )
    return [as_letter(row) for row in rows]


def claim(tx: Tx, letter_id: str, *, now: datetime, marks: Callable[[str], Collection[str]]) -> Copy | None:
    """The next due copy of an approved letter, now *claimed*; None if there is none (any more).

    `marks` gives the opt-out marks of an address. Who opted out becomes *skipped* here, inside the claim.
    Commit before sending.
    """
    while True:
        row = tx.execute(
            select(_copy)
            .join(_letter, _letter.c.id == _copy.c.letter)
            .where(_copy.c.letter == letter_id, _copy.c.state == "planned", _is_due(now))
            .where(may_go(now))
            .order_by(_copy.c.due, _copy.c.key)
            .limit(1)
            .with_for_update(skip_locked=True, of=_copy)
        ).first()
        if row is None:
            return None
        copy = _as_copy(row)
        if not optouts.has(tx, marks(copy.address)):
            _set(tx, copy, "claimed", reason="", now=now)
            return copy
        _set(tx, copy, "skipped", reason=OPTED_OUT, now=now)


def settle(
    tx: Tx,
    copy: Copy,
    state: State,
    *,
    now: datetime,
    reason: str = "",
    due: datetime | None = None,
    tried: int = 1,
) -> bool:
    """What became of a claimed copy. `planned` with a `due` is a later attempt; `tried` counts this one.

    Returns False, and changes nothing, if somebody gave the claim up meanwhile; only that it was *sent* or
    *refused* is then still written, since whoever sent it knows better.
    """
    held = ("claimed", "unknown") if state in ("sent", "refused") else ("claimed",)
    done = tx.execute(
        update(_copy)
        .where(_copy.c.letter == copy.letter, _copy.c.key == copy.key, _copy.c.state.in_(held))
        .values(state=state, reason=storable(reason, 500), changed=now, due=due, tries=copy.tries + tried)
    )
    return done.rowcount == 1


def again(tx: Tx, letter_id: str, key: str, *, now: datetime) -> bool:
    """A copy that was refused, or of which nobody knows, is due once more: for a person's word alone.

    Returns whether it was such a one.
    """
    done = tx.execute(
        update(_copy)
        .where(_copy.c.letter == letter_id, _copy.c.key == key, _copy.c.state.in_(("refused", "unknown")))
        .values(state="planned", reason="", changed=now, due=now, tries=0)
    )
    return done.rowcount == 1


def give_up_claims(tx: Tx, *, now: datetime, reason: str) -> int:
    """Every claimed copy becomes *unknown*: for whoever is sure that nobody is sending. Returns how many."""
    done = tx.execute(
        update(_copy)
        .where(_copy.c.state == "claimed")
        .values(state="unknown", reason=storable(reason, 500), changed=now, due=None)
    )
    return done.rowcount


def give_up_waiting(tx: Tx, *, now: datetime, reason: str) -> int:
    """Every copy that is due and could not go out becomes *refused*, with the reason. Returns how many."""
    going = select(_letter.c.id).where(may_go(now))
    done = tx.execute(
        update(_copy)
        .where(_copy.c.state == "planned", _is_due(now), _copy.c.letter.in_(going))
        .values(state="refused", reason=storable(reason, 500), changed=now, due=None)
    )
    return done.rowcount


def any_claimed(tx: Tx) -> bool:
    """Whether somebody is sending, or died while sending."""
    return tx.execute(select(_copy.c.key).where(_copy.c.state == "claimed").limit(1)).first() is not None


def counts(tx: Tx, letter_id: str = "") -> dict[State, int]:
    """How many copies of a letter ("": of all letters) are in each state."""
    query = select(_copy.c.state, func.count()).group_by(_copy.c.state)
    rows = tx.execute(query.where(_copy.c.letter == letter_id) if letter_id else query)
    found: dict[Any, int] = {row[0]: row[1] for row in rows}
    return {state: found.get(state, 0) for state in STATES}


def addresses(tx: Tx) -> list[str]:
    """Every address that a copy of any letter holds."""
    return list(tx.execute(select(_copy.c.address).where(_copy.c.address != "").distinct()).scalars())


def states(tx: Tx, letter_id: str) -> list[Copy]:
    """All copies of a letter, by name."""
    rows = tx.execute(
        select(_copy).where(_copy.c.letter == letter_id).order_by(_copy.c.name, _copy.c.person, _copy.c.key)
    )
    return [_as_copy(row) for row in rows]


def page(tx: Tx, letter_id: str, *, state: str = "", after: str = "", limit: int) -> tuple[list[Copy], str]:
    """At most `limit` copies of a letter by name, those in one state if it is given, and the key after which the
    next page begins ("": there is none)."""
    place = tuple_(_copy.c.name, _copy.c.key)
    query = select(_copy).where(_copy.c.letter == letter_id)
    if state:
        query = query.where(_copy.c.state == state)
    if after:
        last = _copy.alias("last")
        here = select(last.c.name).where(last.c.letter == letter_id, last.c.key == after).scalar_subquery()
        query = query.where(place > tuple_(here, after))
    rows = tx.execute(query.order_by(_copy.c.name, _copy.c.key).limit(limit + 1)).all()
    return [_as_copy(row) for row in rows[:limit]], rows[limit - 1].key if len(rows) > limit else ""


def _is_due(now: datetime) -> Any:
    return and_(_copy.c.due.is_not(None), _copy.c.due <= now)


def _set(tx: Tx, copy: Copy, state: State, *, reason: str, now: datetime) -> None:
    tx.execute(
        update(_copy)
        .where(_copy.c.letter == copy.letter, _copy.c.key == copy.key)
        .values(state=state, reason=reason, changed=now)
    )


def _as_row(copy: Copy, letter_id: str, now: datetime) -> dict[str, Any]:
    return {
        "letter": letter_id,
        "key": copy.key,
        "person": copy.person,
        "name": storable(copy.name),
        "address": storable(copy.address, 320),
        "fields": storable_tree(dict(copy.fields)),
        "state": copy.state,
        "reason": storable(copy.reason, 500),
        "changed": now,
        "tries": copy.tries,
        "due": now if copy.state == "planned" else None,
        "language": copy.language,
    }


def _as_copy(row: Row[Any]) -> Copy:
    fields = row._mapping
    return Copy(**{name: fields[name] for name in Copy.__dataclass_fields__})
