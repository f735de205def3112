"""A large event's record is made in a process of its own, and is the same record."""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.actions.test_organising import SHEET, a_plan
from tests.builders import WEBINAR, a_connection, a_join, a_leave, a_registrant, a_signature
from tests.conftest import FakeClock
from zoom_sync.actions import decide, events, export, import_sheet, rebuild
from zoom_sync.actions.rebuild import apart
from zoom_sync.records import Event, Trace, Trouble, Webinar
from zoom_sync.store import memory, people, traces
from zoom_sync.store.database import Store

READS = (timedelta(minutes=10), timedelta(minutes=30))
NOW = datetime(2022, 11, 12, tzinfo=UTC)


def names(store: Store, event: Event) -> list[str]:
    return [one.name for one in store.read(lambda tx: people.read(tx, event.id))]


def an_audience() -> Iterator[Trace]:
    """Forty people: most by their own link, some heard live only, some on paper too, two of one name."""
    for number in range(40):
        name, mail = f"Asha Rao{'abcdefghij'[number % 10]}{number // 10}", f"p{number}@people.example"
        yield a_registrant(name, mail, id=f"R{number}", phone="98450 12345" if number == 7 else "")
        if number % 3:
            yield a_connection(name, user=f"u{number}", registrant_id=f"R{number}")
        else:
            yield from (a_join(name, user=f"u{number}"), a_leave(name, user=f"u{number}"))
        if number % 4 == 0:
            yield a_signature(name, row=number)


@pytest.fixture
def event(store: Store, clock: FakeClock) -> Event:
    made = events.add(store, a_plan(webinars=[WEBINAR]), webinar=Webinar, clock=clock)
    store.run(lambda tx: traces.append(tx, made.id, an_audience(), now=NOW))
    import_sheet.import_file(store, made.id, data=SHEET, name="sheet.csv", clock=clock)
    return made


@pytest.fixture
def apart_from_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten facts are many, and three a batch."""
    monkeypatch.setattr(rebuild, "MANY", 10)
    monkeypatch.setattr(apart, "BATCH", 3)


def made(store: Store, event: Event, clock: FakeClock) -> list[Any]:
    """All that is kept of a record: the exports, the questions, and what is told to pages and to later events."""
    head = rebuild.rebuild(store, event.id, reads=READS, clock=clock)
    out = io.BytesIO()
    export.export(store, event.id, format="json", target=out)
    line = store.read(lambda tx: memory.recall(tx, f"headline:{event.id}"))
    line.pop("generation")
    return [out.getvalue(), head.review, head.counts, head.notes, line]


def test_a_large_event_has_the_record_that_a_small_one_would_have(
    store: Store, event: Event, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = made(store, event, clock)
    generation = store.read(lambda tx: people.review(tx, event.id))
    began: list[apart.Apart] = []
    tell = apart.Apart.tell
    monkeypatch.setattr(apart.Apart, "tell", lambda self, *given: (began.append(self), tell(self, *given)))
    monkeypatch.setattr(rebuild, "MANY", 10)
    monkeypatch.setattr(apart, "BATCH", 3)

    assert made(store, event, clock) == whole
    assert len(began) == 1
    assert store.read(lambda tx: people.review(tx, event.id)) == generation
    assert began[0]._process.poll() is not None  # and the process is gone


def test_a_record_that_took_long_is_made_in_a_process_of_its_own_the_next_time_however_few_its_facts_are(
    store: Store, event: Event, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who thinks in the worker's process holds up what its other threads have begun in the store."""
    began: list[apart.Apart] = []
    tell = apart.Apart.tell
    monkeypatch.setattr(apart.Apart, "tell", lambda self, *given: (began.append(self), tell(self, *given)))

    def again(took: float) -> int:
        told = {"ended": (NOW - timedelta(hours=1)).isoformat(), "took": took}
        store.run(lambda tx: memory.remember(tx, memory.rebuilt(event.id), told, now=NOW))
        assert rebuild.rebuild_in_turn(store, event.id, reads=READS, clock=clock)
        return len(began)

    assert [again(0), again(rebuild.LONG_S), again(0)] == [0, 1, 1]


