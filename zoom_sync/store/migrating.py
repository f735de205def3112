"""Bringing a store to the newest schema: Alembic, called from code, from any folder."""

from __future__ import annotations

from typing import Literal

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from zoom_sync.store.dialect import queue_up, take_time
from zoom_sync.store.faults import StoreUnusable

State = Literal["current", "older", "newer", "empty"]


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings, for the open connection where there is one."""
    made = Config()
    made.set_main_option("script_location", "zoom_sync:migrations")
    made.attributes["connection"] = connection
    return made


def upgrade(engine: Engine, *, to: str = "head") -> None:
    """Run the missing revisions in one transaction: a kill half way leaves the schema that was."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # A table that is rebuilt would else take all rows that point to it along (ON DELETE CASCADE).
            # Past SQLAlchemy, since within a transaction SQLite does not hear it.
            connection.connection.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                take_time(connection)
                queue_up(connection, "zoom-sync schema")
                _refuse_foreign(connection)
                command.upgrade(config(connection), to)
        finally:
            if engine.dialect.name == "sqlite":
                connection.invalidate()


def state(tx: Connection) -> State:
    """How the schema of this store stands to the one of this version. "newer": not known to it."""
    found = MigrationContext.configure(tx).get_current_heads()
    if not found:
        return "empty"
    script = ScriptDirectory.from_config(config())
    if set(found) == set(script.get_heads()):
        return "current"
    known = {revision.revision for revision in script.walk_revisions()}
    return "older" if set(found) <= known else "newer"


def revision(tx: Connection) -> str:
    """The revision of this store's schema; "" where it has none."""
    return MigrationContext.configure(tx).get_current_revision() or ""


def _refuse_foreign(connection: Connection) -> None:
    """A SQLite file with tables, but not ours, belongs to another program."""
    tables = inspect(connection).get_table_names()
    if connection.dialect.name == "sqlite" and tables and "alembic_version" not in tables:
        raise StoreUnusable(
            "The file of the store belongs to another program.", "Name another file in DATABASE_URL."
        )
