"""Who is known from an earlier event: asked about at the next one, on both stores, by real rebuilds."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.actions.test_organising import READS, a_plan
from tests.conftest import FakeClock
from zoom_sync.actions import decide, events, import_sheet, rebuild
from zoom_sync.moments import Moment, watched
from zoom_sync.records import Event, Pair, Record, Webinar
from zoom_sync.store import audit, jobs, people, schema
from zoom_sync.store import events as stored_events
from zoom_sync.store.database import Store

FIRST = (
    b"Name,Organisation,E-mail,Phone,Time in\nMeera Nair,Asha Trust,meera@asha.example,98450 12345,10:40\n"
)
NEXT = b"Name,Organisation,E-mail,Phone,Time in\nMeera Nair,,meera@asha.example,,10:40\nM.,,,+91 98450 12345,12:40\n"
SAID = "known from “Lessons learned”, 11 November 2022"
NEXT_YEAR: dict[str, Any] = {"starts": "2023-11-10T10:30", "ends": "2023-11-10T17:00", "sessions": []}


class Organiser:
    """Makes events with a sheet each, and their records."""

    def __init__(self, store: Store, clock: FakeClock) -> None:
        self.store, self.clock = store, clock

    def event(self, sheet: bytes, *, owner: str = "", **changes: Any) -> Event:
        made = events.add(
            self.store, a_plan(**changes), webinar=Webinar, clock=self.clock, owner=owner, by="Meera"
        )
        import_sheet.import_file(self.store, made.id, data=sheet, name="sheet.csv", clock=self.clock)
        self.record(made)
        return made

    def record(self, event: Event) -> Record:
        return rebuild.rebuild(self.store, event.id, reads=READS, clock=self.clock)

    def asked(self, event: Event) -> list[Pair]:
        """The open questions that the event's published record has because of an earlier one."""
        found = self.store.read(lambda tx: people.review(tx, event.id))
        return [pair for pair in found if any(reason.startswith("known from") for reason in pair.reasons)]

    def change(self, event: Event, **changes: Any) -> None:
        changes_ = events.Changes(**changes)
        events.change(self.store, event.id, changes_, webinar=Webinar, clock=self.clock, by="Meera")

    def decide(self, event: Event, kind: Any, *refs: str, undoes: str = "") -> str:
        self.clock.advance(60)
        made = decide.decide(
            self.store, event.id, kind=kind, refs=refs, by="Meera", clock=self.clock, undoes=undoes
        )
        self.record(event)
        return made.id


@pytest.fixture
def organiser(store: Store, clock: FakeClock) -> Organiser:
    return Organiser(store, clock)


def test_who_gave_mail_and_phone_at_one_event_is_asked_about_at_the_next(organiser: Organiser) -> None:
    organiser.event(FIRST)

    following = organiser.event(NEXT, **NEXT_YEAR)

    (pair,) = organiser.asked(following)
    assert set(pair.refs) == {"sheet.csv#1", "sheet.csv#2"}
    assert SAID in pair.reasons
    assert len(organiser.store.read(lambda tx: people.read(tx, following.id))) == 2


def test_what_a_person_decided_at_one_event_is_proposed_at_the_next(organiser: Organiser) -> None:
    first = organiser.event(NEXT)
    assert organiser.asked(organiser.event(NEXT, **NEXT_YEAR)) == []

    made = organiser.decide(first, "same", "sheet.csv#1", "sheet.csv#2")
    (pair,) = organiser.asked(organiser.event(NEXT, **NEXT_YEAR))
    organiser.decide(first, "undo", undoes=made)

    assert pair.score == 0.9
    assert organiser.asked(organiser.event(NEXT, **NEXT_YEAR)) == []


