"""Freed space that is not to be read any more: SQLite's log, PostgreSQL's dead rows."""

from __future__ import annotations

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from zoom_sync.store import datamap
from zoom_sync.store.dialect import Tx

_WAIT_MS = 5_000  # for a table that somebody is using
_TRIES = 3


def sqlite(engine: Engine) -> bool:
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        for _ in range(_TRIES):  # each waits for readers as long as `busy_timeout` says
            busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            if not busy:
                return True
        return False
    finally:
        connection.close()


def logs_failed_statements(tx: Tx) -> bool:
    """Whether the server writes statements that failed into its log, where no erasure reaches what they name."""
    if tx.dialect.name != "postgresql":
        return False
    level = tx.execute(text("SHOW log_min_error_statement")).scalar_one()
    return level not in ("log", "fatal", "panic")


def postgresql(engine: Engine) -> bool:
    """VACUUM alone leaves most of the names in the pages; FULL writes tables, TOAST and indexes anew."""
    names = sorted(set(datamap.columns("attendee")) | {"owner"})
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        try:
            connection.execute(text("SET statement_timeout = 0"))
            connection.execute(text(f"SET lock_timeout = {_WAIT_MS}"))
            for name in names:
                connection.execute(text(f'VACUUM (FULL) "{name}"'))
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", "") == "55P03":  # the lock was not to be had
                return False
            raise
        finally:
            connection.invalidate()  # the settings go with it
    return True
