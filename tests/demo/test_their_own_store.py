"""`make run` without a Zoom app plays its sample day: in a store of its own, never among somebody's events."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.actions.test_organising import a_plan
from tests.conftest import FakeClock
from tests.post import free_port
from zoom_sync.actions import events
from zoom_sync.records import Webinar
from zoom_sync.store import events as stored_events
from zoom_sync.store.database import Store


def test_the_demo_is_not_played_into_a_store_that_holds_events_of_its_own(
    store: Store, store_url: str, clock: FakeClock, tmp_path: Path
) -> None:
    events.add(store, a_plan(), webinar=Webinar, clock=clock)
    before = store.read(stored_events.every)

    done = subprocess.run(
        [sys.executable, "-m", "zoom_sync", "run"], cwd=tmp_path, capture_output=True, text=True, timeout=60,
        env={name: value for name, value in os.environ.items() if not name.startswith("ZOOM_")} | {
            "DATABASE_URL": store_url, "SECRET_KEY": "0123456789abcdef" * 4, "PORT": str(free_port()),
            "PYTHONPATH": str(Path(__file__).parents[2]),
        },
    )  # fmt: skip

    assert done.returncode != 0
    assert "events that are not the demo's. Nothing was started" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert store.read(stored_events.every) == before
