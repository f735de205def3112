"""Writers of one SQLite file, each in turn.

SQLite lets one transaction write at a time, and keeps no line: whoever finds it taken sleeps and looks again, in the
end a tenth of a second later each time, and so misses the moments between two transactions of somebody busy. A check-in
of five milliseconds waited for a second beside a worker that reads deliveries. Here the threads of one process stand in
line, and processes go through a turnstile: whoever waits for the pen holds the turn, so that whoever has just laid the
pen down cannot overtake them.

This is a courtesy that nothing depends on: SQLite's own lock stands behind it, and whoever waited in vain goes there.
What a process has locked the kernel unlocks when that process ends.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Lock

PATIENCE_S = 2.0  # for so long somebody stands in line; then SQLite is asked all the same
SLICE_S = 0.03  # for so long the threads of one process hand the pen on among themselves, if others wait
LOOK_S = 0.001  # between two looks whether another process has laid the pen down
_TURN, _PEN = 0, 1  # bytes of the file that are locked; it holds nothing


class Turns:
    """`mine` around a transaction that writes. `path`: the store's file, beside which a file of ours is locked."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(f"{path.name}-turn")
        self._file: int | None = None
        self._line = _Line()
        self._until: float | None = None  # we have the pen, and lay it down then, if not before

    @contextmanager
    def mine(self) -> Iterator[None]:
        """Begin when it is our turn, or after `PATIENCE_S`; who comes later comes after this."""
        patience = time.monotonic() + PATIENCE_S
        if not self._line.join(patience):
            yield
            return
        try:
            if self._until is None and self._is_our_turn(patience):
                self._until = time.monotonic() + SLICE_S
            yield
        finally:
            self._line.leave(self._lay_down)

    def close(self) -> None:
        """Give the file back; it is opened anew by whoever comes then."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _lay_down(self, is_waited_for: bool) -> None:
        """Lay the pen down, if we have it and it does not stay among ourselves."""
        if self._until is not None and not (is_waited_for and time.monotonic() < self._until):
            if self._file is not None:
                _unlock(self._file, _PEN)
            self._until = None

    def _is_our_turn(self, patience: float) -> bool:
        try:
            if self._file is None:
                self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            if not _is_locked(self._file, _TURN, patience):
                return False
            try:
                return _is_locked(self._file, _PEN, patience)
            finally:
                _unlock(self._file, _TURN)
        except OSError:  # no file can be made there, or none that can be locked
            return False


def _is_locked(file: int, place: int, patience: float) -> bool:
    """Lock this byte for our process; False where another one has it until our patience ends."""
    while True:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
        except BlockingIOError:
            if time.monotonic() >= patience:
                return False
            time.sleep(LOOK_S)
        else:
            return True


def _unlock(file: int, place: int) -> None:
    fcntl.lockf(file, fcntl.LOCK_UN, 1, place)


class _Line:
    """A lock that is given to whoever has waited longest."""

    def __init__(self) -> None:
        self._guard, self._is_taken = Lock(), False
        self._waiting: deque[Event] = deque()

    def join(self, patience: float) -> bool:
        """Wait for it, no longer than until this moment of `time.monotonic`. Whether it is ours now."""
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return True
            called = Event()
            self._waiting.append(called)
        if called.wait(max(0.0, patience - time.monotonic())):
            return True
        with self._guard:
            if called.is_set():  # in the very last moment
                return True
            self._waiting.remove(called)
            return False

    def leave(self, before: Callable[[bool], None]) -> None:
        """Call the next one. `before` is told first whether there is one, while nobody comes or goes."""
        with self._guard:
            before(bool(self._waiting))
            if self._waiting:
                self._waiting.popleft().set()  # it stays taken
            else:
                self._is_taken = False
