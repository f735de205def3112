"""The threads that tell hooks: one hook a thread, so that a receiver that is slow keeps nobody else waiting.

They are not those of the tasks, nor that of the letters. A hook through which nothing gets is left alone for longer and
longer, so even many such leave threads for the others.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import structlog

from zoom_sync import posting
from zoom_sync.actions import hooks as acts
from zoom_sync.records import Trouble
from zoom_sync.store import hooks
from zoom_sync.wiring import Rooms

log = structlog.get_logger(__name__)
THREADS = 4


class Messengers:
    def __init__(self, rooms: Rooms, stopping: Callable[[], bool]) -> None:
        self._rooms, self._stopping = rooms, stopping
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="hook")
        self._busy: set[str] = set()
        self._lock = threading.Lock()

    def look(self) -> None:
        """Put every hook for which something is due before a thread, but those that one is at."""
        now = self._rooms.clock.now()
        for id in self._rooms.store.read(lambda tx: hooks.due(tx, now=now)):
            with self._lock:
                if id in self._busy:
                    continue
                self._busy.add(id)
            self._pool.submit(self._tell, id)

    def rest(self) -> None:
        """What runs is not waited for: whatever was not settled is sent again."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _tell(self, id: str) -> None:
        rooms = self._rooms
        try:
            acts.send_some(
                rooms.store, id, posting.post, keys=rooms.keys, clock=rooms.clock,
                loopback=rooms.config.loopback, stopping=self._stopping,
            )  # fmt: skip
        except Trouble as trouble:
            log.warning("a hook was not told", hook=id, trouble=trouble.what)
        except Exception:  # nobody looks at what a thread raises
            log.exception("telling a hook broke", hook=id)
        finally:
            with self._lock:
                self._busy.discard(id)
