"""A small Zoom with one event's worth of data, for the tests of the actions that read it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import responses

from tests.builders import an_event
from tests.zoom.fakes import FakeZoom
from zoom_sync.records import Event, Span, Trace, Webinar
from zoom_sync.store import events, traces
from zoom_sync.store.database import Store

START = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)  # five hours before the clock of the tests
ONE, TWO = "98765432101", "98765432102"
RUN, REHEARSAL = "runA/B+c==", "/run//rehearsal=="


def event_of(*webinars: Webinar) -> Event:
    day = Span(START, START + timedelta(hours=4))
    return an_event(days=(day,), key=b"k" * 32, webinars=webinars or (Webinar(ONE),))


def keep(store: Store, event: Event) -> Event:
    store.run(lambda tx: events.add(tx, event, now=START))
    return event


def iso(minutes: float) -> str:
    return (START + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")


def registrant(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "id": f"R{number}",
        "email": f"person{number}@mail.example",
        "first_name": "Person",
        "last_name": f"Number{number}",
        "org": "Field office",
        "create_time": "2026-02-01T10:00:00Z",
        "join_url": f"https://zoom.example/w/{ONE}?tk=secret{number}",
        **changes,
    }


def connection(number: int, start: float, end: float, **changes: Any) -> dict[str, Any]:
    return {
        "id": "",
        "user_id": f"167{number}",
        "name": f"Person Number{number}",
        "user_email": "",
        "registrant_id": f"R{number}",
        "join_time": iso(start),
        "leave_time": iso(end),
        "duration": int((end - start) * 60),
        "status": "in_meeting",
        **changes,
    }


def a_world(mock: responses.RequestsMock, *, id: str = ONE, run: str = RUN, page: int = 2) -> FakeZoom:
    """One webinar: five registrants of all statuses, a panelist, a host, its run, and a rehearsal before it."""
    fake = FakeZoom(mock, page=page)
    fill(fake, id=id, run=run)
    return fake


def fill(fake: FakeZoom, *, id: str = ONE, run: str = RUN) -> None:
    fake.objects[f"/webinars/{id}"] = {
        "id": int(id),
        "host_id": "HOST1",
        "host_email": "Host@Org.example",
        "topic": "A meeting",
        "start_url": "https://zoom.example/s/secret",
        "settings": {"approval_type": 1, "registration_type": 1, "alternative_hosts": "alt@org.example"},
    }
    lists = f"/webinars/{id}/registrants?status="
    fake.lists[lists + "approved"] = ("registrants", [registrant(n) for n in (1, 2, 3)])
    fake.lists[lists + "pending"] = ("registrants", [registrant(4, status="pending")])
    fake.lists[lists + "denied"] = ("registrants", [registrant(5, status="denied")])
    fake.objects[f"/webinars/{id}/panelists"] = {
        "panelists": [{"id": "P1", "name": "Speaker One", "email": "speaker@uni.example"}]
    }
    fake.objects[f"/past_webinars/{id}/instances"] = {
        "webinars": [
            {"uuid": run, "start_time": iso(-5)},
            {"uuid": f"{REHEARSAL}{id}", "start_time": iso(-3 * 1440)},
        ]
    }
    fake.objects[f"/report/webinars/{run}"] = {"start_time": iso(-5), "end_time": iso(245)}
    rows = [
        connection(1, 0, 60),
        connection(1, 70, 240, user_id="16799"),
        connection(2, 5, 240),
        connection(8, 0, 200, user_email="speaker@uni.example", registrant_id="", name="Speaker"),
        connection(9, -5, 245, user_email="alt@org.example", registrant_id="", name="The host"),
        connection(7, 1, 3, status="in_waiting_room", registrant_id="", name="Waits"),
    ]
    fake.lists[f"/report/webinars/{run}/participants"] = ("participants", rows)


def state(store: Store, event: Event) -> list[Trace]:
    """What the store holds of an event, without the instants at which it was told."""
    found = store.read(lambda tx: traces.of_event(tx, event.id))
    return sorted((replace(each, at=None) for each in found), key=lambda each: (each.kind, each.id))
