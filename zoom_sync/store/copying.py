"""Rows from one store to another, whichever of the two kinds either is: for backups, restores and moves.

Both have the same revision of the schema, and it need not be the newest: the tables are those that are found,
not those in the code. One snapshot is read, in parts, so that memory does not grow with the store.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    event,
    func,
    inspect,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from zoom_sync.store.dialect import Tx
from zoom_sync.store.schema import Instant

Heard = Callable[[str, int], None]  # the name of a table, and how many of its rows are copied

# Held by processes of the former store, which have nothing to say in the new one.
HELD = frozenset({"lease"})
_BATCH = 1_000
_NOT_OURS = ("alembic_version", "sqlite_", "procrastinate_")
# None stays NULL: SQLAlchemy's own JSON would write the word null, which is a value.
_JSON = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def tables(tx: Tx) -> list[Table]:
    """The service's tables as they stand, each after those that it points to."""
    found = MetaData()
    event.listen(found, "column_reflect", _in_our_types)
    names = [name for name in inspect(tx).get_table_names() if not name.startswith(_NOT_OURS)]
    found.reflect(tx, only=names)
    return list(found.sorted_tables)


def copy(
    source: Tx, target: Tx, *, without: Collection[str] = HELD, heard: Heard = lambda name, rows: None
) -> dict[str, int]:
    """Copy every row, but those of the tables named in `without`. Returns how many there were, by table.

    What the target's tables hold before is taken away: see `rows` for whether that is anything.
    """
    into = {table.name: table for table in tables(target)}
    mine = tables(source)
    for table in reversed(mine):
        target.execute(into[table.name].delete())
    return {
        table.name: _copy_table(source, table, target, into[table.name], heard)
        for table in mine
        if table.name not in without
    }


def copy_file(
    source: Path, target: Tx, *, without: Collection[str] = HELD, heard: Heard = lambda name, rows: None
) -> dict[str, int]:
    """The same from one SQLite file into another, which SQLite does by itself, several times as fast.

    The file stays attached to the target's connection: close that one afterwards.
    """
    if "source" not in {row.name for row in target.exec_driver_sql("PRAGMA database_list")}:
        target.exec_driver_sql("ATTACH ? AS source", (str(source.absolute()),))
    quote, copied = target.dialect.identifier_preparer.quote, dict[str, int]()
    mine = tables(target)
    for table in reversed(mine):
        target.execute(table.delete())
    for table in mine:
        if table.name in without:
            continue
        columns = ", ".join(quote(column.name) for column in table.columns)
        name = quote(table.name)
        # Names alone, all of them our own: no value is in this.
        done = target.exec_driver_sql(
            f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM source.{name}"  # noqa: S608  names of our own schema
        )
        copied[table.name] = done.rowcount
        heard(table.name, done.rowcount)
    return copied


def rows(tx: Tx) -> dict[str, int]:
    """How many rows each table holds."""
    return {
        table.name: tx.execute(select(func.count()).select_from(table)).scalar_one() for table in tables(tx)
    }


def _copy_table(source: Tx, table: Table, target: Tx, into: Table, heard: Heard) -> int:
    asked = select(table).order_by(*table.primary_key.columns)
    copied = 0
    # `stream_results`: on the result alone, since the transaction goes on with other statements.
    found = source.execute(asked, execution_options={"stream_results": True, "yield_per": _BATCH})
    for part in found.mappings().partitions():
        target.execute(into.insert(), [dict(row) for row in part])
        copied += len(part)
        heard(table.name, copied)
    if copied and target.dialect.name == "postgresql":
        _count_on(target, into)
    return copied


def _count_on(tx: Tx, table: Table) -> None:
    """Let PostgreSQL's counter of a table go on behind the numbers that were copied."""
    (first, *_) = table.primary_key.columns
    if not isinstance(first.type, Integer):
        return
    quoted = tx.dialect.identifier_preparer.format_table(table)
    asked = text("SELECT pg_get_serial_sequence(:of, :column)")
    sequence = tx.execute(asked, {"of": quoted, "column": first.name}).scalar()
    if sequence is not None:
        highest = tx.execute(select(func.max(first))).scalar_one()
        tx.execute(text("SELECT setval(:sequence, :highest)"), {"sequence": sequence, "highest": highest})


def _in_our_types(_inspector: object, _table: object, column: dict[str, Any]) -> None:
    """Each store has its own types for these; the values in between are Python's."""
    kind = column["type"]
    if isinstance(kind, DateTime):
        column["type"] = Instant()
    elif isinstance(kind, JSON):
        column["type"] = _JSON
    elif isinstance(kind, LargeBinary):
        column["type"] = LargeBinary()
