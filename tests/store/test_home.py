"""A SQLite store is one machine's, and is looked through where its last use was cut off."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.conftest import FakeClock
from tests.post import free_port
from zoom_sync.records import Trouble
from zoom_sync.store import engine, home, memory
from zoom_sync.store.database import Store
from zoom_sync.store.faults import StoreUnusable
from zoom_sync.store.home import Home, Machine, introduction, this_machine

HERE, THERE = Machine("mela-1", "boot-1"), Machine("mela-2", "boot-7")


@dataclass
class Starts:
    """Starts processes on machines, and hears what they say."""

    store: Store
    clock: FakeClock
    said: list[str] = field(default_factory=list)

    def on(self, machine: Machine, role: str = "web", process: int | None = None) -> Home:
        return Home(
            self.store, clock=self.clock, role=role, machine=machine, say=self.said.append, process=process
        )


@pytest.fixture
def starts(sqlite_store: Store, clock: FakeClock) -> Starts:
    return Starts(sqlite_store, clock)


class Listening(FakeClock):
    """While somebody sleeps on it, something happens."""

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        super().__init__()
        self.meanwhile = meanwhile

    def sleep(self, seconds: float) -> None:
        super().sleep(seconds)
        self.meanwhile()


def web(url: str, **more: str) -> subprocess.Popen[str]:
    given = {"DATABASE_URL": url, "PORT": str(free_port()), "SECRET_KEY": "0123456789abcdef" * 4, **more}
    return subprocess.Popen(
        [sys.executable, "-m", "zoom_sync", "web"],
        env={**os.environ, **given},
        cwd=Path(__file__).parents[2],
        stderr=subprocess.PIPE,
        text=True,
    )


def a_dead_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_web_and_worker_of_one_machine_share_the_store(starts: Starts):
    starts.on(HERE, "web").enter()
    starts.on(HERE, "worker").enter()

    assert starts.said == []


def test_a_second_machine_is_refused_while_the_first_is_at_work(starts: Starts, sqlite_store: Store):
    first = starts.on(HERE)
    first.enter()
    before = sqlite_store.read(lambda tx: memory.recall(tx, memory.HOME))
    starts.clock = Listening(lambda: sqlite_store.run(first._beaten))

    with pytest.raises(StoreUnusable, match="in use by the service on the machine mela-1") as refused:
        starts.on(THERE).enter()

    assert "PostgreSQL" in str(refused.value)
    now = sqlite_store.read(lambda tx: memory.recall(tx, memory.HOME))
    assert {**now, "beat": 0} == {**before, "beat": 0}


def test_a_service_on_another_machine_does_not_start_and_says_why(
    sqlite_store: Store, sqlite_url: str, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(home, "BEAT_S", 0.1)
    there = Home(sqlite_store, clock=clock, role="web", machine=THERE)
    there.enter()
    end = there.stay(lambda trouble: None)

    refused = web(sqlite_url)
    _, said = refused.communicate(timeout=60)
    end()

    assert refused.returncode == 1
    assert "The store is in use by the service on the machine mela-2." in said
    assert "Traceback" not in said


@pytest.mark.long
def test_a_service_whose_store_was_taken_over_ends_and_says_why(
    sqlite_store: Store, sqlite_url: str, clock: FakeClock
):
    running = web(sqlite_url)
    while sqlite_store.read(lambda tx: memory.recall(tx, memory.HOME)) is None:
        time.sleep(0.1)
    time.sleep(3)
    Home(sqlite_store, clock=clock, role="web", machine=THERE).enter()

    _, said = running.communicate(timeout=60)

    assert running.returncode == 1
    assert "Another machine has taken the store over." in said


def test_a_store_that_has_moved_is_taken_over_once_the_old_machine_stays_silent(starts: Starts):
    starts.on(HERE).enter()
    began = starts.clock.monotonic()

    starts.on(THERE).enter()

    assert home.LISTEN_S <= starts.clock.monotonic() - began <= home.LISTEN_S + 1
    assert "last used on the machine mela-1" in starts.said[0]


def test_a_machine_that_was_started_again_takes_its_store_back_at_once(starts: Starts):
    before = starts.on(HERE)
    before.enter()
    before.leave()
    began = starts.clock.monotonic()

    starts.on(Machine("mela-1", "boot-2")).enter()

    assert starts.clock.monotonic() == began


def test_a_copied_machine_of_the_same_name_listens_and_leaves_a_living_one_its_store(
    starts: Starts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home, "BEAT_S", 0.02)
    first = starts.on(HERE)
    first.enter()
    end = first.stay(lambda trouble: None)
    monkeypatch.setattr(starts.clock, "sleep", lambda seconds: time.sleep(0.1))

    with pytest.raises(StoreUnusable) as refused:
        starts.on(Machine("mela-1", "boot-2")).enter()
    end()

    assert "in use by the service on the machine mela-1" in refused.value.what


def test_another_container_of_the_same_machine_is_the_same_machine(starts: Starts):
    starts.on(Machine("container-a", "boot-1")).enter()

    starts.on(Machine("container-b", "boot-1"), "worker").enter()

    assert starts.said == []


def test_whoever_loses_the_store_hears_of_it_and_stops(starts: Starts, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(home, "BEAT_S", 0.02)
    first = starts.on(HERE)
    first.enter()
    heard, troubles = threading.Event(), list[Trouble]()

    def lost(trouble: Trouble) -> None:
        troubles.append(trouble)
        heard.set()

    end = first.stay(lost)
    assert not heard.wait(0.2)

    other = starts.on(Machine("mela-1", "boot-2"))  # the same name, but it is another machine
    starts.store.run(other._moved_in)  # which took it over while this one stood still

    assert heard.wait(10)
    assert "Another machine has taken the store over" in troubles[0].what
    with pytest.raises(StoreUnusable, match="taken the store over"):
        first.leave()
    end()


def test_a_start_after_a_power_cut_looks_the_whole_file_through(starts: Starts):
    starts.on(HERE).enter()

    starts.on(Machine("mela-1", "boot-2")).enter()

    [listened, said] = starts.said
    assert "listening" in listened  # whether it is a copy of this machine that still runs
    assert "cut off (web)" in said
    assert "integrity_check" in said


def test_a_start_after_a_crash_takes_the_quick_look(starts: Starts):
    starts.on(HERE, process=a_dead_process()).enter()

    starts.on(HERE).enter()

    [said] = starts.said
    assert "quick_check" in said


def test_a_start_after_a_stop_in_peace_does_not_look(starts: Starts):
    first = starts.on(HERE, process=a_dead_process())
    first.enter()
    first.leave()

    starts.on(Machine("mela-1", "boot-2")).enter()

    assert starts.said == []


def test_a_damaged_file_stops_the_start_in_a_sentence_and_is_left_as_it_is(starts: Starts, sqlite_url: str):
    starts.on(HERE, process=a_dead_process()).enter()
    path = sqlite_url.removeprefix("sqlite:///")
    damage(path, starts.store)
    before = Path(path).read_bytes()

    with pytest.raises(StoreUnusable, match=r"did not pass SQLite's own check|damaged"):
        starts.on(Machine("mela-1", "boot-2")).enter()

    starts.store.close()
    assert Path(path).read_bytes() == before


def damage(path: str, store: Store) -> None:
    """Overwrite a page of an index, as a disk that lost a write would have it."""
    page = store.read(
        lambda tx: tx.execute(
            text("SELECT rootpage FROM sqlite_master WHERE name = 'ix_delivery_received'")
        ).scalar()
    )
    size = store.read(lambda tx: tx.execute(text("PRAGMA page_size")).scalar())
    store.close()  # writes the log back
    with open(path, "r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * 200)


@pytest.mark.postgres
def test_postgresql_needs_no_home_row(postgres_store: Store, clock: FakeClock):
    for machine in (HERE, THERE):
        Home(postgres_store, clock=clock, role="web", machine=machine).enter()

    assert postgres_store.read(lambda tx: memory.recall(tx, memory.HOME)) is None


@pytest.mark.skipif(not os.path.exists("/proc/sys/kernel/random/boot_id"), reason="needs Linux")
def test_this_machine_has_a_name_and_a_start():
    assert this_machine() == this_machine()
    assert len(this_machine().boot) == 36


@pytest.mark.parametrize(
    ("is_safe", "word"), [(True, "loses nothing in it"), (False, "can lose committed pages")]
)
def test_a_start_says_which_store_it_has_and_why_so(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, is_safe: bool, word: str
):
    monkeypatch.setattr(engine, "wal_is_safe", lambda version: is_safe)
    store = Store(sqlite_url)

    said = introduction(store)

    store.close()
    assert said.startswith(
        f"The store is SQLite {engine.SQLITE.sqlite_version}, {'WAL' if is_safe else 'TRUNCATE'}"
    )
    assert word in said


@pytest.mark.postgres
def test_a_postgresql_that_does_not_wait_for_its_disk_is_told(postgres_store: Store):
    is_on = postgres_store.read(lambda tx: tx.execute(text("SHOW fsync")).scalar()) == "on"

    assert ("a power cut may lose" in introduction(postgres_store)) is not is_on
