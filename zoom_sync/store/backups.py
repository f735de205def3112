"""Backups: one file that holds the whole store at one moment, made while the service runs.

The file is a SQLite database, whichever store it was made of: so it needs no other program to be made or put
back, a backup of PostgreSQL can be looked at on any laptop, and it restores into either kind. Nothing but
`restore` and `move` writes into a store here, and only into an empty one, in one transaction.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlalchemy import create_engine, event
from sqlalchemy.pool import NullPool

from zoom_sync.records import Trouble
from zoom_sync.store import copying, jobs, memory, migrating, schema
from zoom_sync.store.database import Store, StoreUnusable
from zoom_sync.store.dialect import Tx
from zoom_sync.store.engine import SQLITE, file_of

# Whoever was signed in when a backup was made may have been shut out since.
NOT_BACK = copying.HELD | {"session", "signin"}
# What a service writes that has only been started; a store with nothing else is empty.
_OF_ITSELF = {"setting", "lease", "clock_tick", "attempt", "task"}
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}  # what FAT says to a link
T = TypeVar("T")
_ERRORS: tuple[type[BaseException], ...] = (sqlite3.Error, SQLITE.Error)
DATA = Path("data")  # what lies beside a store of PostgreSQL


class _Reads(Protocol):
    def __call__(self, steps: Callable[[Tx], T], /) -> T: ...


class BackupUnusable(Trouble):
    """A file is no backup of ours, or a damaged one."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path} {why}.", "Nothing was restored.", "Choose another backup.")


class AlreadyThere(Trouble):
    """A file that a backup was to be written to."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is there already.", "It was left as it is.", "Name another file.")


class NotEmpty(Trouble):
    """The store that was to be filled holds something already."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"The store that is to be filled is not empty: {what}.",
            "Nothing was changed in it.",
            "Name a new SQLite file or an empty PostgreSQL database in DATABASE_URL.",
        )


def write(store: Store, target: Path, *, heard: copying.Heard = lambda name, rows: None) -> dict[str, int]:
    """Write a backup that is whole, checked and on disk, or none. Returns the rows by table.

    Readable by its owner alone. Raises Trouble where the file is there already or cannot be written.
    """
    if target.exists():
        raise AlreadyThere(target)
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        if store.dialect == "sqlite":
            _pages(store, partial)
        else:
            _rows(store, partial, heard)
        counted = _examined(partial)
        keep(partial, target)
    except FileExistsError:
        raise AlreadyThere(target) from None
    except OSError as why:
        raise _unwritable(target, why.strerror or type(why).__name__) from why
    except _ERRORS as why:
        raise _unwritable(target, getattr(why, "sqlite_errorname", "") or type(why).__name__) from why
    finally:
        partial.unlink(missing_ok=True)
    return counted


def restore(
    store: Store, source: Path, *, now: datetime, heard: copying.Heard = lambda name, rows: None
) -> dict[str, int]:
    """Fill an empty store from a backup, whole or not at all, and bring it to the newest schema.

    Nobody stays signed in. Every record is asked to be rebuilt, which changes nothing where nothing came
    after it. Raises BackupUnusable, NotEmpty, StoreUnusable.
    """
    if not source.is_file():
        raise BackupUnusable(source, "is not there")
    backup = _File(source)
    try:
        return _fill(store, backup.read, now=now, without=NOT_BACK, heard=heard, file=source)
    finally:
        backup.close()


def look(source: Path, steps: Callable[[Tx], T]) -> T:
    """Run reading steps on a backup. Raises BackupUnusable, also for one of an older schema."""
    if not source.is_file():
        raise BackupUnusable(source, "is not there")
    backup = _File(source)
    try:
        if backup.read(migrating.state) != "current":
            raise BackupUnusable(source, "was made by an older version of zoom-sync")
        return backup.read(steps)
    finally:
        backup.close()


def move(
    store: Store, other: Store, *, now: datetime, heard: copying.Heard = lambda name, rows: None
) -> dict[str, int]:
    """Fill the empty `other` with all that is in `store`. Nothing may write to `store` meanwhile."""
    if store.schema_state() != "current":
        raise StoreUnusable("The store's schema is not the newest.", "Run `zoom-sync db upgrade` first.")
    return _fill(other, store.read, now=now, without=copying.HELD, heard=heard)


