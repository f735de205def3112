"""The contract of tasks, ticks and leases: the same on both stores."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from zoom_sync.store import jobs
from zoom_sync.store.jobs import leases


def defer(store, clock, name="merge", *, in_s=0.0, key="", args=None):
    due = clock.now() + timedelta(seconds=in_s)
    return store.run(lambda tx: jobs.defer(tx, name, key=key, due=due, args=args))


def claim(store, clock, **options):
    return store.run(lambda tx: jobs.claim(tx, now=clock.now(), **options))


def settle(store, clock, task, **how):
    return store.run(lambda tx: jobs.settle(tx, task, now=clock.now(), **how))


def test_a_task_comes_with_what_it_was_asked_for(store, clock):
    defer(store, clock, "sync", key="event-7", args={"reads": [600, 1800], "name": "Zoë"})

    task = claim(store, clock)

    assert (task.name, task.key, task.tries) == ("sync", "event-7", 1)
    assert task.args == {"reads": [600, 1800], "name": "Zoë"}


def test_a_task_that_was_asked_for_in_a_transaction_that_failed_was_never_asked_for(store, clock):
    def steps(tx):
        jobs.defer(tx, "merge", due=clock.now())
        raise RuntimeError("the rest of the work failed")

    with pytest.raises(RuntimeError):
        store.run(steps)

    assert claim(store, clock) is None


def test_equal_tasks_that_wait_become_one_with_the_earlier_due(store, clock):
    assert defer(store, clock, key="7", in_s=30) is True
    assert defer(store, clock, key="7", in_s=10) is False
    assert defer(store, clock, key="7", in_s=60) is False

    waiting = store.read(jobs.waiting)

    assert [task["due"] for task in waiting] == [clock.now() + timedelta(seconds=10)]


def test_what_was_asked_for_last_is_what_is_done_also_after_a_try_that_failed(store, clock):
    defer(store, clock, "certificates", key="7", args={"language": "en"})
    running = claim(store, clock)
    for language in ("fr", "es"):
        defer(store, clock, "certificates", key="7", args={"language": language})

    settle(store, clock, running, error="no room", retry_at=clock.now())

    assert claim(store, clock).args == {"language": "es"}
    assert claim(store, clock) is None


def test_a_task_is_open_until_it_has_ended(store, clock):
    def is_open(name="rebuild", key="event-7"):
        return store.read(lambda tx: jobs.is_open(tx, name, key=key))

    assert is_open() is False
    assert store.run(lambda tx: jobs.ask(tx, "rebuild", "event-7", due=clock.now())) is True
    assert is_open() is True
    assert is_open(name="sync") is False
    assert is_open(key="event-8") is False

    task = claim(store, clock)
    assert task.args == {"event": "event-7"}
    assert is_open() is True

    settle(store, clock, task)
    assert is_open() is False


def test_tasks_of_other_keys_or_names_stand_by_themselves(store, clock):
    for name, key in (("merge", "1"), ("merge", "2"), ("sync", "1")):
        assert defer(store, clock, name, key=key) is True


def test_nothing_is_taken_before_it_is_due(store, clock):
    defer(store, clock, in_s=10)

    assert claim(store, clock) is None
    clock.advance(10)
    assert claim(store, clock) is not None


def test_what_has_been_due_longest_comes_first(store, clock):
    for key, in_s in (("late", 3), ("early", 1), ("middle", 2)):
        defer(store, clock, key=key, in_s=in_s)
    clock.advance(5)

    assert [claim(store, clock).key for _ in range(3)] == ["early", "middle", "late"]


def test_a_task_that_is_held_is_not_given_to_another(store, clock):
    defer(store, clock)
    claim(store, clock)

    assert claim(store, clock) is None


def test_what_is_asked_for_during_a_run_waits_until_that_run_has_ended(store, clock):
    defer(store, clock, key="7")
    first = claim(store, clock)

    assert defer(store, clock, key="7") is True
    assert claim(store, clock) is None
    settle(store, clock, first)
    assert claim(store, clock).key == "7"


def test_a_task_of_a_killed_worker_is_taken_up_when_its_lease_has_run_out(store, clock):
    defer(store, clock)
    dead = claim(store, clock, lease_s=5)
    clock.advance(6)

    again = claim(store, clock)

    assert again.id == dead.id
    assert again.fence > dead.fence


def test_a_run_that_was_killed_is_no_try(store, clock):
    defer(store, clock)
    for _ in range(9):
        claim(store, clock, lease_s=5)
        clock.advance(6)

    task = claim(store, clock)
    assert task.tries == 1
    settle(store, clock, task, error="Zoom is silent.", retry_at=clock.now())
    assert claim(store, clock).tries == 2


def test_what_is_asked_for_during_a_run_waits_even_if_that_run_was_killed_until_it_is_done_again(
    store, clock
):
    defer(store, clock, key="7")
    dead = claim(store, clock, lease_s=5)
    defer(store, clock, key="7")
    clock.advance(6)

    again = claim(store, clock)

    assert again.id == dead.id
    assert claim(store, clock) is None


def test_two_workers_never_run_equal_tasks_at_once(store, clock):
    """One was killed at the first while a second was asked for: whoever comes takes the first."""
    for key in map(str, range(12)):
        defer(store, clock, key=key)
    for _ in range(12):
        claim(store, clock, lease_s=5)
    for key in map(str, range(12)):
        defer(store, clock, key=key)
    clock.advance(6)
    taken = []

    def work():
        while task := claim(store, clock):
            taken.append(task.key)

    in_threads(4, work)

    assert sorted(taken, key=int) == [str(key) for key in range(12)]


def test_a_task_that_its_worker_let_go_is_anybodys_at_once(store, clock):
    defer(store, clock)
    left = claim(store, clock)

    assert store.run(lambda tx: jobs.let_go(tx, left, now=clock.now())) is True
    again = claim(store, clock)

    assert (again.id, again.tries) == (left.id, 1)
    assert settle(store, clock, left) is False
    assert store.run(lambda tx: jobs.let_go(tx, left, now=clock.now())) is False


def test_a_look_finds_what_a_claim_would_take(store, clock):
    def is_any_due():
        return store.read(lambda tx: jobs.is_any_due(tx, now=clock.now()))

    assert is_any_due() is False
    defer(store, clock, in_s=5)
    assert is_any_due() is False
    clock.advance(5)
    assert is_any_due() is True
    claim(store, clock, lease_s=5)
    assert is_any_due() is False
    clock.advance(6)
    assert is_any_due() is True


def test_leases_run_by_the_clock_that_the_machines_share(store, clock):
    told = store.read(lambda tx: jobs.time_of(tx, clock.now()))

    if store.dialect == "sqlite":
        assert told == clock.now()
    else:
        assert abs((told - datetime.now(UTC)).total_seconds()) < 60


def test_a_worker_that_was_overtaken_can_neither_renew_nor_settle(store, clock):
    defer(store, clock)
    paused = claim(store, clock, lease_s=5)
    clock.advance(6)
    newer = claim(store, clock)

    assert store.run(lambda tx: jobs.renew(tx, paused, now=clock.now())) is False
    assert settle(store, clock, paused) is False
    assert settle(store, clock, newer) is True


def test_a_renewed_lease_keeps_the_task(store, clock):
    defer(store, clock)
    task = claim(store, clock, lease_s=5)
    clock.advance(4)

    assert store.run(lambda tx: jobs.renew(tx, task, now=clock.now(), lease_s=5)) is True
    clock.advance(4)
    assert claim(store, clock) is None


def test_a_task_that_failed_is_tried_again_when_it_says(store, clock):
    defer(store, clock, key="7", args={"n": 1})
    task = claim(store, clock)

    settle(store, clock, task, error="Zoom is silent.", retry_at=clock.now() + timedelta(seconds=30))

    assert claim(store, clock) is None
    [told] = store.read(jobs.failures)
    assert (told["error"], told["state"], told["tries"]) == ("Zoom is silent.", "waiting", 1)
    clock.advance(30)
    again = claim(store, clock)
    assert (again.args, again.tries) == ({"n": 1}, 2)


def test_a_retry_and_a_new_request_become_one_with_the_earlier_due(store, clock):
    defer(store, clock, key="7")
    task = claim(store, clock)
    defer(store, clock, key="7", in_s=5)

    settle(store, clock, task, error="Zoom is silent.", retry_at=clock.now() + timedelta(seconds=60))

    [waiting] = store.read(jobs.waiting)
    assert waiting["due"] == clock.now() + timedelta(seconds=5)


def test_what_was_given_up_is_shown_until_the_same_task_succeeds(store, clock):
    defer(store, clock, key="7")
    settle(store, clock, claim(store, clock), error="No such webinar.")
    assert [told["state"] for told in store.read(jobs.failures)] == ["failed"]

    defer(store, clock, key="7")
    settle(store, clock, claim(store, clock))

    assert store.read(jobs.failures) == []


def test_every_task_is_claimed_by_one_of_many_workers(store, clock):
    for number in range(24):
        defer(store, clock, key=str(number))
    taken, lock = [], threading.Lock()

    def work():
        while task := claim(store, clock):
            with lock:
                taken.append(task.key)

    in_threads(4, work)

    assert sorted(taken, key=int) == [str(number) for number in range(24)]


def test_a_tick_of_the_clock_belongs_to_whoever_writes_it_first(store, clock):
    due, firsts = clock.now(), []

    in_threads(4, lambda: firsts.append(store.run(lambda tx: jobs.tick(tx, "reminders", due))))

    assert sorted(firsts) == [False, False, False, True]
    assert store.run(lambda tx: jobs.tick(tx, "reminders", due + timedelta(minutes=1))) is True


def test_a_name_is_held_by_one_until_it_lets_go(store, clock):
    def lease(holder):
        return store.run(lambda tx: jobs.lease(tx, "sync:7", holder=holder, now=clock.now(), seconds=60))

    first = lease("a")

    assert lease("b") is None
    assert lease("a") == first
    assert store.run(lambda tx: jobs.release(tx, "sync:7", fence=first)) is True
    second = lease("b")
    assert second > first
    assert store.run(lambda tx: jobs.release(tx, "sync:7", fence=first)) is False
    assert lease("a") is None


def test_a_lease_that_ran_out_is_anybodys_and_its_number_grows(store, clock):
    first = store.run(lambda tx: jobs.lease(tx, "x", holder="a", now=clock.now(), seconds=5))
    clock.advance(6)

    assert store.run(lambda tx: jobs.lease(tx, "x", holder="a", now=clock.now(), seconds=5)) > first


def test_the_newest_beat_of_any_worker_is_told(store, clock):
    assert store.read(jobs.last_beat) is None
    store.run(lambda tx: jobs.beat(tx, "one", now=clock.now()))
    clock.advance(20)
    store.run(lambda tx: jobs.beat(tx, "two", now=clock.now()))

    assert store.read(jobs.last_beat) == clock.now()


def test_a_worker_that_stands_still_within_a_transaction_keeps_its_task_from_nobody_for_long(
    postgres_store, clock, monkeypatch
):
    store = postgres_store
    defer(store, clock)
    monkeypatch.setattr(leases, "STILL_S", 0.3)

    with store._engine.connect() as paused:
        transaction = paused.begin()
        jobs.time_of(paused, clock.now())
        assert jobs.claim(paused, now=clock.now()) is not None
        assert claim(store, clock) is None
        time.sleep(0.6)

        assert claim(store, clock).tries == 1
        with pytest.raises(DBAPIError):
            transaction.commit()


def in_threads(many, work):
    threads = [threading.Thread(target=work) for _ in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
