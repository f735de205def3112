"""A token is kept before it is used, renewed by one at a time, and a person is asked only where need be."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import responses
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from tests.conftest import FakeClock
from tests.zoom.fakes import ACCOUNT, FakeZoom, MemoryShelf, Reply, a_zoom, answer
from zoom_sync.records import Trouble
from zoom_sync.zoom.oauth import ZoomAccount, api_base, authorize_url, exchange, revoke
from zoom_sync.zoom.tokens import LEEWAY_S, Tokens
from zoom_sync.zoom.troubles import PersonMustAct, ScopeMissing, ZoomUnreachable

CONNECTED = ZoomAccount("client-1", "s3cret-of-the-app", redirect_uri="https://svc.example/zoom/callback")
TOKEN_URL = "https://zoom.us/oauth/token"


def a_token(name: str, *, expires_at: int, **more: Any) -> dict[str, Any]:
    return {"access_token": name, "token_type": "bearer", "expires_at": expires_at, **more}


def seconds(clock: FakeClock, ahead: float) -> int:
    return int(clock.now().timestamp() + ahead)


def test_the_account_id_goes_with_every_request_for_a_token(fake: FakeZoom, clock: FakeClock):
    shelf = MemoryShelf()
    tokens = Tokens(ACCOUNT, shelf, clock)

    first = tokens.current()
    clock.advance(3600 - LEEWAY_S)
    second = tokens.current()

    assert (first["access_token"], second["access_token"]) == ("token-1", "token-2")
    assert fake.asked == ["/oauth/token"] * 2
    assert isinstance(second["expires_at"], int)
    assert second["expires_at"] == seconds(clock, 3600)


def test_a_token_is_on_the_shelf_before_its_first_use(fake: FakeZoom, clock: FakeClock):
    shelf = MemoryShelf()
    fake.objects["/webinars/9"] = {"id": 9}
    seen: list[Any] = []
    fake.answers["/webinars/9"] = []
    original = fake._note

    def note(what: str) -> None:
        seen.append((what, [token["access_token"] for token in shelf.kept]))
        original(what)

    fake._note = note  # type: ignore[method-assign]

    a_zoom(clock, shelf=shelf).get("/webinars/9", label="light")

    assert seen == [("/oauth/token", []), ("/webinars/9", ["token-1"])]


def test_a_token_on_the_shelf_is_used_as_long_as_it_lives(fake: FakeZoom, clock: FakeClock):
    shelf = MemoryShelf(a_token("from-another-process", expires_at=seconds(clock, LEEWAY_S + 60)))

    assert Tokens(ACCOUNT, shelf, clock).current()["access_token"] == "from-another-process"
    assert fake.asked == []


def test_whoever_waited_for_the_lock_takes_what_the_other_got(fake: FakeZoom, clock: FakeClock):
    shelf = MemoryShelf(a_token("dead", expires_at=seconds(clock, 3600)))
    tokens = Tokens(ACCOUNT, shelf, clock)
    assert tokens.current()["access_token"] == "dead"
    shelf.token = a_token("renewed-elsewhere", expires_at=seconds(clock, 3600))

    assert tokens.renew("dead")["access_token"] == "renewed-elsewhere"
    assert fake.asked == []


def test_many_threads_ask_for_one_token(fake: FakeZoom, clock: FakeClock):
    tokens, got = Tokens(ACCOUNT, MemoryShelf(), clock), []
    threads = [threading.Thread(target=lambda: got.append(tokens.current())) for _ in range(8)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {token["access_token"] for token in got} == {"token-1"}
    assert fake.asked == ["/oauth/token"]


class Rotating:
    """Zoom's sign-in for connected accounts: each refresh token is good once."""

    def __init__(self) -> None:
        self.living, self.number = "refresh-0", 0
        self.forms: list[Mapping[str, str]] = []

    def __call__(self, form: Mapping[str, str]) -> Reply:
        self.forms.append(form)
        if form.get("refresh_token") != self.living:
            return answer({"reason": "Invalid Token!", "error": "invalid_grant"}, 400)
        self.number += 1
        self.living = f"refresh-{self.number}"
        return answer(
            {"access_token": f"token-{self.number}", "token_type": "bearer", "expires_in": 3600,
             "refresh_token": self.living, "scope": "webinar:read"}
        )  # fmt: skip


