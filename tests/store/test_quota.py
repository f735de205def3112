"""Calls to Zoom are spaced over all processes, and the day's budget is one."""

from __future__ import annotations

import random
import threading
from datetime import UTC, datetime, timedelta

import pytest

from zoom_sync.store import quota
from zoom_sync.store.database import Store
from zoom_sync.zoom import limits


def take(store, now, *, label="heavy", account="acc", per_second=4.0, per_day=1000, late_s=0.0):
    return store.run(
        lambda tx: quota.take(
            tx, account, label=label, now=now, per_second=per_second, per_day=per_day, late_s=late_s
        )
    )


def test_calls_at_one_moment_are_spaced(store, clock):
    assert [take(store, clock.now()) for _ in range(4)] == [0, 0.25, 0.5, 0.75]


def test_who_was_quiet_may_call_at_once_but_saves_nothing_up(store, clock):
    take(store, clock.now())
    clock.advance(100)

    assert [take(store, clock.now()) for _ in range(3)] == [0, 0.25, 0.5]


def test_who_comes_a_little_late_does_not_make_the_next_late_too(store, clock):
    take(store, clock.now(), late_s=0.1)
    clock.advance(0.30)
    take(store, clock.now(), late_s=0.1)

    assert take(store, clock.now(), late_s=0.1) == pytest.approx(0.20)


def test_no_second_holds_more_than_the_limit_however_late_callers_come(store, clock):
    dice, limit = random.Random(4), limits.limit("pro", "medium")
    went = []
    for _ in range(400):
        clock.advance(dice.choice((*[0.0] * 20, 1 / limit.per_second + dice.uniform(0, 0.16))))
        wait = take(store, clock.now(), per_second=limit.per_second, late_s=limit.late_s)
        clock.advance(wait)
        went.append(clock.now().timestamp())

    assert max(sum(start <= at < start + 1 for at in went) for start in went) == 20


def test_labels_and_accounts_have_paces_of_their_own(store, clock):
    take(store, clock.now())

    assert take(store, clock.now(), label="light") == 0
    assert take(store, clock.now(), account="another") == 0


def test_two_processes_share_one_pace(store_url, clock):
    stores, waits, lock = [Store(store_url), Store(store_url)], [], threading.Lock()

    def work(own):
        for _ in range(10):
            wait = take(own, clock.now(), per_second=10)
            with lock:
                waits.append(wait)

    threads = [threading.Thread(target=work, args=(own,)) for own in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    for own in stores:
        own.close()

    assert sorted(waits) == pytest.approx([number / 10 for number in range(20)], abs=1e-3)


def test_the_day_ends_at_midnight_utc(store):
    evening = datetime(2026, 12, 31, 23, 59, 50, tzinfo=UTC)
    for _ in range(3):
        take(store, evening, per_day=3)

    with pytest.raises(quota.DayUsedUp) as caught:
        take(store, evening, per_day=3)

    assert caught.value.until == datetime(2027, 1, 1, tzinfo=UTC)
    assert take(store, caught.value.until, per_day=3) == 0


def test_nothing_is_taken_while_zoom_says_wait(store, clock):
    until = clock.now() + timedelta(hours=3)
    store.run(lambda tx: quota.block(tx, "acc", label="heavy", until=until))

    with pytest.raises(quota.DayUsedUp) as caught:
        take(store, clock.now())
    assert caught.value.until == until
    assert take(store, clock.now(), label="light") == 0
    assert take(store, until) == 0


def test_what_is_left_of_the_day_is_told_by_label(store, clock):
    for _ in range(3):
        take(store, clock.now())
    take(store, clock.now(), label="light")

    def left(now):
        return store.read(lambda tx: quota.left(tx, "acc", now=now, per_day=10))

    assert left(clock.now()) == {"heavy": 7, "light": 9}
    assert left(clock.now() + timedelta(days=1)) == {"heavy": 10, "light": 10}
