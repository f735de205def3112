"""Who is inside at this moment: queries of their own, of facts as they come and not of a published record.

Each page that is open asks every second whether anything moved (`look`): rows by their keys. What is
counted then is counted once for all who ask; see `web.now`.

Whose a fact is, the newest published record says. A connection that came since is whose registration it names, a
check-in whose it was said to be at the door; what names nobody stands for itself until the next record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    Text,
    and_,
    bindparam,
    cast,
    exists,
    func,
    or_,
    select,
    text,
)

from zoom_sync.records import Person, Sighting, Span, Trace
from zoom_sync.store import imports, registrants, schema
from zoom_sync.store.codec import PERSON, TRACE
from zoom_sync.store.dialect import Tx, insert

event, movement, person, owner = schema.event, schema.movement, schema.person, schema.owner
trace, check_in = schema.trace, schema.check_in

_AT_ONCE = 500
_END = trace.c.fact["span", "end"].as_string()


@dataclass(frozen=True, slots=True)
class Look:
    """What tells whether anything moved since. `heard`: when the newest delivery about the event came."""

    generation: int
    moved: int
    heard: datetime | None
    told: datetime | None  # the newest instant that a delivery about it told of
    status: str  # of the newest record; "none" before it
    room_closed: bool

    @property
    def state(self) -> str:
        """The same as long as nothing came in and no record was made: three numbers."""
        return f"{self.generation}-{self.moved}-{self.room_closed:d}"


def moved(tx: Tx, event_id: str, *, heard: datetime | None = None, told: datetime | None = None) -> None:
    """Note that something came in about an event; `heard`: by a delivery that was received then, and `told` of that."""
    statement = insert(tx, movement).values(event=event_id, number=1, heard=heard, told=told)
    later = {
        "number": movement.c.number + 1,
        "heard": func.coalesce(statement.excluded.heard, movement.c.heard),
        "told": func.coalesce(statement.excluded.told, movement.c.told),
    }
    tx.execute(statement.on_conflict_do_update(index_elements=["event"], set_=later))


def look(tx: Tx, event_id: str) -> Look:
    row = tx.execute(_look(), {"event": event_id}).one()
    return Look(
        row.generation,
        row.number or 0,
        row.heard,
        row.told,
        row.status or "none",
        row.room_closed is not None,
    )


@cache  # to put a query together takes longer than to ask it
def _look() -> Select[Any]:
    return (
        select(
            event.c.generation,
            event.c.room_closed,
            event.c.summary["status"].as_string().label("status"),
            movement.c.number,
            movement.c.heard,
            movement.c.told,
        )
        .select_from(event.outerjoin(movement, movement.c.event == event.c.id))
        .where(event.c.id == bindparam("event"))
    )


def online(tx: Tx, event_id: str, *, runs: Collection[str], generation: int) -> list[Sighting]:
    """The connections of these runs that began and were not heard to end since."""
    rows = tx.execute(_online(), {"event": event_id, "runs": list(runs), "generation": generation})
    return [
        Sighting(id, whose or f"{instance}/{connection}", at, True, bool(whose))
        for id, instance, connection, at, whose in rows.all()
    ]


@cache
def _online() -> Select[Any]:
    came, gone = trace.alias("came"), trace.alias("gone")
    over = exists().where(
        gone.c.event == came.c.event,
        gone.c.instance == came.c.instance,
        gone.c.connection == came.c.connection,
        gone.c.kind == "left",
        gone.c.at >= came.c.at,
        _live("gone"),
    )
    return select(came.c.id, came.c.instance, came.c.connection, came.c.at, _whose(came.c.id)).where(
        came.c.event == bindparam("event"),
        came.c.instance.in_(bindparam("runs", expanding=True)),
        came.c.kind == "joined",
        _live("came"),
        ~over,
    )


def comings(
    tx: Tx, event_id: str, *, runs: Collection[str], generation: int
) -> tuple[list[tuple[str, str, datetime]], list[tuple[str, datetime]]]:
    """All that began and ended in these runs: (who, where, at) and (where, at); `where` names one connection."""
    rows = tx.execute(_comings(), {"event": event_id, "runs": list(runs), "generation": generation})
    came, went = [], []
    for row in rows:
        where = f"{row.instance}/{row.connection}"
        if row.kind == "joined":
            came.append((row.whose or where, where, row.at))
        else:
            went.append((where, row.at))
    return came, went


@cache
def _comings() -> Select[Any]:
    return select(trace.c.kind, trace.c.instance, trace.c.connection, trace.c.at, _whose(trace.c.id)).where(
        trace.c.event == bindparam("event"),
        trace.c.instance.in_(bindparam("runs", expanding=True)),
        trace.c.kind.in_(("joined", "left")),
        _live("trace"),
    )


def passes(tx: Tx, event_id: str, *, since: datetime, generation: int) -> list[Sighting]:
    """The check-ins since then, in and out, but those that were taken back."""
    rows = tx.execute(_passes(), {"event": event_id, "since": since, "generation": generation})
    return [
        Sighting(
            row.id, row.whose or row.fact, row.at, is_in=row.direction != "out", is_known=bool(row.whose)
        )
        for row in rows
        if row.at >= since
    ]


@cache
def _passes() -> Select[Any]:
    return select(
        check_in.c.id, check_in.c.fact, check_in.c.at, check_in.c.direction, _whose(check_in.c.fact)
    ).where(
        check_in.c.event == bindparam("event"),
        check_in.c.kept >= bindparam("since"),
        check_in.c.undone.is_(None),
    )


def signatures(tx: Tx, event_id: str, *, within: Span, generation: int) -> list[Sighting]:
    """Those who signed within a span and did not sign out, from the files that count."""
    given = {
        "event": event_id, "generation": generation, "start": within.start, "end": within.end,
        "gone": list(imports.withdrawn(tx, event_id)),
    }  # fmt: skip
    rows = tx.execute(_signatures(), given)
    return [Sighting(row.id, row.whose or row.id, row.at, is_known=bool(row.whose)) for row in rows]


def signed(
    tx: Tx, event_id: str, *, since: datetime, generation: int
) -> list[tuple[str, datetime, datetime | None]]:
    """Who signed since then, from when to when as the sheet has it, from the files that count."""
    given = {
        "event": event_id, "generation": generation, "start": since, "end": datetime.max.replace(tzinfo=UTC),
        "gone": list(imports.withdrawn(tx, event_id)),
    }  # fmt: skip
    rows = tx.execute(_signed().add_columns(_END.label("until")), given)
    return [
        (row.whose or row.id, row.at, datetime.fromisoformat(row.until) if row.until else None)
        for row in rows
    ]


@cache
def _signatures() -> Select[Any]:
    return _signed().where(_END.is_(None))


def _signed() -> Select[Any]:
    shown = select(schema.import_.c.id).where(schema.import_.c.event == bindparam("event"))
    gone: BindParameter[Any] = bindparam("gone", expanding=True)
    return select(trace.c.id, trace.c.at, _whose(trace.c.id)).where(
        trace.c.event == bindparam("event"),
        trace.c.instance == "",
        trace.c.connection == "",
        trace.c.kind == "sign_in",
        _live("trace"),
        trace.c.at >= bindparam("start"),
        trace.c.at < bindparam("end"),
        or_(trace.c.reading == "", trace.c.reading.in_(shown)),
        trace.c.reading.not_in(gone),
        trace.c.import_id.not_in(gone),
    )


def named(tx: Tx, event_id: str, connections: Iterable[str], *, generation: int) -> dict[str, str]:
    """Whose connections are that came since the record, by the registration that they name: fact -> person."""
    keys = {
        id: (one.webinar, one.claim.registrant_id)
        for id, one in claims(tx, event_id, connections).items()
        if one.claim.registrant_id
    }
    registered = registrants.facts_of(tx, event_id, set(keys.values()))
    found = {id: registered[key] for id, key in keys.items() if key in registered}
    people = _people(tx, event_id, set(found.values()), generation)
    return {id: people.get(fact, fact) for id, fact in found.items()}


def faces(tx: Tx, event_id: str, ids: Sequence[str], *, generation: int) -> dict[str, Person]:
    """The people with these ids, by id; ids that are nobody's are left out."""
    rows = tx.execute(
        select(person.c.id, cast(person.c.body, Text)).where(
            person.c.event == event_id, person.c.id.in_(list(ids)), _is_seen(person, generation)
        )
    )
    return {id: PERSON.of_text(body) for id, body in rows}


