"""Signing in through an organisation's identity provider, a real one on a loopback address."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask

from tests.conftest import FakeClock
from tests.web import provider as providers
from tests.web.conftest import Seat, a_config
from zoom_sync import oidc, web
from zoom_sync.store import audit, users
from zoom_sync.wiring import Rooms

BACK = "http://127.0.0.1:8000/sign-in/organisation/back"


@pytest.fixture
def provider(clock: FakeClock, rooms: Rooms) -> Iterator[providers.Provider]:
    made = providers.Provider(clock)
    end = providers.serve(made)
    client = oidc.Client(made.issuer, providers.CLIENT, providers.SECRET, BACK)
    rooms.provider = oidc.Provider(client, clock=clock)
    yield made
    end()


@pytest.fixture
def meera(rooms: Rooms) -> users.User:
    now = rooms.clock.now()
    return rooms.store.run(lambda tx: users.add(tx, "meera@mela.example", role="organiser", now=now))


def begin(browser: Seat) -> str:
    """Press the button; gives where the browser is sent."""
    answer = browser.get("/sign-in/organisation")
    assert answer.status_code == 302
    return str(answer.location)


def consent(url: str) -> str:
    """What the provider sends the browser back to, as a path."""
    back = requests.get(url, allow_redirects=False, timeout=10).headers["Location"]
    return back.removeprefix("http://127.0.0.1:8000")


def test_the_sign_in_page_offers_it_only_where_it_is_set_up(
    seat: Callable[..., Seat], rooms: Rooms, request: pytest.FixtureRequest
) -> None:
    assert "organisation" not in seat().get("/sign-in").text.replace("organisation.example", "")

    request.getfixturevalue("provider")

    assert "Sign in with your organisation" in seat().get("/sign-in").text


def test_somebody_who_was_let_in_before_comes_in_by_their_confirmed_address(
    provider: providers.Provider, meera: users.User, seat: Callable[..., Seat], rooms: Rooms
) -> None:
    browser = seat()

    answer = browser.get(consent(begin(browser)))

    assert (answer.status_code, answer.location) == (303, "/")
    assert "meera@mela.example" in browser.get("/events").text
    (line,) = rooms.store.read(audit.lines)
    assert (line.who, line.what, line.about) == ("meera@mela.example", "signed in", meera.id)


def test_state_nonce_and_pkce_are_asked_for_anew_each_time(
    provider: providers.Provider, seat: Callable[..., Seat]
) -> None:
    first, second = (parse_qs(urlsplit(begin(seat())).query) for _ in range(2))

    assert first["code_challenge_method"] == ["S256"]
    assert first["scope"] == ["openid email"]
    assert first["redirect_uri"] == [BACK]
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name][0]) >= 32
        assert first[name] != second[name]


UNPROVEN: list[tuple[str, dict[str, Any]]] = [
    ("another nonce", {"claims": {"nonce": "other"}}),
    ("no nonce", {"claims": {"nonce": None}}),
    ("another audience", {"claims": {"aud": "another-client"}}),
    ("several audiences, meant for another", {"claims": {"aud": ["x", providers.CLIENT], "azp": "x"}}),
    ("another issuer", {"claims": {"iss": "https://evil.example"}}),
    ("expired", {"claims": {"exp": 1_000_000_000}}),
    ("not yet made", {"claims": {"iat": 4_000_000_000}}),
    ("no end", {"claims": {"exp": None}}),
    ("an end in words", {"claims": {"exp": "soon"}}),
    ("another access token", {"claims": {"at_hash": "bm90IHRoaXMgb25l"}}),
    ("signed by somebody else", {"sign": providers.by_a_stranger}),
    ("signed with a shared secret", {"sign": providers.by_the_secret}),
    ("not signed", {"sign": providers.by_nobody}),
    ("no token at all", {"sign": lambda claims: "x"}),
    ("no address", {"claims": {"email": None}}),
    ("an address in a list", {"claims": {"email": ["meera@mela.example"]}}),
    ("an unconfirmed address", {"claims": {"email_verified": False}}),
    ("nothing said of confirming", {"claims": {"email_verified": None}}),
    ("an address of another subject", {"claims": {"email": None}, "told": {"sub": "x", "email": "m@x.example"}}),
]  # fmt: skip


@pytest.mark.parametrize(("why", "change"), UNPROVEN, ids=[why for why, _ in UNPROVEN])
def test_what_does_not_prove_who_it_is_is_one_sentence_and_no_sign_in(
    why: str,
    change: dict[str, Any],
    provider: providers.Provider,
    meera: users.User,
    seat: Callable[..., Seat],
) -> None:
    for name, value in change.items():
        setattr(provider, name, value)
    browser = seat()

    answer = browser.get(consent(begin(browser)))

    assert answer.status_code == 400
    assert "was not accepted" in answer.text
    assert "Traceback" not in answer.text
    assert browser.get("/events").status_code == 401


def test_an_address_that_only_userinfo_tells_is_taken(
    provider: providers.Provider, meera: users.User, seat: Callable[..., Seat]
) -> None:
    provider.claims = {"email": None, "email_verified": None}
    provider.told = {"sub": "meera-1", "email": "Meera@mela.example", "email_verified": "true"}
    browser = seat()

    assert browser.get(consent(begin(browser))).status_code == 303


@pytest.mark.parametrize("ended", [False, True], ids=["never let in", "ended"])
def test_somebody_who_was_not_let_in_is_told_so(
    ended: bool, provider: providers.Provider, rooms: Rooms, seat: Callable[..., Seat]
) -> None:
    if ended:
        now = rooms.clock.now()
        user = rooms.store.run(lambda tx: users.add(tx, provider.email, role="admin", now=now))
        rooms.store.run(lambda tx: users.end(tx, user.id, now=now))
    browser = seat()

    answer = browser.get(consent(begin(browser)))

    assert answer.status_code == 403
    assert "nobody has let you in here yet" in answer.text
    assert browser.get("/events").status_code == 401


ODD = ["", "state=x", "code=x", "state=%C3%A9&code=x", "error=access_denied", "state=x&code=" + "c" * 9000]


@pytest.mark.parametrize("query", ODD)
def test_an_answer_that_was_not_asked_for_is_refused(
    query: str, provider: providers.Provider, seat: Callable[..., Seat]
) -> None:
    browser = seat()
    begin(browser)

    assert browser.get(f"/sign-in/organisation/back?{query}").status_code == 400
    assert provider.asked == []


def test_the_same_answer_is_not_taken_twice_nor_by_another_browser(
    provider: providers.Provider, meera: users.User, seat: Callable[..., Seat]
) -> None:
    browser, thief = seat(), seat()
    path = consent(begin(browser))
    begin(thief)

    assert thief.get(path).status_code == 400
    assert browser.get(path).status_code == 303
    assert browser.get(path).status_code == 400


def test_an_answer_that_comes_late_or_with_a_cookie_of_our_own_making_is_refused(
    provider: providers.Provider, meera: users.User, seat: Callable[..., Seat], clock: FakeClock
) -> None:
    late, forged = seat(), seat()
    path = consent(begin(late))
    clock.advance(16 * 60)
    forged.client.set_cookie("oidc", "not sealed", domain="127.0.0.1")

    assert late.get(path).status_code == 400
    assert forged.get(path).status_code == 400


def test_an_answer_of_another_issuer_is_refused(
    provider: providers.Provider, meera: users.User, seat: Callable[..., Seat]
) -> None:
    browser = seat()

    assert browser.get(consent(begin(browser)) + "&iss=https%3A%2F%2Fevil.example").status_code == 400


def test_thirty_beginnings_leave_one_small_cookie(
    provider: providers.Provider, seat: Callable[..., Seat]
) -> None:
    browser = seat()
    for _ in range(31):
        answer = browser.get("/sign-in/organisation")

    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert len(cookie) < 1500
    assert {"HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))


def test_on_https_the_cookie_is_bound_to_the_host(provider: providers.Provider, rooms: Rooms) -> None:
    rooms.config = a_config(public_url="https://sync.mela.example", loopback=False)
    app = Flask("zoom_sync", static_folder=None, template_folder=None)
    web.attach(app, rooms)

    answer = app.test_client().get("/sign-in/organisation", base_url="https://sync.mela.example")

    assert answer.headers["Set-Cookie"].startswith("__Host-oidc=")
    assert "Secure" in answer.headers["Set-Cookie"]


ILL = [
    ("another issuer", {"issuer": "https://evil.example"}),
    ("no token endpoint", {"token_endpoint": None}),
    ("a plain http endpoint", {"authorization_endpoint": "http://evil.example/authorize"}),
    ("keys from a file", {"jwks_uri": "file:///etc/passwd"}),
    ("an endpoint that is no address", {"authorization_endpoint": "https://[::1"}),
]


@pytest.mark.parametrize(("why", "about"), ILL, ids=[why for why, _ in ILL])
def test_a_provider_that_cannot_be_right_is_not_asked(
    why: str, about: dict[str, Any], provider: providers.Provider, seat: Callable[..., Seat]
) -> None:
    provider.about = about

    answer = seat().get("/sign-in/organisation")

    assert answer.status_code == 400
    assert "cannot be reached" in answer.text


def test_a_provider_that_is_away_is_one_sentence(
    clock: FakeClock, rooms: Rooms, seat: Callable[..., Seat]
) -> None:
    client = oidc.Client("http://127.0.0.1:9", providers.CLIENT, providers.SECRET, BACK)
    rooms.provider = oidc.Provider(client, clock=clock)

    assert "cannot be reached" in seat().get("/sign-in/organisation").text


def test_without_a_provider_the_address_says_what_to_do(seat: Callable[..., Seat]) -> None:
    assert "Ask for a link by mail" in seat().get("/sign-in/organisation").text
    assert seat().get("/sign-in/organisation/back?code=x&state=y").status_code == 400


def test_no_log_line_holds_a_code_a_token_or_an_address(
    provider: providers.Provider,
    meera: users.User,
    seat: Callable[..., Seat],
    caplog: pytest.LogCaptureFixture,
) -> None:
    provider.claims = {"nonce": "other"}
    browser = seat()
    path = consent(begin(browser))

    with caplog.at_level(logging.INFO, logger="zoom_sync"):
        browser.get(path)

    said = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("zoom_sync"))
    assert "InvalidClaimError" in said
    code = parse_qs(urlsplit(path).query)["code"][0]
    assert not any(secret in said for secret in (code, "meera", providers.SECRET))