@pytest.mark.parametrize("many", [1, 100_000], ids=["made apart", "made here"])
def test_a_process_that_dies_once_its_record_is_shown_tells_the_next_event_all_the_same(
    organiser: Organiser, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(rebuild, "MANY", many)

    def die(reached: Moment) -> None:
        if reached == "a record shown, its ties not told":
            raise KeyboardInterrupt

    with watched(die), pytest.raises(KeyboardInterrupt):
        organiser.event(FIRST)
    (first,) = organiser.store.read(stored_events.every)
    assert [one.name for one in organiser.store.read(lambda tx: people.read(tx, first.id))] == ["Meera Nair"]
    organiser.record(first)

    assert len(organiser.asked(organiser.event(NEXT, **NEXT_YEAR))) == 1


def test_an_answer_at_the_next_event_is_known_at_the_one_after(organiser: Organiser) -> None:
    first = organiser.event(FIRST)
    following = organiser.event(NEXT, **NEXT_YEAR, title="The second")
    organiser.decide(following, "same", "sheet.csv#1", "sheet.csv#2")
    organiser.store.run(lambda tx: stored_events.remove(tx, first.id))

    third = organiser.event(NEXT, starts="2024-11-08T10:30", ends="2024-11-08T17:00", sessions=[])

    assert [pair.reasons[0] for pair in organiser.asked(third)] == [
        "known from “The second”, 10 November 2023"
    ]


def test_an_earlier_event_learns_nothing_from_a_later_one(organiser: Organiser) -> None:
    organiser.event(FIRST, **NEXT_YEAR)

    assert organiser.asked(organiser.event(NEXT)) == []


@pytest.mark.parametrize("which", ["the earlier", "the later"])
def test_a_protected_event_neither_gives_nor_takes(organiser: Organiser, which: str) -> None:
    organiser.event(FIRST, protected="yes" if which == "the earlier" else "no")

    following = organiser.event(NEXT, **NEXT_YEAR, protected="yes" if which == "the later" else "no")

    assert organiser.asked(following) == []


def test_an_event_that_becomes_protected_is_forgotten_and_soon_named_nowhere(organiser: Organiser) -> None:
    first = organiser.event(FIRST)
    following = organiser.event(NEXT, **NEXT_YEAR)
    assert organiser.asked(following)
    organiser.store.run(lambda tx: tx.execute(schema.task.delete()))

    organiser.change(first, protected="yes")

    assert organiser.store.read(lambda tx: tx.execute(select(schema.tie)).all()) == []
    asked = [task["key"] for task in organiser.store.read(jobs.waiting) if task["name"] == "rebuild"]
    assert {first.id, following.id} <= set(asked)
    organiser.record(following)
    assert organiser.asked(following) == []


def test_an_event_that_is_protected_no_more_is_known_again(organiser: Organiser) -> None:
    first = organiser.event(FIRST, protected="yes")

    organiser.change(first, protected="no")
    organiser.record(first)

    assert len(organiser.asked(organiser.event(NEXT, **NEXT_YEAR))) == 1


def test_events_of_another_owner_give_nothing(organiser: Organiser) -> None:
    organiser.event(FIRST, owner="a" * 32)

    assert organiser.asked(organiser.event(NEXT, **NEXT_YEAR, owner="b" * 32)) == []
    assert len(organiser.asked(organiser.event(NEXT, **NEXT_YEAR, owner="a" * 32))) == 1


def test_a_removed_event_gives_nothing(organiser: Organiser) -> None:
    first = organiser.event(FIRST)
    following = organiser.event(NEXT, **NEXT_YEAR)

    organiser.store.run(lambda tx: stored_events.remove(tx, first.id))
    organiser.record(following)

    assert organiser.asked(following) == []


def test_what_is_known_is_written_again_by_every_rebuild(organiser: Organiser) -> None:
    first = organiser.event(FIRST)
    more = FIRST + b"Meera N.,Asha Trust,meera.nair@home.example,98450 12345,12:00\n"
    import_sheet.import_file(organiser.store, first.id, data=more, name="more.csv", clock=organiser.clock)
    organiser.record(first)
    following = organiser.event(
        b"Name,E-mail,Time in\nMeera,meera.nair@home.example,10:40\nNair M.,meera@asha.example,12:40\n",
        **NEXT_YEAR,
    )

    assert [SAID in pair.reasons for pair in organiser.asked(following)] == [True]


def test_the_same_facts_and_the_same_earlier_events_give_the_same_record(organiser: Organiser) -> None:
    organiser.event(FIRST)
    following = organiser.event(NEXT, **NEXT_YEAR)
    once = organiser.record(following)

    organiser.clock.advance(timedelta(hours=1).total_seconds())

    assert organiser.record(following) == once
    lines = organiser.store.read(lambda tx: audit.lines(tx, event=following.id))
    assert not any("meera@asha.example" in str(line) for line in lines)
