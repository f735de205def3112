"""Rows of the abuse table (docs/security.md) that no other test of the pages tries."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import responses
from flask import Flask

from tests.conftest import FakeClock
from tests.web import sample
from tests.web.conftest import Seat, a_config
from tests.web.test_connection import OAUTH
from tests.web.test_roles import fill
from zoom_sync import oidc, web
from zoom_sync.actions import access, doors, follow_up
from zoom_sync.actions.access import digest
from zoom_sync.records import Event
from zoom_sync.store import events, users
from zoom_sync.web.security import POLICY
from zoom_sync.wiring import Rooms
from zoom_sync.zoom.oauth import ZoomAccount

BASE, HTTPS = "http://127.0.0.1:8000", "https://sync.mela.example"


@pytest.fixture
def event(rooms: Rooms) -> Event:
    return sample.keep(rooms.store, sample.a_record(sample.the_event(), 3), now=rooms.clock.now())


def test_what_stands_in_an_address_cannot_be_guessed(rooms: Rooms, event: Event) -> None:
    """C1: 128 bits for what is also guarded by a role, 192 or more for what opens something by itself."""
    plan = {"group": "virtual", "subject": "x", "text": "x", "by": "asha", "clock": rooms.clock}
    door = doors.add(rooms.store, event.id, name="A", public_url=BASE, by="asha", clock=rooms.clock)
    link = access.add_user(rooms.store, "a@mela.example", role="viewer", public_url=BASE, clock=rooms.clock)
    token = access.add_token(rooms.store, role="viewer", clock=rooms.clock)

    for id in (
        follow_up.plan(rooms.store, event.id, **plan),
        door.door.id,
        rooms.store.read(users.all)[0].id,
    ):
        assert re.fullmatch(r"[0-9a-f]{32}", id)
    assert len(door.link.rpartition("/")[2]) >= 32
    assert len(link.rpartition("/")[2]) >= 43
    assert len(token) >= 43


def test_a_link_from_the_command_is_good_for_a_day(
    rooms: Rooms, clock: FakeClock, seat: Callable[..., Seat]
) -> None:
    """C2"""
    made = [
        access.add_user(rooms.store, "a@mela.example", role="viewer", public_url="", clock=rooms.clock)
        for _ in range(2)
    ]

    clock.advance(24 * 3600 - 1)
    assert seat().post(made[0]).status_code == 303
    clock.advance(2)
    assert seat().post(made[1]).status_code == 404


@pytest.mark.parametrize(
    "next", ["//evil.example", "/\\evil.example", "https:evil.example", "/\tevil", "javascript:x"]
)
def test_signing_in_leads_to_the_start_page_whatever_the_address_asks_for(
    next: str, seat: Callable[..., Seat], sign_in_link: Callable[..., tuple[str, str]]
) -> None:
    """C7"""
    path, _ = sign_in_link("organiser")

    answer = seat().post(path, {"next": next}, query_string={"next": next, "back": next})

    assert (answer.status_code, answer.location) == (303, "/")


@pytest.mark.parametrize(
    "said",
    [(400, {"error": "invalid_grant"}), (200, {}), (500, {}), (200, [])],
    ids=["refused", "empty", "ill", "odd"],
)
def test_a_foreign_code_connects_nothing(
    said: tuple[int, Any], rooms: Rooms, seat: Callable[..., Seat]
) -> None:
    """C8"""
    rooms.account = ZoomAccount(
        client_id="c", client_secret="s", oauth_url=OAUTH, redirect_uri=f"{BASE}/zoom/callback"
    )
    admin = seat("admin")
    state = admin.get("/zoom/connect").location.partition("state=")[2].partition("&")[0]

    with responses.RequestsMock() as zoom:
        zoom.post(f"{OAUTH}/token", status=said[0], json=said[1])
        answer = admin.get(f"/zoom/callback?code=foreign&state={state}")

    assert answer.status_code == 400
    assert "There is none" in admin.get("/zoom").text or "There is one" not in admin.get("/zoom").text


def test_a_viewer_gains_nothing_by_fields_and_headers_of_their_own(
    rooms: Rooms, seat: Callable[..., Seat], event: Event
) -> None:
    """C12"""
    viewer = seat("viewer")
    viewer.get("/account")
    more = {"role": "admin", "user.role": "admin", "id": "x", "_method": "DELETE", "user": viewer.user}
    override = {"X-HTTP-Method-Override": "POST", "X-Original-URL": "/users", "X-Rewrite-URL": "/users"}

    assert viewer.post("/account/sessions/end", more).status_code == 303
    assert viewer.get(f"/events/{event.id}/close", headers=override).status_code == 405
    assert viewer.get("/account", headers=override).status_code == 200
    assert viewer.post("/users/add", more | {"email": "viewer@mela.example"}).status_code == 404

    assert {one.email: one.role for one in rooms.store.read(users.all)}["viewer@mela.example"] == "viewer"


def test_an_organiser_makes_an_event_their_own_and_of_nobody_else(
    rooms: Rooms, seat: Callable[..., Seat]
) -> None:
    """C12: what a form names beyond its fields is not taken."""
    organiser = seat("organiser")
    organiser.get("/events/new")
    form = {
        "title": "Mine", "starts": "2026-04-01T10:00", "ends": "2026-04-01T12:00", "timezone": "UTC",
        "owner": "another", "generation": "7", "id": "f" * 32, "key": "k",
    }  # fmt: skip

    assert organiser.post("/events/new", form).status_code in (303, 400)

    for made in rooms.store.read(events.all):
        assert (made.owner, made.generation) == (organiser.user, 0)
        assert made.id != "f" * 32


def test_what_leaves_as_a_file_is_never_shown_as_a_page(seat: Callable[..., Seat], event: Event) -> None:
    """B13"""
    admin = seat("admin")
    for path in ("record.json", "record.csv", "record.xlsx", "report/printable"):
        answer = admin.get(f"/events/{event.id}/{path}")

        assert answer.headers["Content-Disposition"].startswith("attachment"), path
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_every_cookie_is_for_https_and_for_this_host_alone(rooms: Rooms, clock: FakeClock) -> None:
    """C4, C5: every address that sets one, on https."""
    rooms.config = a_config(public_url=HTTPS, loopback=False)
    rooms.provider = oidc.Provider(
        oidc.Client("https://login.mela.example", "c", "s", f"{HTTPS}/x"), clock=clock
    )
    told_of = {"issuer": "https://login.mela.example"} | {
        name: f"https://login.mela.example/{name}"
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")
    }
    app = Flask("zoom_sync", static_folder=None, template_folder=None)
    web.attach(app, rooms)
    event = sample.keep(rooms.store, sample.a_record(sample.the_event(), 1), now=rooms.clock.now())
    door = doors.add(rooms.store, event.id, name="A", public_url=HTTPS, by="asha", clock=rooms.clock)
    client, secret = app.test_client(), secrets.token_urlsafe(32)
    now = rooms.clock.now()

    def steps(tx: Any) -> None:
        user = users.add(tx, "admin@mela.example", role="admin", now=now)
        users.make_link(tx, user.id, secret_digest=digest(secret), expires=now + timedelta(hours=1))

    rooms.store.run(steps)
    answers = [
        client.post(f"/sign-in/{secret}", base_url=HTTPS),
        client.post("/language", data={"lang": "hi"}, base_url=HTTPS),
        client.post(door.link.removeprefix(HTTPS), base_url=HTTPS),
    ]
    with responses.RequestsMock() as provider:
        provider.get("https://login.mela.example/.well-known/openid-configuration", json=told_of)
        answers.append(client.get("/sign-in/organisation", base_url=HTTPS))
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint != "oidc.begin":
            answers.append(client.get(fill(rule.rule, event.id), base_url=HTTPS))
    cookies = [cookie for answer in answers for cookie in answer.headers.getlist("Set-Cookie")]

    assert len({cookie.partition("=")[0] for cookie in cookies}) >= 4
    for cookie in cookies:
        parts = {part.strip().lower() for part in cookie.split(";")}
        assert {"secure", "httponly", "path=/"} <= parts, cookie
        assert {"samesite=lax", "samesite=strict"} & parts, cookie
        assert not any(part.startswith("domain") for part in parts), cookie
        assert cookie.startswith("__Host-") or cookie.startswith("lang="), cookie


def test_every_answer_of_every_address_has_the_headers_refusals_too(app: Flask, event: Event) -> None:
    """C5: asked by nobody, with every method."""
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        for method in ("GET", "HEAD", "POST", "OPTIONS", "DELETE"):
            answer = client.open(fill(rule.rule, event.id), method=method, base_url=BASE)
            policy = answer.headers["Content-Security-Policy"]
            assert policy == POLICY or rule.endpoint == "door.page", rule
            assert "frame-ancestors 'none'" in policy, rule
            assert not {"'unsafe-inline'", "'unsafe-eval'"} & set(policy.replace(";", " ").split()), rule
            assert answer.headers["X-Content-Type-Options"] == "nosniff", rule
            assert answer.headers["Referrer-Policy"] == "no-referrer", rule
            assert "Access-Control-Allow-Origin" not in answer.headers, rule
            assert answer.headers.get("Cache-Control"), rule


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1:1@evil.example", "127.0.0.1.evil.example", "", "a b"]
)
def test_a_strange_host_is_refused_at_every_address(host: str, app: Flask, event: Event) -> None:
    """C6"""
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        answer = client.get(fill(rule.rule, event.id), headers={"Host": host})

        assert answer.status_code == 400, rule
        assert "evil" not in answer.text + str(answer.headers), rule
