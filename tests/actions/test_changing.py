"""An organiser changes an event: titles, times, rules, how sure a match must be, and what is protected."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.actions.test_organising import an_added_event
from tests.conftest import FakeClock
from zoom_sync.actions import events
from zoom_sync.actions.events import rule
from zoom_sync.records import Event, Rule, Trouble, Webinar
from zoom_sync.store import audit, jobs
from zoom_sync.store import events as stored_events
from zoom_sync.store.database import Store


def changed(store: Store, clock: FakeClock, event: Event, **given: Any) -> Event:
    events.change(store, event.id, events.Changes(**given), webinar=Webinar, clock=clock, by="Meera")
    kept = store.read(lambda tx: stored_events.get(tx, event.id))
    assert kept is not None
    return kept


def audited(store: Store, event: Event) -> list[tuple[str, str, str]]:
    lines = store.read(lambda tx: audit.lines(tx, event=event.id))
    return [(line.what, line.who, line.reason) for line in lines]


def waiting(store: Store) -> set[tuple[str, str]]:
    return {(task["name"], task["key"]) for task in store.read(jobs.waiting)}


def test_an_event_is_made_careful_and_protected(store: Store, clock: FakeClock) -> None:
    made = an_added_event(store, clock, caution="careful", protected="yes")

    kept = store.read(lambda tx: stored_events.get(tx, made.id))

    assert kept is not None
    assert (kept.caution, kept.protected) == ("careful", True)


def test_what_is_not_named_stays(store: Store, clock: FakeClock) -> None:
    made = an_added_event(store, clock, caution="careful", protected="yes")

    kept = changed(store, clock, made, title=" Lessons learned, again ")

    assert (kept.title, kept.caution, kept.protected) == ("Lessons learned, again", "careful", True)
    assert (kept.venue, kept.sessions, kept.key) == (made.venue, made.sessions, made.key)


def test_a_protected_event_is_careful_whatever_was_set(sqlite_store: Store, clock: FakeClock) -> None:
    made = an_added_event(sqlite_store, clock)

    kept = changed(sqlite_store, clock, made, protected="yes", caution="usual")

    assert (kept.caution, kept.care) == ("usual", "careful")
    assert changed(sqlite_store, clock, made, protected="no").care == "usual"


def test_a_change_is_audited_without_names_and_asks_for_the_record(store: Store, clock: FakeClock) -> None:
    made = an_added_event(store, clock)

    changed(store, clock, made, title="Asha's day", caution="careful", rule=["minimum_minutes=10"])

    assert audited(store, made)[0] == (
        "event changed",
        "Meera",
        "title, caution careful, minimum_minutes 10.0",
    )
    assert ("rebuild", made.id) in waiting(store)


def test_a_change_to_what_is_there_already_leaves_no_trace(sqlite_store: Store, clock: FakeClock) -> None:
    made = an_added_event(sqlite_store, clock)

    changed(sqlite_store, clock, made, title=made.title, caution="usual", protected="no")

    assert [what for what, _, _ in audited(sqlite_store, made)] == ["event added"]
    assert waiting(sqlite_store) == set()


def test_a_one_day_event_moves_and_keeps_its_agenda(sqlite_store: Store, clock: FakeClock) -> None:
    made = an_added_event(sqlite_store, clock)

    kept = changed(sqlite_store, clock, made, ends="2022-11-11T18:00")

    assert (kept.starts, kept.ends) == (made.starts, datetime(2022, 11, 11, 12, 30, tzinfo=UTC))
    assert kept.sessions == made.sessions


def test_a_webinar_is_added_and_what_was_heard_of_it_is_adopted(
    sqlite_store: Store, clock: FakeClock
) -> None:
    made = an_added_event(sqlite_store, clock, webinars=["123"])

    kept = changed(sqlite_store, clock, made, webinars=["456", "123"])

    assert [one.id for one in kept.webinars] == ["123", "456"]
    assert {("adopt", made.id), ("rebuild", made.id)} <= waiting(sqlite_store)


def test_each_rule_of_an_event_can_be_named() -> None:
    assert set(rule.KEYS) == {field.name for field in fields(Rule)}


def test_each_rule_can_be_set(sqlite_store: Store, clock: FakeClock) -> None:
    made = an_added_event(sqlite_store, clock)
    given = [
        "clip_to_event=no",
        "bridge_gaps_s=90",
        "sheet_breaks_s=0",
        "minimum_minutes = 7.5",
        "minimum_share=80",
    ]

    kept = changed(sqlite_store, clock, made, rule=given)

    assert kept.rule == Rule(False, 90, 0, 7.5, minimum_share=80)


WRONG = [
    ({"title": " "}, "title"),
    ({"caution": "very"}, "'very' is no caution"),
    ({"protected": "perhaps"}, "'perhaps' is neither yes nor no"),
    ({"rule": ["minutes=3"]}, "'minutes=3' is no rule"),
    ({"rule": ["minimum_minutes=nan"]}, "'nan' is no value for minimum_minutes"),
    ({"rule": ["minimum_share=101"]}, "'101' is no value for minimum_share"),
    ({"rule": ["bridge_gaps_s=-1"]}, "'-1' is no value for bridge_gaps_s"),
    ({"rule": ["clip_to_event=1"]}, "'1' is neither yes nor no"),
    ({"ends": "2022-11-11T09:00"}, "ends before it starts"),
    ({"starts": "2022-11-11T15:30"}, "'Areas of origin; and more' lies outside"),
]


@pytest.mark.parametrize(("wrong", "said"), WRONG, ids=[said for _, said in WRONG])
def test_a_change_that_cannot_be_understood_changes_nothing(
    sqlite_store: Store, clock: FakeClock, wrong: dict[str, Any], said: str
) -> None:
    made = an_added_event(sqlite_store, clock)

    with pytest.raises(Trouble, match=said):
        changed(sqlite_store, clock, made, **{"venue": "Elsewhere", **wrong})

    assert sqlite_store.read(lambda tx: stored_events.get(tx, made.id)) == made


def test_the_times_of_several_days_are_not_changed(sqlite_store: Store, clock: FakeClock) -> None:
    days = ["2022-11-11T10:30;2022-11-11T17:00", "2022-11-12T10:00;2022-11-12T16:00"]
    made = an_added_event(sqlite_store, clock, ends="2022-11-12T17:00", days=days, sessions=[])

    with pytest.raises(Trouble, match="several days"):
        changed(sqlite_store, clock, made, starts="2022-11-11T09:00")


def test_an_event_that_is_not_there_is_not_changed(sqlite_store: Store, clock: FakeClock) -> None:
    with pytest.raises(Trouble, match="no event"):
        events.change(sqlite_store, "f" * 32, events.Changes(title="T"), webinar=Webinar, clock=clock)


def test_two_changes_at_the_same_moment_both_count(
    store: Store, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = an_added_event(store, clock)
    both, read = threading.Barrier(2), stored_events.known

    def slowly(*args: Any, **more: Any) -> Event:
        found = read(*args, **more)
        with suppress(threading.BrokenBarrierError):
            both.wait(0.5)  # lets the other one read too, unless it has to wait its turn
        return found

    monkeypatch.setattr(stored_events, "known", slowly)
    ways: list[dict[str, Any]] = [{"caution": "careful"}, {"protected": "yes"}]
    threads = [threading.Thread(target=changed, args=(store, clock, made), kwargs=way) for way in ways]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    kept = store.read(lambda tx: stored_events.get(tx, made.id))
    assert kept is not None
    assert (kept.caution, kept.protected) == ("careful", True)
