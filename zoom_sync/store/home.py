"""Where the store's file is in use, and whether its last users ended well.

SQLite's locks hold on one machine only: two services on one file on two machines would in time spoil it. So a
row names the machine, and whoever uses the file there changes a number in it every few seconds. Another machine
watches that number before it takes the file over; no two clocks are compared. A process also writes down that
it is there, and takes that back when it ends in peace: what it did not take back was a crash or a power cut,
and then SQLite's own check is made before anything else.

PostgreSQL needs none of this.
"""

from __future__ import annotations

import os
import socket
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import text

from zoom_sync.records import Trouble
from zoom_sync.store import memory
from zoom_sync.store.database import Store
from zoom_sync.store.dialect import Tx
from zoom_sync.store.engine import why_journal
from zoom_sync.store.faults import StoreUnusable

BEAT_S = 4
LISTEN_S = 3 * BEAT_S  # how long another machine must be silent before its store is taken over
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Clock(Protocol):
    def now(self) -> datetime: ...

    def monotonic(self) -> float: ...

    def sleep(self, seconds: float) -> None: ...


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine that is running. `boot` differs from one start of it to the next; "" where none is known."""

    name: str
    boot: str


def this_machine() -> Machine:
    return Machine(socket.gethostname()[:100], _boot())


def _boot() -> str:
    with suppress(OSError):
        return _BOOT_ID.read_text().strip()
    with suppress(OSError, subprocess.SubprocessError):
        told = subprocess.run(  # macOS
            ["/usr/sbin/sysctl", "-n", "kern.bootsessionuuid"], capture_output=True, timeout=5, check=True
        )
        return told.stdout.decode("ascii", "replace").strip()
    return ""


class Home:
    """One process's use of the store. `enter` before anything else, `stay` while it works, `leave` at its end.

    `role`: what this process is, such as "web". `say` is told in a sentence what keeps the start waiting.
    """

    def __init__(
        self,
        store: Store,
        *,
        clock: Clock,
        role: str,
        machine: Machine | None = None,
        say: Callable[[str], None] = lambda sentence: None,
        process: int | None = None,
    ) -> None:
        self._store, self._clock, self._say = store, clock, say
        self._machine = machine or this_machine()
        self._me = f"{role}:{process or os.getpid()}"
        self._is_needed = store.dialect == "sqlite"

    def enter(self) -> None:
        """Make this machine the store's, and check the file where its last use ended badly.

        Raises StoreUnusable where another machine uses it, or where the file is damaged.
        """
        if not self._is_needed:
            return
        found = self._store.read(_row)
        if found is not None and not self._is_here(found):
            self._say(
                f"The store was last used on the machine {found['machine']}; "
                f"listening for {LISTEN_S} s whether it still is."
            )
            self._listen(found)
        self._check(found)
        self._store.run(self._moved_in)

    def stay(self, lost: Callable[[Trouble], None]) -> Callable[[], None]:
        """Say every few seconds, in a thread, that this machine uses the store. Gives what ends that.

        `lost` is called once, in that thread, when another machine has taken the store over.
        """
        ended = threading.Event()

        def beat() -> None:
            while not ended.wait(BEAT_S):
                with suppress(Trouble):  # a store that is away for a moment is nobody else's for that
                    if not self._store.run(self._beaten):
                        lost(taken_over())
                        return

        if self._is_needed:
            threading.Thread(target=beat, name="home", daemon=True).start()
        return ended.set

    def leave(self) -> None:
        """Say that this process ended in peace. Raises StoreUnusable where the store is another machine's."""
        if self._is_needed and not self._store.run(self._moved_out):
            raise taken_over()

    def _is_here(self, found: dict[str, Any]) -> bool:
        """Whether the row is this machine's, as it runs or from before it was started again."""
        if found["boot"] and found["boot"] == self._machine.boot:
            return True  # also in another container of this machine, whatever name that has
        # A copied machine has its name, too: of another start only a use that ended in peace is taken for its own.
        is_known = bool(found["boot"] and self._machine.boot)
        return bool(found["machine"] == self._machine.name and not (is_known and found["open"]))

    def _listen(self, found: dict[str, Any]) -> None:
        until = self._clock.monotonic() + LISTEN_S
        while self._clock.monotonic() < until:
            self._clock.sleep(0.5)
            now = self._store.read(_row)
            if now is None or (now["boot"], now["beat"]) != (found["boot"], found["beat"]):
                raise StoreUnusable(
                    f"The store is in use by the service on the machine {found['machine']}.",
                    "End that one first; several machines need PostgreSQL (DATABASE_URL=postgresql://…).",
                )

    def _check(self, found: dict[str, Any] | None) -> None:
        """SQLite's own check: the whole after a power cut, the quick one after a crash on a machine that ran on."""
        if found is None or not (crashed := [each for each in found["open"] if not self._runs(each, found)]):
            return
        is_restarted = found["boot"] != self._machine.boot
        how = "integrity_check" if is_restarted else "quick_check"
        began = self._clock.monotonic()
        said = self._store.read(lambda tx: tx.execute(text(f"PRAGMA {how}(1)")).scalar())
        if said != "ok":
            raise StoreUnusable(
                "The store did not pass SQLite's own check after its last use was cut off.",
                "Put the file and those beside it aside, and restore the newest backup.",
            )
        names = ", ".join(sorted({each.partition(":")[0] for each in crashed}))
        self._say(
            f"The last use of the store was cut off ({names}); its check found it whole "
            f"({how}, {self._clock.monotonic() - began:.1f} s)."
        )

    def _runs(self, who: str, found: dict[str, Any]) -> bool:
        """Whether a process that wrote itself down is still there."""
        if found["boot"] != self._machine.boot or who == self._me:
            return False
        try:
            os.kill(int(who.partition(":")[2]), 0)
        except PermissionError:
            return True
        except (ProcessLookupError, ValueError):
            return False
        return True

    def _moved_in(self, tx: Tx) -> None:
        found = _row(tx)
        there = [each for each in found["open"] if self._runs(each, found)] if found else []
        self._write(tx, beat=found["beat"] + 1 if found else 0, there=[*there, self._me])

    def _beaten(self, tx: Tx) -> bool:
        found = _row(tx)
        if found is not None and not self._is_mine(found):
            return False
        there = found["open"] if found else [self._me]
        self._write(tx, beat=found["beat"] + 1 if found else 0, there=there)
        return True

    def _moved_out(self, tx: Tx) -> bool:
        found = _row(tx)
        if found is None or not self._is_mine(found):
            return False
        self._write(tx, beat=found["beat"], there=[each for each in found["open"] if each != self._me])
        return True

    def _is_mine(self, found: dict[str, Any]) -> bool:
        return bool(found["boot"] == self._machine.boot and (found["boot"] or self._is_here(found)))

    def _write(self, tx: Tx, *, beat: int, there: list[str]) -> None:
        row = {"machine": self._machine.name, "boot": self._machine.boot, "beat": beat, "open": there}
        memory.remember(tx, memory.HOME, row, now=self._clock.now())


def taken_over() -> StoreUnusable:
    return StoreUnusable(
        "Another machine has taken the store over.",
        "Run the service on one machine; several need PostgreSQL (DATABASE_URL=postgresql://…).",
    )


def _row(tx: Tx) -> dict[str, Any] | None:
    return memory.recall(tx, memory.HOME)


def introduction(store: Store) -> str:
    """What a start says of its store: version, how it keeps what is committed, and why so."""
    if store.dialect == "sqlite":
        return f"The store is {store.describe()}, since {why_journal()}."
    fsync = store.read(lambda tx: tx.execute(text("SHOW fsync")).scalar())
    if fsync == "on":
        return f"The store is {store.describe()}; every commit waits for the disk."
    return f"The store is {store.describe()} with fsync off: a power cut may lose what was answered."