def test_a_rotated_refresh_token_is_kept_and_used_the_next_time(fake: FakeZoom, clock: FakeClock):
    fake.sign_in = rotating = Rotating()
    shelf = MemoryShelf(a_token("old", expires_at=0, refresh_token="refresh-0"))
    tokens = Tokens(CONNECTED, shelf, clock)

    tokens.current()
    clock.advance(3600)
    tokens.current()

    assert [form["refresh_token"] for form in rotating.forms] == ["refresh-0", "refresh-1"]
    assert [token["refresh_token"] for token in shelf.kept] == ["refresh-1", "refresh-2"]


def test_a_dead_refresh_token_asks_a_person_to_connect_again(fake: FakeZoom, clock: FakeClock):
    fake.sign_in = Rotating()
    tokens = Tokens(CONNECTED, MemoryShelf(a_token("old", expires_at=0, refresh_token="used")), clock)

    with pytest.raises(PersonMustAct, match="/zoom/connect"):
        tokens.current()

    assert fake.asked == ["/oauth/token"], "no second try"


def test_without_any_connection_it_says_how_to_make_one(fake: FakeZoom, clock: FakeClock):
    with pytest.raises(PersonMustAct, match="/zoom/connect"):
        Tokens(CONNECTED, MemoryShelf(), clock).current()

    assert fake.asked == []


REFUSED: list[tuple[Reply, str, str]] = [
    (answer({"reason": "Invalid client_id or client_secret", "error": "invalid_client"}, 400),
     "ZOOM_CLIENT_SECRET", "wrong secret"),
    (answer({"reason": "unsupported grant type", "error": "unsupported_grant_type"}, 400),
     "ZOOM_ACCOUNT_ID", "another kind of app"),
    (answer({"code": 4711, "message": "…"}), "connect the account again", "changed scopes, as a 200"),
    (answer({"code": 4717, "message": "…"}, 400), "Activate", "app switched off"),
    (answer({"code": 4735, "message": "…"}, 400), "connect the account again", "token owner gone"),
    (answer({"code": 4737, "message": "…"}, 400), "connect the account again", "refresh token not found"),
    (answer({"code": 4738, "message": "…"}, 400), "allow it again", "disabled by an admin"),
    (answer({"code": 4741, "message": "…"}, 400), "connect the account again", "a later authorization won"),
    (answer({"reason": "Invalid Token!", "error": "invalid_request"}, 401), "ZOOM_ACCOUNT_ID", "the old form"),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "remedy", "why"), REFUSED, ids=[case[2] for case in REFUSED])
def test_what_only_a_person_can_mend_is_said_with_its_remedy_and_not_tried_again(
    fake: FakeZoom, clock: FakeClock, reply: Reply, remedy: str, why: str
):
    fake.sign_in = lambda form: reply

    with pytest.raises(PersonMustAct) as trouble:
        Tokens(ACCOUNT, MemoryShelf(), clock).current()

    assert remedy in trouble.value.remedy
    assert "s3cret" not in str(trouble.value)
    assert fake.asked == ["/oauth/token"]


def test_scopes_that_a_sign_in_misses_are_named(fake: FakeZoom, clock: FakeClock):
    fake.sign_in = lambda form: answer({"code": 4711, "message": "does not contain scopes:[a:b]"}, 400)

    with pytest.raises(ScopeMissing) as missing:
        Tokens(ACCOUNT, MemoryShelf(), clock).current()

    assert missing.value.scopes == ("a:b",)


@pytest.mark.parametrize(
    "reply",
    [
        answer({}, 500),
        answer({"reason": "slow down"}, 429),
        (200, {}, "<html>"),
        (200, {}, ""),
        (302, {}, ""),
    ],
    ids=["500", "429", "HTML", "empty", "redirect"],
)
def test_a_passing_fault_of_the_sign_in_is_tried_again(fake: FakeZoom, clock: FakeClock, reply: Reply):
    replies = [reply, reply]
    usual = fake.sign_in
    fake.sign_in = lambda form: replies.pop() if replies else usual(form)

    assert Tokens(ACCOUNT, MemoryShelf(), clock).current()["access_token"] == "token-1"


def test_a_sign_in_that_is_cut_off_is_one_sentence(fake: FakeZoom, clock: FakeClock):
    def cut(form: Mapping[str, str]) -> Reply:
        raise requests.ReadTimeout("silence")

    fake.sign_in = cut

    with pytest.raises(ZoomUnreachable, match="cut off"):
        Tokens(ACCOUNT, MemoryShelf(), clock).current()


