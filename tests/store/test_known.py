"""Known people in the store: which events tell, which are told, and that only marks are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.dialects import postgresql, sqlite

from tests.builders import a_registrant, a_signature, an_event, span
from zoom_sync.records import Contact, Event, Known, Record, Tie
from zoom_sync.store import attempts, erasing, events, known, people, schema, traces, users
from zoom_sync.store.holding import Held

HOME: Contact = ("mail", "asha@rao.example")
WORK: Contact = ("mail", "a.rao@trust.example")
PHONE: Contact = ("phone", "845012345")
ASHA = a_registrant()
EARLIER, LATER = span("09:00", "10:00"), span("11:00", "12:00")


@pytest.fixture
def user(store, clock):
    """`user("meera")`: the id of a user who is there."""

    def make(name: str) -> str:
        address = f"{name}@ngo.example"
        return store.run(lambda tx: users.add(tx, address, role="organiser", now=clock.now())).id

    return make


@pytest.fixture
def giver(store, clock):
    """An earlier event with a record and one tie of ASHA's; `giver(owner=…)` makes another."""

    def make(*contacts: Contact, tied: Tie | None = None, **changes) -> Event:
        event = an_event(**{"id": "a" * 32, "days": (EARLIER,), "title": "Lessons learned", **changes})
        store.run(lambda tx: events.add(tx, event, now=clock.now()))
        store.run(lambda tx: traces.append(tx, event.id, [ASHA], now=clock.now()))
        generation = published(store, clock, event)
        keep(store, clock, event, tied or Tie(ASHA.id, frozenset(contacts or (HOME, PHONE))), generation)
        return event

    return make


def published(store, clock, event: Event) -> int:
    counts = {"virtual": 0}
    record = Record(event, "final", (), counts, people=(), unidentified=(), review=())
    return people.publish(store, event.id, record, now=clock.now())


def keep(store, clock, event: Event, *ties: Tie | int) -> None:
    *made, generation = ties
    attempt = store.read(lambda tx: attempts.stand(tx, event.id))[0]
    known.keep(store, event.id, made, of=(attempt, generation), now=clock.now())


def a_taker(store, clock, **changes) -> Event:
    event = an_event(**{"id": "b" * 32, "days": (LATER,), **changes})
    store.run(lambda tx: events.add(tx, event, now=clock.now()))
    return event


def told(store, taker: Event, *contacts: Contact) -> list[Known]:
    return store.read(lambda tx: known.of(tx, taker, contacts or (HOME, WORK, PHONE)))


def rows(store) -> list[tuple]:
    return store.read(lambda tx: tx.execute(select(schema.tie)).all())


def test_a_later_event_is_told_which_of_its_contacts_were_one_persons(store, clock, giver):
    giver(HOME, PHONE, ("account", "Acc1"))

    assert told(store, a_taker(store, clock)) == [
        Known(frozenset({HOME, PHONE}), "Lessons learned", date(2026, 3, 10), "keys")
    ]


def test_the_date_is_that_of_the_place(store, clock, giver):
    giver(days=(span("00:10", "00:50"),), timezone="America/Lima")

    assert [one.on for one in told(store, a_taker(store, clock))] == [date(2026, 3, 9)]


def test_one_contact_alone_tells_nothing(store, clock, giver):
    giver(HOME, PHONE)

    assert told(store, a_taker(store, clock), HOME, WORK) == []


def test_contacts_of_two_people_are_not_put_together(store, clock, giver):
    event = giver(HOME, ("account", "Acc1"))
    other = Tie("f" * 32, frozenset({WORK, PHONE}))
    keep(store, clock, event, Tie(ASHA.id, frozenset({HOME, ("account", "Acc1")})), other, 1)

    assert told(store, a_taker(store, clock), HOME, PHONE) == []


def test_a_protected_event_tells_nothing_and_is_told_nothing(store, clock, giver):
    event = giver()
    assert told(store, a_taker(store, clock, protected=True)) == []

    store.run(lambda tx: events.change(tx, replace(event, protected=True)))

    assert told(store, an_event(id="b" * 32, days=(LATER,))) == []


def test_nothing_is_written_for_a_protected_event_and_what_was_goes(store, clock, giver):
    event = giver()
    before = rows(store)
    store.run(lambda tx: events.change(tx, replace(event, protected=True)))
    keep(store, clock, event, Tie(ASHA.id, frozenset({HOME, WORK})), 1)
    assert set(rows(store)) < set(before)

    keep(store, clock, event, 1)

    assert rows(store) == []


def test_events_of_another_owner_tell_nothing(store, clock, giver, user):
    giver(owner=user("tariq"))

    assert told(store, a_taker(store, clock, owner=user("meera"))) == []
    assert told(store, an_event(id="b" * 32, days=(LATER,))) == []


def test_an_event_that_is_shared_with_the_owner_tells(store, clock, giver, user):
    event, meera = giver(owner=user("tariq")), user("meera")
    store.run(lambda tx: events.share(tx, event.id, user=meera))

    assert len(told(store, a_taker(store, clock, owner=meera))) == 1


def test_an_event_is_not_named_to_somebody_who_may_not_see_it(store, clock, giver, user):
    meera, guest = user("meera"), user("guest")
    event = giver(owner=meera)
    taker = a_taker(store, clock, owner=meera)
    store.run(lambda tx: events.share(tx, taker.id, user=guest))
    assert told(store, taker) == []

    store.run(lambda tx: events.share(tx, event.id, user=guest))

    assert len(told(store, taker)) == 1


@pytest.mark.parametrize("day", [EARLIER, span("08:00", "08:30")], ids=["at the same time", "afterwards"])
def test_only_earlier_events_tell(store, clock, giver, day):
    giver(days=(EARLIER,))

    assert told(store, a_taker(store, clock, days=(day,))) == []


