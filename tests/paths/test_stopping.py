"""Web and worker are told to stop in the middle of their work: they end in under three seconds, losing nothing."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from sqlalchemy import select

import settings
from tests.paths import machines
from tests.paths.machines import Process, Teller, until
from tests.post import free_port
from webhooks.events import delivery_id
from zoom_sync import wiring
from zoom_sync.actions import events
from zoom_sync.records import Webinar
from zoom_sync.store import jobs, memory
from zoom_sync.store.schema import delivery

PEOPLE, SENDERS = 200, 6


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "store", ["sqlite_url", pytest.param("postgres_url", marks=[pytest.mark.postgres, pytest.mark.long])]
)
def test_web_and_worker_stop_within_three_seconds_under_load(
    request: pytest.FixtureRequest, store: str, capfd: pytest.CaptureFixture[str]
) -> None:
    store_url: str = request.getfixturevalue(store)
    with machines.a_zoom(events=1, people=PEOPLE, pause_s=1.0) as zoom:
        port = free_port()
        given = machines.environment(store_url, zoom=zoom, smtp="", port=port, reads="1s,60s")
        rooms = wiring.rooms(settings.load(given, dotenv=None))
        start = machines.START
        plan = events.Plan(
            "Day", start.isoformat(), (start + timedelta(hours=1)).isoformat(), "UTC",
            webinars=[str(machines.webinar_id(0))],
        )  # fmt: skip
        event = events.add(rooms.store, plan, webinar=Webinar, clock=rooms.clock)
        web, worker = Process("web", given), Process("worker", given)
        told = machines.bodies(events=1, people=PEOPLE)
        tellers = [Teller(told, [port], dice=random.Random(seed), pause_s=0.01) for seed in range(SENDERS)]
        try:
            until(lambda: machines.answers(port), within_s=60)
            for teller in tellers:
                teller.start()
            until(lambda: rooms.store.read(lambda tx: memory.recall(tx, memory.sync_holder(event.id))), 60)
            until(lambda: all(len(teller.acknowledged) > 5 for teller in tellers), within_s=60)
            took = [process.end() for process in (worker, web)]
        finally:
            for teller in tellers:
                teller.enough.set()
                teller.join(10)
            worker.kill()
            web.kill()
        # By their hashes: a body gives way once it is read.
        known = {delivery_id(one) for teller in tellers for one in teller.acknowledged}
        kept = set(rooms.store.read(lambda tx: tx.execute(select(delivery.c.id)).scalars().all()))
        free_at = max(task["leased_until"] for task in rooms.store.read(jobs.waiting) if task["leased_until"])
        rooms.store.close()

    assert max(took) < 3
    assert known <= kept
    assert free_at <= rooms.clock.now(), "the sync that was cut off is the next worker's at once"
    assert "Traceback" not in capfd.readouterr().err