BASES = [
    ("https://api.zoom.us", "https://api.zoom.us/v2", "the usual one"),
    ("https://api-eu.zoom.us", "https://api-eu.zoom.us/v2", "a region"),
    ("https://evil\\.zoom.us", "https://api.zoom.us/v2", "a backslash: requests would connect to evil"),
    ("https://evil.example#.zoom.us", "https://api.zoom.us/v2", "a fragment"),
    ("https://evil.example?.zoom.us", "https://api.zoom.us/v2", "a query"),
    ("https://x@evil.example/.zoom.us", "https://api.zoom.us/v2", "a path"),
    ("https://user@api.zoom.us", "https://api.zoom.us/v2", "a user"),
    ("https://api.zoom.us:8443", "https://api.zoom.us/v2", "a port"),
    ("https://api.zoom.us\n", "https://api.zoom.us/v2", "a line end"),
    ("http://api.zoom.us", "https://api.zoom.us/v2", "not https"),
    ("https://zoom.us.evil.example", "https://api.zoom.us/v2", "another domain"),
    ("https://evilzoom.us", "https://api.zoom.us/v2", "a domain that ends alike"),
    (None, "https://api.zoom.us/v2", "none"),
    (["https://api.zoom.us"], "https://api.zoom.us/v2", "no text"),
]


@pytest.mark.parametrize(("said", "base", "why"), BASES, ids=[case[2] for case in BASES])
def test_zooms_word_for_its_address_is_taken_only_as_zooms(said: Any, base: str, why: str):
    assert api_base(ACCOUNT, {"api_url": said}) == base


@pytest.mark.parametrize(
    ("set_to", "base"),
    [
        ("http://127.0.0.1:9000", "http://127.0.0.1:9000/v2"),
        ("http://127.0.0.1:9000/", "http://127.0.0.1:9000/v2"),
        ("http://127.0.0.1:9000/v2", "http://127.0.0.1:9000/v2"),
        ("http://127.0.0.1:9000/v2/", "http://127.0.0.1:9000/v2"),
    ],
)
def test_an_address_from_the_settings_goes_before_zooms_word(set_to: str, base: str):
    account = ZoomAccount("c", "s", api_url=set_to)

    assert api_base(account, {"api_url": "https://api-eu.zoom.us"}) == base


VERIFIER = "v" * 64


def test_the_browser_is_sent_with_a_challenge_and_the_answer_brings_the_verifier(
    mock: responses.RequestsMock, clock: FakeClock
):
    query = parse_qs(urlsplit(authorize_url(CONNECTED, "state-1", VERIFIER)).query)
    reply = {"access_token": "t", "refresh_token": "r", "expires_in": 3600, "token_type": "bearer"}
    mock.post(TOKEN_URL, json=reply)

    token = exchange(CONNECTED, "code-1", VERIFIER, clock=clock)

    assert query == {
        "response_type": ["code"],
        "client_id": ["client-1"],
        "redirect_uri": ["https://svc.example/zoom/callback"],
        "state": ["state-1"],
        "code_challenge": [create_s256_code_challenge(VERIFIER)],
        "code_challenge_method": ["S256"],
    }
    assert (token["refresh_token"], token["expires_at"]) == ("r", seconds(clock, 3600))
    form = parse_qs(str(mock.calls[0].request.body))
    assert form["code_verifier"] == [VERIFIER]
    assert form["redirect_uri"] == ["https://svc.example/zoom/callback"]


def test_a_code_is_used_once_and_stands_in_no_trouble(mock: responses.RequestsMock):
    mock.post(
        TOKEN_URL,
        json={"reason": "Invalid authorization code code-1", "error": "invalid_request"},
        status=400,
    )

    with pytest.raises(PersonMustAct) as trouble:
        exchange(CONNECTED, "code-1", VERIFIER)

    assert "code-1" not in str(trouble.value)
    assert len(mock.calls) == 1


def test_a_token_is_revoked_with_the_apps_own_credentials(mock: responses.RequestsMock):
    mock.post("https://zoom.us/oauth/revoke", json={"status": "success"})

    revoke(CONNECTED, a_token("t", expires_at=0, refresh_token="r"))

    assert parse_qs(str(mock.calls[0].request.body))["token"] == ["t"]
    assert mock.calls[0].request.headers["Authorization"].startswith("Basic ")


def test_a_revocation_that_zoom_refuses_is_told(mock: responses.RequestsMock):
    mock.post("https://zoom.us/oauth/revoke", json={"error": "invalid_client"}, status=400)

    with pytest.raises(Trouble):
        revoke(CONNECTED, a_token("t", expires_at=0))
