"""People: the derived record, kept by generation.

A row is seen by generation n if gen_from <= n and (gen_to is None or gen_to > n). A reader names a
generation (or takes the event's newest) and so sees one snapshot. `publish` writes the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, Text, and_, cast, exists, func, or_, select, text, tuple_

from zoom_sync.records import Pair, Person, Trace, Trouble
from zoom_sync.store import memory, registrants, schema
from zoom_sync.store.codec import PAIR, PERSON, TRACE
from zoom_sync.store.dialect import Tx, among, storable
from zoom_sync.store.lines import sort_key
from zoom_sync.store.pruning import KEPT
from zoom_sync.store.publishing import publish

__all__ = [
    "by_name", "claims", "cursor", "evidence_of", "facts_of_refs", "is_nameless", "owners",
    "person", "publish", "read", "review", "seen", "shown_of",
]  # fmt: skip

event, table, owner, review_ = schema.event, schema.person, schema.owner, schema.review
registrant, trace = schema.registrant, schema.trace

Kind = Literal["person", "unidentified"]
_STANDS = and_(
    owner.c.event == table.c.event, owner.c.person == table.c.id, owner.c.gen_from == table.c.gen_from
)
_AT_ONCE = 500  # parameters of one IN: SQLite and PostgreSQL take far more, planners do not


def read(
    tx: Tx,
    event_id: str,
    *,
    kind: Kind = "person",
    generation: int | None = None,
    after: tuple[str, str] | None = None,
    limit: int | None = None,
    by_code: bool = False,
) -> list[Person]:
    """People of one generation (None: the newest), by name, then id. `store.finding` filters and sorts them.

    `after`: the `cursor` of the last one of the page before. `by_code`: by id, since the order of names tells of names.
    Raises Trouble for a generation that is not kept any more.
    """
    statement = _of_kind(tx, event_id, kind, generation, by_id=by_code)
    if after is not None:
        place = table.c.id > after[1] if by_code else tuple_(table.c.sort, table.c.id) > tuple_(*after)
        statement = statement.where(place)
    order = (table.c.id,) if by_code else (table.c.sort, table.c.id)
    statement = statement.order_by(*order).limit(limit)
    return [PERSON.of_text(body) for body in tx.execute(statement).scalars()]


def cursor(last: Person) -> tuple[str, str]:
    """Where the page that follows this person begins: `after` of the next `read`."""
    return sort_key(last), last.id


def review(tx: Tx, event_id: str, *, generation: int | None = None) -> list[Pair]:
    """The open questions of one generation (None: the newest), in the order the rules gave them."""
    shown = _generation(event_id, generation)
    written = (
        select(func.max(review_.c.generation))
        .where(review_.c.event == event_id, review_.c.generation <= shown)
        .scalar_subquery()
    )
    rows = tx.execute(
        select(cast(review_.c.body, Text))
        .where(review_.c.event == event_id, review_.c.generation == written, review_.c.rank >= 0)
        .order_by(review_.c.rank)
    )
    return [PAIR.of_text(body) for body in rows.scalars()]


def person(tx: Tx, event_id: str, ref: str) -> Person | None:
    """The person, or unidentified entry, with this id, this fact, or this evidence ref."""
    is_seen = seen(tx, event_id, None, by_id=True)
    body = select(cast(table.c.body, Text)).where(table.c.event == event_id, is_seen)
    found = tx.execute(body.where(table.c.id == ref)).scalar()
    if found is not None:
        return PERSON.of_text(found)
    for fact in _facts(tx, event_id, [ref]).get(ref, [ref]):
        found = tx.execute(body.where(table.c.id == fact)).scalar() if fact != ref else None
        if found is None:
            with_them = body.join_from(owner, table, _STANDS).where(
                owner.c.event == event_id, owner.c.fact == fact
            )
            found = tx.execute(with_them.order_by(table.c.id)).scalar()
        if found is not None:
            return PERSON.of_text(found)
    return None


def owners(tx: Tx, event_id: str, facts: Iterable[str]) -> dict[str, str]:
    """The id of the person that each fact stands with, where it is not the fact's own."""
    asked = list(dict.fromkeys(facts))
    shown = _generation(event_id, None)
    # A look at each person by their key, and no join, which planners begin with all people of the event.
    is_shown = exists().where(
        table.c.event == owner.c.event,
        table.c.id == owner.c.person,
        table.c.gen_from + 0 == owner.c.gen_from,
        or_(table.c.gen_to.is_(None), table.c.gen_to > shown),
    )
    found: dict[str, str] = {}
    for start in range(0, len(asked), _AT_ONCE):
        rows = tx.execute(
            select(owner.c.fact, owner.c.person).where(
                owner.c.event == event_id,
                owner.c.fact.in_(asked[start : start + _AT_ONCE]),
                owner.c.gen_from <= shown,
                is_shown,
            )
        )
        found.update((row.fact, row.person) for row in rows)
    return found


def by_name(tx: Tx, event_id: str) -> list[Person]:
    """The people of whom some evidence stands with them on the name alone, by name.

    Looks at every line of the record: ask once per generation.
    """
    statement = _of_kind(tx, event_id, "person", None)
    resting = table.c.body["by_name"].as_boolean().is_(True)
    rows = tx.execute(statement.where(resting).order_by(table.c.sort, table.c.id))
    return [PERSON.of_text(body) for body in rows.scalars()]


