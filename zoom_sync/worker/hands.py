"""The threads of a worker that do due tasks.

A task is theirs while they renew its lease; a worker that is killed or paused renews nothing, and another one
takes it up. Whoever was overtaken is told so when it settles, and its end changes nothing.
"""

from __future__ import annotations

import threading
import time
from datetime import datetime, timedelta

import structlog

from zoom_sync.records import Trouble
from zoom_sync.store import jobs
from zoom_sync.store.database import Tx
from zoom_sync.wiring import Rooms
from zoom_sync.worker.tasks import TASKS

log = structlog.get_logger(__name__)

THREADS = 3
LOOK_S = 0.5  # between two looks for due work while there is none
LEASE_S = 8.0  # after so many seconds of silence another worker takes a task up
RENEWALS = 4  # within one lease
LONGEST_S = 7200.0  # a task that hangs is not kept from the others for ever
RETRIES = (5, 30, 120, 600, 3600)  # seconds until a task that failed is tried again


class Hands:
    """Do due tasks from `start` until `stop` is set; then `rest`."""

    def __init__(self, rooms: Rooms, name: str, stop: threading.Event) -> None:
        self._rooms, self._name, self._stop = rooms, name, stop
        self._looking = threading.Lock()
        self._flows = False  # the last look found something: the next one claims at once
        self._held: dict[tuple[int, int], jobs.Task] = {}
        self._threads = [
            threading.Thread(target=self._work, name=f"task-{number}", daemon=True)
            for number in range(THREADS)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def rest(self, *, until: float) -> None:
        """Wait for what runs, until this moment of `time.monotonic`; what then still runs is let go."""
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        left = list(self._held.values())
        if not left:
            return
        log.info("tasks are left to the next worker", tasks=[task.name for task in left])
        try:
            self._rooms.store.run(lambda tx: [jobs.let_go(tx, task, now=self._time(tx)) for task in left])
        except Trouble as trouble:  # their leases run out by themselves
            log.warning("tasks not let go", trouble=trouble.what)

    def _work(self) -> None:
        while not self._stop.is_set():
            task = self._next()
            if task is not None:
                self._do(task)

    def _next(self) -> jobs.Task | None:
        """Wait for a task. None: stop. While there is none one thread looks, and the others wait for its find."""
        task = self._look() if self._flows else None
        if task is not None:
            return task
        with self._looking:
            while not self._stop.is_set():
                task = self._look()
                if task is not None:
                    return task
                self._stop.wait(LOOK_S)
        return None

    def _look(self) -> jobs.Task | None:
        try:
            task = self._claim()
        except Trouble as trouble:
            task = None
            log.warning("no look for tasks", trouble=trouble.what)
        except Exception:
            task = None
            log.exception("the look for tasks broke")
        self._flows = task is not None
        return task

    def _claim(self) -> jobs.Task | None:
        store = self._rooms.store
        if not self._flows and not store.read(lambda tx: jobs.is_any_due(tx, now=self._time(tx))):
            return None
        task = store.run(lambda tx: jobs.claim(tx, now=self._time(tx), lease_s=LEASE_S))
        if task is not None:
            self._held[task.id, task.fence] = task
        return task

    def _do(self, task: jobs.Task) -> None:
        error, again, done = "", False, threading.Event()
        threading.Thread(target=self._keep, args=(task, done), name="task lease", daemon=True).start()
        try:
            TASKS[task.name](self._rooms, self._name, task.args)
        except Trouble as trouble:
            error, again = str(trouble), task.tries <= len(RETRIES)
            log.warning("task failed", task=task.name, key=task.key, tries=task.tries, trouble=trouble.what)
        except Exception as unforeseen:
            error, again = f"{type(unforeseen).__name__}: see the log", task.tries <= len(RETRIES)
            log.exception("task broke", task=task.name, key=task.key, tries=task.tries)
        finally:
            done.set()
        try:
            if not self._rooms.store.run(lambda tx: self._settle(tx, task, error, again)):
                log.warning("another worker has taken the task; this end of it is void", task=task.name)
        except Trouble as trouble:
            log.warning("task not settled, so it is done again", task=task.name, trouble=trouble.what)
        except Exception:  # nobody looks at what a thread raises, and the thread must live
            log.exception("task not settled, so it is done again", task=task.name)
        self._held.pop((task.id, task.fence), None)

    def _settle(self, tx: Tx, task: jobs.Task, error: str, again: bool) -> bool:
        now = self._time(tx)
        retry_at = now + timedelta(seconds=RETRIES[task.tries - 1]) if again else None
        return jobs.settle(tx, task, now=now, error=error, retry_at=retry_at)

    def _keep(self, task: jobs.Task, done: threading.Event) -> None:
        """Renew the lease until the task is done, is another's, or hangs."""
        until = time.monotonic() + LONGEST_S
        while not done.wait(LEASE_S / RENEWALS):
            if time.monotonic() > until:
                log.error("task hangs; another worker may take it up", task=task.name, key=task.key)
                return
            try:
                renewed = self._rooms.store.run(
                    lambda tx: jobs.renew(tx, task, now=self._time(tx), lease_s=LEASE_S)
                )
            except Trouble as trouble:  # the store may be back before the lease runs out
                log.warning("the lease of a task was not renewed", task=task.name, trouble=trouble.what)
                continue
            if not renewed and not done.is_set():
                log.warning("another worker has taken the task", task=task.name, key=task.key)
                return

    def _time(self, tx: Tx) -> datetime:
        return jobs.time_of(tx, self._rooms.clock.now())
