"""The people of an event as a table: filtered, sorted, page by page.

Everything that is asked of a line stands in one index, `ix_person_table`, so that fifty thousand people are gone
through without reading any of them; only the lines of the page are then read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, Text, and_, case, cast, func, literal, or_, select, tuple_

from zoom_sync.records import Person
from zoom_sync.store import schema
from zoom_sync.store.codec import PERSON
from zoom_sync.store.dialect import Tx
from zoom_sync.store.lines import NOT_REGISTERED, WITHDRAWN
from zoom_sync.store.people import seen

table = schema.person

Sort = Literal["name", "most", "least", "first", "last", "doubt"]
LAST = float(1 << 53)  # behind every instant and every length of a stay
Place = tuple[Any, str]  # where a page ended: the sort key of its last line, and the person's id


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for; what is empty or None is not asked. `words`: as `rules.search.asked` gives them.

    `registration`: a status, or "none". `session`: the number of a part of the agenda, in the order of the event.
    `group`: as `rules.search.group` gives it. `ways`: bits of `rules.joining`, any of which is enough; `doubtful`: only
    who was joined with doubt. `is_seen`: whether they were there at all; `is_registered`: in whatever state.
    `first`: seen first within these seconds of the epoch.
    """

    kind: Literal["person", "unidentified"] = "person"
    words: Sequence[tuple[str, ...]] = ()
    modes: Sequence[str] = ()
    attended: bool | None = None
    registration: str = ""
    role: str = ""
    group: str = ""
    session: int | None = None
    ways: int = 0
    doubtful: bool = False
    is_seen: bool = False
    is_registered: bool = False
    first: tuple[int, int] | None = None
    sort: Sort = "name"


@dataclass(frozen=True, slots=True)
class Group:
    """People of one organisation: `someone` of them has its name as they wrote it."""

    key: str
    people: int
    someone: str


def page(
    tx: Tx,
    event_id: str,
    query: Query,
    *,
    generation: int | None = None,
    after: Place | None = None,
    before: Place | None = None,
    limit: int,
) -> tuple[list[Person], Place | None]:
    """At most `limit` people, and where the page that follows begins; None where there is none.

    `before`: the last ones up to that place, in the order of all, and the last place before them.
    """
    order = _ORDER[query.sort]
    found = _chosen(tx, select(*_place(order)), event_id, query, generation)
    if before is not None:
        found = found.where(tuple_(order, table.c.id) <= tuple_(*before))
    elif after is not None:
        found = found.where(tuple_(order, table.c.id) > tuple_(*after))
    people, more, _ = _lines(tx, found, order, limit, back=before is not None)
    return people, more


def first_page(tx: Tx, event_id: str, query: Query, *, limit: int) -> tuple[list[Person], Place | None, int]:
    """The first page, and how many there are on all, found in one go: for what asks for less than everybody."""
    order = _ORDER[query.sort]
    found = _chosen(tx, select(*_place(order), func.count().over().label("total")), event_id, query, None)
    return _lines(tx, found, order, limit)


def _place(order: ColumnElement[Any]) -> tuple[ColumnElement[Any], ...]:
    return table.c.event, table.c.id, table.c.gen_from, order.label("key")


def _lines(
    tx: Tx, chosen: Select[Any], order: ColumnElement[Any], limit: int, *, back: bool = False
) -> tuple[list[Person], Place | None, int]:
    """The lines of one page: found over the index alone, then read by their keys. `back`: the last ones."""
    ordered = (order.desc(), table.c.id.desc()) if back else (order, table.c.id)
    found = chosen.order_by(*ordered).limit(limit + 1).subquery()
    # With + 0 the index by generation is left alone: nearly all lines of a record may be of one generation. And what
    # is found says its event itself: where that were a constant, SQLite might go through all lines of the event, and
    # find the page anew for each.
    since = table.c.gen_from + 0
    same = and_(table.c.event == found.c.event, table.c.id == found.c.id, since == found.c.gen_from)
    total = found.c.total if "total" in found.c else literal(0)
    lines = select(cast(table.c.body, Text), found.c.key, found.c.id, total).join_from(found, table, same)
    rows = tx.execute(lines.order_by(found.c.key, found.c.id)).all()
    is_more = len(rows) > limit
    shown = rows[len(rows) - limit if is_more else 0 :] if back else rows[:limit]
    edge = rows[0 if back else limit - 1] if is_more else None
    more = (edge[1], edge[2]) if edge is not None else None
    return [PERSON.of_text(row[0]) for row in shown], more, rows[0][3] if rows else 0


def count(tx: Tx, event_id: str, query: Query, *, generation: int | None = None) -> int:
    """How many there are on all pages."""
    return int(tx.execute(_chosen(tx, select(func.count()), event_id, query, generation)).scalar_one())


def groups(tx: Tx, event_id: str, *, most: int) -> list[Group]:
    """The organisations with the most people, the largest first."""
    people = func.count().label("people")
    chosen = _chosen(tx, select(table.c.group, people, func.min(table.c.id)), event_id, Query(), None)
    rows = tx.execute(
        chosen.where(table.c.group != "")
        .group_by(table.c.group)
        .order_by(people.desc(), table.c.group)
        .limit(most)
    )
    return [Group(*row) for row in rows]


def _chosen(
    tx: Tx, statement: Select[Any], event_id: str, query: Query, generation: int | None
) -> Select[Any]:
    asked: dict[Any, Any] = {
        table.c.registration: query.registration,
        table.c.role: query.role,
        table.c.group: query.group,
    }
    wanted: list[ColumnElement[bool]] = [column == value for column, value in asked.items() if value]
    if query.modes:
        wanted.append(table.c.mode.in_(query.modes))
    else:
        wanted.append(table.c.mode != WITHDRAWN)
    if query.attended is not None:
        wanted.append(table.c.attended.is_(query.attended))
    if query.session is not None:
        wanted.append(table.c.sessions.bitwise_and(1 << query.session) != 0)
    if query.ways:
        wanted.append(table.c.ways.bitwise_and(query.ways) != 0)
    if query.doubtful:
        wanted.append(table.c.doubt > 0)
    if query.is_seen:
        wanted.append(table.c.mode != "absent")
    if query.first:
        wanted.append(table.c.first.between(*query.first))
    if query.is_registered:
        wanted.append(table.c.registration != NOT_REGISTERED)
    wanted += [
        or_(*(table.c.search.contains(one, autoescape=True) for one in spellings))
        for spellings in query.words
    ]
    return statement.select_from(table).where(
        table.c.event == event_id, table.c.kind == query.kind, seen(tx, event_id, generation), *wanted
    )


def _or_last(key: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.coalesce(key, LAST)


_ORDER: dict[Sort, ColumnElement[Any]] = {
    "name": table.c.sort,
    "most": -table.c.minutes,
    # who was not there is not who was there for the shortest time
    "least": case((table.c.mode == "absent", LAST), else_=table.c.minutes),
    "first": _or_last(table.c.first),
    "last": _or_last(-table.c.first),
    "doubt": -table.c.doubt,
}
