"""A storm of facts can neither starve the rebuild nor be starved by it; told by a clock that only the test turns."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from tests.builders import an_event
from tests.conftest import FakeClock
from zoom_sync.actions import rebuild
from zoom_sync.store import events, jobs
from zoom_sync.store.database import Store

READS = (timedelta(minutes=10), timedelta(minutes=30))
EVENT = an_event(key=b"k" * 32)
SOON = timedelta(seconds=1)


class Day:
    """One worker and a storm: every second somebody asks, and the worker does what is due."""

    def __init__(
        self, store: Store, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, *, takes: float
    ) -> None:
        self.store, self.clock, self.takes = store, clock, takes
        self.made: list[
            tuple[float, float]
        ] = []  # start and end of each rebuild, seconds since the beginning
        self.asked: list[float] = []
        self.storming = False
        self._zero = clock.monotonic()
        store.run(lambda tx: events.add(tx, EVENT, now=clock.now()))
        monkeypatch.setattr(rebuild, "rebuild", self._rebuild)

    def _rebuild(self, *_: object, **__: object) -> None:
        start = self.clock.monotonic() - self._zero
        for _second in range(int(self.takes)):  # what comes in while it runs asks, too
            self.clock.advance(1)
            if self.storming:
                self.ask()
        self.clock.advance(self.takes % 1)
        self.made.append((start, self.clock.monotonic() - self._zero))

    def ask(self) -> None:
        due = self.clock.now() + SOON
        self.asked.append(self.clock.monotonic() - self._zero)
        self.store.run(lambda tx: jobs.ask(tx, "rebuild", EVENT.id, due=due))

    def work(self) -> None:
        task = self.store.run(lambda tx: jobs.claim(tx, now=self.clock.now(), lease_s=600))
        if task is None:
            return
        rebuild.rebuild_in_turn(self.store, EVENT.id, reads=READS, clock=self.clock)
        self.store.run(lambda tx: jobs.settle(tx, task, now=self.clock.now()))

    def storm(self, seconds: int) -> None:
        end = self.clock.monotonic() + seconds
        self.storming = True
        while self.clock.monotonic() < end:
            self.ask()
            self.clock.advance(1)
            self.work()

    def calm(self, seconds: int) -> None:
        self.storming = False
        for _ in range(seconds):
            self.clock.advance(1)
            self.work()


@pytest.mark.parametrize("takes", [0.2, 7.0, 60.0])
def test_in_a_storm_the_record_is_never_older_than_three_runs_and_half_the_time_is_the_storm_s(
    sqlite_store: Store, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, takes: float
) -> None:
    day = Day(sqlite_store, clock, monkeypatch, takes=takes)

    day.storm(600)

    starts = [0.0, *(start for start, _ in day.made)]
    assert max(later - sooner for sooner, later in pairwise(starts)) <= 2 * takes + 3
    span = day.made[-1][1] - day.made[0][0]
    assert sum(end - start for start, end in day.made) <= span * 0.5 + takes


@pytest.mark.parametrize("takes", [0.2, 7.0, 60.0])
def test_what_was_asked_last_is_in_the_record_soon(
    sqlite_store: Store, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, takes: float
) -> None:
    day = Day(sqlite_store, clock, monkeypatch, takes=takes)

    day.storm(100)
    day.ask()
    last = day.asked[-1]
    day.calm(int(3 * takes) + 5)

    assert any(start >= last for start, _ in day.made)
    assert sqlite_store.read(lambda tx: not jobs.is_open(tx, "rebuild", key=EVENT.id))


def test_a_rest_does_not_outlast_a_clock_that_was_set_back(
    sqlite_store: Store, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = Day(sqlite_store, clock, monkeypatch, takes=60.0)
    day.storm(61)
    made = len(day.made)

    clock.advance(-86_400)
    day.ask()
    day.calm(3)

    assert len(day.made) == made + 1


def test_a_small_event_never_rests(
    sqlite_store: Store, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = Day(sqlite_store, clock, monkeypatch, takes=0.2)

    day.storm(60)

    assert len(day.made) >= 25
