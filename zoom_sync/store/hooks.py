"""Hooks: addresses of other systems that are told what happens, and what each is told.

A message is written in the transaction of what it tells of, one for each hook that listens, under an id that the same
happening always gets: so none is lost or doubled, whatever is killed when. It waits until it was taken, is given up,
or is *gone* with its hook. It holds ids, modes and figures; a name is looked up as it goes out, if at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, Select, and_, delete, exists, func, or_, select, update

from zoom_sync.records import fact_id
from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx, add_or_nothing, storable, storable_tree

Kind = Literal["checked_in", "merged", "final", "corrected", "test"]
KINDS: tuple[Kind, ...] = ("checked_in", "merged", "final", "corrected")  # that somebody can choose
State = Literal["waiting", "taken", "given up", "gone"]
Ending = Literal["", "ended", "gone"]  # gone: they answered that they want nothing any more
ANSWERS = 20  # of one message, that are kept

_hook, _message, _event = schema.hook, schema.hook_message, schema.event
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Hook:
    """`event` None: of all events of `owner`. `names`: whether it is told who it was. `sealed`: its secret.

    `failing`: since when nothing gets through. `rests`: until then nothing is tried.
    """

    id: str
    event: str | None
    owner: str
    url: str
    kinds: tuple[Kind, ...]
    sealed: bytes
    created: datetime
    by: str
    names: bool = False
    ended: datetime | None = None
    ending: Ending = ""
    failing: datetime | None = None
    rests: datetime | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """`fact`: of whom it tells. `asked`: when it was first to go out, or was asked for once more.

    `answers`: of the last attempts, the oldest first: {"at": ISO instant, "status", "trouble"}.
    """

    id: str
    hook: str
    event: str | None
    kind: Kind
    at: datetime
    data: Mapping[str, Any]
    asked: datetime
    fact: str = ""
    state: State = "waiting"
    tries: int = 0
    due: datetime | None = None
    answers: Sequence[Mapping[str, Any]] = field(default_factory=list)


def add(tx: Tx, made: Hook) -> None:
    row = {name: getattr(made, name) for name in Hook.__dataclass_fields__}
    tx.execute(_hook.insert().values(row | {"kinds": list(made.kinds), "by": storable(made.by, 200)}))


def get(tx: Tx, id: str) -> Hook | None:
    return next(iter(_hooks(tx, _hook.c.id == id)), None)


def of_event(tx: Tx, event_id: str) -> list[Hook]:
    """Those that hear of an event, the ended ones too, the oldest first."""
    owner = tx.execute(select(_event.c.owner).where(_event.c.id == event_id)).scalar()
    found = _hooks(tx, _hook.c.event == event_id)
    if owner:
        found += of_all_events(tx, owner)
    return sorted(found, key=lambda one: (one.created, one.id))


def all(tx: Tx) -> list[Hook]:
    return _hooks(tx)


def of_all_events(tx: Tx, owner: str) -> list[Hook]:
    """The hooks that stand for all events of an owner."""
    return _hooks(tx, _hook.c.owner == owner, _hook.c.event.is_(None))


def reseal(tx: Tx, id: str, sealed: bytes) -> None:
    """The same secret, sealed otherwise."""
    tx.execute(update(_hook).where(_hook.c.id == id).values(sealed=sealed))


def end(tx: Tx, id: str, ending: Ending, *, now: datetime) -> bool:
    """It is told nothing any more, what waits included. Returns whether it stood."""
    done = tx.execute(
        update(_hook).where(_hook.c.id == id, _hook.c.ended.is_(None)).values(ended=now, ending=ending)
    )
    waiting = (_message.c.hook == id, _message.c.state == "waiting")
    tx.execute(update(_message).where(*waiting).values(state="gone", due=None, changed=now))
    return done.rowcount == 1


def tell(
    tx: Tx,
    event_id: str,
    kind: Kind,
    *,
    key: str,
    at: datetime,
    data: Mapping[str, Any],
    fact: str = "",
    now: datetime,
    due: datetime | None = None,
) -> int:
    """Let every hook that listens know, in the transaction of what happened. Returns to how many it is new.

    `key`: what makes this happening one, among those of its kind at its event. With a `due`, which is later, one that
    waits for its first attempt is put in place of the one before it, and goes out when that would have.
    """
    new = 0
    for one in of_event(tx, event_id):
        if one.ended is None and kind in one.kinds:
            told = Message(
                f"msg_{fact_id(b'', 'hook', one.id, event_id, kind, key)}",
                one.id, event_id, kind, at, data, asked=now, fact=fact, due=due or now,
            )  # fmt: skip
            new += put(tx, told if due is None else _in_place(tx, told), now=now)
    return new


def put(tx: Tx, told: Message, *, now: datetime) -> int:
    """Write a message. Returns 1, or 0 where it was there."""
    row = {name: getattr(told, name) for name in Message.__dataclass_fields__}
    row |= {"data": storable_tree(dict(told.data)), "answers": [], "changed": now}
    return add_or_nothing(tx, _message, [row])


def due(tx: Tx, *, now: datetime) -> list[str]:
    """The ids of the hooks for which something is to be sent now, those first that were left alone longest."""
    rested = or_(_hook.c.rests.is_(None), _hook.c.rests <= now)
    waits = exists().where(_message.c.hook == _hook.c.id, *_is_due(now))
    asked = select(_hook.c.id).where(_hook.c.ended.is_(None), rested, waits)
    return list(tx.execute(asked.order_by(_hook.c.rests, _hook.c.id)).scalars())


def next_due(tx: Tx, hook_id: str, *, now: datetime) -> tuple[Hook, Message] | None:
    """The message that has been due longest, and its hook; None where nothing is to be sent to it now."""
    found = get(tx, hook_id)
    if found is None or found.ended or (found.rests is not None and found.rests > now):
        return None
    mine = select(_message).where(_message.c.hook == hook_id, *_is_due(now))
    row = tx.execute(mine.order_by(_message.c.due, _message.c.id).limit(1)).first()
    return None if row is None else (found, _read(row))


def settle(
    tx: Tx, told: Message, state: State, *, answer: Mapping[str, Any], due: datetime | None, now: datetime
) -> None:
    """What became of an attempt. *Waiting* with a `due` is a later one."""
    values = {
        "state": state,
        "tries": told.tries + 1,
        "due": due,
        "changed": now,
        "answers": [*told.answers, storable_tree(dict(answer))][-ANSWERS:],
    }
    held = (_message.c.id == told.id, _message.c.state == "waiting")
    tx.execute(update(_message).where(*held).values(values))


def note(tx: Tx, hook_id: str, *, failing: datetime | None, rests: datetime | None) -> None:
    """How a hook fares."""
    tx.execute(update(_hook).where(_hook.c.id == hook_id).values(failing=failing, rests=rests))


def give_up(tx: Tx, hook_id: str, *, asked_before: datetime, now: datetime) -> int:
    """Whatever waits since before then is given up, tried or not. Returns how many there were."""
    old = (_message.c.hook == hook_id, _message.c.state == "waiting", _message.c.asked < asked_before)
    return tx.execute(update(_message).where(*old).values(state="given up", due=None, changed=now)).rowcount


def replay(tx: Tx, hook_id: str, *, id: str = "", since: datetime | None = None, now: datetime) -> int:
    """Send again what was sent or given up: one, or all that happened since then. Returns how many.

    They keep their ids, by which a receiver knows them again.
    """
    which = _message.c.id == id if since is None else _message.c.at >= since
    done = tx.execute(
        update(_message)
        .where(_message.c.hook == hook_id, _message.c.state.in_(("taken", "given up")), which)
        .values(state="waiting", due=now, asked=now, tries=0, changed=now)
    )
    tx.execute(update(_hook).where(_hook.c.id == hook_id).values(rests=None))
    return done.rowcount


def recent(tx: Tx, hook_id: str, *, limit: int) -> list[Message]:
    """What a hook was told, the newest first."""
    mine = select(_message).where(_message.c.hook == hook_id)
    return [_read(row) for row in tx.execute(mine.order_by(_message.c.at.desc(), _message.c.id).limit(limit))]


def counts(tx: Tx, hook_id: str) -> dict[str, int]:
    """How many of its messages are in each state."""
    mine = select(_message.c.state, func.count()).where(_message.c.hook == hook_id)
    return {row[0]: row[1] for row in tx.execute(mine.group_by(_message.c.state))}


@dataclass(frozen=True, slots=True)
class Faring:
    """How all hooks fare. `hooks`: how many stand, fail and ended; `messages`: how many wait and were given up.

    `failing`: since when nothing gets through to the one that fails longest.
    """

    hooks: Mapping[str, int]
    messages: Mapping[str, int]
    failing: datetime | None = None


def faring(tx: Tx) -> Faring:
    found = {"standing": 0, "failing": 0, "ended": 0}
    since: list[datetime] = []
    for one in tx.execute(select(_hook.c.ended, _hook.c.failing)):
        found["ended" if one.ended else "failing" if one.failing else "standing"] += 1
        since += [one.failing] if one.failing and not one.ended else []
    stuck = select(_message.c.state, func.count()).where(_message.c.state.in_(("waiting", "given up")))
    messages = {row[0]: row[1] for row in tx.execute(stuck.group_by(_message.c.state))}
    return Faring(found, {"waiting": 0, "given up": 0} | messages, min(since, default=None))


def stuck(tx: Tx, event_ids: Sequence[str], *, failing_before: datetime) -> dict[str, int]:
    """How many messages of these events wait, or were given up, for a receiver that has been failing since before then.

    A hook for all events of an owner is named where it has something to tell, and not at each of them.
    """
    fails = select(_hook.c.id, _hook.c.failing).where(
        _hook.c.ended.is_(None), _hook.c.failing < failing_before
    )
    found: dict[str, int] = {}
    for one in tx.execute(fails).all():
        lost = and_(_message.c.state == "given up", _message.c.changed >= one.failing)
        mine = (_message.c.hook == one.id, _message.c.event.in_(event_ids))
        rows = tx.execute(
            select(_message.c.event, func.count())
            .where(
                *mine, _message.c.state.in_(("waiting", "given up")), or_(_message.c.state == "waiting", lost)
            )
            .group_by(_message.c.event)
        )
        for event, count in rows:
            found[event] = found.get(event, 0) + count
    return found


def forget(tx: Tx, *, before: datetime) -> int:
    """Remove what is settled since before then. Returns how many, of the first few hundred."""
    old = and_(_message.c.state.in_(("taken", "given up", "gone")), _message.c.changed < before)
    ids = select(_message.c.id).where(old).limit(_AT_ONCE)
    return tx.execute(delete(_message).where(_message.c.id.in_(ids))).rowcount


def _in_place(tx: Tx, told: Message) -> Message:
    """The message, due when an equal one was that nobody has tried to send yet, which goes."""
    same = (_message.c.hook == told.hook, _message.c.state == "waiting", _message.c.tries == 0)
    older = delete(_message).where(
        *same, _message.c.event == told.event, _message.c.kind == told.kind, _message.c.id != told.id
    )
    dues = [row.due for row in tx.execute(older.returning(_message.c.due)) if row.due is not None]
    fields = {name: getattr(told, name) for name in Message.__dataclass_fields__}
    return Message(**fields | {"due": min([told.due, *dues])})


def _is_due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return _message.c.state == "waiting", _message.c.due <= now


def _hooks(tx: Tx, *which: ColumnElement[bool]) -> list[Hook]:
    asked: Select[Any] = select(_hook).where(*which).order_by(_hook.c.created, _hook.c.id)
    return [_known(row) for row in tx.execute(asked)]


def _known(row: Row[Any]) -> Hook:
    fields = {name: row._mapping[name] for name in Hook.__dataclass_fields__}
    return Hook(**fields | {"kinds": tuple(fields["kinds"]), "sealed": bytes(fields["sealed"])})


def _read(row: Row[Any]) -> Message:
    return Message(**{name: row._mapping[name] for name in Message.__dataclass_fields__})