def test_an_event_without_a_record_tells_nothing(store, clock, giver):
    event = giver()
    store.run(lambda tx: tx.execute(schema.event.update().values(generation=0)))

    assert told(store, a_taker(store, clock)) == []
    assert event.generation == 0


def test_a_removed_event_tells_nothing_and_leaves_nothing(store, clock, giver):
    event = giver()
    taker = a_taker(store, clock)

    store.run(lambda tx: events.remove(tx, event.id))

    assert told(store, taker) == []
    assert rows(store) == []


def test_erased_facts_tell_nothing_at_once(store, clock, giver):
    giver()
    taker = a_taker(store, clock)

    store.run(lambda tx: tx.execute(schema.registrant.delete()))

    assert told(store, taker) == []


def test_a_fact_of_any_kind_holds_a_tie(store, clock, giver):
    row = a_signature(phone="98450 12345")
    event = giver(tied=Tie(row.id, frozenset({HOME, PHONE})))
    taker = a_taker(store, clock)
    assert told(store, taker) == []

    store.run(lambda tx: traces.append(tx, event.id, [row], now=clock.now()))

    assert len(told(store, taker)) == 1


def test_what_is_not_proven_any_more_is_taken_back(store, clock, giver):
    event = giver(HOME, PHONE)
    keep(store, clock, event, Tie(ASHA.id, frozenset({HOME, WORK}), "decision"), 1)

    (found,) = told(store, a_taker(store, clock))

    assert (found.contacts, found.proof) == ({HOME, WORK}, "decision")
    assert len(rows(store)) == 2


def test_the_ties_of_an_older_record_do_not_replace_the_newer_ones(store, clock, giver):
    event = giver(HOME, PHONE)
    before = rows(store)

    keep(store, clock, event, Tie(ASHA.id, frozenset({WORK, ("account", "late")})), 0)

    assert rows(store) == before


def test_the_ties_of_a_record_are_not_kept_once_somebody_was_erased_from_it(store, clock, giver):
    event = giver(HOME, PHONE)
    of = store.read(lambda tx: attempts.stand(tx, event.id))

    store.run(lambda tx: erasing.take_out(tx, Held(event.id, (), (ASHA,)), now=clock.now()))
    known.keep(store, event.id, [Tie(ASHA.id, frozenset({HOME, WORK}))], of=of, now=clock.now())

    assert rows(store) == []


def test_of_equal_ties_only_the_newest_is_told(store, clock, giver):
    giver(id="c" * 32, title="First", days=(span("07:00", "08:00"),))
    giver(id="d" * 32, title="Second", days=(span("08:00", "09:00"),))

    assert [one.title for one in told(store, a_taker(store, clock))] == ["Second"]


def test_no_contact_stands_in_the_table_nor_can_one_be_guessed_without_the_key(store, clock, giver):
    giver()
    first = {row.mark for row in rows(store)}
    held = " ".join(str(row) for row in rows(store))
    assert "asha" not in held
    assert "845012345" not in held

    store.run(lambda tx: tx.execute(schema.tie.delete()))
    store.run(lambda tx: tx.execute(schema.setting.delete()))
    keep(store, clock, an_event(id="a" * 32), Tie(ASHA.id, frozenset({HOME, PHONE})), 1)

    assert len(first) == 2
    assert first.isdisjoint(row.mark for row in rows(store))


def test_a_change_to_many_ties_writes_only_what_differs(store, clock, giver, monkeypatch):
    event = giver()
    many = [
        Tie(f"{n:032x}", frozenset({("mail", f"p{n}@x.example"), ("account", f"A{n}")})) for n in range(700)
    ]
    keep(store, clock, event, *many, 1)
    assert len(rows(store)) == 1400
    written = []
    monkeypatch.setattr(known, "put", lambda tx, table, given: written.extend(given))

    keep(store, clock, event, *many, Tie(ASHA.id, frozenset({HOME, PHONE})), 1)

    assert len(written) == 2


def test_the_events_that_may_name_an_event_are_found(store, clock, giver, user):
    meera, tariq = user("meera"), user("tariq")
    event = giver(owner=meera)
    for id, owner, day in (("1", meera, LATER), ("2", tariq, LATER), ("3", meera, span("07:00", "08:00"))):
        made = an_event(id=id * 32, owner=owner, days=(day,))
        store.run(lambda tx, each=made: events.add(tx, each, now=clock.now()))
        published(store, clock, made)

    def named() -> list[str]:
        return [id[0] for id in store.read(lambda tx: known.takers(tx, event))]

    assert named() == ["1"]
    store.run(lambda tx: events.share(tx, event.id, user=tariq))
    assert named() == ["1", "2"]


def test_contacts_are_looked_up_by_an_index(store, clock, giver):
    event = giver()
    many = [
        Tie(f"{n:032x}", frozenset({("mail", f"p{n}@x.example"), ("account", f"A{n}")})) for n in range(3000)
    ]
    keep(store, clock, event, *many, 1)
    dialect = sqlite.dialect() if store.dialect == "sqlite" else postgresql.dialect()
    asked = known._with_marks(["0" * 32, "1" * 32]).compile(
        dialect=dialect, compile_kwargs={"literal_binds": True}
    )
    word = "EXPLAIN QUERY PLAN" if store.dialect == "sqlite" else "EXPLAIN"
    store.run(lambda tx: tx.execute(text("ANALYZE")))

    plan = store.read(lambda tx: "\n".join(str(row) for row in tx.execute(text(f"{word} {asked}"))))

    assert "ix_tie_mark" in plan
    assert "SCAN tie" not in plan
    assert "Seq Scan" not in plan
