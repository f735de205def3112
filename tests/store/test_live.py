"""Who is inside now is counted from facts as they come, and whose they are by the newest record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import RUN, a_join, a_leave, a_registrant, a_signature, instant
from tests.web import sample
from zoom_sync.records import Event, Trace
from zoom_sync.rules import live as rules
from zoom_sync.store import events, imports, live, people, registrants, schema, traces
from zoom_sync.store.database import Store

NOW = instant("10:00")


@pytest.fixture
def event(store: Store) -> Event:
    made = sample.the_event()
    store.run(lambda tx: events.add(tx, made, now=NOW))
    return made


def keep(store: Store, event: Event, *found: Trace) -> None:
    store.run(lambda tx: traces.append(tx, event.id, found, now=NOW))


def online(store: Store, event: Event, *, generation: int = 0) -> list[str]:
    found = store.read(lambda tx: live.online(tx, event.id, runs=[RUN], generation=generation))
    return sorted(rules.inside(found, []).zoom)


INSIDE: list[tuple[Sequence[Trace], int, str]] = [
    ([a_join(at="09:00")], 1, "joined"),
    ([a_join(at="09:00"), a_leave(at="09:30")], 0, "joined and left"),
    ([a_leave(at="09:30"), a_join(at="09:00")], 0, "in any order"),
    ([a_join(at="09:00"), a_leave(at="09:30"), a_join(at="10:00")], 1, "back again on one connection"),
    ([a_join(at="09:00"), a_leave(at="09:30", user="u9")], 1, "somebody else left"),
    ([a_join(at="09:00"), a_leave(at="08:59")], 1, "a leave of before"),
    ([a_join(at="09:00", run="another==")], 0, "in another run"),
]


@pytest.mark.parametrize(("found", "inside", "why"), INSIDE, ids=[why for *_, why in INSIDE])
def test_on_zoom_are_those_with_a_connection_that_has_not_ended(
    store: Store, event: Event, found: Sequence[Trace], inside: int, why: str
) -> None:
    for one in found:
        keep(store, event, one)

    assert len(online(store, event)) == inside


def test_a_connection_is_whose_the_newest_record_says(store: Store, event: Event) -> None:
    record = sample.a_record(event, 12)
    people.publish(store, event.id, record, now=NOW)
    asha = record.people[0]
    joined = next(one.fact for one in asha.evidence if one.source == "participant")
    keep(store, event, _with_id(a_join(user="u1"), joined), a_join(user="u2", name="Somebody new"))

    assert online(store, event, generation=1) == sorted([asha.id, f"{RUN}/u2"])


def test_a_connection_of_after_the_record_is_whose_registration_it_names(store: Store, event: Event) -> None:
    record, registered = sample.a_record(event, 12), a_registrant(id="R1", event=event)
    first, *others = record.people
    asha = replace(first, id=registered.id)
    people.publish(store, event.id, replace(record, people=(asha, *others)), now=NOW)
    store.run(lambda tx: registrants.hear(tx, event.id, [registered], now=NOW))
    joined = a_join(registrant_id="R1")
    keep(store, event, joined)

    named = store.read(lambda tx: live.named(tx, event.id, [joined.id], generation=1))

    assert named == {joined.id: asha.id}


def check_in(store: Store, event: Event, id: str, fact: str, at: str, **more: object) -> None:
    row = {
        "event": event.id,
        "id": id,
        "fact": fact,
        "at": instant(at),
        "kept": instant(at),
        "direction": "in",
    }
    store.run(lambda tx: tx.execute(schema.check_in.insert().values(row | more)))


def test_in_the_room_are_those_checked_in_that_day_and_not_out(store: Store, event: Event) -> None:
    record = sample.a_record(event, 12)
    people.publish(store, event.id, record, now=NOW)
    asha, karim = record.people[0].id, record.people[5].id
    check_in(store, event, "1", asha, "09:00")
    check_in(store, event, "2", karim, "09:05")
    check_in(store, event, "3", karim, "09:30", direction="out")
    check_in(store, event, "4", "4", "09:40")
    check_in(store, event, "5", "5", "09:45", undone=NOW)
    check_in(store, event, "6", "6", "05:00")

    found = store.read(lambda tx: live.passes(tx, event.id, since=instant("07:00"), generation=1))

    assert sorted(rules.inside([], found).room) == sorted([asha, "4"])


def test_whoever_signed_with_a_time_and_no_end_is_in_the_room_unless_the_file_is_taken_back(
    store: Store, event: Event
) -> None:
    rows = [a_signature("Asha Rao", "09:10", row=1), a_signature("Karim Uddin", "09:10", "09:40", row=2)]
    rows += [a_signature("Rahima Khatun", None, row=3)]
    store.run(
        lambda tx: imports.put(
            tx, event.id, import_id="i" * 32, name="sheet.csv", sha256="s", kind="sign-in", by="t", rows=3,
            faults=(), notes=(), columns={}, traces=rows, now=NOW,
        )
    )  # fmt: skip

    def signed() -> list[str]:
        day = rules.day(event, NOW)
        assert day is not None
        found = store.read(lambda tx: live.signatures(tx, event.id, within=day, generation=0))
        return [one.fact for one in found]

    def stays() -> list[tuple[object, ...]]:
        found = store.read(lambda tx: live.signed(tx, event.id, since=instant("00:00"), generation=0))
        return sorted(found, key=str)

    assert signed() == [rows[0].id]
    assert stays() == sorted(
        [(rows[0].id, instant("09:10"), None), (rows[1].id, instant("09:10"), instant("09:40"))], key=str
    )

    store.run(lambda tx: imports.say(tx, event.id, "i" * 32, withdrawn=True, by="t", reason="", now=NOW))

    assert signed() == []
    assert stays() == []


def test_a_look_differs_when_something_came_in_and_only_then(store: Store, event: Event) -> None:
    def look() -> live.Look:
        return store.read(lambda tx: live.look(tx, event.id))

    first = look()
    keep(store, event, a_join())
    second = look()
    keep(store, event, a_join())

    assert (first.moved, second.moved, look()) == (0, 1, second)


def test_a_look_tells_when_the_newest_delivery_about_the_event_came(store: Store, event: Event) -> None:
    heard = NOW + timedelta(seconds=1)
    store.run(lambda tx: traces.append(tx, event.id, [a_join()], now=NOW, heard=heard))
    keep(store, event, a_join(user="u2"))

    assert store.read(lambda tx: live.look(tx, event.id)).heard == heard


def test_comings_and_goings_of_a_run_are_told_whole(store: Store, event: Event) -> None:
    keep(store, event, a_join(at="09:00"), a_leave(at="09:30"), a_join(at="09:40", user="u2"))

    came, went = store.read(lambda tx: live.comings(tx, event.id, runs=[RUN], generation=0))

    assert sorted((where, at) for _, where, at in came) == [
        (f"{RUN}/u1", instant("09:00")),
        (f"{RUN}/u2", instant("09:40")),
    ]
    assert went == [(f"{RUN}/u1", instant("09:30"))]


def _with_id(trace: Trace, id: str) -> Trace:
    return replace(trace, id=id)
