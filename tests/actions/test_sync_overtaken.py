"""A sync whose process stood still, and that another one has overtaken, writes nothing when it goes on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import responses

from tests.actions.zoom_world import a_world, event_of, keep
from tests.conftest import FakeClock
from tests.zoom.fakes import FakeZoom, a_zoom
from zoom_sync import moments
from zoom_sync.actions.sync import sync_event
from zoom_sync.actions.sync.alone import Lost
from zoom_sync.store import jobs, memory, registrants, traces
from zoom_sync.store.database import Store

EVENT = event_of()


@pytest.fixture
def fake() -> Iterator[FakeZoom]:
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        yield a_world(mock)


def overtaken_at(moment: moments.Moment, store: Store, clock: FakeClock) -> None:
    """A sync whose lease is another's from the first time that this moment comes."""
    taken: list[int | None] = []

    def take(reached: moments.Moment) -> None:
        if reached == moment and not taken:
            taken.append(0)
            later = clock.now().replace(year=clock.now().year + 1)
            taken.append(
                store.run(
                    lambda tx: jobs.lease(tx, f"sync:{EVENT.id}", holder="newer", now=later, seconds=60)
                )
            )

    with moments.watched(take), pytest.raises(Lost):
        sync_event(store, a_zoom(clock), EVENT.id, clock=clock, holder="paused")
    assert taken[1]


def test_its_attempt_does_not_count(store: Store, clock: FakeClock, fake: FakeZoom) -> None:
    """Else two readings would be spent on one tick of the timetable."""
    keep(store, EVENT)

    overtaken_at("a reading kept, its sync not noted", store, clock)

    assert store.read(lambda tx: memory.recall(tx, memory.synced(EVENT.id))) is None


def test_its_reading_is_not_kept(store: Store, clock: FakeClock, fake: FakeZoom) -> None:
    keep(store, EVENT)

    overtaken_at("a report read, not kept", store, clock)

    assert store.read(lambda tx: traces.readings(tx, EVENT.id)) == []


def test_its_list_never_ends_so_that_nobody_is_missing_by_it(
    store: Store, clock: FakeClock, fake: FakeZoom
) -> None:
    keep(store, EVENT)

    overtaken_at("a listing begun, no page asked for", store, clock)

    assert store.read(lambda tx: registrants.last_listing(tx, EVENT.id)) == {}