@pytest.mark.usefixtures("apart_from_ten")
def test_what_was_decided_and_what_earlier_events_know_counts_there_too(
    store: Store, event: Event, clock: FakeClock
) -> None:
    earlier = events.add(
        store,
        a_plan(starts="2022-10-11T10:30", ends="2022-10-11T17:00", webinars=[WEBINAR]),
        webinar=Webinar,
        clock=clock,
    )
    told = [a_registrant("Lucia Novak", "p1@people.example", phone="98450 12345", id="R900")]
    store.run(lambda tx: traces.append(tx, earlier.id, told, now=NOW))
    rebuild.rebuild(store, earlier.id, reads=READS, clock=clock)

    asked = rebuild.rebuild(store, event.id, reads=READS, clock=clock).review
    known = [pair for pair in asked if any(reason.startswith("known from") for reason in pair.reasons)]
    assert len(known) == 1

    decide.decide(store, event.id, kind="different", refs=known[0].facts, by="Meera", clock=clock, undoes="")
    left = rebuild.rebuild(store, event.id, reads=READS, clock=clock).review
    assert known[0].facts not in [pair.facts for pair in left]


@pytest.mark.usefixtures("apart_from_ten")
def test_a_process_that_is_killed_leaves_the_record_of_before_and_says_so(
    store: Store, event: Event, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = made(store, event, clock)
    store.run(
        lambda tx: traces.append(tx, event.id, [a_registrant("New One", "n@new.example", id="R99")], now=NOW)
    )
    tell = apart.Apart.tell

    def killed(self: apart.Apart, *given: Any) -> None:
        self._process.kill()
        self._process.wait()
        tell(self, *given)

    with monkeypatch.context() as patched:
        patched.setattr(apart.Apart, "tell", killed)
        with pytest.raises(Trouble, match="want of memory"):
            rebuild.rebuild(store, event.id, reads=READS, clock=clock)
    assert "New One" not in names(store, event)

    assert made(store, event, clock)[2]["registered"] == before[2]["registered"] + 1


@pytest.mark.usefixtures("apart_from_ten")
def test_a_process_that_is_killed_while_it_works_out_the_ties_leaves_the_new_record_shown(
    store: Store, event: Event, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(store, event, clock)
    store.run(
        lambda tx: traces.append(tx, event.id, [a_registrant("New One", "n@new.example", id="R99")], now=NOW)
    )

    def killed(self: apart.Apart) -> None:
        self._process.kill()
        while True:  # it may have said them before
            self._next()

    with monkeypatch.context() as patched:
        patched.setattr(apart.Apart, "ties", killed)
        with pytest.raises(Trouble, match="a whole record: the one of before, or the new one"):
            rebuild.rebuild(store, event.id, reads=READS, clock=clock)

    assert "New One" in names(store, event)


def test_a_process_that_is_killed_within_what_it_says_is_told_of_as_one_that_was_killed() -> None:
    one = apart.Apart()
    says, one._process.stdout = one._process.stdout, io.BytesIO(pickle.dumps(["a line"] * 9)[:20])
    try:
        with pytest.raises(Trouble, match="want of memory"):
            one._heard()
    finally:
        one._process.stdout = says
        one.close()


@pytest.mark.usefixtures("apart_from_ten")
@pytest.mark.parametrize("number", [20, 200_000])  # before all was heard, too
def test_what_goes_wrong_there_is_told_without_a_value_of_a_person(
    store: Store, event: Event, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(
        rebuild.traces,
        "texts",
        lambda tx, event_id: iter(['{"id": "Asha Rao", "kind": "nonsense"}'] * number),
    )

    with pytest.raises(RuntimeError, match=r"^ValidationError$"):
        rebuild.rebuild(store, event.id, reads=READS, clock=clock)
