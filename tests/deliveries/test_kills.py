"""SIGKILL at any moment, under load: what was confirmed is there, and nothing counts twice."""

from __future__ import annotations

import random
import time

import pytest
from sqlalchemy import text

from tests.builders import an_event
from tests.conftest import FakeClock
from tests.deliveries.web import Nursery, Senders, a_join, until_it_answers
from webhooks.events import delivery_id
from zoom_sync.actions import read_inbox
from zoom_sync.store import events, inbox, schema, traces
from zoom_sync.store.database import Store

EVENT = an_event(key=b"\x01" * 32)


@pytest.fixture
def event(store: Store, clock: FakeClock) -> None:
    store.run(lambda tx: events.add(tx, EVENT, now=clock.now()))


@pytest.mark.usefixtures("event")
def test_five_kills_of_the_web_process_lose_nothing_and_count_nothing_twice(
    store: Store, store_url: str, clock: FakeClock, processes: Nursery
) -> None:
    assert lost_and_doubled(processes, store, store_url, clock, kills=5) == (0, 0)


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.usefixtures("event")
def test_a_hundred_kills_of_web_and_worker_lose_nothing_and_count_nothing_twice(
    store: Store, store_url: str, clock: FakeClock, processes: Nursery
) -> None:
    assert lost_and_doubled(processes, store, store_url, clock, kills=100, with_worker=True) == (0, 0)


@pytest.mark.long
@pytest.mark.usefixtures("event")
def test_this_proof_notices_a_service_that_answers_before_it_has_committed(
    store: Store, store_url: str, clock: FakeClock, processes: Nursery
) -> None:
    lost, _ = lost_and_doubled(
        processes, store, store_url, clock, kills=5, what="tests.deliveries.broken:hasty"
    )

    assert lost > 0


def lost_and_doubled(
    processes: Nursery,
    store: Store,
    url: str,
    clock: FakeClock,
    *,
    kills: int,
    what: str = "web",
    with_worker: bool = False,
) -> tuple[int, int]:
    """Kill the service again and again while it is sent deliveries; then read everything.

    Gives how many confirmed deliveries are not in the store, and how many facts there are beyond one for each.
    """
    senders = Senders()
    worker = processes.start("worker", url)[0] if with_worker else 0
    for _ in range(kills):
        killed_under_load(processes, senders, what, url)
        if worker and random.random() < 0.5:
            processes.kill(worker)
            worker = processes.start("worker", url)[0]
    if worker:
        processes.kill(worker)
    assert len(senders.confirmed) >= kills
    while read_inbox.read_some(store, clock=clock):
        pass

    rows = store.read(lambda tx: tx.execute(schema.delivery.select()).all())
    facts = store.read(lambda tx: traces.of_event(tx, EVENT.id))
    outcomes = store.read(inbox.counts)
    if store.dialect == "sqlite":
        assert store.read(lambda tx: tx.execute(text("PRAGMA integrity_check")).scalar()) == "ok"
    assert outcomes == {"read": len(rows)}
    kept = {row.id for row in rows}
    heard = {fact.connection for fact in facts}
    lost = {number for number in senders.confirmed if delivery_id(a_join(number)) not in kept}
    assert {str(number) for number in senders.confirmed - lost} <= heard
    return len(lost), len(facts) - len(heard)


def killed_under_load(processes: Nursery, senders: Senders, what: str, url: str) -> None:
    """Start it, send until some were confirmed, and a random moment more; then SIGKILL."""
    pid, port = processes.start(what, url)
    until_it_answers(port)
    before = len(senders.confirmed)
    threads = senders.storm(port)
    while len(senders.confirmed) < before + 10:
        time.sleep(0.005)
    time.sleep(random.uniform(0, 0.3))
    processes.kill(pid)
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()
