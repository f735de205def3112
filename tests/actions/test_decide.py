"""Decisions outlive every sync, import and rebuild, and can be taken back at any later time: on both stores."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import a_connection, a_join, a_registrant, a_signature, an_event
from tests.conftest import FakeClock
from zoom_sync.actions import decide, rebuild
from zoom_sync.files.writing import write_record
from zoom_sync.records import Event, Person, Reading, Record, Trace, Trouble
from zoom_sync.store import events, people, registrants, snapshot, traces, verdicts
from zoom_sync.store.database import Store

EVENT = an_event(key=b"k" * 32)
READS = (timedelta(minutes=10), timedelta(minutes=30))
ASHA = a_registrant("Asha Rao", "asha@rao.example", id="R1", event=EVENT)
LIVE = a_join("Asha R.", "09:00", user="u1", registrant_id="R1")
GUEST = a_connection("Asha", "11:00", "12:00", user="u2", registrant_id="R1")
DEVICE = a_join("iPhone", "09:30", user="u3")
SIGNED = a_signature("A. Rao", "09:00", "10:00", file="monday.csv")


@pytest.fixture
def event(store: Store, clock: FakeClock) -> Event:
    """An event with a registration, what was heard of its connections, and a sheet."""
    event = EVENT
    store.run(lambda tx: events.add(tx, event, now=clock.now()))
    _keep(store, event, clock, [ASHA, LIVE, GUEST, DEVICE, SIGNED])
    return event


def _keep(store: Store, event: Event, clock: FakeClock, facts: Iterable[Trace]) -> Record:
    store.run(lambda tx: traces.append(tx, event.id, list(facts), now=clock.now()))
    return _rebuilt(store, event, clock)


def _rebuilt(store: Store, event: Event, clock: FakeClock) -> Record:
    """The record as it was published, not as it was made."""
    clock.advance(60)
    rebuild.rebuild(store, event.id, reads=READS, clock=clock)
    found = store.read(lambda tx: snapshot.record(tx, event.id))
    assert found is not None
    return found


def _more_comes_in(store: Store, event: Event, clock: FakeClock) -> Record:
    """Another sync with a report and a registrant who is gone, and another file."""
    now = clock.now()
    reported = a_connection("Asha R.", "09:00", "10:30", user="u1", registrant_id="R1")
    reading = Reading(GUEST.webinar, GUEST.instance, now, True, "digest", rows=2)

    def sync(tx):
        run = registrants.start_run(tx, event.id, webinar=GUEST.webinar, now=now)
        late = a_registrant("Ravi Das", "ravi@das.example", id="R2", event=EVENT)
        registrants.put(tx, event.id, run=run, traces=[ASHA, late], now=now)
        registrants.finish_run(tx, event.id, run=run, now=now)
        traces.put_reading(tx, event.id, reading, [reported, GUEST], now=now)

    store.run(sync)
    return _keep(store, event, clock, [a_signature("Ravi Das", "09:00", "12:00", file="tuesday.csv", row=2)])


def _bytes(found: Record) -> bytes:
    out = io.BytesIO()
    write_record(replace(found, event=replace(found.event, generation=0)), "json", out)
    return out.getvalue()


def _of(found: Record, trace: Trace) -> Person:
    everybody = (*found.people, *found.unidentified)
    return next(one for one in everybody if trace.ref in {line.ref for line in one.evidence})


def test_decisions_survive_syncs_imports_and_rebuilds_and_undoing_them_leaves_what_came_since(
    store: Store, clock: FakeClock, event: Event
) -> None:
    split = decide.split(store, event.id, person=ASHA.ref, others=[GUEST.ref], by="Meera", clock=clock)
    bound = decide.decide(
        store, event.id, kind="same", refs=[DEVICE.ref, ASHA.ref], by="Meera", clock=clock, reason="her phone"
    )
    _rebuilt(store, event, clock)

    later = _more_comes_in(store, event, clock)

    assert _of(later, GUEST).id != _of(later, ASHA).id
    assert _of(later, DEVICE).id == _of(later, ASHA).id
    assert {one.name for one in later.people} >= {"Asha Rao", "Ravi Das"}

    ids = [verdict.id for verdict in (*split, bound)]
    decide.undo(store, event.id, decisions=ids, by="Meera", clock=clock)
    undone = _rebuilt(store, event, clock)

    assert _bytes(undone) == _bytes(_never_decided(store, event, clock))
    assert _of(undone, GUEST).id == _of(undone, ASHA).id
    assert undone.unidentified[0].evidence[0].ref == DEVICE.ref

    undos = [one.id for one in store.read(lambda tx: verdicts.of_event(tx, event.id)) if one.kind == "undo"]
    decide.undo(store, event.id, decisions=undos, by="Meera", clock=clock)
    assert _bytes(_rebuilt(store, event, clock)) == _bytes(later)


def _never_decided(store: Store, event: Event, clock: FakeClock) -> Record:
    """What the same facts make in an event where nobody ever decided anything."""
    twin = replace(event, id="f" * 32)
    store.run(lambda tx: events.add(tx, twin, now=clock.now()))
    facts = store.read(lambda tx: traces.of_event(tx, event.id))
    rows = [fact for fact in facts if fact.kind != "registrant"]
    store.run(lambda tx: traces.append(tx, twin.id, rows, now=clock.now()))

    def list_again(tx):
        run = registrants.start_run(tx, twin.id, webinar=GUEST.webinar, now=clock.now())
        mine = [fact for fact in facts if fact.kind == "registrant"]
        registrants.put(tx, twin.id, run=run, traces=mine, now=clock.now())

    store.run(list_again)
    return _rebuilt(store, twin, clock)


def test_a_split_says_no_more_than_what_was_chosen(store: Store, clock: FakeClock, event: Event) -> None:
    made = decide.split(store, event.id, person=ASHA.ref, others=[GUEST.ref], by="Meera", clock=clock)

    found = store.read(lambda tx: people.person(tx, event.id, ASHA.ref))
    assert found is not None
    stay = {line.fact for line in found.evidence} - {GUEST.id}
    assert {verdict.kind for verdict in made} == {"different"}
    assert {frozenset(verdict.refs) for verdict in made} == {frozenset((GUEST.id, fact)) for fact in stay}
    assert store.read(lambda tx: verdicts.of_event(tx, event.id)) == made


def test_what_goes_together_is_said_to_be_one_other_person(
    store: Store, clock: FakeClock, event: Event
) -> None:
    made = decide.split(
        store, event.id, person=ASHA.ref, others=[GUEST.ref, LIVE.ref], by="Meera", clock=clock
    )

    assert [verdict.kind for verdict in made][:2] == ["same", "different"]
    found = _rebuilt(store, event, clock)
    assert _of(found, GUEST).id == _of(found, LIVE).id != _of(found, ASHA).id


def test_a_split_that_is_sent_twice_is_kept_once(store: Store, clock: FakeClock, event: Event) -> None:
    for _ in range(2):
        made = decide.split(
            store, event.id, person=ASHA.ref, others=[GUEST.ref, LIVE.ref], by="Meera", clock=clock, nonce="n"
        )

    assert len(store.read(lambda tx: verdicts.of_event(tx, event.id))) == len(made)


@pytest.mark.parametrize(
    ("others", "said"),
    [([], "some must stay"), ([ASHA.ref, LIVE.ref, GUEST.ref, SIGNED.ref], "must stay|none|no evidence"),
     ([DEVICE.ref], "no evidence of this person"), (["nothing#1"], "no evidence of this person")],
)  # fmt: skip
def test_a_split_that_leaves_nobody_or_is_of_somebody_elses_evidence_is_refused(
    store: Store, clock: FakeClock, event: Event, others: list[str], said: str
) -> None:
    with pytest.raises(Trouble, match=said):
        decide.split(store, event.id, person=ASHA.ref, others=others, by="Meera", clock=clock)

    assert store.read(lambda tx: verdicts.of_event(tx, event.id)) == []


def test_a_decision_of_another_event_is_not_known_at_this_one(
    store: Store, clock: FakeClock, event: Event
) -> None:
    other = replace(event, id="d" * 32)
    store.run(lambda tx: events.add(tx, other, now=clock.now()))
    made = decide.decide(store, event.id, kind="attended", refs=[ASHA.ref], by="Meera", clock=clock)

    with pytest.raises(Trouble, match="no decision"):
        decide.decide(store, other.id, kind="undo", refs=(), undoes=made.id, by="Meera", clock=clock)

    assert store.read(lambda tx: verdicts.of_event(tx, other.id)) == []
