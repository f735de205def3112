"""How apps get tokens, and how they lose them."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.demo.conftest import ALL, Zoom
from zoom_sync.demo.zoom_server import Switches
from zoom_sync.demo.zoom_server.people import App

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"  # RFC 7636, appendix B
CALLBACK = "https://sync.example/cb"


def authorize(zoom: Zoom, answer: str = "allow", **query: str) -> dict[str, list[str]]:
    asked = {"response_type": "code", "client_id": "web", "redirect_uri": CALLBACK, "state": "s1"} | query
    shown = zoom.client.post("/oauth/authorize", query_string=asked, data={"answer": answer})
    assert shown.status_code == 302
    assert shown.location.startswith(CALLBACK)
    return parse_qs(urlsplit(shown.location).query)


def exchange(zoom: Zoom, **form: str):
    asked = {"grant_type": "authorization_code", "redirect_uri": CALLBACK} | form
    return zoom.client.post("/oauth/token", headers=zoom.basic("web"), data=asked)


def refresh(zoom: Zoom, token: str):
    asked = {"grant_type": "refresh_token", "refresh_token": token}
    return zoom.client.post("/oauth/token", headers=zoom.basic("web"), data=asked)


def pair(zoom: Zoom):
    code = authorize(zoom, code_challenge=CHALLENGE, code_challenge_method="S256")["code"][0]
    return exchange(zoom, code=code, code_verifier=VERIFIER).json


def test_a_server_gets_a_token_for_an_hour_and_no_refresh_token(zoom):
    told = zoom.token().json

    assert told["expires_in"] == 3600
    assert told["token_type"] == "bearer"
    assert told["api_url"] == "http://localhost"
    assert set(told["scope"].split()) == {
        "webinar:read:admin",
        "webinar:write:admin",
        "report:read:admin",
        "user:read:admin",
    }
    assert "refresh_token" not in told


def test_the_parameters_may_stand_in_the_query_too(zoom):
    query = {"grant_type": "account_credentials", "account_id": "acc"}

    assert zoom.client.post("/oauth/token", headers=zoom.basic(), query_string=query).status_code == 200


@pytest.mark.parametrize(
    ("secret", "form", "error"),
    [
        ("wrong", {}, "invalid_client"),
        ("sec", {"grant_type": "password"}, "unsupported_grant_type"),
        ("sec", {"grant_type": ""}, "unsupported_grant_type"),
        ("sec", {"account_id": "another"}, "invalid_request"),
    ],
    ids=["wrong secret", "wrong grant", "no grant", "unknown account"],
)
def test_a_wrong_request_is_refused_with_reason_and_error(zoom, secret, form, error):
    asked = {"grant_type": "account_credentials", "account_id": "acc"} | form

    told = zoom.client.post("/oauth/token", headers=zoom.basic(secret=secret), data=asked)

    assert told.status_code == 400
    assert set(told.json) == {"reason", "error"}
    assert told.json["error"] == error


def test_a_client_without_basic_auth_is_refused(zoom):
    form = {
        "grant_type": "account_credentials",
        "account_id": "acc",
        "client_id": "cid",
        "client_secret": "sec",
    }

    assert zoom.client.post("/oauth/token", data=form).json["error"] == "invalid_client"


def test_a_token_expires_on_the_clock(zoom):
    token = zoom.token().json["access_token"]
    assert zoom.get("/users", token).status_code == 200

    zoom.clock.move(3600)

    told = zoom.get("/users", token)
    assert (told.status_code, told.json["code"]) == (401, 124)


def test_several_server_tokens_are_good_at_once_unless_the_switch_says_otherwise(zoom_with):
    for kills in (False, True):
        zoom = zoom_with(Switches(second_token_kills_first=kills))
        first = zoom.token().json["access_token"]
        zoom.token()

        assert zoom.get("/users", first).status_code == (401 if kills else 200)


def test_a_missing_scope_is_a_400_with_code_4711_that_names_it(zoom_with):
    zoom = zoom_with(scopes=frozenset({"webinar:read:webinar:admin"}))

    told = zoom.get("/users")

    assert (told.status_code, told.json["code"]) == (400, 4711)
    assert "user:read:list_users:admin" in told.json["message"]


def test_a_report_wants_the_admin_form_of_its_scope(zoom_with):
    zoom = zoom_with(scopes=frozenset({"report:read"}))

    assert zoom.get("/report/webinars/1").json["code"] == 4711


def test_the_consent_page_names_the_app_and_sends_nothing_by_itself(zoom):
    asked = {"response_type": "code", "client_id": "web", "redirect_uri": CALLBACK, "state": "s1"}

    page = zoom.client.get("/oauth/authorize", query_string=asked)

    assert page.status_code == 200
    assert "host@org.example" in page.text
    assert '<form method="post">' in page.text


def test_a_code_with_its_verifier_becomes_a_pair_of_tokens(zoom):
    answer = authorize(zoom, code_challenge=CHALLENGE, code_challenge_method="S256")
    assert answer["state"] == ["s1"]

    told = exchange(zoom, code=answer["code"][0], code_verifier=VERIFIER)

    assert told.status_code == 200
    assert told.json["refresh_token"]
    assert zoom.get("/users/me/webinars", told.json["access_token"]).status_code == 200


def test_a_code_is_good_once_for_five_minutes_for_one_address_and_one_verifier(zoom):
    def code() -> str:
        return authorize(zoom, code_challenge=CHALLENGE, code_challenge_method="S256")["code"][0]

    used = code()
    assert exchange(zoom, code=used, code_verifier=VERIFIER).status_code == 200
    assert exchange(zoom, code=used, code_verifier=VERIFIER).status_code == 400
    assert exchange(zoom, code=code(), code_verifier="another").status_code == 400
    assert (
        exchange(zoom, code=code(), code_verifier=VERIFIER, redirect_uri="https://x.example").status_code
        == 400
    )
    late = code()
    zoom.clock.move(300)
    assert exchange(zoom, code=late, code_verifier=VERIFIER).status_code == 400


def test_an_unknown_redirect_address_never_gets_a_redirect(zoom):
    asked = {"response_type": "code", "client_id": "web", "redirect_uri": "https://evil.example/cb"}

    told = zoom.client.post("/oauth/authorize", query_string=asked, data={"answer": "allow"})

    assert told.status_code == 400
    assert "location" not in told.headers


def test_declining_and_a_plain_challenge_come_back_as_errors(zoom):
    assert authorize(zoom, answer="decline")["error"] == ["access_denied"]
    assert authorize(zoom, code_challenge="x")["error"] == ["invalid_request"]


def test_a_refresh_rotates_and_the_old_pair_dies_at_once(zoom):
    first = pair(zoom)

    second = refresh(zoom, first["refresh_token"]).json

    assert second["refresh_token"] != first["refresh_token"]
    assert zoom.get("/users", first["access_token"]).status_code == 401
    told = refresh(zoom, first["refresh_token"])
    assert (told.status_code, told.json) == (400, {"reason": "Invalid Token!", "error": "invalid_grant"})
    assert refresh(zoom, second["refresh_token"]).status_code == 200


def test_with_grace_the_old_pair_stays_good(zoom_with):
    zoom = zoom_with(Switches(refresh="grace"))
    first = pair(zoom)

    refresh(zoom, first["refresh_token"])

    assert zoom.get("/users", first["access_token"]).status_code == 200
    assert refresh(zoom, first["refresh_token"]).status_code == 200


def test_the_older_form_of_a_dead_refresh_token_is_a_401(zoom_with):
    zoom = zoom_with(Switches(older_token_errors=True))

    told = refresh(zoom, "never given")

    assert (told.status_code, told.json["error"]) == (401, "invalid_request")


def test_authorizing_again_ends_the_pairs_before(zoom):
    first = pair(zoom)

    pair(zoom)

    assert refresh(zoom, first["refresh_token"]).status_code == 400


def test_revoking_ends_the_whole_pair(zoom):
    first = pair(zoom)

    told = zoom.client.post("/oauth/revoke", headers=zoom.basic("web"), data={"token": first["access_token"]})

    assert told.json == {"status": "success"}
    assert zoom.get("/users", first["access_token"]).status_code == 401
    assert refresh(zoom, first["refresh_token"]).status_code == 400


def test_a_public_client_needs_no_secret_but_pkce_and_may_use_any_loopback_port(zoom):
    zoom.world.apps["cli"] = App(
        "cli",
        "",
        "acc",
        ALL,
        kind="user",
        public=True,
        redirect_uris=("http://127.0.0.1/cb",),
        user_id="host",
    )
    target = "http://127.0.0.1:53123/cb"

    def code(**query: str) -> str:
        asked = {"response_type": "code", "client_id": "cli", "redirect_uri": target} | query
        shown = zoom.client.post("/oauth/authorize", query_string=asked, data={"answer": "allow"})
        return parse_qs(urlsplit(shown.location).query)["code"][0]

    def trade(code: str, **more: str) -> int:
        asked = {"grant_type": "authorization_code", "client_id": "cli", "code": code, "redirect_uri": target}
        return zoom.client.post("/oauth/token", data=asked | more).status_code

    assert trade(code(code_challenge=CHALLENGE, code_challenge_method="S256"), code_verifier=VERIFIER) == 200
    assert trade(code()) == 400


def test_an_app_that_was_removed_has_no_token_left(zoom):
    token = zoom.token().json["access_token"]

    zoom.world.deauthorize("cid", zoom.clock.now())

    assert zoom.get("/users", token).json["code"] == 124
