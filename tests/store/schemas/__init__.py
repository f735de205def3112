"""Stores as they were at the end of each issue: every table of that schema, with invented rows, as SQL text.

`python -m tests.store.schemas REVISION` writes those of one revision anew, from the migrations of this checkout
(PostgreSQL needs TEST_DATABASE_URL, or the server that the tests start). A file that is committed stays as it is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb
from sqlalchemy import event, text

from tests.store.rows import fill
from zoom_sync.store import copying, migrating
from zoom_sync.store.database import Store

HERE = Path(__file__).parent
REVISIONS = sorted({path.name.partition(".")[0] for path in HERE.glob("*.sql")})


def load(url: str, revision: str) -> None:
    """Fill an empty store with what is kept of a revision."""
    store = Store(url)
    script = (HERE / f"{revision}.{store.dialect}.sql").read_text()
    if store.dialect == "sqlite":
        file = sqlite3.connect(str(store.url.database))
        file.executescript(script)
        file.close()
    else:
        address = store.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address) as connection:
            connection.execute(script.encode())
    store.close()


def dump(url: str, revision: str) -> Path:
    """Write what an empty store becomes by the migrations up to a revision, with rows in every table."""
    store = Store(url)
    made: list[str] = []

    def note(connection: object, cursor: object, statement: str, *_: object) -> None:
        if statement.split()[0] in ("CREATE", "ALTER", "DROP", "INSERT", "UPDATE"):
            made.append(statement.strip() + ";")

    event.listen(store._engine, "before_cursor_execute", note)
    store.upgrade(to=revision)
    event.remove(store._engine, "before_cursor_execute", note)
    store.run(fill)
    if store.dialect == "sqlite":
        file = sqlite3.connect(str(store.url.database))
        lines = list(file.iterdump())
        file.close()
    else:
        # The version is told with a value beside the statement.
        made = [one for one in made if "alembic_version" not in one or one.startswith("CREATE")]
        made.append(f"INSERT INTO alembic_version (version_num) VALUES ('{revision}');")
        lines = ["SET timezone = 'UTC';", *made, *store.read(lambda tx: list(_inserts(tx)))]
    path = HERE / f"{revision}.{store.dialect}.sql"
    path.write_text("\n".join(lines) + "\n")
    store.close()
    return path


def revision_of(url: str) -> Any:
    store = Store(url)
    found = store.read(migrating.revision)
    store.close()
    return found


def _inserts(tx: Any) -> Iterator[str]:
    for table in copying.tables(tx):
        name = tx.dialect.identifier_preparer.format_table(table)
        for row in tx.execute(text(f"SELECT * FROM {name}")).mappings():
            columns = ", ".join(tx.dialect.identifier_preparer.quote(column) for column in row)
            values = ", ".join(_literal(value) for value in row.values())
            yield f"INSERT INTO {name} ({columns}) VALUES ({values});"


def _literal(value: Any) -> str:
    return sql.Literal(Jsonb(value) if isinstance(value, dict | list) else value).as_string(None)
