"""Freed space that is not to be read any more: SQLite's log, PostgreSQL's dead rows."""

from __future__ import annotations

import re
import time
from typing import Any

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from zoom_sync.store import datamap
from zoom_sync.store.dialect import Tx

_WAIT_MS = 5_000  # for a table that somebody is using
_TRIES = 3
# For a snapshot that somebody reads by: the server's own ANALYZE ends in a moment.
_PAUSES_S = (0.1, 0.5, 2.0)


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
    """VACUUM alone leaves most of the names in the pages; FULL writes tables, TOAST and indexes anew.

    What was deleted after somebody else's snapshot was taken (a dump that goes on, the server's own ANALYZE) is
    written anew as well, since they might still read it: then it is not done.
    """
    names = sorted(set(datamap.columns("attendee")) | {"owner"})
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        try:
            connection.execute(text("SET statement_timeout = 0"))
            connection.execute(text(f"SET lock_timeout = {_WAIT_MS}"))
            return all(_written_anew(connection, name) for name in names)
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", "") == "55P03":  # the lock was not to be had
                return False
            raise
        finally:
            connection.invalidate()  # the settings go with it


def _written_anew(connection: Connection, table: str) -> bool:
    for pause in (0.0, *_PAUSES_S):
        time.sleep(pause)
        if not _kept_dead(connection, table):
            return True
    return False


def _kept_dead(connection: Connection, table: str) -> int:
    """Write a table anew, and count the dead rows that had to be kept: only the server's notices tell their number."""
    told: list[str] = []

    def hear(notice: Any) -> None:
        told.append(notice.message_detail or "")

    driver = connection.connection.driver_connection
    assert driver is not None
    driver.add_notice_handler(hear)
    try:
        connection.execute(text(f'VACUUM (FULL, VERBOSE) "{table}"'))
    finally:
        driver.remove_notice_handler(hear)
    return sum(int(found[0]) for detail in told if (found := re.search(r"\d+", detail)))
