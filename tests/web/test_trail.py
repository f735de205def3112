"""The audit as pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import FakeClock
from tests.web import sample
from tests.web.conftest import Seat
from zoom_sync.actions import events
from zoom_sync.records import Event, Webinar
from zoom_sync.store import audit
from zoom_sync.wiring import Rooms


@pytest.fixture
def organiser(seat: Callable[..., Seat]) -> Seat:
    return seat("organiser")


@pytest.fixture
def event(rooms: Rooms, organiser: Seat) -> Event:
    return sample.keep(
        rooms.store, sample.a_record(sample.the_event(), 1), now=rooms.clock.now(), owner=organiser.user
    )


def note(rooms: Rooms, many: int, **more: Any) -> None:
    def steps(tx: Any) -> None:
        for number in range(many):
            audit.note(tx, who="asha@mela.example", what=f"did {number}", now=rooms.clock.now(), **more)

    rooms.store.run(steps)


def why(browser: Seat, event: Event, reason: str = "a question from the auditors") -> Any:
    browser.get(f"/events/{event.id}/audit")
    return browser.post(f"/events/{event.id}/audit", {"reason": reason})


def test_an_organiser_says_why_and_then_sees_who_did_what(
    rooms: Rooms, organiser: Seat, event: Event
) -> None:
    note(rooms, 1, event=event.id, reason="a typing error")
    assert "did 0" not in organiser.get(f"/events/{event.id}/audit").text

    assert why(organiser, event).status_code == 303

    page = organiser.get(f"/events/{event.id}/audit").text
    for said in ("did 0", "asha@mela.example", "a typing error", "looked at the audit", "from the auditors"):
        assert said in page


def test_no_reason_is_none(rooms: Rooms, organiser: Seat, event: Event) -> None:
    assert why(organiser, event, "   ").status_code == 400
    assert rooms.store.read(lambda tx: audit.lines(tx, event=event.id)) == []


def test_a_reason_is_good_for_an_hour_and_for_one_event(
    rooms: Rooms, organiser: Seat, event: Event, clock: FakeClock
) -> None:
    other = sample.keep(
        rooms.store,
        sample.a_record(sample.the_event(id="d" * 32), 1),
        now=rooms.clock.now(),
        owner=organiser.user,
    )
    note(rooms, 1, event=event.id)
    note(rooms, 1, event=other.id)
    why(organiser, event)
    assert "did 0" not in organiser.get(f"/events/{other.id}/audit").text

    clock.advance(3601)

    assert "did 0" not in organiser.get(f"/events/{event.id}/audit").text


def test_a_long_audit_comes_page_by_page_and_none_of_it_twice(
    rooms: Rooms, seat: Callable[..., Seat], event: Event
) -> None:
    note(rooms, 120, event=event.id)
    note(rooms, 30, event="d" * 32)
    admin, path, seen = seat("admin"), f"/events/{event.id}/audit", []

    while path:
        page = admin.get(path).text
        seen += [number for number in range(120) if f">did {number}<" in page.replace("</span>", "<")]
        path = page.partition('href="/events/' + event.id + "/audit?before=")[2].partition('"')[0]
        path = path and f"/events/{event.id}/audit?before={path}"

    assert sorted(seen) == list(range(120))


def test_admins_see_everything_with_the_event_it_was_done_at(
    rooms: Rooms, seat: Callable[..., Seat], event: Event
) -> None:
    note(rooms, 1, event=event.id)
    note(rooms, 1, event="d" * 32)

    page = seat("admin").get("/audit").text

    assert page.count("did 0") == 2
    assert f'href="/events/{event.id}"' in page


@pytest.mark.parametrize("before", ["x", "-5", "99999999999999999999999", "1e3", "٣", ""])
def test_a_place_in_the_audit_that_is_none_breaks_nothing(before: str, seat: Callable[..., Seat]) -> None:
    assert seat("admin").get("/audit", query_string={"before": before}).status_code == 200


def test_a_list_of_a_protected_event_is_given_for_a_reason_only(rooms: Rooms, organiser: Seat) -> None:
    event = sample.keep(
        rooms.store,
        sample.a_record(sample.the_event(id="d" * 32, protected=True), 3),
        now=rooms.clock.now(),
        owner=organiser.user,
    )
    path = f"/events/{event.id}/record.csv"

    asked = organiser.get(path)
    refused = organiser.post(path, {"reason": " "})

    assert (asked.status_code, asked.mimetype, refused.status_code) == (200, "text/html", 400)
    assert "person0@" not in asked.text + refused.text
    assert rooms.store.read(lambda tx: audit.lines(tx, event=event.id)) == []
    taken = organiser.post(path, {"reason": "for the visas"})
    assert (taken.status_code, taken.mimetype) == (200, "text/csv")
    (line,) = rooms.store.read(lambda tx: audit.lines(tx, event=event.id))
    assert (line.who, line.what, line.reason) == ("organiser@mela.example", "exported csv", "for the visas")


def test_admins_see_the_newest_hash_and_organisers_do_not(
    rooms: Rooms, organiser: Seat, seat: Callable[..., Seat], event: Event
) -> None:
    note(rooms, 3, event=event.id)
    admin, line = seat("admin"), rooms.store.read(audit.newest)
    assert line is not None

    page = admin.get("/audit").text
    why(organiser, event)

    assert f"audit verify --mark {line.number}:{line.hash}" in page
    assert line.hash not in organiser.get(f"/events/{event.id}/audit").text
    assert line.hash not in admin.get("/audit?before=2").text


def test_what_a_deed_changed_stands_with_what_it_was(
    rooms: Rooms, seat: Callable[..., Seat], event: Event
) -> None:
    changes = events.Changes(rule=["minimum_minutes=10"], protected="yes", title="Another title")
    events.change(rooms.store, event.id, changes, webinar=Webinar, clock=rooms.clock, by="asha@mela.example")

    page = seat("admin").get("/audit").text

    for was, became in (("5", "10"), ("no", "yes")):
        assert f"<bdi>{was}</bdi> → <bdi>{became}</bdi>" in page
    assert "minimum_minutes" not in page
