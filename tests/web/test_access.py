"""What the one table of roles says beside `test_roles`, which walks every address."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.web import sample
from tests.web.conftest import Seat
from zoom_sync.store import events
from zoom_sync.web.access import TABLE
from zoom_sync.wiring import Rooms


def addresses(app: Flask) -> list[tuple[str, str, str]]:
    """(endpoint, rule, method) of everything the app answers to, HEAD and OPTIONS aside."""
    return [
        (rule.endpoint, rule.rule, method)
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


def test_every_endpoint_stands_in_the_table(app: Flask) -> None:
    listed = {endpoint for endpoint, _, _ in addresses(app)}

    assert listed == set(TABLE) - {"webhooks.receive"}


def test_an_endpoint_that_the_table_does_not_know_is_refused(app: Flask, seat: Callable[..., Seat]) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "leaked")

    assert seat("admin").get("/forgotten").status_code == 404


def test_a_shared_event_is_as_good_as_an_own_one(rooms: Rooms, seat: Callable[..., Seat]) -> None:
    browser = seat("organiser")
    event = sample.keep(rooms.store, sample.a_record(sample.the_event(), 1), now=rooms.clock.now())
    assert browser.get(f"/events/{event.id}").status_code == 404

    rooms.store.run(lambda tx: events.share(tx, event.id, user=browser.user))

    assert browser.get(f"/events/{event.id}").status_code == 200


def test_a_cookie_opens_no_api_and_a_token_no_page(
    seat: Callable[..., Seat], bearer: Callable[..., dict[str, str]]
) -> None:
    browser = seat("admin")

    assert browser.get("/api/v1/events").status_code == 401
    assert seat().get("/events", headers=bearer("admin")).status_code == 401


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer ", "Basic YTpi", "Bearer " + "x" * 5000, "Bearer x"])
def test_what_is_no_living_token_is_nobody(given: str, seat: Callable[..., Seat]) -> None:
    answer = seat().get("/api/v1/events", headers={"Authorization": given})

    assert answer.status_code == 401
    assert answer.mimetype == "application/problem+json"
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json["what"] == "No token that is good came with this request."
    assert "sign-in link" not in answer.json["detail"]


def test_a_viewer_and_a_door_see_an_event_without_its_people(rooms: Rooms, seat: Callable[..., Seat]) -> None:
    event = sample.keep(rooms.store, sample.a_record(sample.the_event(), 30), now=rooms.clock.now())

    page = seat("viewer").get(f"/events/{event.id}").text

    assert "A meeting" in page
    assert "Who took part" not in page
