"""The people of a record as lists for the systems of others, from the store to the file."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from tests.builders import a_registrant, an_event, instant, span
from tests.conftest import FakeClock
from tests.rules.test_report import a_person, a_record
from zoom_sync.actions import export
from zoom_sync.records import Evidence, Registration, Trouble
from zoom_sync.rules.systems import HEADERS, SYSTEMS, System
from zoom_sync.store import events, people, registrants
from zoom_sync.store.database import Store


def written(store: Store, event_id: str, system: System) -> tuple[export.Written, list[list[str]]]:
    file = io.BytesIO()
    made = export.for_system(store, event_id, system=system, target=file)
    return made, list(csv.reader(io.StringIO(file.getvalue().decode())))


@pytest.mark.parametrize("system", SYSTEMS)
def test_each_system_gets_its_header_first_and_no_cell_runs(
    system: System, store: Store, clock: FakeClock
) -> None:
    event = an_event(title="=cmd|' /C calc'!A0")
    store.run(lambda tx: events.add(tx, event, now=clock.now()))
    hostile = a_person(
        "a",
        name="@SUM(1) =1+1",
        email="asha@mela.example",
        organisation="+mela",
        zoom=(span("09:00", "11:00"),),
    )
    people.publish(store, event.id, a_record(hostile, a_person("b"), event=event), now=clock.now())

    made, rows = written(store, event.id, system)

    assert rows[0] == list(HEADERS[system])
    assert (made.people, made.addressless, len(rows)) == (1, 1, 2)
    assert not [cell for cell in rows[1] if cell[:1] in ("=", "+", "@", "-")]


def test_when_people_registered_comes_from_their_registrations(store: Store, clock: FakeClock) -> None:
    event = an_event()
    store.run(lambda tx: events.add(tx, event, now=clock.now()))
    told = replace(a_registrant(), registration=Registration("approved", instant("07:30")))
    store.run(lambda tx: registrants.hear(tx, event.id, [told], now=clock.now()))
    person = a_person(
        "a", email="asha@mela.example", evidence=(Evidence("registrant", "1", "first record", told.id),)
    )
    people.publish(store, event.id, a_record(person, event=event), now=clock.now())

    _, rows = written(store, event.id, "civicrm")

    assert rows[1][rows[0].index("Register date")] == "2026-03-10 13:00:00"


def test_an_event_without_a_record_says_what_to_do(store: Store, clock: FakeClock) -> None:
    store.run(lambda tx: events.add(tx, an_event(), now=clock.now()))

    with pytest.raises(Trouble, match="zoom-sync merge"):
        export.for_system(store, an_event().id, system="civicrm", target=io.BytesIO())
