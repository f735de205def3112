"""SQLite's log is written back into its file beside whoever commits, not by them.

By itself SQLite lets the commit that finds the log long write it back: a listing of 100,000 people met twelve such
commits of 50 to 100 ms, and each time missed its place in the row of calls to Zoom. A server of PostgreSQL has a
process for it; here a thread does it, as soon as a process has changed some rows. Where that is not enough (few rows,
but large ones), SQLite's own rule stands behind it.
"""

from __future__ import annotations

from threading import Lock, Thread

import structlog
from sqlalchemy import Connection, Engine

from zoom_sync.store.engine import SQLITE
from zoom_sync.store.faults import DRIVER_ERRORS

_log = structlog.get_logger()

ROWS = 2_000  # changed by this process: of registrants, 1,500 to 2,000 pages of the log, a fifth of what it may hold


class Checkpointer:
    """`changed` after each commit, from any thread. One thread at a time writes back, and ends."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._rows = 0
        self._at_work: Thread | None = None

    def changed(self, rows: int) -> None:
        """So many rows more are in the log."""
        with self._lock:
            self._rows += rows
            if self._rows < ROWS or (self._at_work is not None and self._at_work.is_alive()):
                return
            self._rows = 0
            self._at_work = Thread(target=self._write_back, name="checkpoint", daemon=True)
            self._at_work.start()

    def wait(self) -> None:
        """Return when nobody is at work."""
        with self._lock:
            thread = self._at_work
        if thread is not None:
            thread.join()

    def _write_back(self) -> None:
        try:
            connection = self._engine.raw_connection()
            try:  # PASSIVE waits for nobody and holds nobody up: what somebody still reads stays in the log
                connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
            finally:
                connection.close()
        except (SQLITE.Error, *DRIVER_ERRORS) as error:
            # Nothing is lost, the log is as good as the file; where the store is gone, whoever commits next is told.
            _log.warning("log not written back", error=type(error).__name__)


def rows_changed(tx: Connection) -> int:
    """By this connection, since it was opened."""
    driver = tx.connection.driver_connection
    return int(driver.total_changes) if driver is not None else 0
