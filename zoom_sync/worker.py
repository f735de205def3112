"""The worker process: reads the inbox, does what is due, sends approved letters.

APScheduler only ticks. What is to be done stands in the store before anyone does it, so a missed tick is
late and not lost; every task may run twice. Each look is short and leaves when the process is told to stop.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from zoom_sync.actions import follow_up, read_inbox, rebuild, sync, timetable
from zoom_sync.records import Trouble
from zoom_sync.store import jobs
from zoom_sync.wiring import Rooms

log = structlog.get_logger(__name__)
THREADS = 3
TASK_LEASE_S = 120
RETRIES = (5, 30, 120, 600, 3600)  # seconds until a task that failed is tried again


class Worker:
    """One worker of a store. `run` returns after `stop`."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self._stop = threading.Event()
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="task")
        self._busy = threading.BoundedSemaphore(THREADS)

    def run(self) -> None:
        """Tick until told to stop; then no new work begins, and what runs has two seconds to end."""
        scheduler = BackgroundScheduler(timezone="UTC")
        looks: list[tuple[Callable[[], None], float]] = [
            (self.beat, 5),
            (self.read_inbox, 0.5),
            (self.do_due, 0.5),
            (self.send_letters, 2),
            (self.plan, 10 if min(self.rooms.config.report_reads) >= timedelta(minutes=1) else 1),
        ]
        for look, seconds in looks:
            scheduler.add_job(
                self._guarded(look), "interval", seconds=seconds, id=look.__name__,
                coalesce=True, max_instances=1, misfire_grace_time=None, next_run_time=self.rooms.clock.now(),
            )  # fmt: skip
        scheduler.start()
        log.info("worker started", worker=self.name, store=self.rooms.store.describe())
        self._stop.wait()
        scheduler.shutdown(wait=False)
        self._pool.shutdown(wait=False, cancel_futures=True)
        log.info("worker stopped", worker=self.name)

    def stop(self) -> None:
        self._stop.set()

    @property
    def stopping(self) -> bool:
        return self._stop.is_set()

    def beat(self) -> None:
        now = self.rooms.clock.now()
        self.rooms.store.run(lambda tx: jobs.beat(tx, self.name, now=now))

    def read_inbox(self) -> None:
        """One worker at a time reads, in batches, until nothing is unread."""
        rooms = self.rooms
        with _Lease(rooms, "inbox", self.name, seconds=30) as held:
            while held and not self._stop.is_set():
                if not read_inbox.read_some(rooms.store, clock=rooms.clock, account=rooms.config.account_id):
                    return

    def do_due(self) -> None:
        """Give due tasks to free threads."""
        while not self._stop.is_set() and self._busy.acquire(blocking=False):
            now = self.rooms.clock.now()
            task = self.rooms.store.run(partial(jobs.claim, now=now, lease_s=TASK_LEASE_S))
            if task is None:
                self._busy.release()
                return
            self._pool.submit(self._do, task)

    def send_letters(self) -> None:
        rooms = self.rooms
        if rooms.mailer is None:
            return
        while not self._stop.is_set():
            sent = follow_up.send_some(
                rooms.store, rooms.mailer, clock=rooms.clock, keys=rooms.keys,
                config=rooms.config, most=1, worker=self.name,
            )  # fmt: skip
            if not sent:
                return

    def plan(self) -> None:
        """Ask for the syncs that are due by the timetable."""
        timetable.plan(self.rooms.store, reads=self.rooms.config.report_reads, clock=self.rooms.clock)

    def _do(self, task: jobs.Task) -> None:
        rooms, error, again = self.rooms, "", None
        keep = threading.Event()
        renewing = threading.Thread(target=self._renew, args=(task, keep), daemon=True)
        renewing.start()
        try:
            TASKS[task.name](rooms, self.name, task.args)
        except Trouble as trouble:
            error, again = str(trouble), self._retry(task)
            log.warning("task failed", task=task.name, key=task.key, tries=task.tries, trouble=trouble.what)
        except Exception as unforeseen:
            error, again = f"{type(unforeseen).__name__}: see the log", self._retry(task)
            log.exception("task broke", task=task.name, key=task.key, tries=task.tries)
        finally:
            keep.set()
            self._busy.release()
        now = rooms.clock.now()
        try:
            rooms.store.run(lambda tx: jobs.settle(tx, task, now=now, error=error, retry_at=again))
        except Trouble as trouble:  # nobody looks at what a thread of the pool raises
            log.warning("task not settled, so it is done again", task=task.name, trouble=trouble.what)

    def _retry(self, task: jobs.Task) -> datetime | None:
        if task.tries > len(RETRIES):
            return None
        return self.rooms.clock.now() + timedelta(seconds=RETRIES[max(0, task.tries - 1)])

    def _renew(self, task: jobs.Task, done: threading.Event) -> None:
        while not done.wait(TASK_LEASE_S / 4):
            now = self.rooms.clock.now()
            try:
                self.rooms.store.run(partial(jobs.renew, held=task, now=now, lease_s=TASK_LEASE_S))
            except Trouble as trouble:  # the store may be back before the lease runs out
                log.warning("the lease of a task was not renewed", task=task.name, trouble=trouble.what)

    def _guarded(self, look: Callable[[], None]) -> Callable[[], None]:
        """A look that fails is logged in one line and comes again with the next tick."""

        def guarded() -> None:
            if self._stop.is_set():
                return
            try:
                look()
            except Trouble as trouble:
                log.warning("look failed", look=look.__name__, trouble=trouble.what)
            except Exception:
                log.exception("look broke", look=look.__name__)

        return guarded


class _Lease:
    """`with _Lease(...) as held`: True if this process holds it; given back at the end."""

    def __init__(self, rooms: Rooms, name: str, holder: str, *, seconds: int) -> None:
        self._rooms, self._name, self._holder, self._seconds = rooms, name, holder, seconds
        self._fence: int | None = None

    def __enter__(self) -> bool:
        now = self._rooms.clock.now()
        self._fence = self._rooms.store.run(
            lambda tx: jobs.lease(tx, self._name, holder=self._holder, now=now, seconds=self._seconds)
        )
        return self._fence is not None

    def __exit__(self, *_: object) -> None:
        fence = self._fence
        if fence is not None:
            self._rooms.store.run(lambda tx: jobs.release(tx, self._name, fence=fence))


def _sync(rooms: Rooms, worker: str, args: dict[str, Any]) -> None:
    sync.sync_event(rooms.store, rooms.zoom(), args["event"], clock=rooms.clock, holder=worker)


def _rebuild(rooms: Rooms, worker: str, args: dict[str, Any]) -> None:
    rebuild.rebuild(rooms.store, args["event"], reads=rooms.config.report_reads, clock=rooms.clock)


def _adopt(rooms: Rooms, worker: str, args: dict[str, Any]) -> None:
    read_inbox.adopt(rooms.store, args["event"], clock=rooms.clock)


TASKS: dict[str, Callable[[Rooms, str, dict[str, Any]], None]] = {
    "sync": _sync,
    "rebuild": _rebuild,
    "adopt": _adopt,
}


def main(rooms: Rooms) -> None:
    """Run one worker until SIGTERM or SIGINT. A second signal, or three seconds, end it at once."""
    worker = Worker(rooms)

    def end(number: int, frame: object) -> None:
        if worker.stopping:
            os._exit(1)
        worker.stop()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    worker.run()
    rooms.store.close()
    logging.shutdown()
    # A thread that waits for Zoom or the mail server is not waited for: its task is taken up again.
    os._exit(0)
