"""The few things that SQLite and PostgreSQL say differently."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, Literal

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Insert,
    Table,
    Text,
    any_,
    bindparam,
    cast,
    func,
    literal,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect

Tx = Connection

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def insert(tx: Tx, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update`, whichever store it is."""
    return _insert(tx.dialect.name, table)


def _insert(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


# Asked for so often that to put a statement together anew would take longer than to carry it out.
@cache
def _adding(dialect: str, table: Table) -> Insert:
    return _insert(dialect, table).on_conflict_do_nothing()


@lru_cache(maxsize=256)
def _putting(dialect: str, table: Table, names: tuple[str, ...]) -> Insert:
    return _overwriting(_insert(dialect, table), table, names)


def add_or_nothing(tx: Tx, table: Table, rows: list[dict[str, Any]]) -> int:
    """Add the rows whose key is new. Returns how many were."""
    if not rows:
        return 0
    statement = _adding(tx.dialect.name, table)
    added = tx.execute(statement, rows, execution_options={"preserve_rowcount": True})
    return added.rowcount


def add_many(tx: Tx, statement: Insert, rows: Sequence[Mapping[str, Any]]) -> int:
    """Add rows of plain texts, numbers and None, as many as there are: straight to the driver.

    SQLAlchemy looks at each value of each row, which for a million rows takes longer than the store does.
    Returns how many were added or changed.
    """
    if not rows:
        return 0
    text, order = _compiled(statement, tx.dialect, tuple(rows[0]))
    given: Any = rows
    if order is not None:
        ordered = itemgetter(*order)
        given = [ordered(row) for row in rows]
    return tx.exec_driver_sql(text, given, {"preserve_rowcount": True}).rowcount


@lru_cache(maxsize=64)
def _compiled(
    statement: Insert, dialect: Dialect, names: tuple[str, ...]
) -> tuple[str, Sequence[str] | None]:
    made = statement.compile(dialect=dialect, column_keys=list(names))
    return str(made), made.positiontup


@lru_cache(maxsize=64)
def plain_insert(
    dialect: Dialect, table: Table, names: tuple[str, ...], *, known: Literal["left", "overwritten"]
) -> Insert:
    """An INSERT for `add_many`: columns of JSON are given as text, instants by `plain`.

    `known`: what becomes of a row whose key is there (that of an overwritten one is the primary).
    """
    is_postgresql = dialect.name == "postgresql"
    takes: dict[str, Any] = {name: bindparam(name) for name in names}
    for name in names:
        if isinstance(table.c[name].type, JSON):
            text = bindparam(name, type_=Text)
            takes[name] = cast(text, postgresql.JSONB) if is_postgresql else text
    made = _insert(dialect.name, table).values(takes)
    return made.on_conflict_do_nothing() if known == "left" else _overwriting(made, table, names)


def plain(tx: Tx, column: Column[Any]) -> Callable[[Any], Any]:
    """What makes of a column's values what the driver takes."""
    process = column.type.dialect_impl(tx.dialect).bind_processor(tx.dialect)
    return process if process is not None else lambda value: value


def put(tx: Tx, table: Table, rows: list[dict[str, Any]]) -> None:
    """Add rows, or overwrite those of the same primary key with what is given."""
    if rows:
        tx.execute(_putting(tx.dialect.name, table, tuple(rows[0])), rows)


def put_many(tx: Tx, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """`put` straight to the driver: see `plain_insert`."""
    if rows:
        add_many(tx, plain_insert(tx.dialect, table, tuple(rows[0]), known="overwritten"), rows)


def _overwriting(
    statement: sqlite.Insert | postgresql.Insert, table: Table, names: Iterable[str]
) -> sqlite.Insert | postgresql.Insert:
    keys = [column.name for column in table.primary_key.columns]
    changed = {name: statement.excluded[name] for name in names if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)


def among(tx: Tx, column: ColumnElement[str], texts: Sequence[str]) -> ColumnElement[bool]:
    """Whether a column is one of the texts: `IN`, but one parameter however many they are."""
    return _among(tx.dialect.name, column, literal(given(tx, texts), _given_as(tx.dialect.name)))


def among_given(dialect: str, column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """`among`, for a query that is made once: the texts are its parameter of this name, as `given` makes them."""
    return _among(dialect, column, bindparam(name, type_=_given_as(dialect)))


def given(tx: Tx, texts: Sequence[str]) -> Any:
    """Texts as the one parameter of `among_given`."""
    return list(texts) if tx.dialect.name == "postgresql" else json.dumps(texts)


def _given_as(dialect: str) -> Any:
    return postgresql.ARRAY(Text) if dialect == "postgresql" else Text()


def _among(dialect: str, column: ColumnElement[str], texts: ColumnElement[Any]) -> ColumnElement[bool]:
    if dialect == "postgresql":
        return column == any_(texts)
    return column.in_(select(func.json_each(texts).table_valued("value").c.value))


def queue_up(tx: Tx, name: str) -> None:
    """Let one transaction at a time past this point, by name, until it ends.

    SQLite has one writer at any time anyway. Needed where a look decides what is written.
    """
    if tx.dialect.name == "postgresql":
        tx.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))


def take_time(tx: Tx) -> None:
    """Let the statements of this transaction take as long as they need: of all rows of an event, which nobody waits
    for. A page's end after ten seconds, lest it hold up others.
    """
    if tx.dialect.name == "postgresql":
        tx.exec_driver_sql("SET LOCAL statement_timeout = 0")


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