def is_nameless(tx: Tx, event_id: str, id: str) -> bool:
    """Whether the entry with this id stands among the unidentified."""
    statement = select(table.c.kind).where(
        table.c.event == event_id, table.c.id == id, seen(tx, event_id, None, by_id=True)
    )
    return tx.execute(statement).scalar() == "unidentified"


def shown_of(tx: Tx, event_id: str, ids: Sequence[str]) -> set[str]:
    """Those of the ids that are a line's own in the newest record."""
    mine = (table.c.event == event_id, among(tx, table.c.id, ids), seen(tx, event_id, None, by_id=True))
    return set(tx.execute(select(table.c.id).where(*mine)).scalars()) if ids else set()


def claims(tx: Tx, event_id: str, facts: Iterable[str]) -> dict[str, Trace]:
    """The facts with these ids as they came; of one that several readings hold the last that was kept."""
    asked = list(dict.fromkeys(facts))
    found: dict[str, Trace] = {}
    for start in range(0, len(asked), _AT_ONCE):
        for owner, order in ((registrant, registrant.c.changed), (trace, trace.c.kept)):
            mine = (owner.c.event == event_id, owner.c.id.in_(asked[start : start + _AT_ONCE]))
            rows = tx.execute(select(owner.c.id, cast(owner.c.fact, Text)).where(*mine).order_by(order))
            found |= {id: TRACE.of_text(body) for id, body in rows}
    return found


def evidence_of(tx: Tx, event_id: str, facts: Iterable[str]) -> list[Trace]:
    """The facts with these ids, and all else that was heard of the same connections."""
    found = claims(tx, event_id, facts)
    connections = {
        (one.instance, one.connection): None
        for one in found.values()
        if one.kind in ("joined", "left", "participant") and one.instance and one.connection
    }
    for instance, connection in connections:
        rows = tx.execute(
            select(trace.c.id, cast(trace.c.fact, Text)).where(
                trace.c.event == event_id,
                trace.c.instance == instance,
                trace.c.connection == connection,
                trace.c.kind.in_(("joined", "left")),
                text(schema.LIVE),  # as the index has it
            )
        )
        found |= {id: TRACE.of_text(fact) for id, fact in rows if id not in found}
    return list(found.values())


def facts_of_refs(tx: Tx, event_id: str, refs: Iterable[str]) -> dict[str, str]:
    """The fact id of each evidence ref, fact id or person id; refs that name nothing are left out.

    Where several facts share a ref (a connection heard live and read in the report) it is the least.
    """
    asked = list(dict.fromkeys(refs))
    found = {ref: min(facts) for ref, facts in _facts(tx, event_id, asked).items()}
    for ref in asked:
        if ref in found:
            continue
        named = person(tx, event_id, ref)  # its id may be a fact's that is no trace (a verdict's)
        if named is not None:
            found[ref] = ref
    return found


def _facts(tx: Tx, event_id: str, refs: list[str]) -> dict[str, list[str]]:
    """All traces and registrants with these refs or ids: ref -> fact ids."""
    found: dict[str, list[str]] = {}
    for start in range(0, len(refs), _AT_ONCE):
        asked = {storable(ref, 400): ref for ref in refs[start : start + _AT_ONCE]}
        for ref, mirrored in registrants.by_ref(tx, event_id, asked).items():
            found.setdefault(asked[ref], []).extend(mirrored)
        # One after the other, so that each has its index.
        for named, id in (
            (registrant.c.id, registrant.c.id),
            (trace.c.ref, trace.c.id),
            (trace.c.id, trace.c.id),
        ):
            mine = (named.table.c.event == event_id, named.in_(asked))
            for name, fact in tx.execute(select(named.label("named"), id).where(*mine)):
                found.setdefault(asked[name], []).append(fact)
    return found


def seen(tx: Tx, event_id: str, generation: int | None, *, by_id: bool = False) -> ColumnElement[bool]:
    """Whether a line is one of this generation's (None: the newest). `by_id`: lines are asked for by their ids.

    Raises Trouble for one of which lines may be gone: half a list would look like a whole one.
    """
    if generation is not None:
        _look(tx, event_id, generation)
    # With + 0 no planner takes the index by generation, where one by what is asked for leads to fewer lines;
    # without it, it takes that by event, id and generation.
    since = table.c.gen_from if by_id else table.c.gen_from + 0
    shown = _generation(event_id, generation)
    return and_(since <= shown, or_(table.c.gen_to.is_(None), table.c.gen_to > shown))


def _look(tx: Tx, event_id: str, generation: int) -> None:
    newest = tx.execute(select(event.c.generation).where(event.c.id == event_id)).scalar()
    if newest is None:
        return
    thinned = memory.recall(tx, memory.thinned(event_id)) or 0
    if generation < max(newest - KEPT, thinned):
        raise Trouble(
            "This list is of an older record, which is not kept any more.",
            "Nothing was changed.",
            "Start again from its first page.",
        )


def _of_kind(
    tx: Tx, event_id: str, kind: Kind, generation: int | None, *, by_id: bool = False
) -> Select[Any]:
    return select(cast(table.c.body, Text)).where(
        table.c.event == event_id, table.c.kind == kind, seen(tx, event_id, generation, by_id=by_id)
    )


def _generation(event_id: str, generation: int | None) -> Any:
    if generation is not None:
        return generation
    return select(event.c.generation).where(event.c.id == event_id).scalar_subquery()
