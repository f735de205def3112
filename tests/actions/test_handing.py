"""An event is shared, removed and recovered, and what Zoom tells meanwhile is not lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import WEBINAR, a_join, a_registrant, a_signature
from tests.conftest import FakeClock
from zoom_sync.actions import events as acts
from zoom_sync.actions import rebuild
from zoom_sync.records import Event, Trouble, Webinar
from zoom_sync.store import audit, events, jobs, people, traces, users
from zoom_sync.store.database import Store

PLAN = acts.Plan("Mela", "2026-03-10T09:00", "2026-03-10T13:00", "UTC", webinars=[WEBINAR])
READS = (timedelta(minutes=10), timedelta(minutes=30))


@pytest.fixture
def event(store: Store, clock: FakeClock) -> Event:
    return acts.add(store, PLAN, webinar=Webinar, clock=clock)


def waiting(store: Store, event: Event) -> set[str]:
    return {task["name"] for task in store.read(jobs.waiting) if task["key"] == event.id}


def test_somebody_it_is_shared_with_sees_it_until_that_is_taken_back(
    store: Store, clock: FakeClock, event: Event
) -> None:
    user = store.run(lambda tx: users.add(tx, "ritu@mela.example", role="organiser", now=clock.now()))

    acts.share(store, event.id, " Ritu@Mela.example", clock=clock, by="t")
    assert store.read(lambda tx: events.may_see(tx, event.id, user=user.id))
    assert store.read(lambda tx: events.shared_with(tx, event.id)) == ["ritu@mela.example"]

    acts.unshare(store, event.id, "ritu@mela.example", clock=clock, by="t")
    assert not store.read(lambda tx: events.may_see(tx, event.id, user=user.id))
    told = [line.what for line in store.read(lambda tx: audit.lines(tx, event=event.id))][::-1]
    assert told == ["event added", "event shared", "event shared no more"]


def test_a_removed_event_is_in_no_list_and_no_work_is_done_for_it(
    store: Store, clock: FakeClock, event: Event
) -> None:
    acts.put_away(store, event.id, clock=clock)

    assert store.read(events.all) == []
    assert store.read(lambda tx: events.get(tx, event.id)) is None
    assert store.read(lambda tx: events.of_webinar(tx, WEBINAR)) == []
    assert waiting(store, event) == set()


def test_a_recovered_event_takes_over_what_came_meanwhile(
    store: Store, clock: FakeClock, event: Event
) -> None:
    acts.put_away(store, event.id, clock=clock)
    clock.advance(29 * 86_400)

    acts.bring_back(store, event.id, clock=clock)

    assert store.read(lambda tx: events.get(tx, event.id)) == event
    assert waiting(store, event) == {"adopt", "sync"}


def test_after_thirty_days_it_stays_removed(store: Store, clock: FakeClock, event: Event) -> None:
    acts.put_away(store, event.id, clock=clock)
    clock.advance(31 * 86_400)

    with pytest.raises(Trouble, match="more than 30 days ago"):
        acts.bring_back(store, event.id, clock=clock)


@pytest.mark.parametrize("act", [acts.put_away, acts.bring_back])
def test_an_event_that_is_not_there_is_said(store: Store, clock: FakeClock, act: object) -> None:
    with pytest.raises(Trouble, match="There is no event"):
        act(store, "nowhere", clock=clock)  # type: ignore[operator]


def test_what_came_through_a_webinar_that_was_taken_out_counts_no_more_and_again_when_it_is_back(
    store: Store, clock: FakeClock, event: Event
) -> None:
    found = (a_registrant(event=event), a_join("Karim Uddin"), a_signature("Rahima Khatun"))
    store.run(lambda tx: traces.append(tx, event.id, found, now=clock.now()))

    def names() -> list[str]:
        rebuild.rebuild(store, event.id, reads=READS, clock=clock)
        return [one.name for one in store.read(lambda tx: people.read(tx, event.id))]

    assert names() == ["Asha Rao", "Karim Uddin", "Rahima Khatun"]

    acts.change(store, event.id, acts.Changes(without=[WEBINAR]), webinar=Webinar, clock=clock)
    assert names() == ["Rahima Khatun"]

    acts.change(store, event.id, acts.Changes(webinars=[WEBINAR]), webinar=Webinar, clock=clock)
    assert names() == ["Asha Rao", "Karim Uddin", "Rahima Khatun"]
