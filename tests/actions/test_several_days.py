"""An event of several days is final only once Zoom has been asked what was held on each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import responses

from tests.actions.zoom_world import ONE, START, a_world, connection, event_of, keep
from tests.conftest import FakeClock
from tests.zoom.fakes import FakeZoom, a_zoom, answer
from zoom_sync.actions.rebuild import rebuild
from zoom_sync.actions.sync import sync_event
from zoom_sync.actions.timetable import plan
from zoom_sync.records import Span
from zoom_sync.store.database import Store

READS = (timedelta(minutes=10), timedelta(minutes=30), timedelta(hours=24))
LATER = timedelta(days=3)
HOURS = timedelta(hours=4)
EVENT = replace(
    event_of(), venue="", days=(Span(START, START + HOURS), Span(START + LATER, START + LATER + HOURS))
)
OVER = START + LATER + HOURS
THURSDAY = "runC=="
UNKNOWN = f"whether webinar {ONE} ran on each day"
RUNS = f"/past_webinars/{ONE}/instances"


@pytest.fixture
def fake() -> Iterator[FakeZoom]:
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        yield a_world(mock)


def read(store: Store, clock: FakeClock, *minutes: float) -> tuple[str, ...]:
    """Read the event so many minutes after its end, and say what its record waits for."""
    for each in minutes:
        clock.advance((OVER + timedelta(minutes=each) - clock.now()).total_seconds())
        sync_event(store, a_zoom(clock), EVENT.id, clock=clock, holder="a test")
    return rebuild(store, EVENT.id, reads=READS, clock=clock).waiting_for


def thursday_is_held(fake: FakeZoom) -> None:
    begun, ended = START + LATER, OVER - timedelta(minutes=20)
    fake.objects[RUNS]["webinars"].append({"uuid": THURSDAY, "start_time": f"{begun:%Y-%m-%dT%H:%M:%SZ}"})
    fake.objects[f"/report/webinars/{THURSDAY}"] = {
        "start_time": f"{begun:%Y-%m-%dT%H:%M:%SZ}",
        "end_time": f"{ended:%Y-%m-%dT%H:%M:%SZ}",
    }
    rows = [connection(1, 3 * 1440, 3 * 1440 + 200)]
    fake.lists[f"/report/webinars/{THURSDAY}/participants"] = ("participants", rows)


def test_a_run_of_the_last_day_that_nobody_told_of_is_found_and_waited_for(
    store: Store, clock: FakeClock, fake: FakeZoom
):
    keep(store, EVENT)
    assert read(store, clock, -4000, -3000, -30) == (UNKNOWN,)
    thursday_is_held(fake)

    assert read(store, clock, 10) == (f"report of instance {THURSDAY}",)
    assert read(store, clock, 30) == ()


def test_a_last_day_without_a_run_is_not_waited_for_for_ever(store: Store, clock: FakeClock, fake: FakeZoom):
    keep(store, EVENT)

    assert read(store, clock, -4000, -3000, 10) == (UNKNOWN,)
    assert read(store, clock, 30) == ()


def test_runs_that_the_app_may_not_list_are_asked_for_again_until_it_may(
    store: Store, clock: FakeClock, fake: FakeZoom
):
    keep(store, EVENT)
    refused = answer({"code": 4711, "message": "does not contain scopes:[webinar:read]"}, 400)
    read(store, clock, -4000, -3000)
    for minutes in (10, 30, 1440):
        fake.answers[RUNS] = [refused]
        assert read(store, clock, minutes) == (UNKNOWN,)
    clock.advance(3600)

    assert plan(store, reads=READS, clock=clock) == 1
    assert read(store, clock, 1500) == ()
