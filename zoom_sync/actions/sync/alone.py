"""One sync of an event at a time, over all processes and machines."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Protocol

import structlog

from zoom_sync.records import Trouble
from zoom_sync.store import jobs
from zoom_sync.store.database import Store

log = structlog.get_logger(__name__)
LEASE_S, RENEW_S = 20, 5  # short, so that a sync that was killed is in nobody's way for long


class Clock(Protocol):
    def now(self) -> datetime: ...
    def monotonic(self) -> float: ...
    def sleep(self, seconds: float) -> None: ...


class AlreadyRunning(Trouble):
    """Another process is reading this event just now."""

    def __init__(self) -> None:
        super().__init__(
            "Another sync of this event is running.",
            "This one has changed nothing.",
            "Wait until the other has ended; after a crash that takes half a minute.",
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
def alone(store: Store, event_id: str, *, clock: Clock, holder: str) -> Iterator[Callable[[], None]]:
    """Hold the event's lease; gives a function that raises Lost once it is another's.

    Raises AlreadyRunning. A thread of its own renews the lease, since one answer of Zoom may take minutes.
    """
    name, mine = f"sync:{event_id}", f"{holder}:{secrets.token_hex(4)}"

    def take() -> int | None:
        return store.run(lambda tx: jobs.lease(tx, name, holder=mine, now=clock.now(), seconds=LEASE_S))

    fence = take()
    if fence is None:
        raise AlreadyRunning
    over, lost = threading.Event(), threading.Event()

    def renew() -> None:
        while not over.wait(RENEW_S):
            try:
                if take() != fence:
                    lost.set()
                    return
            except Trouble as trouble:  # the store may be back before the lease runs out
                log.warning("the lease of a sync was not renewed", of=event_id, trouble=trouble.what)

    def still_ours() -> None:
        if lost.is_set():
            raise Lost

    renewing = threading.Thread(target=renew, name="sync lease", daemon=True)
    renewing.start()
    try:
        yield still_ours
    finally:
        over.set()
        renewing.join()
        store.run(lambda tx: jobs.release(tx, name, fence=fence))
