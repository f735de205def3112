"""Invented rows for every table of a schema, whatever it looks like: for tests of what must carry them all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Boolean, Float, Integer, LargeBinary, Table

from zoom_sync.store import copying
from zoom_sync.store.database import Tx
from zoom_sync.store.schema import Instant

EACH = 3
TEXTS = ("Asha Rao", "प्रज्ञा शर्मा", 'O\'Neill\n\t"quoted" \\ %s ; -- 🙂')
START = datetime(2026, 3, 3, 9, 0, 0, 123456, tzinfo=UTC)


def fill(tx: Tx, *, each: int = EACH) -> None:
    """Add rows to every table that is there."""
    for table in copying.tables(tx):
        tx.execute(table.insert(), [a_row(table, number) for number in range(each)])


def a_row(table: Table, number: int) -> dict[str, Any]:
    return {column.name: _value(table, column, number) for column in table.columns}


def _value(table: Table, column: Any, number: int) -> Any:
    if column.foreign_keys:
        (key,) = column.foreign_keys
        return f"{key.column.table.name}-{number}"
    if column.name in ("id", "uuid") and not isinstance(column.type, Integer):
        return f"{table.name}-{number}"
    if column.nullable and number == 0:
        return None
    if column.name == "facts":  # ids, as words
        return f"fact-a-{number} fact-b-{number}"
    if isinstance(column.type, Boolean):
        return number % 2 == 0
    if isinstance(column.type, Integer):
        return number + 1
    if isinstance(column.type, Float):
        return number + 0.1
    if isinstance(column.type, Instant):
        return START + timedelta(days=number)
    if isinstance(column.type, LargeBinary):
        return bytes([number, 0, 255]) + TEXTS[number % 3].encode()
    if isinstance(column.type, JSON):
        return {"text": TEXTS[number % 3], "list": [number, 0.5, None, True], "none": None}
    longest = getattr(column.type, "length", None) or 1000
    text = TEXTS[number % 3] if longest > 100 and column.name not in ("name", "ref") else column.name
    return f"{text}-{number}"[:longest]


def everything(tx: Tx) -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables, in the order of their keys."""
    return {
        table.name: sorted(
            (dict(row) for row in tx.execute(table.select()).mappings()),
            key=lambda row, keys=[c.name for c in table.primary_key.columns]: [str(row[k]) for k in keys],
        )
        for table in copying.tables(tx)
    }