def keep(partial: Path, target: Path) -> None:
    """Give a file that is written its name, on disk. Raises FileExistsError where something has it, OSError."""
    with partial.open("rb") as file:
        os.fsync(file.fileno())
    try:
        os.link(partial, target)  # unlike a rename it writes over nothing
    except OSError as why:
        if why.errno not in _NO_LINKS:
            raise
        if target.exists():
            raise FileExistsError(target) from None
        partial.rename(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        with suppress(OSError):  # not every file system does this for folders
            os.fsync(folder)
    finally:
        os.close(folder)


def folder_of(store: Store) -> Path:
    """Where a backup lies that is made before an upgrade: beside the file of SQLite; else in `DATA`."""
    file = file_of(store.url)
    return file.parent if file is not None else DATA


def _pages(store: Store, partial: Path) -> None:
    """All pages at once: in parts, every commit meanwhile would begin it anew.

    In WAL nobody waits for it. In TRUNCATE commits wait as long as the disk takes to copy the file; what
    Zoom is answered 503 then, it sends again.
    """
    copy = SQLITE.connect(partial)
    try:
        store.read(lambda tx: _driver(tx).backup(copy, pages=-1))
        # One file, that needs no log beside it to be read.
        copy.execute("PRAGMA journal_mode=DELETE")
    finally:
        copy.close()


def _rows(store: Store, partial: Path, heard: copying.Heard) -> None:
    copy = Store(f"sqlite:///{partial}")
    try:

        def both(source: Tx) -> None:
            copy.upgrade(to=migrating.revision(source))
            copy.run(lambda target: copying.copy(source, target, heard=heard))

        store.read(both)
    finally:
        copy.close()
    file = SQLITE.connect(partial)
    try:
        file.execute("PRAGMA journal_mode=DELETE")
    finally:
        file.close()


def _examined(path: Path) -> dict[str, int]:
    backup = _File(path)
    try:
        return backup.read(copying.rows)
    finally:
        backup.close()


def _fill(
    store: Store,
    read: _Reads,
    *,
    now: datetime,
    without: Collection[str],
    heard: copying.Heard,
    file: Path | None = None,
) -> dict[str, int]:
    """Copy what `read` reads into an empty store. `file`: the SQLite file that this is, if it is one."""
    revision = read(migrating.revision)
    _refuse_full(store, revision)
    store.upgrade(to=revision)

    def fill(source: Tx) -> dict[str, int]:
        return store.run(lambda target: copying.copy(source, target, without=without, heard=heard))

    if file is not None and store.dialect == "sqlite":
        try:
            copied = store.run(lambda target: copying.copy_file(file, target, without=without, heard=heard))
        finally:
            store.close()
    else:
        copied = read(fill)
    store.upgrade()
    store.run(lambda tx: _ask_anew(tx, now))
    return copied


def _ask_anew(tx: Tx, now: datetime) -> None:
    """Ask for every record: what waited in the queue of another kind of store did not come along.

    Which machine the former store was in use on says nothing of the new one.
    """
    memory.forget(tx, memory.HOME)
    for event_id in tx.execute(schema.event.select().with_only_columns(schema.event.c.id)).scalars():
        jobs.ask(tx, "rebuild", event_id, due=now)


def _refuse_full(store: Store, revision: str) -> None:
    state = store.schema_state()
    if state == "empty":
        return
    held = {name: count for name, count in store.read(copying.rows).items() if count} if state else {}
    held = {name: count for name, count in held.items() if name not in _OF_ITSELF}
    if held:
        name, count = max(held.items(), key=lambda one: one[1])
        raise NotEmpty(f"{count} rows in “{name}”")
    if store.read(migrating.revision) != revision:
        raise NotEmpty("it has tables of another version")


def _driver(tx: Tx) -> Any:
    """The driver's own connection: a page copy is none of SQLAlchemy's business."""
    return tx.connection.driver_connection


def _unwritable(target: Path, why: str) -> Trouble:
    return Trouble(
        f"The backup {target} could not be written ({why}).",
        "No part of it was left, and the store was not changed.",
        "Give a folder that may be written and has room for it.",
    )


class _File:
    """A backup, opened to read only: not even its journal mode is changed. Raises BackupUnusable."""

    def __init__(self, path: Path) -> None:
        address = f"{path.absolute().as_uri()}?mode=ro"
        self._engine = create_engine(
            "sqlite://",
            creator=lambda: SQLITE.connect(address, uri=True, isolation_level=None, check_same_thread=False),
            module=SQLITE,
            poolclass=NullPool,
            hide_parameters=True,
        )
        event.listen(self._engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
        try:
            self._check(path)
        except BaseException:
            self.close()
            raise

    def read(self, steps: Callable[[Tx], T]) -> T:
        with self._engine.begin() as tx:
            return steps(tx)

    def close(self) -> None:
        self._engine.dispose()

    def _check(self, path: Path) -> None:
        try:
            state = self.read(migrating.state)
            found = self.read(lambda tx: tx.exec_driver_sql("PRAGMA integrity_check").scalar())
        except Exception as why:
            raise BackupUnusable(path, "is not a backup of zoom-sync, or is damaged") from why
        if found != "ok":
            raise BackupUnusable(path, "is damaged")
        if state == "empty":
            raise BackupUnusable(path, "is not a backup of zoom-sync")
        if state == "newer":
            raise BackupUnusable(path, "was made by a newer version of zoom-sync")
