"""What people say is wrong in their own records, and what was answered: it stands beside the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select, update

from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx, add_or_nothing, among, storable

table = schema.objection


@dataclass(frozen=True, slots=True)
class Objection:
    """`fact`: of whoever objects. `about`: one of `rules.own_record.ABOUT`. `outcome` "": nobody has answered yet.

    `decision`: the id of the verdict by which the record was put right, "" for none.
    """

    id: str
    event: str
    fact: str
    about: str
    text: str
    at: datetime
    outcome: str = ""
    answer: str = ""
    answered: datetime | None = None
    answered_by: str = ""
    decision: str = ""


def add(tx: Tx, one: Objection) -> bool:
    """Returns whether it was not there yet."""
    row = {name: getattr(one, name) for name in Objection.__dataclass_fields__}
    return add_or_nothing(tx, table, [row | {"text": storable(one.text)}]) == 1


def get(tx: Tx, event_id: str, id: str) -> Objection | None:
    found = _found(tx, select(table).where(table.c.event == event_id, table.c.id == id))
    return found[0] if found else None


def of_facts(tx: Tx, event_id: str, facts: Iterable[str]) -> list[Objection]:
    """Somebody's, the newest first."""
    mine = select(table).where(table.c.event == event_id, among(tx, table.c.fact, sorted(set(facts))))
    return _found(tx, mine.order_by(table.c.at.desc(), table.c.id))


def of_event(tx: Tx, event_id: str, *, is_open: bool, limit: int) -> list[Objection]:
    """Of an event the open ones, the oldest first, or the answered ones, the newest first."""
    asked = select(table).where(table.c.event == event_id)
    if is_open:
        asked = asked.where(table.c.outcome == "").order_by(table.c.at, table.c.id)
    else:
        asked = asked.where(table.c.outcome != "").order_by(table.c.at.desc(), table.c.id)
    return _found(tx, asked.limit(limit))


def answer(
    tx: Tx, event_id: str, id: str, *, outcome: str, text: str, decision: str, by: str, now: datetime
) -> bool:
    """Returns whether it was open."""
    said = {
        "outcome": outcome, "answer": storable(text), "decision": decision, "answered": now,
        "answered_by": storable(by, 200),
    }  # fmt: skip
    mine = (table.c.event == event_id, table.c.id == id, table.c.outcome == "")
    return tx.execute(update(table).where(*mine).values(said)).rowcount == 1


def open_in(tx: Tx, event_ids: Sequence[str]) -> dict[str, int]:
    """How many wait for an answer, by event; none of those in which none does."""
    waiting = (table.c.event.in_(event_ids), table.c.outcome == "")
    return dict(tx.execute(select(table.c.event, func.count()).where(*waiting).group_by(table.c.event)).all())


def _found(tx: Tx, asked: Select[Any]) -> list[Objection]:
    return [_as_objection(row) for row in tx.execute(asked)]


def _as_objection(row: Row[Any]) -> Objection:
    fields = row._mapping
    return Objection(**{name: fields[name] for name in Objection.__dataclass_fields__})
