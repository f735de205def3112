"""Engines: how a connection to SQLite or PostgreSQL is opened, so that what is committed stays.

SQLite: the journal is WAL only where the library is free of the fault that can lose committed pages when a
checkpoint and a reset of the log meet (3.7.0 to 3.51.2 but for the backports); elsewhere TRUNCATE. Never
PERSIST, which leaves erased bytes in the journal.
"""

from __future__ import annotations

import json
import os
import sqlite3
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from zoom_sync.store.faults import StoreUnusable

try:  # the wheel carries a newer SQLite than most Pythons do; there is none for every platform
    import pysqlite3 as _sqlite
except ImportError:
    _sqlite = sqlite3

SQLITE: ModuleType = _sqlite
READS = "zoom_sync_reads"  # execution option: this transaction will only read
SOON = "zoom_sync_soon"  # execution option: its commit need not be on the disk before the next step
BUSY_MS = 5_000  # how long a statement of SQLite waits for a lock
_CACHE_KIB = 8_000  # pages that a transaction changes beyond it are written twice; 2,000 rows take 6,400
# Pages of the log (32 MB) after which a commit writes them back: most of them have changed several times by then.
_LOG_PAGES = 8_000
_LEAST_SIZE = 512  # of a database; SQLite would write over what is very short


def open_engine(url: str) -> Engine:
    """An engine for `sqlite:///file`, `postgresql://…` or `postgres://…`.

    Raises StoreUnusable for anything else, and for a SQLite file that is none or may not be written.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise _strange_url() from None
    if parsed.drivername in {"postgres", "postgresql", "postgresql+psycopg"}:
        return _postgresql(parsed.set(drivername="postgresql+psycopg"))
    if parsed.drivername in {"sqlite", "sqlite+pysqlite"} and parsed.database not in {None, "", ":memory:"}:
        return _sqlite_engine(parsed)
    raise _strange_url()


def _strange_url() -> StoreUnusable:
    return StoreUnusable(
        "DATABASE_URL names no store that zoom-sync knows.",
        "Use `sqlite:///folder/file.db`, or `postgresql://user:password@host/name` for several machines.",
    )


def _postgresql(url: URL) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,
        json_serializer=_dumps,
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=10,
        pool_timeout=5,
        connect_args={
            "connect_timeout": 3,
            "keepalives_idle": 10,
            "tcp_user_timeout": 10_000,
            "application_name": "zoom-sync",
            "options": "-c timezone=UTC -c synchronous_commit=on -c statement_timeout=10000"
            " -c idle_in_transaction_session_timeout=30000"
            # A plan made while a table was small reads it from end to end for ever after.
            " -c plan_cache_mode=force_custom_plan",
        },
    )
    event.listen(engine, "begin", _begin_on_postgresql)
    return engine


def _sqlite_engine(url: URL) -> Engine:
    path = file_of(url)
    if path is not None:
        _check_file(path)
    engine = create_engine(
        url,
        module=SQLITE,
        hide_parameters=True,
        json_serializer=_dumps,
        pool_size=20,
        max_overflow=20,
        pool_timeout=5,
        # None: the driver leaves transactions to us; else it would begin a deferred one behind our back
        connect_args={"isolation_level": None, "timeout": 5},
    )
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def file_of(url: URL) -> Path | None:
    """The file of a SQLite address; None for one in SQLite's own `file:` notation."""
    if url.drivername.startswith("postgresql") or url.database is None or url.database.startswith("file:"):
        return None
    return Path(url.database)


def _check_file(path: Path) -> None:
    """Refuse early, in words, what SQLite would refuse late or write over."""
    remedy = "Check DATABASE_URL, and who owns the file and its folder."
    folder = path.resolve().parent
    if not folder.exists():
        if not folder.parent.exists():
            raise StoreUnusable(
                f"The store's folder {folder} does not exist.", "Make it, or mend DATABASE_URL."
            )
        folder.mkdir(mode=0o700, exist_ok=True)
    try:
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        pass  # another process was quicker
    except OSError as why:
        raise StoreUnusable(f"The store {path} could not be made.", remedy) from why
    # The file is not opened here: to close it would end the locks that SQLite holds on it in this process.
    if not path.is_file() or 0 < path.stat().st_size < _LEAST_SIZE:
        raise StoreUnusable(f"{path} is not a database.", remedy)
    if not os.access(path, os.R_OK | os.W_OK) or not os.access(folder, os.W_OK | os.X_OK):
        raise StoreUnusable(f"The store {path} may not be written.", remedy)


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite keeps what is committed in WAL (see sqlite.org/wal.html, the WAL-reset bug)."""
    if version >= (3, 51, 3):
        return True
    return (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def journal() -> str:
    return "WAL" if wal_is_safe(SQLITE.sqlite_version_info) else "TRUNCATE"


def why_journal() -> str:
    """Which SQLite this is and why it keeps its journal so, in half a sentence."""
    origin = "of this Python" if SQLITE is sqlite3 else "of the package pysqlite3"
    if journal() == "WAL":
        return f"the SQLite {origin} loses nothing in it"
    return f"the SQLite {origin} can lose committed pages in WAL (3.51.3 and later do not)"


def _set_pragmas(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    if mode.upper() != journal():  # a log left by a newer SQLite is written back and ended by this
        mode = cursor.execute(f"PRAGMA journal_mode={journal()}").fetchone()[0]
    if mode.upper() != journal():
        raise StoreUnusable(
            f"The store is in use by a program that keeps it in {mode.upper()}.",
            "End the other program, then start again.",
        )
    for pragma in (
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "trusted_schema=OFF",
        "mmap_size=0",
        f"cache_size=-{_CACHE_KIB}",
        f"wal_autocheckpoint={_LOG_PAGES}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """A read that turned into a write would fail at once with "database is locked", timeout or not."""
    options = connection.get_execution_options()
    # With the other journal, NORMAL could do more harm than to take the last commits.
    _sync(connection, "NORMAL" if options.get(SOON, False) and journal() == "WAL" else "FULL")
    connection.exec_driver_sql("BEGIN" if options.get(READS, False) else "BEGIN IMMEDIATE")


def _sync(connection: Connection, how: str) -> None:
    """When SQLite waits for the disk. It cannot be said within a transaction, and stays for those that follow."""
    if connection.info.get("synchronous", "FULL") != how:
        connection.exec_driver_sql(f"PRAGMA synchronous={how}")
        connection.info["synchronous"] = how


def _begin_on_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get(SOON, False):
        connection.exec_driver_sql("SET LOCAL synchronous_commit = off")


_dumps = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
