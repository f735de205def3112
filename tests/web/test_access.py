"""Every address, for every role: what the one table says is what is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.web import sample
from tests.web.conftest import Seat
from zoom_sync.store import events
from zoom_sync.web.access import ROLES, TABLE
from zoom_sync.wiring import Rooms

OWN, FOREIGN = "a" * 32, "b" * 32
REACHED = 299

# What each role is answered, per group of addresses; "own" means reached for the own event, 404 for others'.
#            nobody viewer door   organiser admin  operator
WORDS = {
    "open": (REACHED, REACHED, REACHED, REACHED, REACHED, REACHED),
    "signed in": (401, REACHED, REACHED, REACHED, REACHED, REACHED),
    "operation": (401, 403, 403, 403, REACHED, REACHED),
    "events": (401, REACHED, "own", "own", REACHED, 403),
    "attendance": (401, 404, 404, "own", REACHED, 404),
    "door": (401, 404, "own", "own", REACHED, 404),
    "settings": (401, 404, 404, 404, REACHED, 404),
}


def group_of(path: str) -> str:
    """The group an address belongs to, told from the address alone."""
    if path.startswith(("/static", "/language", "/sign-in", "/unsubscribe")) or "openapi" in path:
        return "open"
    if path in ("/healthz", "/readyz"):
        return "open"
    if path in ("/", "/sign-out"):
        return "signed in"
    if path in ("/metrics", "/status"):
        return "operation"
    if path in ("/events", "/events/<event_id>", "/api/v1/events"):
        return "events"
    if path.endswith(("/door", "/check-ins")):
        return "door"
    if path.startswith(("/zoom", "/users")):
        return "settings"
    return "attendance"


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


@pytest.mark.parametrize("role", ROLES)
def test_each_role_reaches_what_the_table_allows_and_nothing_else(
    role: str, app: Flask, rooms: Rooms, seat: Callable[..., Seat], bearer: Callable[..., dict[str, str]]
) -> None:
    browser = seat("" if role == "nobody" else role)
    now = rooms.clock.now()
    for id in (OWN, FOREIGN):
        owner = browser.user if id == OWN else ""
        rooms.store.run(lambda tx, i=id, o=owner: events.add(tx, sample.the_event(id=i, owner=o), now=now))
    token = bearer(role, OWN) if role != "nobody" else {}
    form_token = browser.token
    app.view_functions = dict.fromkeys(app.view_functions, lambda **_: ("reached", REACHED))
    differences = []

    for endpoint, rule, method in addresses(app):
        by_bearer = TABLE[endpoint].by == "bearer"
        for id in (OWN, FOREIGN) if "<event_id>" in rule else (OWN,):
            path = fill(rule, id)
            if by_bearer:
                answer = browser.client.open(
                    path, method=method, base_url="http://127.0.0.1:8000", headers=token
                )
            elif method == "GET":
                answer = browser.get(path)
            else:
                browser.token = form_token
                answer = browser.post(path)
            expected = word(rule, role, own=id == OWN, one_event=by_bearer)
            if answer.status_code != expected:
                differences.append((role, method, path, "expected", expected, "was", answer.status_code))

    assert differences == []


def word(rule: str, role: str, *, own: bool, one_event: bool) -> Any:
    found = WORDS[group_of(rule)][ROLES.index(role)]
    if found == "own":
        return REACHED if own or "<event_id>" not in rule else 404
    # A token is made for one event: even an admin's finds no other.
    return 404 if found == REACHED and one_event and not own else found


def fill(rule: str, event_id: str) -> str:
    values = {"event_id": event_id, "path:ref": "r" * 32, "path:filename": "base.css"}
    for name in ("letter_id", "format", "secret", "token"):
        values[name] = "x" * 8
    for name, value in values.items():
        rule = rule.replace(f"<{name}>", value)
    return rule


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


def test_a_viewer_and_a_door_see_an_event_without_its_people(rooms: Rooms, seat: Callable[..., Seat]) -> None:
    event = sample.keep(rooms.store, sample.a_record(sample.the_event(), 30), now=rooms.clock.now())

    page = seat("viewer").get(f"/events/{event.id}").text

    assert "A meeting" in page
    assert "Who took part" not in page
