"""The signs that processes leave of themselves, on both stores."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from zoom_sync.records import Trouble
from zoom_sync.store import watch
from zoom_sync.store.watch import Gap


def beat(store, clock, awake_s=None):
    return store.run(lambda tx: watch.take_beat(tx, now=clock.now(), awake_s=awake_s))


@pytest.mark.parametrize(("passed", "is_gap"), [(5, False), (60, False), (61, True), (7200, True)])
def test_a_start_after_more_than_a_minute_ends_a_gap(store, clock, passed, is_gap):
    beat(store, clock)
    before = clock.now()
    clock.advance(passed)

    found = beat(store, clock)

    assert (found is not None) == is_gap
    assert found is None or (found.start, found.end) == (before, clock.now())


def test_the_first_start_ever_ends_no_gap(store, clock):
    assert beat(store, clock) is None


def test_only_the_first_of_several_processes_ends_the_gap(store, clock):
    beat(store, clock)
    clock.advance(3600)
    found = []
    threads = [threading.Thread(target=lambda: found.append(beat(store, clock))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len([one for one in found if one is not None]) == 1


def test_refusals_of_several_processes_add_up(store, clock):
    def add():
        for _ in range(5):
            store.run(lambda tx: watch.add_refused(tx, {"unsigned": 2, "too old": 1}, now=clock.now()))

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert store.read(watch.refused) == {"unsigned": (40, clock.now()), "too old": (20, clock.now())}


def test_the_newest_gaps_are_kept(store, clock):
    for number in range(30):
        gap = Gap(clock.now(), clock.now() + timedelta(minutes=number), ("e",))
        store.run(lambda tx, gap=gap: watch.add_gap(tx, gap, now=clock.now()))

    kept = store.read(watch.gaps)
    assert [gap.end - gap.start for gap in kept] == [timedelta(minutes=number) for number in range(10, 30)]
    assert kept[-1].touched == ("e",)


def test_a_complete_sync_takes_back_the_trouble_of_its_own_event_only(store, clock):
    trouble = Trouble("Zoom did not answer.", "", "Try again.")
    store.run(lambda tx: watch.note_sync(tx, "a", [trouble], now=clock.now()))
    store.run(lambda tx: watch.note_sync(tx, "b", [], now=clock.now()))
    assert store.read(watch.sync_trouble) == (clock.now(), "a", "Zoom did not answer. Try again.")

    store.run(lambda tx: watch.note_sync(tx, "a", [], now=clock.now()))
    assert store.read(watch.sync_trouble) is None
