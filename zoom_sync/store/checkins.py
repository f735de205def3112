"""Who passed a door: an index over the check-ins among the facts, by the person each stands for.

The facts are in `trace`; this is kept beside them, in the same transaction, so that a door can say within
milliseconds who is inside, without waiting for the record to be made anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row, func, select, update

from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx, add_or_nothing, storable

table = schema.check_in

_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Passage:
    """One check-in. `id`: the fact's. `fact`: one of the person's facts; the check-in itself for a walk-in.

    `place`: the door's name. `device`: the SHA-256 of the cookie of the phone it came from, "" for others.
    """

    id: str
    fact: str
    at: datetime
    direction: Literal["in", "out"]
    session: str
    door: str
    place: str
    device: str
    kept: datetime
    undone: datetime | None = None


def add(tx: Tx, event_id: str, passage: Passage) -> bool:
    """Note a check-in. Returns whether it is new."""
    row = {
        "event": event_id,
        "id": passage.id,
        "fact": passage.fact,
        "at": passage.at,
        "direction": passage.direction,
        "session": passage.session,
        "door": passage.door,
        "place": storable(passage.place, 80),
        "device": passage.device,
        "kept": passage.kept,
        "undone": None,
    }
    return add_or_nothing(tx, table, [row]) == 1


def get(tx: Tx, event_id: str, id: str) -> Passage | None:
    row = tx.execute(select(table).where(table.c.event == event_id, table.c.id == id)).first()
    return None if row is None else _passage(row)


def undo(tx: Tx, event_id: str, id: str, *, now: datetime | None) -> None:
    """Note that a check-in was taken back; None: that it stands again."""
    tx.execute(update(table).where(table.c.event == event_id, table.c.id == id).values(undone=now))


def last(
    tx: Tx, event_id: str, facts: Mapping[str, Collection[str]], *, session: str = ""
) -> dict[str, Passage]:
    """Where each of some people passed last, in one session: `facts` are theirs, by the person's id."""
    whose = {fact: person for person, mine in facts.items() for fact in mine}
    asked = list(whose)
    found: dict[str, Passage] = {}
    for start in range(0, len(asked), _AT_ONCE):
        part = asked[start : start + _AT_ONCE]
        for named in (table.c.fact, table.c.id):  # one after the other, so that each has its index
            rows = tx.execute(
                select(table).where(
                    table.c.event == event_id,
                    named.in_(part),
                    table.c.session == session,
                    table.c.undone.is_(None),
                )
            )
            for row in rows:
                person = whose[row.fact] if row.fact in whose else whose[row.id]
                before = found.get(person)
                if before is None or (before.at, before.id) < (row.at, row.id):
                    found[person] = _passage(row)
    return found


def since(tx: Tx, event_id: str, moment: datetime, *, most: int) -> tuple[list[Passage], datetime | None]:
    """Check-ins that were kept after this moment, or taken back, the newest first; None: that is all of them.

    Of more than about `most` the oldest, all until the moment that is given with them; ask for the rest from there.
    """
    mine, moves = table.c.event == event_id, (table.c.kept, table.c.undone)  # each has an index of its own
    ends = [
        tx.execute(
            select(moved).where(mine, moved > moment).order_by(moved).offset(most - 1).limit(1)
        ).scalar()
        for moved in moves
    ]
    until = min((end for end in ends if end is not None), default=None)
    found: dict[str, Passage] = {}
    for moved in moves:
        new = select(table).where(mine, moved > moment).order_by(moved)  # so that the planner takes the index
        new = new.limit(most) if until is None else new.where(moved <= until)
        found |= {row.id: _passage(row) for row in tx.execute(new)}
    return sorted(found.values(), key=lambda one: (one.kept, one.id), reverse=True), until


def newest(tx: Tx, event_id: str, *, limit: int) -> list[Passage]:
    """The check-ins that were kept last, the newest first."""
    rows = tx.execute(
        select(table).where(table.c.event == event_id).order_by(table.c.kept.desc()).limit(limit)
    )
    return [_passage(row) for row in rows]


def beyond(tx: Tx, event_id: str, times: Iterable[tuple[datetime, datetime]]) -> list[Passage]:
    """The check-ins that stand and lie in none of these times, which do not overlap; the oldest first."""
    stands = (table.c.event == event_id, table.c.undone.is_(None))
    found, begins = list[Passage](), None
    for start, end in (*sorted(times), (None, None)):
        # One gap after the other, so that each has its index.
        gap = [table.c.at >= begins] if begins else []
        gap += [table.c.at < start] if start else []
        found += map(_passage, tx.execute(select(table).where(*stands, *gap).order_by(table.c.at)))
        begins = end
    return found


def counts(tx: Tx, event_id: str) -> dict[str, int]:
    """How many check-ins stand, by the id of the door they came through."""
    mine = (table.c.event == event_id, table.c.undone.is_(None))
    counted = select(table.c.door, func.count()).where(*mine).group_by(table.c.door)
    return dict(tx.execute(counted).all())


def _passage(row: Row[Any]) -> Passage:
    return Passage(
        row.id,
        row.fact,
        row.at,
        row.direction,
        row.session,
        row.door,
        row.place,
        row.device,
        row.kept,
        row.undone,
    )
