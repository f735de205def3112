"""`make run` without a Zoom app plays its sample day: in a store of its own, never among somebody's events."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.actions.test_organising import a_plan
from tests.conftest import FakeClock
from tests.paths.machines import until
from tests.post import free_port
from zoom_sync.actions import events
from zoom_sync.records import Webinar
from zoom_sync.store import events as stored_events
from zoom_sync.store import memory
from zoom_sync.store.database import Store

RUN = [sys.executable, "-m", "zoom_sync", "run"]


def given(store_url: str) -> dict[str, str]:
    """An environment without a Zoom app, and with a store."""
    return {name: value for name, value in os.environ.items() if not name.startswith("ZOOM_")} | {
        "DATABASE_URL": store_url, "SECRET_KEY": "0123456789abcdef" * 4, "PORT": str(free_port()),
        "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUNBUFFERED": "1",
    }  # fmt: skip


def test_the_demo_is_not_played_into_a_store_that_holds_events_of_its_own(
    store: Store, store_url: str, clock: FakeClock, tmp_path: Path
) -> None:
    events.add(store, a_plan(), webinar=Webinar, clock=clock)
    before = store.read(stored_events.every)
    store.run(lambda tx: memory.remember(tx, memory.DEMO, ["0" * 32], now=clock.now()))  # it played here once

    done = [
        subprocess.run(RUN, cwd=tmp_path, env=given(store_url), capture_output=True, text=True, timeout=60)
        for _ in range(2)
    ][-1]

    assert done.returncode != 0
    assert "cut off" not in done.stderr + done.stdout
    assert "events that are not the demo's. Nothing was started" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert store.read(stored_events.every) == before


def test_the_demo_plays_again_where_it_has_played(
    sqlite_store: Store, sqlite_url: str, clock: FakeClock, tmp_path: Path
) -> None:
    made = events.add(sqlite_store, a_plan(), webinar=Webinar, clock=clock)
    sqlite_store.run(lambda tx: memory.remember(tx, memory.DEMO, [made.id], now=clock.now()))

    with subprocess.Popen(RUN, cwd=tmp_path, env=given(sqlite_url), stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        try:
            assert any("ready on" in line for line in run.stdout)
            until(lambda: len(sqlite_store.read(lambda tx: memory.recall(tx, memory.DEMO))) == 2, within_s=30)
        finally:
            run.terminate()