def claims(tx: Tx, event_id: str, ids: Iterable[str]) -> dict[str, Trace]:
    """The facts with these ids, as they came; those that are no traces are left out."""
    asked, found = list(ids), dict[str, Trace]()
    for start in range(0, len(asked), _AT_ONCE):
        mine = (trace.c.event == event_id, trace.c.id.in_(asked[start : start + _AT_ONCE]))
        for id, body in tx.execute(select(trace.c.id, cast(trace.c.fact, Text)).where(*mine)):
            found[id] = TRACE.of_text(body)
    return found


def _whose(fact: Any) -> Any:
    """The id of the person with whom a fact stands in the generation asked for; NULL where it came later."""
    own, other = person.alias("own"), person.alias("other")
    asked: BindParameter[Any] = bindparam("event")
    generation: BindParameter[Any] = bindparam("generation")
    itself = select(own.c.id).where(own.c.event == asked, own.c.id == fact, _is_seen(own, generation))
    standing = (
        select(func.min(other.c.id))
        .select_from(owner)
        .join(other, _stand_together(owner, other))
        .where(owner.c.event == asked, owner.c.fact == fact, _is_seen(other, generation))
    )
    # Most facts stand with another; one that stands for a whole person has no row that says so.
    return func.coalesce(standing.scalar_subquery(), itself.scalar_subquery()).label("whose")


def _is_seen(table: Any, generation: Any) -> ColumnElement[bool]:
    return and_(table.c.gen_from <= generation, or_(table.c.gen_to.is_(None), table.c.gen_to > generation))


def _live(name: str) -> Any:
    """The words of the index's own condition: SQLite takes an index of some rows only where it finds them."""
    return text(f"{name}.{schema.LIVE}")


def _people(tx: Tx, event_id: str, facts: Collection[str], generation: int) -> dict[str, str]:
    """With whom facts stand in a generation: fact -> person."""
    asked, found = sorted(facts), dict[str, str]()
    for start in range(0, len(asked), _AT_ONCE):
        some = asked[start : start + _AT_ONCE]
        seen = select(person.c.id).where(
            person.c.event == event_id, person.c.id.in_(some), _is_seen(person, generation)
        )
        found |= {id: id for id in tx.execute(seen).scalars()}
        stands = (
            select(owner.c.fact, person.c.id)
            .join(person, _stand_together(owner, person))
            .where(owner.c.event == event_id, owner.c.fact.in_(some), _is_seen(person, generation))
        )
        found |= dict(tx.execute(stands).all())
    return found


def _stand_together(fact: Any, one: Any) -> ColumnElement[bool]:
    return and_(one.c.event == fact.c.event, one.c.id == fact.c.person, one.c.gen_from == fact.c.gen_from)
