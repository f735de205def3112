"""A report from the store."""

from __future__ import annotations

import json

import pytest

from tests.builders import an_event, span
from tests.conftest import FakeClock
from tests.rules.test_report import a_person, a_record
from zoom_sync.actions import report
from zoom_sync.files import drawing
from zoom_sync.records import Trouble
from zoom_sync.store import events, people
from zoom_sync.store.database import Store


def test_the_report_is_of_the_newest_record(store: Store, clock: FakeClock) -> None:
    event = an_event()
    store.run(lambda tx: events.add(tx, event, now=clock.now()))
    for number in (1, 2):
        persons = [a_person(f"{n:027x}", zoom=(span("09:10", "10:00"),)) for n in range(number)]
        people.publish(store, event.id, a_record(*persons, event=event), now=clock.now())

    found = report.report(store, event.id)

    assert found["counts"]["virtual"] == 2
    assert found["curve"]["peaks"]["zoom"] == {"people": 2, "at": "2026-03-10T09:10:00Z"}
    assert json.loads(json.dumps(found)) == found
    assert drawing.presence(found).startswith("<svg")


def test_an_event_without_a_record_says_what_to_do(store: Store, clock: FakeClock) -> None:
    store.run(lambda tx: events.add(tx, an_event(), now=clock.now()))

    with pytest.raises(Trouble, match="zoom-sync merge"):
        report.report(store, an_event().id)
