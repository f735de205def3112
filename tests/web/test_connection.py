"""Connecting a Zoom account by its consent, and what the page tells of the connection."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import responses

from tests.conftest import FakeClock
from tests.web.conftest import Seat
from zoom_sync.wiring import Rooms
from zoom_sync.zoom.oauth import ZoomAccount

OAUTH = "http://127.0.0.1:9/oauth"
TOKEN = {
    "access_token": "access-secret",
    "refresh_token": "refresh-secret",
    "token_type": "bearer",
    "expires_in": 3600,
    "scope": "webinar:read:webinar:admin webinar:read:list_registrants:admin",
}


@pytest.fixture
def admin(rooms: Rooms, seat: Callable[..., Seat]) -> Seat:
    rooms.account = ZoomAccount(
        client_id="client",
        client_secret="secret",
        oauth_url=OAUTH,
        redirect_uri="http://127.0.0.1:8000/zoom/callback",
    )
    return seat("admin")


@pytest.fixture
def zoom() -> Iterator[responses.RequestsMock]:
    with responses.RequestsMock(assert_all_requests_are_fired=False) as fake:
        fake.post(f"{OAUTH}/token", json=TOKEN)
        yield fake


def begin(admin: Seat) -> dict[str, str]:
    answer = admin.get("/zoom/connect")
    assert answer.status_code == 302
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.location).query).items()}


def test_the_start_leads_to_zoom_with_state_and_pkce(admin: Seat) -> None:
    asked = begin(admin)

    assert asked["client_id"] == "client"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == "http://127.0.0.1:8000/zoom/callback"
    assert len(asked["state"]) >= 32


def test_the_answer_is_exchanged_and_the_token_kept_sealed(
    admin: Seat, zoom: responses.RequestsMock, rooms: Rooms
) -> None:
    state = begin(admin)["state"]

    answer = admin.get(f"/zoom/callback?code=abc&state={state}")

    assert answer.status_code == 303
    assert "code_verifier=" in str(zoom.calls[0].request.body)
    page = admin.get("/zoom").text
    assert "There is one" in page
    assert "access-secret" not in page
    assert page.count("missing</span>") > 0


WRONG = [
    ("code=abc&state=other", "another state"),
    ("code=abc", "no state"),
    ("code=abc&state=%C3%A9", "a state in other letters"),
    ("", "nothing"),
]


@pytest.mark.parametrize(("query", "why"), WRONG, ids=[why for _, why in WRONG])
def test_an_answer_that_was_not_asked_for_is_refused(
    query: str, why: str, admin: Seat, zoom: responses.RequestsMock
) -> None:
    begin(admin)

    assert admin.get(f"/zoom/callback?{query}").status_code == 400
    assert len(zoom.calls) == 0


def test_an_answer_is_taken_once(admin: Seat, zoom: responses.RequestsMock) -> None:
    path = f"/zoom/callback?code=abc&state={begin(admin)['state']}"
    admin.get(path)

    assert admin.get(path).status_code == 400


def test_an_answer_that_comes_late_is_refused(
    admin: Seat, zoom: responses.RequestsMock, clock: FakeClock
) -> None:
    state = begin(admin)["state"]

    clock.advance(16 * 60)

    assert admin.get(f"/zoom/callback?code=abc&state={state}").status_code == 400


def test_no_consent_is_said_in_words(admin: Seat, zoom: responses.RequestsMock) -> None:
    answer = admin.get(f"/zoom/callback?error=access_denied&state={begin(admin)['state']}")

    assert answer.status_code == 400
    assert "consent" in answer.text


def test_starting_thirty_times_keeps_one_state(admin: Seat, zoom: responses.RequestsMock) -> None:
    first = begin(admin)["state"]
    for _ in range(30):
        last = begin(admin)["state"]

    assert admin.get(f"/zoom/callback?code=abc&state={first}").status_code == 400
    begin(admin)
    assert admin.get(f"/zoom/callback?code=abc&state={last}").status_code == 400


def test_another_admins_answer_is_refused(
    admin: Seat, zoom: responses.RequestsMock, seat: Callable[..., Seat]
) -> None:
    state = begin(admin)["state"]
    other = seat("admin", email="other@mela.example")

    assert other.get(f"/zoom/callback?code=abc&state={state}").status_code == 400


def test_a_server_to_server_app_has_nothing_to_connect(rooms: Rooms, seat: Callable[..., Seat]) -> None:
    rooms.account = ZoomAccount(client_id="c", client_secret="s", account_id="a", oauth_url=OAUTH)

    answer = seat("admin").get("/zoom/connect")

    assert (answer.status_code, "nothing to connect" in answer.text) == (400, True)


def test_without_an_app_the_page_says_what_to_set(seat: Callable[..., Seat]) -> None:
    assert "ZOOM_CLIENT_ID" in seat("admin").get("/zoom").text


def test_everything_is_examined_at_a_press_and_what_is_ill_stands_first_with_its_remedy(
    seat: Callable[..., Seat], zoom: responses.RequestsMock
) -> None:
    admin = seat("admin")
    admin.get("/zoom")

    page = admin.post("/zoom/examine").text

    assert "things to mend" in page
    assert "Set ZOOM_CLIENT_ID, ZOOM_CLIENT_SECRET and ZOOM_ACCOUNT_ID" in page
    assert page.index("to mend</span>") < page.index("well</span>")


def test_each_scope_and_each_event_says_whether_it_is_there(
    admin: Seat, zoom: responses.RequestsMock
) -> None:
    state = begin(admin)["state"]
    admin.get(f"/zoom/callback?code=abc&state={state}")

    page = admin.get("/zoom").text

    assert page.count("missing</span>") == 5
    assert "report:read:list_webinar_participants:admin" in page
    assert page.count("not seen yet") == 9
