"""Zoom may send a delivery again at the very moment at which another process takes the first."""

from __future__ import annotations

import http.client
import random
import threading

from tests.builders import an_event
from tests.conftest import FakeClock
from tests.deliveries.web import Nursery, a_join, deliver, until_it_answers
from zoom_sync.actions import read_inbox
from zoom_sync.store import events, inbox, traces
from zoom_sync.store.database import Store

MANY, TIMES = 40, 3


def test_a_delivery_that_comes_three_times_to_two_processes_is_confirmed_each_time_and_counts_once(
    store: Store, store_url: str, clock: FakeClock, processes: Nursery
) -> None:
    event = an_event(key=b"\x01" * 32)
    store.run(lambda tx: events.add(tx, event, now=clock.now()))
    answers: list[int] = []

    ports = [processes.start("web", store_url)[1] for _ in range(2)]
    for port in ports:
        until_it_answers(port)
    senders = [threading.Thread(target=send, args=(ports, answers)) for _ in range(TIMES)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(60)

    assert answers == [204] * (MANY * TIMES)
    assert len(store.read(inbox.unread)) == MANY
    while read_inbox.read_some(store, clock=clock):
        pass
    assert len(store.read(lambda tx: traces.of_event(tx, event.id))) == MANY


def send(ports: list[int], answers: list[int]) -> None:
    """Every delivery once, in any order, each to one of the processes."""
    connections = [http.client.HTTPConnection("127.0.0.1", port, timeout=30) for port in ports]
    for number in random.sample(range(MANY), MANY):
        answers.append(deliver(random.choice(connections), a_join(number)))
