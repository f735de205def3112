"""Whoever wants to write to SQLite gets their turn, however busy others are; nobody depends on it."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from zoom_sync.store import memory, turns
from zoom_sync.store.database import Store
from zoom_sync.store.turns import Turns
from zoom_sync.wiring import SystemClock

# Counts its own transactions, which follow one another without a pause.
BUSY = """
import sys, time
from zoom_sync.store import memory
from zoom_sync.store.database import Store
from zoom_sync.wiring import SystemClock

store, clock = Store(sys.argv[1], clock=SystemClock()), SystemClock()

def count(tx):
    memory.remember(tx, "busy", (memory.recall(tx, "busy") or 0) + 1, now=clock.now())
    time.sleep(0.01)

store.run(count)
print("busy", flush=True)
while True:
    store.run(count)
"""
HOLDS = """
import sys, time
from pathlib import Path
from zoom_sync.store.turns import Turns

with Turns(Path(sys.argv[1])).mine():
    print("busy", flush=True)
    time.sleep(60)
"""


@contextmanager
def another(script: str, argument: str) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that has begun."""
    with subprocess.Popen([sys.executable, "-c", script, argument], stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == b"busy\n"
            yield process
        finally:
            process.kill()


def test_who_writes_now_and_then_waits_for_one_transaction_of_a_process_that_never_rests(sqlite_store: Store):
    clock, overtaken = SystemClock(), []

    def counted(tx):
        return memory.recall(tx, "busy")

    with another(BUSY, sqlite_store.url.render_as_string(hide_password=False)):
        for _ in range(20):
            before = sqlite_store.read(counted)
            overtaken.append(sqlite_store.run(counted) - before)
            clock.sleep(0.007)

    # The one that runs, and one that began between our look and our asking; the machine may hold us up there.
    assert sorted(overtaken)[-4] <= 2


def test_a_process_with_many_writers_hands_the_pen_to_another_process_when_its_slice_is_over(tmp_path):
    """Its own threads are served in between, as long as the slice lasts."""
    path, over = tmp_path / "store.db", threading.Event()
    shared = Turns(path)

    def write() -> None:
        while not over.is_set():
            with shared.mine():
                time.sleep(0.005)

    writers = [threading.Thread(target=write) for _ in range(6)]
    for writer in writers:
        writer.start()
    try:
        with another(HOLDS, str(path)) as other:  # it got the pen, though the six never pause
            began = time.monotonic()
            other.kill()
            with shared.mine():  # what it held went with it
                pass
            assert time.monotonic() - began < turns.PATIENCE_S
    finally:
        over.set()
        for writer in writers:
            writer.join()


def test_threads_of_one_process_write_in_the_order_in_which_they_came(tmp_path):
    shared, came = Turns(tmp_path / "store.db"), list[int]()

    def write(number: int) -> None:
        with shared.mine():
            came.append(number)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    with shared.mine():
        for number, thread in enumerate(threads):
            thread.start()
            while len(shared._line._waiting) <= number:
                time.sleep(0.001)
    for thread in threads:
        thread.join()

    assert came == list(range(8))


def test_where_another_process_stands_still_with_the_pen_sqlite_is_asked_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE_S", 0.05)
    mine = Turns(tmp_path / "store.db")

    with another(HOLDS, str(tmp_path / "store.db")):
        for _ in range(2):  # it did not leave a turn taken behind
            began = time.monotonic()
            with mine.mine():
                waited = time.monotonic() - began
            assert 0.05 <= waited < 2


def test_a_thread_whose_patience_ends_leaves_the_line_to_those_behind_it(tmp_path, monkeypatch):
    shared = Turns(tmp_path / "store.db")
    monkeypatch.setattr(turns, "PATIENCE_S", 0.05)
    with shared.mine(), shared.mine():  # the second has waited in vain, and goes on
        pass
    monkeypatch.setattr(turns, "PATIENCE_S", 60)
    began = time.monotonic()

    with shared.mine():
        assert time.monotonic() - began < 30


def test_a_folder_in_which_no_file_can_be_made_keeps_nobody_from_writing(tmp_path: Path):
    nowhere = Turns(tmp_path / "no such folder" / "store.db")

    with nowhere.mine(), pytest.raises(FileNotFoundError):
        (tmp_path / "no such folder" / "store.db").stat()
