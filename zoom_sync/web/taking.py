"""A thread of the web process that says every few seconds: deliveries can be taken here.

Where no process could say so for a minute, deliveries may be lost for good; the first that can again names the
gap and has its events read from Zoom's reports. It also hands on what was refused, for the eyes of all.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

import structlog

from zoom_sync.actions import notice
from zoom_sync.store.database import StoreUnavailable
from zoom_sync.web import metrics

if TYPE_CHECKING:
    from zoom_sync.wiring import Rooms

log = structlog.get_logger(__name__)
EVERY_S = 5


class Taking:
    """One process's word that it takes deliveries."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._said: float | None = None  # by the clock that nobody sets
        self._ended = threading.Event()

    def start(self) -> Callable[[], None]:
        """Say so from now on, in a thread. Gives what ends that."""
        threading.Thread(target=self._go_on, name="taking", daemon=True).start()
        return self._ended.set

    def say(self) -> None:
        """Say so once. A store that is away hears it the next time."""
        clock = self._rooms.clock
        now = clock.monotonic()
        awake_s = None if self._said is None else now - self._said
        refused = metrics.take_refusals()
        try:
            notice.taking(self._rooms.store, clock=clock, awake_s=awake_s, refused=refused)
        except StoreUnavailable as why:
            metrics.put_back(refused)
            log.warning("not noted that deliveries can be taken", trouble=why.what)
            return
        self._said = now

    def _go_on(self) -> None:
        while True:
            try:
                self.say()
            except Exception:
                log.exception("not noted that deliveries can be taken")
            if self._ended.wait(EVERY_S):
                return
