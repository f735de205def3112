"""SQLite's log is written back into its file beside whoever commits."""

from __future__ import annotations

from pathlib import Path
from threading import current_thread
from typing import Any

import pytest
from sqlalchemy import insert, text
from structlog.testing import capture_logs

from tests.conftest import FakeClock
from zoom_sync.store import checkpointing, schema
from zoom_sync.store.database import Store, Tx
from zoom_sync.store.engine import SQLITE, journal

pytestmark = pytest.mark.skipif(journal() != "WAL", reason="this SQLite keeps no log that is written back")

MARKER = b"kept mail number 77"


def put(store: Store, clock: FakeClock, rows: int) -> None:
    many = [
        {"at": clock.now(), "address": "", "subject": f"{MARKER.decode()}/{one}", "wire": b"x"}
        for one in range(rows)
    ]

    def steps(tx: Tx) -> None:
        tx.execute(insert(schema.kept_mail), many)

    store.soon(steps)


def file_of(store: Store) -> Path:
    return Path(str(store.url.database))


def test_after_many_rows_the_file_holds_them_though_nobody_asked_for_it(sqlite_store, clock):
    put(sqlite_store, clock, checkpointing.ROWS - 1)
    sqlite_store._checkpointer.wait()
    assert MARKER not in file_of(sqlite_store).read_bytes()

    put(sqlite_store, clock, 1)
    sqlite_store._checkpointer.wait()
    assert file_of(sqlite_store).read_bytes().count(MARKER) == checkpointing.ROWS


def test_what_somebody_still_reads_is_written_back_later_and_nobody_waits(sqlite_store, clock):
    other = Store(str(sqlite_store.url))
    with other._engine.connect() as connection:
        connection = connection.execution_options(zoom_sync_reads=True)
        with connection.begin():
            assert connection.execute(text("SELECT count(*) FROM kept_mail")).scalar_one() == 0
            for _ in range(3):
                put(sqlite_store, clock, checkpointing.ROWS)
            assert connection.execute(text("SELECT count(*) FROM kept_mail")).scalar_one() == 0
    put(sqlite_store, clock, checkpointing.ROWS)
    sqlite_store._checkpointer.wait()

    assert file_of(sqlite_store).read_bytes().count(MARKER) >= 3 * checkpointing.ROWS
    other.close()


def test_a_log_that_cannot_be_written_back_is_told_and_holds_nobody_up(sqlite_store, clock, monkeypatch):
    plain = sqlite_store._engine.raw_connection

    def gone() -> Any:
        if current_thread().name == "checkpoint":
            raise SQLITE.OperationalError("disk I/O error")
        return plain()

    monkeypatch.setattr(sqlite_store._engine, "raw_connection", gone)
    with capture_logs() as logged:
        put(sqlite_store, clock, checkpointing.ROWS)
        sqlite_store._checkpointer.wait()

    assert [(line["event"], line["error"]) for line in logged] == [
        ("log not written back", "OperationalError")
    ]
    put(sqlite_store, clock, 1)
    assert sqlite_store.read(lambda tx: tx.execute(text("SELECT count(*) FROM kept_mail")).scalar_one()) == (
        checkpointing.ROWS + 1
    )
