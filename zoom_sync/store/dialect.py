"""The few things that SQLite and PostgreSQL say differently."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Insert, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite

Tx = Connection

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def insert(tx: Tx, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update`, whichever store it is."""
    return postgresql.insert(table) if tx.dialect.name == "postgresql" else sqlite.insert(table)


def add_or_nothing(tx: Tx, table: Table, rows: list[dict[str, Any]]) -> int:
    """Add the rows whose key is new. Returns how many were."""
    if not rows:
        return 0
    statement = insert(tx, table).on_conflict_do_nothing()
    added = tx.execute(statement, rows, execution_options={"preserve_rowcount": True})
    return added.rowcount


def add_many(tx: Tx, statement: Insert, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows of plain texts, numbers and None, as many as there are: straight to the driver.

    SQLAlchemy looks at each value of each row, which for a million rows takes longer than the store does.
    """
    if not rows:
        return
    made = statement.compile(dialect=tx.dialect, column_keys=list(rows[0]))
    if made.positiontup is None:
        tx.exec_driver_sql(str(made), rows)
    else:
        ordered = itemgetter(*made.positiontup)
        tx.exec_driver_sql(str(made), [ordered(row) for row in rows])


def put(tx: Tx, table: Table, rows: list[dict[str, Any]]) -> None:
    """Add rows, or overwrite those of the same primary key with what is given."""
    if not rows:
        return
    keys = [column.name for column in table.primary_key.columns]
    statement = insert(tx, table)
    changed = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    tx.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), rows)


def queue_up(tx: Tx, name: str) -> None:
    """Let one transaction at a time past this point, by name, until it ends.

    SQLite has one writer at any time anyway. Needed where a look decides what is written.
    """
    if tx.dialect.name == "postgresql":
        tx.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))


def storable(text: str, longest: int | None = None) -> str:
    """The text with NUL and lone surrogates as U+FFFD (PostgreSQL refuses both), cut to a column's length."""
    clean = text if text.isprintable() else _UNSTORABLE.sub("\ufffd", text)
    return clean if longest is None else clean[:longest]


def storable_tree(value: Any) -> Any:
    """`storable` for every text within JSON-like lists and dicts."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {storable(str(key)): storable_tree(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [storable_tree(inner) for inner in value]
    return value
