"""What a phone at a door asks finds its rows by an index, on both stores."""

from __future__ import annotations

from collections.abc import Callable

from tests.builders import an_event
from tests.door.conftest import Phone
from tests.store.plans import Heard, heard, scans
from tests.web import sample
from zoom_sync.store import codes, people, traces
from zoom_sync.wiring import Rooms

# A piece of the statement -> why it may go through many rows.
ALLOWED = {
    "FROM code WHERE code.event = ": "codes are issued to all registrations that have none",
    "SELECT registrant.id": "the same",
    "SELECT trace.id": "the same",
    "SELECT person.facts, CAST(person.body AS TEXT)": "a phone that knows nobody gets everybody",
    "max(verdict.sequence)": "the newest of an event's, of which there are few",
}
PEOPLE = 1_500


def test_a_door_finds_its_rows_by_an_index(rooms: Rooms, open_door: Callable[..., Phone]) -> None:
    event = sample.keep(
        rooms.store, sample.a_record(sample.the_event(days=an_event().days), PEOPLE), now=rooms.clock.now()
    )
    phone = open_door(event.id)
    person = sample.a_person(4, event)
    filler = [phone.item(f"f{n}", name=f"Walk In {n}") for n in range(600)]
    for start in range(0, 600, 50):
        phone.hand_in(*filler[start : start + 50])
    known = rooms.store.read(lambda tx: codes.codes(tx, event.id))
    shown = known.get(person.id) or next(iter(known.values()), "0000-0000-0000-0000")

    with heard(rooms.store) as found:
        state = phone.look()
        phone.get(f"state?since={state['upto'].replace('+', '%2B')}&unsent=3&now={phone.now()}")
        phone.get("people")
        phone.get(f"people?since={state['generation']}")
        phone.post("search", {"q": "asha"})
        item = phone.item("n", ref=person.id)
        phone.hand_in(item, phone.item("c", code=shown), phone.item("u", undoes=item["nonce"]))

    assert len(found.statements) > 15
    assert unexpected(rooms, found) == []
    assert rooms.store.read(lambda tx: people.person(tx, event.id, person.id)) is not None
    assert rooms.store.read(lambda tx: len(traces.of_event(tx, event.id))) > 600


def unexpected(rooms: Rooms, found: Heard) -> list[tuple[str, str, str]]:
    told = [(one.table, one.how, " ".join(one.statement.split())) for one in scans(rooms.store, found)]
    return [one for one in told if not any(piece in one[2] for piece in ALLOWED)]
