"""What load balancers, monitoring and the people who run the service are told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.conftest import FakeClock
from tests.web.conftest import Seat
from webhooks.events import Delivery
from webhooks.signature import Refused
from zoom_sync.store import inbox, jobs, memory
from zoom_sync.store.database import Store, StoreUnavailable
from zoom_sync.web import metrics
from zoom_sync.wiring import Rooms


def test_alive_is_said_to_anyone_without_asking_the_store(
    seat: Callable[..., Seat], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Store, "read", down)
    monkeypatch.setattr(Store, "run", down)

    assert seat().get("/healthz").json == {"status": "alive"}


def test_a_stranger_hears_status_and_worker_only(rooms: Rooms, seat: Callable[..., Seat]) -> None:
    rooms.store.run(lambda tx: jobs.beat(tx, "w", now=rooms.clock.now()))

    answer = seat().get("/readyz")

    assert (answer.status_code, answer.json) == (200, {"status": "ready", "worker": "ok"})


def test_a_worker_not_heard_of_for_a_minute_is_silent_and_still_200(
    rooms: Rooms, clock: FakeClock, seat: Callable[..., Seat]
) -> None:
    rooms.store.run(lambda tx: jobs.beat(tx, "w", now=rooms.clock.now()))

    clock.advance(61)

    answer = seat().get("/readyz")
    assert (answer.status_code, answer.json["worker"]) == (200, "silent")
    assert "No worker has been heard of" in seat("operator").get("/status").text


def test_a_store_that_takes_nothing_is_503(
    seat: Callable[..., Seat], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Store, "writable", down)

    answer = seat().get("/readyz")

    assert (answer.status_code, answer.json) == (503, {"status": "unavailable", "worker": "unknown"})


def test_an_older_schema_is_503(seat: Callable[..., Seat], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "schema_state", lambda self: "older")

    assert seat().get("/readyz").status_code == 503


def test_a_page_without_a_store_is_503_with_a_sentence(
    seat: Callable[..., Seat], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = seat("organiser")
    monkeypatch.setattr(Store, "run", down)
    monkeypatch.setattr(Store, "read", down)

    answer = browser.get("/events")

    assert answer.status_code == 503
    assert "the disk is full" in answer.text


def test_pages_are_still_shown_while_the_store_takes_nothing(
    seat: Callable[..., Seat], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = seat("organiser")
    monkeypatch.setattr(Store, "run", down)

    assert browser.get("/events").status_code == 200


def down(self: Store, *_: Any) -> Any:
    raise StoreUnavailable("the disk is full")


def test_an_operator_hears_what_is_behind_it(
    rooms: Rooms, clock: FakeClock, bearer: Callable[..., dict[str, str]], seat: Callable[..., Seat]
) -> None:
    now = clock.now()
    rooms.store.run(lambda tx: memory.remember(tx, "last_complete_sync", now.isoformat(), now=now))

    body = seat().get("/readyz", headers=bearer("operator")).json

    assert body["store"].startswith("SQLite")
    assert body["last_complete_sync"] == now.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert body["tasks_failed"] == []


def test_metrics_are_valid_prometheus_text(
    rooms: Rooms, clock: FakeClock, bearer: Callable[..., dict[str, str]], seat: Callable[..., Seat]
) -> None:
    now = clock.now()
    delivery = Delivery(id="d" * 64, body=b"{}", received=now, stamp=0, tracking_id="", secret_index=0)
    rooms.store.run(lambda tx: inbox.keep_all(tx, [delivery]))
    rooms.store.run(lambda tx: jobs.defer(tx, "sync", key="e", due=now))
    rooms.store.run(lambda tx: memory.remember(tx, "last_complete_sync", now.isoformat(), now=now))
    metrics.refused(Refused("signature"))
    clock.advance(30)

    answer = seat().get("/metrics", headers=bearer("operator"))

    assert answer.mimetype == "text/plain"
    found = {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }
    assert found[("zoom_sync_inbox_oldest_unread_seconds",)] == 30
    assert found[("zoom_sync_last_delivery_age_seconds",)] == 30
    assert found[("zoom_sync_last_complete_sync_age_seconds",)] == 30
    assert found[("zoom_sync_worker_beat_age_seconds",)] == -1
    assert found[("zoom_sync_deliveries", "unread")] == 1
    assert found[("zoom_sync_tasks_waiting", "sync")] == 1
    assert found[("zoom_sync_deliveries_refused_total", "signature")] >= 1
