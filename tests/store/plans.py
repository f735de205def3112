"""Which statements a store was sent, and how each would find its rows were the tables large.

SQLite's planner knows no sizes, so its plans are those of a large store; PostgreSQL is asked with whole-table scans
switched off, and then scans only what no index leads to; of a table of a few rows its plan tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event, text

from zoom_sync.store.database import Store

# Tables whose rows come with people, deliveries or time.
GROWING = frozenset(
    {
        "trace",
        "registrant",
        "delivery",
        "notification",
        "person",
        "owner",
        "review",
        "tie",
        "copy",
        "audit",
        "verdict",
        "listing",
        "reading",
        "clock_tick",
        "signin",
        "session",
        "attempt",
        "task",
        "code",
        "check_in",
    }
)
FEW = 500
_ALIAS = re.compile(r'\b(?:FROM|JOIN|,|UPDATE|INTO)\s+"?(\w+)"?\s+AS\s+"?(\w+)"?', re.IGNORECASE)
_WHOLE = frozenset({"event", "kind", "webinar"})  # conditions that leave a whole event's rows, or nearly


@dataclass(frozen=True, slots=True)
class Found:
    """A statement that goes through a table from end to end, or through all rows of an event."""

    table: str
    how: str
    statement: str


@dataclass
class Heard:
    """Statements by their text, each with one set of parameters that it was sent with."""

    statements: dict[str, Any] = field(default_factory=dict)


@contextmanager
def heard(store: Store) -> Iterator[Heard]:
    """Collects whatever is sent to the store meanwhile, by whomever."""
    found = Heard()

    def listen(
        _connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool
    ) -> None:
        if re.match(r"\s*(SELECT|UPDATE|DELETE|WITH|INSERT)\b", statement):
            found.statements.setdefault(statement, parameters[0] if many and parameters else parameters)

    event.listen(store._engine, "before_cursor_execute", listen)
    try:
        yield found
    finally:
        event.remove(store._engine, "before_cursor_execute", listen)


def scans(store: Store, found: Heard) -> list[Found]:
    """The statements among these that do not know where their rows are."""

    def look(tx: Any) -> list[Found]:
        if store.dialect == "sqlite":
            return [one for sent, given in found.statements.items() for one in _sqlite(tx, sent, given)]
        tx.execute(text("ANALYZE"))
        filled = set(
            tx.execute(text("SELECT relname FROM pg_class WHERE reltuples >= :few"), {"few": FEW}).scalars()
        )
        assert {"person", "trace", "registrant", "owner"} <= filled
        # Of so few rows it would rather read and sort all; asked is what it could do.
        for way in ("seqscan", "sort", "incremental_sort"):
            tx.execute(text(f"SET LOCAL enable_{way} = off"))
        told = [one for sent, given in found.statements.items() for one in _postgresql(tx, sent, given)]
        return [one for one in told if one.table in filled]

    return store.run(look)


def _sqlite(tx: Any, statement: str, given: Any) -> Iterator[Found]:
    rows = tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given).all()
    names = {alias: table for table, alias in _ALIAS.findall(statement)}
    sorts = any("USE TEMP B-TREE FOR" in row[3] for row in rows)
    is_page = "LIMIT" in statement and not sorts
    for row in rows:
        told = re.match(r"(SCAN|SEARCH) (\w+)(.*)", row[3])
        if told is None:
            continue
        table = names.get(told[2], told[2])
        bound = set(re.findall(r"(\w+)(?:=|>|<| IN)", told[3].rpartition("(")[2]))
        yield from _judged(table, statement, bound if told[1] == "SEARCH" else None, is_page)


def _postgresql(tx: Any, statement: str, given: Any) -> Iterator[Found]:
    (plan,) = tx.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", given).scalar()
    nodes = [plan["Plan"]]
    for node in nodes:
        nodes += node.get("Plans", [])
    kinds = {node["Node Type"] for node in nodes}
    sorts = not kinds.isdisjoint(("Sort", "Incremental Sort"))
    is_page = "Limit" in kinds and not sorts
    for node in nodes:
        table = node.get("Relation Name")
        if table is None or node["Node Type"] == "ModifyTable":
            continue
        condition = node.get("Index Cond") or " ".join(
            inner.get("Index Cond", "") for inner in node.get("Plans", ())
        )
        bound = (
            set(re.findall(r'\(?"?(\w+)"?\)?(?:::\w+)? (?:=|>|<|>=|<=|IS)', condition)) if condition else None
        )
        yield from _judged(table, statement, bound, is_page)


def _judged(table: str, statement: str, bound: set[str] | None, is_page: bool) -> Iterator[Found]:
    """`is_page`: it stops after so many rows, in the order of an index."""
    if table not in GROWING:
        return
    if bound is None:
        if not is_page:
            yield Found(table, "from end to end", statement)
    elif bound <= _WHOLE and not is_page:
        yield Found(table, "all rows of an event", statement)
