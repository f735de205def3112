"""A real web process that starts after hours names the gap, and has what it touched read again."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

from tests.builders import an_event
from tests.deliveries.web import Nursery, until_it_answers
from zoom_sync.records import Span
from zoom_sync.store import events, jobs, watch
from zoom_sync.store.database import Store

HOURS = timedelta(hours=2)


def test_a_web_process_that_starts_after_two_hours_names_them(
    store: Store, store_url: str, processes: Nursery
) -> None:
    now = datetime.now(UTC)
    touched = an_event(days=(Span(now - timedelta(hours=3), now - timedelta(hours=1)),))
    other = an_event(id="f" * 32, days=(Span(now - timedelta(days=9), now - timedelta(days=8)),))
    for event in (touched, other):
        store.run(lambda tx, event=event: events.add(tx, event, now=now))
    store.run(lambda tx: watch.take_beat(tx, now=now - HOURS, awake_s=None))

    _, port = processes.start("web", store_url)
    until_it_answers(port)
    end = time.monotonic() + 30
    while not (gaps := store.read(watch.gaps)) and time.monotonic() < end:
        time.sleep(0.05)

    (gap,) = gaps
    assert gap.start == now - HOURS
    assert gap.touched == (touched.id,)
    assert {task["key"] for task in store.read(jobs.waiting) if task["name"] == "sync"} == {touched.id}
