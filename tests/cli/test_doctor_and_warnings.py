"""The doctor says what the page Status says."""

from __future__ import annotations

from datetime import timedelta

from zoom_sync.store import jobs, memory
from zoom_sync.store.database import Store
from zoom_sync.wiring import SystemClock


def test_what_is_amiss_is_a_line_of_the_doctor(zoom_sync, sqlite_url):
    store, now = Store(sqlite_url), SystemClock().now()
    since = (now - timedelta(hours=1)).isoformat()
    down = {"since": since, "until": since, "reason": "gone"}
    store.run(lambda tx: memory.remember(tx, memory.MAIL_DOWN, down, now=now))
    store.run(lambda tx: jobs.beat(tx, "w", now=now))
    store.close()

    answer = zoom_sync("doctor")

    assert answer.exit == 1
    assert "FAIL mail down: The mail server takes nothing since" in answer.out
    assert "ok   worker" in answer.out


def test_one_thing_is_said_once(zoom_sync):
    answer = zoom_sync("doctor")

    assert answer.out.count("FAIL worker") == 1
