"""Signing in by a link, staying signed in, and out again."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from tests.conftest import FakeClock
from tests.faults.fate import EachWordLost
from tests.web.conftest import Seat, a_config
from zoom_sync import web
from zoom_sync.actions.access import digest
from zoom_sync.mail import Message, Taken
from zoom_sync.moments import watched
from zoom_sync.store import audit, sessions, users
from zoom_sync.wiring import Rooms


@pytest.fixture
def link(rooms: Rooms) -> str:
    secret = secrets.token_urlsafe(32)
    now = rooms.clock.now()

    def steps(tx: Any) -> None:
        user = users.add(tx, "asha@mela.example", role="organiser", now=now)
        users.make_link(tx, user.id, secret_digest=digest(secret), expires=now + timedelta(minutes=15))

    rooms.store.run(steps)
    return f"/sign-in/{secret}"


class Outbox:
    """A mailer that keeps what it was given."""

    def __init__(self) -> None:
        self.letters: list[Message] = []

    def send(self, letter: Message) -> Taken:
        self.letters.append(letter)
        return Taken()

    def wait(self, many: int) -> list[Message]:
        until = time.monotonic() + 5
        while len(self.letters) < many and time.monotonic() < until:
            time.sleep(0.01)
        return self.letters


def test_opening_a_link_uses_nothing_up(link: str, seat: Callable[..., Seat]) -> None:
    for _ in range(3):  # mail scanners open every link
        page = seat().get(link)
        assert page.status_code == 200
        assert "asha@mela.example" in page.text

    assert seat().post(link).status_code == 303


def test_the_button_signs_in_once(link: str, seat: Callable[..., Seat]) -> None:
    browser = seat()

    answer = browser.post(link)

    assert (answer.status_code, answer.location) == (303, "/")
    assert browser.get("/events").status_code == 200
    assert seat().post(link).status_code == 404


def test_the_button_signs_in_though_the_word_of_each_commit_is_lost(
    link: str, seat: Callable[..., Seat], rooms: Rooms
) -> None:
    browser = seat()

    with watched(EachWordLost()):
        answer = browser.post(link)

    assert (answer.status_code, answer.location) == (303, "/")
    assert browser.get("/events").status_code == 200
    assert [line.what for line in rooms.store.read(audit.lines)] == ["signed in"]


def test_a_link_is_good_for_its_time_only(link: str, clock: FakeClock, seat: Callable[..., Seat]) -> None:
    clock.advance(15 * 60 + 1)

    assert seat().get(link).status_code == 404
    assert seat().post(link).status_code == 404


def test_on_loopback_the_cookie_is_plain_and_unreadable_by_scripts(
    link: str, seat: Callable[..., Seat]
) -> None:
    cookie = seat().post(link).headers["Set-Cookie"]

    assert cookie.startswith("session=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_on_https_the_cookie_is_bound_to_the_host(link: str, rooms: Rooms) -> None:
    rooms.config = a_config(public_url="https://sync.mela.example", loopback=False)
    app = Flask("zoom_sync", static_folder=None, template_folder=None)
    web.attach(app, rooms)

    answer = app.test_client().post(link, base_url="https://sync.mela.example")

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert "max-age" in answer.headers["Strict-Transport-Security"]


def test_the_store_never_sees_the_secrets(link: str, rooms: Rooms, seat: Callable[..., Seat]) -> None:
    browser = seat()
    cookie = browser.post(link).headers["Set-Cookie"].partition("=")[2].partition(";")[0]

    found = rooms.store.read(lambda tx: sessions.find(tx, digest(cookie), now=rooms.clock.now()))
    assert found is not None
    assert rooms.store.read(lambda tx: sessions.find(tx, cookie, now=rooms.clock.now())) is None


def test_signing_out_ends_the_session_everywhere(link: str, seat: Callable[..., Seat], app: Flask) -> None:
    browser = seat()
    cookie = browser.post(link).headers["Set-Cookie"].partition("=")[2].partition(";")[0]
    browser.user = "asha"
    browser.get("/events")

    assert browser.post("/sign-out").status_code == 303

    stolen = Seat(app.test_client())
    stolen.client.set_cookie("session", cookie, domain="127.0.0.1")
    assert stolen.get("/events").status_code == 401


@pytest.mark.parametrize(("hours", "status"), [(11, 200), (13, 401)], ids=["within 12 h", "after 12 h"])
def test_a_session_ends_when_it_is_not_used(
    hours: int, status: int, clock: FakeClock, seat: Callable[..., Seat]
) -> None:
    browser = seat("organiser")

    clock.advance(hours * 3600)

    assert browser.get("/events").status_code == status


def test_a_changed_role_ends_the_sessions(rooms: Rooms, seat: Callable[..., Seat]) -> None:
    browser = seat("organiser")

    rooms.store.run(lambda tx: users.add(tx, "organiser@mela.example", role="viewer", now=rooms.clock.now()))

    assert browser.get("/events").status_code == 401


@pytest.mark.parametrize("cookie", ["", "x", "x" * 3000, "é", "../../etc/passwd"])
def test_a_cookie_that_is_none_of_ours_is_nobody(cookie: str, seat: Callable[..., Seat]) -> None:
    browser = seat()
    browser.client.set_cookie("session", cookie, domain="127.0.0.1")

    assert browser.get("/events").status_code == 401


def test_without_a_mail_server_the_page_says_how_links_are_made(seat: Callable[..., Seat]) -> None:
    assert "zoom-sync user add" in seat().get("/sign-in").text
    assert seat().post("/sign-in", {"email": "asha@mela.example"}).status_code == 503


def test_known_and_unknown_addresses_get_the_same_answer(rooms: Rooms, seat: Callable[..., Seat]) -> None:
    outbox = Outbox()
    rooms.mailer = outbox  # type: ignore[assignment]
    rooms.store.run(lambda tx: users.add(tx, "asha@mela.example", role="organiser", now=rooms.clock.now()))

    known = seat().post("/sign-in", {"email": " Asha@mela.example "})
    unknown = seat().post("/sign-in", {"email": "nobody@mela.example"})

    assert (known.status_code, known.text) == (unknown.status_code, unknown.text)
    (letter,) = outbox.wait(1)
    assert letter.to == "asha@mela.example"
    path = next(word for word in letter.text.split() if "/sign-in/" in word).partition(":8000")[2]
    assert seat().post(path).status_code == 303


def test_asking_is_limited_for_one_mailbox_over_all_places(rooms: Rooms, seat: Callable[..., Seat]) -> None:
    rooms.mailer = Outbox()  # type: ignore[assignment]
    answers = [
        seat().post("/sign-in", {"email": "asha@mela.example"}, environ_base={"REMOTE_ADDR": f"10.0.0.{one}"})
        for one in range(11)
    ]

    assert [answer.status_code for answer in answers] == [200] * 10 + [429]


def test_asking_is_limited_for_one_place_over_all_mailboxes(rooms: Rooms, seat: Callable[..., Seat]) -> None:
    rooms.mailer = Outbox()  # type: ignore[assignment]
    answers = [seat().post("/sign-in", {"email": f"person{one}@mela.example"}) for one in range(21)]

    assert [answer.status_code for answer in answers] == [200] * 20 + [429]


def test_no_log_line_holds_a_secret_or_an_address(
    link: str, app: Flask, seat: Callable[..., Seat], caplog: pytest.LogCaptureFixture
) -> None:
    def fail(secret: str) -> str:
        raise RuntimeError(f"asha@mela.example {secret}")

    app.view_functions["signin.link"] = fail
    with caplog.at_level(logging.DEBUG):
        answer = seat().get(link)

    assert answer.status_code == 500
    assert "RuntimeError at signin.link" in caplog.text
    assert link.rpartition("/")[2] not in caplog.text
    assert "asha@" not in caplog.text + answer.text


def test_a_page_that_asks_every_few_seconds_writes_at_most_once_a_minute(
    rooms: Rooms, clock: FakeClock, seat: Callable[..., Seat], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, writes, run = seat("organiser"), [], rooms.store.run
    monkeypatch.setattr(type(rooms.store), "run", lambda self, steps: writes.append(1) or run(steps))

    for _ in range(60):
        clock.advance(5)
        assert browser.get("/events").status_code == 200

    assert len(writes) == 5


def test_a_session_in_use_does_not_end_for_idleness(clock: FakeClock, seat: Callable[..., Seat]) -> None:
    browser = seat("organiser")

    for _ in range(24):
        clock.advance(3600)
        assert browser.get("/events").status_code == 200


@pytest.mark.parametrize(("proxies", "limited"), [(0, True), (1, False)], ids=["no proxy set", "one proxy"])
def test_the_senders_address_is_believed_of_a_proxy_that_was_set_only(
    proxies: int, limited: bool, rooms: Rooms
) -> None:
    rooms.config = a_config(trusted_proxies=proxies)
    rooms.mailer = Outbox()  # type: ignore[assignment]
    app = Flask("zoom_sync", static_folder=None, template_folder=None)
    web.attach(app, rooms)

    answers = [
        Seat(app.test_client()).post(
            "/sign-in", {"email": f"p{one}@mela.example"}, headers={"X-Forwarded-For": f"10.1.0.{one}"}
        )
        for one in range(21)
    ]

    assert (answers[-1].status_code == 429) is limited
