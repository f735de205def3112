"""The worker does what is due, late rather than never, and stops when it is told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import settings
from zoom_sync import wiring, worker
from zoom_sync.actions import events
from zoom_sync.records import Event, Trouble, Webinar
from zoom_sync.store import events as stored_events
from zoom_sync.store import jobs
from zoom_sync.store.database import StoreUnavailable
from zoom_sync.worker import hands

ROOT = Path(__file__).parents[1]
LATER = timedelta(seconds=1)
KEY = "0123456789abcdef" * 4


@pytest.fixture
def rooms(store_url: str) -> Iterator[wiring.Rooms]:
    made = wiring.rooms(settings.load({"DATABASE_URL": store_url, "SECRET_KEY": KEY}, dotenv=None))
    yield made
    made.store.close()


@contextmanager
def working(rooms: wiring.Rooms) -> Iterator[worker.Worker]:
    """One worker in a thread."""
    one = worker.Worker(rooms)
    thread = threading.Thread(target=one.run)
    thread.start()
    try:
        yield one
    finally:
        one.stop()
        thread.join(10)
    assert not thread.is_alive()


def until(true: Callable[[], Any], within_s: float = 15) -> Any:
    """What `true` gives once it gives something. Fails after `within_s` seconds."""
    end = time.monotonic() + within_s
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.05)
    raise AssertionError(f"not within {within_s} s")


def an_event(rooms: wiring.Rooms) -> Event:
    plan = events.Plan("T", "2022-11-11T10:30", "2022-11-11T17:00", "Asia/Kolkata", venue="Hall")
    return events.add(rooms.store, plan, webinar=Webinar, clock=rooms.clock)


def generation(rooms: wiring.Rooms, event: Event) -> int:
    kept = rooms.store.read(lambda tx: stored_events.get(tx, event.id))
    return kept.generation if kept else 0


def defer(rooms: wiring.Rooms, name: str, *, key: str = "", late_s: float = 0, **args: str) -> None:
    due = rooms.clock.now() - timedelta(seconds=late_s)
    rooms.store.run(lambda tx: jobs.defer(tx, name, key=key, due=due, args=args))


def test_what_was_missed_while_it_was_down_is_done_late(rooms: wiring.Rooms) -> None:
    event = an_event(rooms)
    defer(rooms, "rebuild", key=event.id, late_s=7200, event=event.id)

    with working(rooms):
        made = until(lambda: generation(rooms, event))
        until(lambda: rooms.store.read(jobs.waiting) == [])

    assert made == 1


def test_a_task_that_fails_is_tried_again_and_keeps_no_other_from_its_turn(
    rooms: wiring.Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def fails(rooms: wiring.Rooms, name: str, args: dict[str, Any]) -> None:
        tried.append(args["how"])
        if args["how"] == "trouble":
            raise Trouble("It does not go.", "Nothing is lost.", "Wait.")
        raise ZeroDivisionError

    monkeypatch.setitem(worker.TASKS, "fails", fails)
    monkeypatch.setattr(hands, "RETRIES", (0.1, 0.1))
    event = an_event(rooms)
    defer(rooms, "fails", key="1", late_s=60, how="trouble")
    defer(rooms, "fails", key="2", late_s=60, how="bug")
    defer(rooms, "rebuild", key=event.id, event=event.id)

    with working(rooms):
        until(lambda: generation(rooms, event))
        failed = until(
            lambda: [one for one in rooms.store.read(jobs.failures) if one] if len(tried) >= 6 else []
        )

    assert sorted(tried) == ["bug"] * 3 + ["trouble"] * 3
    assert {one["error"] for one in failed} <= {
        "It does not go. Nothing is lost. Wait.",
        "ZeroDivisionError: see the log",
    }


def test_a_store_that_is_away_for_a_moment_costs_a_long_task_neither_its_lease_nor_its_end(
    rooms: wiring.Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    renewed: list[bool] = []
    done: list[str] = []
    renew = jobs.renew

    def away_at_first(*args: Any, **how: Any) -> bool:
        renewed.append(bool(renewed))
        if not renewed[-1]:
            raise StoreUnavailable("it does not answer")
        return renew(*args, **how)

    def long(rooms: wiring.Rooms, name: str, args: dict[str, Any]) -> None:
        until(lambda: len(renewed) >= 3)
        done.append(args["n"])

    monkeypatch.setattr(jobs, "renew", away_at_first)
    monkeypatch.setattr(hands, "LEASE_S", 2)
    monkeypatch.setitem(worker.TASKS, "long", long)
    defer(rooms, "long", n="1")

    with working(rooms):
        until(lambda: done and rooms.store.read(jobs.waiting) == [])

    assert done == ["1"]
    assert renewed[:3] == [False, True, True]


def test_a_task_that_could_not_be_settled_is_done_again(
    rooms: wiring.Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    tried: list[str] = []
    settle = jobs.settle

    def away_at_first(tx: Any, held: jobs.Task, **how: Any) -> bool:
        tried.append(held.name)
        if len(tried) == 1:
            raise StoreUnavailable("it does not answer")
        return settle(tx, held, **how)

    monkeypatch.setattr(jobs, "settle", away_at_first)
    monkeypatch.setattr(hands, "LEASE_S", 1)
    monkeypatch.setitem(worker.TASKS, "short", lambda rooms, name, args: done.append(args["n"]))
    defer(rooms, "short", n="1")

    with working(rooms):
        until(lambda: len(tried) == 2 and rooms.store.read(jobs.waiting) == [])

    assert done == ["1", "1"]


def test_two_workers_do_a_task_once(rooms: wiring.Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setitem(worker.TASKS, "once", lambda rooms, name, args: done.append(args["n"]))
    for number in range(20):
        defer(rooms, "once", key=str(number), n=str(number))

    with working(rooms), working(rooms):
        until(lambda: len(done) >= 20)
        time.sleep(0.5)

    assert sorted(done, key=int) == [str(number) for number in range(20)]


def test_what_runs_when_it_is_told_to_stop_may_end_and_what_does_not_is_anybodys_at_once(
    rooms: wiring.Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[str] = []
    never = threading.Event()

    def short(rooms: wiring.Rooms, name: str, args: dict[str, Any]) -> None:
        time.sleep(1)
        ended.append("short")

    monkeypatch.setitem(worker.TASKS, "short", short)
    monkeypatch.setitem(worker.TASKS, "endless", lambda rooms, name, args: never.wait(60))
    defer(rooms, "short", late_s=1)
    defer(rooms, "endless", late_s=1)

    with working(rooms) as one:
        until(lambda: len([task for task in rooms.store.read(jobs.waiting) if task["leased_until"]]) == 2)
        asked = time.monotonic()
        one.stop()
    took = time.monotonic() - asked

    now = rooms.clock.now()
    left = rooms.store.run(lambda tx: jobs.claim(tx, now=jobs.time_of(tx, now)))
    never.set()
    assert took < 3
    assert ended == ["short"]
    assert left is not None
    assert (left.name, left.tries) == ("endless", 1)
    assert [task["name"] for task in rooms.store.read(jobs.waiting)] == ["endless"]


def test_a_worker_that_was_overtaken_while_it_stood_still_settles_nothing(
    rooms: wiring.Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, goes_on = threading.Event(), threading.Event()

    def stands_still(rooms: wiring.Rooms, name: str, args: dict[str, Any]) -> None:
        begun.set()
        goes_on.wait(20)

    monkeypatch.setitem(worker.TASKS, "stands still", stands_still)
    monkeypatch.setattr(hands.Hands, "_keep", lambda self, task, done: None)  # as if the process were paused
    monkeypatch.setattr(hands, "LEASE_S", 0.1)
    monkeypatch.setattr(hands, "THREADS", 1)
    defer(rooms, "stands still")

    with working(rooms) as one:
        assert begun.wait(10)
        one.stop()  # or it would itself be who takes the task up
        now = rooms.clock.now()
        newer = until(lambda: rooms.store.run(lambda tx: jobs.claim(tx, now=jobs.time_of(tx, now) + LATER)))
        goes_on.set()
    [task] = rooms.store.read(jobs.waiting)

    assert task["state"] == "running"
    assert rooms.store.run(lambda tx: jobs.settle(tx, newer, now=now)) is True
    assert rooms.store.read(jobs.waiting) == []


def test_a_task_that_hangs_is_begun_again_and_its_late_end_counts_for_nothing(
    rooms: wiring.Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    hangs, begun = threading.Event(), []

    def once_hangs(rooms: wiring.Rooms, name: str, args: dict[str, Any]) -> None:
        begun.append(name)
        if len(begun) == 1:
            hangs.wait(30)
            raise Trouble("It was too late.")

    monkeypatch.setitem(worker.TASKS, "once hangs", once_hangs)
    monkeypatch.setattr(hands, "LEASE_S", 0.8)
    monkeypatch.setattr(hands, "LONGEST_S", 0.5)
    defer(rooms, "once hangs", late_s=1)

    with working(rooms):
        until(lambda: len(begun) == 2 and rooms.store.read(jobs.waiting) == [])
        hangs.set()

    assert len(begun) == 2
    assert rooms.store.read(jobs.failures) == []


def a_process(url: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "DATABASE_URL": url, "SECRET_KEY": KEY, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "zoom_sync", "worker"],
        env=environment,
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_worker_process_stops_within_three_seconds_and_one_that_is_killed_loses_nothing(
    rooms: wiring.Rooms, store_url: str
) -> None:
    event = an_event(rooms)
    first = a_process(store_url)
    try:
        until(lambda: rooms.store.read(jobs.last_beat), within_s=30)
    finally:
        first.send_signal(signal.SIGKILL)
        first.communicate()
    defer(rooms, "rebuild", key=event.id, event=event.id)

    second = a_process(store_url)
    until(lambda: generation(rooms, event), within_s=30)
    asked = time.monotonic()
    second.send_signal(signal.SIGTERM)
    _, said = second.communicate(timeout=10)

    assert second.returncode == 0
    assert time.monotonic() - asked < 3
    assert "Traceback" not in said
