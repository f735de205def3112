"""The store: one database, and transactions that are whole or did not happen.

    store.run(lambda tx: events.add(tx, event, now=now))
    people = store.read(lambda tx: people.read(tx, event_id))

Every function of this room takes `tx` and never commits. `run` may call its steps again after a passing
fault, so they must be repeatable and touch nothing but the store.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Literal, Protocol, TypeVar

from sqlalchemy import URL, Connection, text

from zoom_sync.moments import reached
from zoom_sync.records import Trouble
from zoom_sync.store import audit, checkpointing, memory, migrating, scrubbing
from zoom_sync.store.checkpointing import Checkpointer
from zoom_sync.store.engine import READS, SOON, SQLITE, file_of, journal, open_engine
from zoom_sync.store.faults import (
    DRIVER_ERRORS,
    StoreUnavailable,
    StoreUnusable,
    is_passing,
    told,
)
from zoom_sync.store.once import once
from zoom_sync.store.turns import Turns

__all__ = ["Store", "StoreUnavailable", "StoreUnusable"]

T = TypeVar("T")
Tx = Connection
_TRIES = 3


class _Sleeper(Protocol):
    def sleep(self, seconds: float) -> None: ...


class Store:
    """Raises StoreUnusable for an address it cannot use. Opens its first connection only when asked."""

    def __init__(self, url: str, *, clock: _Sleeper | None = None) -> None:
        self._engine = open_engine(url)
        file = file_of(self._engine.url)
        self._turns = None if file is None else Turns(file)
        self._checkpointer = Checkpointer(self._engine) if file is not None and journal() == "WAL" else None
        self._sleep: Callable[[float], None] = clock.sleep if clock is not None else time.sleep

    def run(self, steps: Callable[[Tx], T]) -> T:
        """Run the steps in one transaction and commit it: all of it, or nothing.

        Up to three tries after a passing fault (lock, lost connection, serialisation).
        Raises StoreUnavailable or StoreUnusable where the store is at fault; what `steps` raises otherwise
        passes through, and nothing of them stays.
        """
        return self._written(steps, {})

    def soon(self, steps: Callable[[Tx], T]) -> T:
        """`run`, for what its source would tell again: the commit does not wait until it is on the disk.

        Everybody sees it at once. A power cut may take the newest of such commits, but never part of one, and none
        that was there before a commit of `run`: that puts on the disk all that came before it.
        """
        return self._written(steps, {SOON: True})

    def _written(self, steps: Callable[[Tx], T], options: dict[str, object]) -> T:
        def write() -> T:
            reached("a transaction begins")
            with self._turn(), self._engine.connect() as connection:
                tx = connection.execution_options(**options)
                before = self._changed(tx)
                with tx.begin():
                    done = steps(tx)
                    audit.write(tx)
                rows = self._changed(tx) - before
            if self._checkpointer is not None:
                self._checkpointer.changed(rows)
            reached("a transaction is committed, nobody told")
            return done

        return self._tried(write)

    def once(self, steps: Callable[[Tx], T]) -> T:
        """`run`, for what must not be done twice, such as a line of the audit.

        Where the word of a commit was lost, `run` does its steps again; this finds that they are done.
        """
        return self.run(once(steps))

    def read(self, steps: Callable[[Tx], T]) -> T:
        """Run reading steps on one snapshot. Keep it short: SQLite without WAL holds up commits meanwhile."""
        options: dict[str, object] = {READS: True}
        if self.dialect == "postgresql":
            options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}

        def look() -> T:
            with self._engine.connect() as connection:
                tx = connection.execution_options(**options)
                with tx.begin():
                    return steps(tx)

        return self._tried(look)

    def _changed(self, tx: Tx) -> int:
        return 0 if self._checkpointer is None else checkpointing.rows_changed(tx)

    def _turn(self) -> AbstractContextManager[None]:
        return nullcontext() if self._turns is None else self._turns.mine()

    def _tried(self, once: Callable[[], T]) -> T:
        # Not stamina: its hooks log repr(error), and PostgreSQL's errors hold values of rows.
        for attempt in range(1, _TRIES + 1):
            try:
                return once()
            except DRIVER_ERRORS as error:
                if attempt == _TRIES or not is_passing(error):
                    trouble: Trouble = told(error)
                    break
            self._sleep(0.05 * 4 ** (attempt - 1))
        raise trouble

    def upgrade(self, *, to: str = "head") -> None:
        """Bring the store to the newest schema, or as far as `to`, in one transaction.

        Nothing to do is fine. `actions.backing_up` keeps what was there before.

        Raises StoreUnusable for a store from a newer version or of another program.
        """
        if self.schema_state() == "newer":
            raise StoreUnusable(
                "The store was written by a newer version of zoom-sync.",
                "Start that version, or restore a backup made before it.",
            )
        self._tried(lambda: migrating.upgrade(self._engine, to=to))

    def schema_state(self) -> Literal["current", "older", "newer", "empty"]:
        return self.read(migrating.state)

    def describe(self) -> str:
        """ "SQLite 3.53.4, WAL" or "PostgreSQL 18"."""
        if self.dialect == "sqlite":
            return f"SQLite {SQLITE.sqlite_version}, {journal()}"
        version = self.read(lambda tx: tx.execute(text("SHOW server_version_num")).scalar_one())
        return f"PostgreSQL {int(version) // 10_000}"

    def writable(self) -> None:
        """Write something. Raises StoreUnavailable (or StoreUnusable) where that is not possible."""
        self.run(memory.touch)

    def forget_freed(self) -> bool:
        """Let nothing that was deleted stand in a freed page or a log. Returns False where somebody is in the way.

        SQLite has overwritten what it freed (`secure_delete`); its log is written back and emptied. PostgreSQL
        writes anew the tables that hold what is personal: whoever wants to use them waits that long.
        """
        if self._checkpointer is not None:
            self._checkpointer.wait()  # two at once get in each other's way
        return (
            scrubbing.sqlite(self._engine) if self.dialect == "sqlite" else scrubbing.postgresql(self._engine)
        )

    @property
    def url(self) -> URL:
        """The address of the store. It may hold a password: never shown."""
        return self._engine.url

    @property
    def dialect(self) -> str:
        """ "sqlite" or "postgresql"."""
        return self._engine.dialect.name

    def close(self) -> None:
        """Give all connections back. The store can be used again; it then opens new ones."""
        if self._checkpointer is not None:
            self._checkpointer.wait()
        self._engine.dispose()
        if self._turns is not None:
            self._turns.close()
