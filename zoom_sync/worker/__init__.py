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
import time
from collections.abc import Callable
from datetime import timedelta

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from zoom_sync.actions import follow_up, notice, read_inbox, timetable
from zoom_sync.garbage import settle
from zoom_sync.records import Trouble
from zoom_sync.store import inbox, jobs
from zoom_sync.store.database import Tx
from zoom_sync.wiring import Rooms, let_threads_alternate
from zoom_sync.worker.hands import Hands
from zoom_sync.worker.messengers import Messengers
from zoom_sync.worker.tasks import MAILING, TASKS

__all__ = ["TASKS", "Worker", "main"]

log = structlog.get_logger(__name__)
RARE_S = 60  # looks that are rarer wait for their first turn: a start has enough to do
GRACE_S = 2.0  # for what runs when the process is told to stop
END_S = 2.8  # after which it ends even if the store does not answer
READING_S = 10.0  # how long the inbox is one reader's without a sign of life


class Worker:
    """One worker of a store. `run` returns after `stop`."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self._stop = threading.Event()
        self._hands = Hands(rooms, self.name, self._stop)
        self._messengers = Messengers(rooms, self._stop.is_set)

    def run(self) -> None:
        """Tick until told to stop; then no new work begins, and what runs has two seconds to end."""
        scheduler = BackgroundScheduler(timezone="UTC")
        looks: list[tuple[Callable[[], None], float]] = [
            (self.beat, 5),
            (self.read_inbox, 0.5),
            (self.send_letters, 2),
            (self.tell_hooks, 0.5),
            (self.poll_the_silent, 15),
            (self.keep_house, 600),
            (self.plan, 10 if min(self.rooms.config.report_reads) >= timedelta(minutes=1) else 1),
        ]
        now = self.rooms.clock.now()
        for look, seconds in looks:
            scheduler.add_job(
                self._guarded(look), "interval", seconds=seconds, id=look.__name__,
                coalesce=True, max_instances=1, misfire_grace_time=None,
                next_run_time=now + timedelta(seconds=seconds if seconds >= RARE_S else 0),
            )  # fmt: skip
        scheduler.start()
        self._hands.start()
        log.info("worker started", worker=self.name, store=self.rooms.store.describe())
        self._stop.wait()
        until = time.monotonic() + GRACE_S
        # A letter that is on its way now is settled, if the mail server answers in time: else it were unknown.
        ending = threading.Thread(target=scheduler.shutdown, kwargs={"wait": True}, daemon=True)
        ending.start()
        ending.join(max(0.0, until - time.monotonic()))
        self._messengers.rest()
        self._hands.rest(until=until)
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
        if not rooms.store.read(lambda tx: inbox.unread(tx, limit=1)):
            return
        with _Lease(rooms, "inbox", self.name, seconds=READING_S) as held:
            while held() and not self._stop.is_set():
                if not read_inbox.read_some(rooms.store, clock=rooms.clock, account=rooms.config.account_id):
                    return

    def send_letters(self) -> None:
        rooms = self.rooms
        if rooms.mailer is None:
            return
        while not self._stop.is_set():
            with MAILING:
                sent = follow_up.send_some(
                    rooms.store, rooms.mailer, clock=rooms.clock, keys=rooms.keys,
                    config=rooms.config, most=1, worker=self.name,
                )  # fmt: skip
            if not sent:
                return

    def tell_hooks(self) -> None:
        """Let other systems know what happened."""
        self._messengers.look()

    def plan(self) -> None:
        """Ask for the syncs that are due by the timetable."""
        timetable.plan(self.rooms.store, reads=self.rooms.config.report_reads, clock=self.rooms.clock)

    def keep_house(self) -> None:
        """Ask once a day, over all workers, that what was kept long enough goes."""
        now = self.rooms.clock.now()
        today = now.replace(hour=0, minute=0, second=0, microsecond=0)

        def steps(tx: Tx) -> None:
            if jobs.tick(tx, "retain", today):
                jobs.ask(tx, "retain", "", due=now)

        self.rooms.store.run(steps)

    def poll_the_silent(self) -> None:
        """Ask Zoom's API what running webinars would have told, of which nothing is heard."""
        notice.poll_the_silent(self.rooms.store, config=self.rooms.config, clock=self.rooms.clock)

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
    """`with _Lease(...) as held`: `held()` takes or prolongs it, and says whether this process has it."""

    def __init__(self, rooms: Rooms, name: str, holder: str, *, seconds: float) -> None:
        self._rooms, self._name, self._holder, self._seconds = rooms, name, holder, seconds
        self._fence: int | None = None

    def __enter__(self) -> Callable[[], bool]:
        return self._take

    def _take(self) -> bool:
        def take(tx: Tx) -> int | None:
            now = jobs.time_of(tx, self._rooms.clock.now())
            return jobs.lease(tx, self._name, holder=self._holder, now=now, seconds=self._seconds)

        self._fence = self._rooms.store.run(take)
        return self._fence is not None

    def __exit__(self, *_: object) -> None:
        fence = self._fence
        if fence is not None:
            self._rooms.store.run(lambda tx: jobs.release(tx, self._name, fence=fence))


def main(rooms: Rooms, *, at_end: Callable[[], None] = lambda: None) -> None:
    """Run one worker until SIGTERM or SIGINT. A second signal, or three seconds, end it at once.

    `at_end` is called when no new work begins any more.
    """
    let_threads_alternate()
    worker = Worker(rooms)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # that a look is still at work is no news

    def end(number: int, frame: object) -> None:
        if worker.stopping:
            os._exit(1)
        worker.stop()
        ending = threading.Timer(END_S, os._exit, (0,))
        ending.daemon = True
        ending.start()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    settle()
    worker.run()
    at_end()
    rooms.store.close()
    logging.shutdown()
    # A thread that waits for Zoom or the mail server is not waited for: its task is taken up again.
    os._exit(0)
