"""One sync of an event at a time, over all processes and machines."""

from __future__ import annotations

import os
import secrets
import socket
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import structlog

from zoom_sync.actions import Timer
from zoom_sync.moments import reached
from zoom_sync.records import Trouble
from zoom_sync.store import jobs, memory
from zoom_sync.store.database import Store, Tx

log = structlog.get_logger(__name__)
LEASE_S, RENEW_S = 7, 1.5  # shorter than a task's: who takes up a killed sync finds the event free


class StillOurs(Protocol):
    """Raises Lost once another has the lease; with `tx` nobody can take it before that transaction ends."""

    def __call__(self, tx: Tx | None = None) -> None: ...


class AlreadyRunning(Trouble):
    """Another process is reading this event just now."""

    def __init__(self) -> None:
        super().__init__(
            "Another sync of this event is running.",
            "This one has changed nothing.",
            "Wait until the other has ended; after a crash of its machine that takes half a minute.",
        )


class Lost(Trouble):
    """Another sync has taken over, since this one was silent for too long."""

    def __init__(self) -> None:
        super().__init__(
            "This sync was silent for too long, and another one has taken over.",
            "What this one had read is kept.",
            "Nothing needs to be done.",
        )


@contextmanager
def alone(store: Store, event_id: str, *, clock: Timer, holder: str) -> Iterator[StillOurs]:
    """Hold the event's lease; gives a function that raises Lost once it is another's.

    Within a transaction it is sure until that ends: a process that stood still and goes on writes nothing.
    Raises AlreadyRunning. A thread of its own renews the lease, since one answer of Zoom may take minutes.
    """
    lease = _Lease(event_id, f"{holder}:{secrets.token_hex(4)}", clock)
    fence = store.run(lease.begin)
    if fence is None:
        raise AlreadyRunning
    reached("a lease taken, nothing done")
    over, lost = threading.Event(), threading.Event()

    def renew() -> None:
        while not over.wait(RENEW_S):
            try:
                if store.run(lease.take) != fence:
                    lost.set()
                    return
            except Trouble as trouble:  # the store may be back before the lease runs out
                log.warning("the lease of a sync was not renewed", of=event_id, trouble=trouble.what)

    def still_ours(tx: Tx | None = None) -> None:
        if lost.is_set() or (tx is not None and not jobs.holds(tx, lease.name, fence=fence)):
            raise Lost

    renewing = threading.Thread(target=renew, name="sync lease", daemon=True)
    renewing.start()
    try:
        yield still_ours
    finally:
        over.set()
        renewing.join()
        store.run(lambda tx: jobs.release(tx, lease.name, fence=fence))


class _Lease:
    """The lease of one event, and beside it which process has it."""

    def __init__(self, event_id: str, holder: str, clock: Timer) -> None:
        self.name, self._beside = f"sync:{event_id}", memory.sync_holder(event_id)
        self._holder, self._clock = holder, clock

    def begin(self, tx: Tx) -> int | None:
        """Take the lease, also from a process of this machine that is no more. None: somebody has it."""
        fence = self.take(tx)
        if fence is None:
            held = memory.recall(tx, self._beside)
            if held is None or held["machine"] != _machine() or _lives(held["process"]):
                return None
            jobs.release(tx, self.name, fence=held["fence"])
            fence = self.take(tx)
        beside = {"machine": _machine(), "process": os.getpid(), "fence": fence}
        memory.remember(tx, self._beside, beside, now=self._clock.now())
        return fence

    def take(self, tx: Tx) -> int | None:
        now = jobs.time_of(tx, self._clock.now())
        return jobs.lease(tx, self.name, holder=self._holder, now=now, seconds=LEASE_S)


def _machine() -> str:
    return f"{socket.gethostname()}/{uuid.getnode():x}"


def _lives(process: int) -> bool:
    """Whether a process of this machine is there. In doubt it is: then its lease has to run out."""
    if os.name != "posix":
        return True  # elsewhere signal 0 would end it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
