"""Letting people and programs in, by an admin."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.web.conftest import Seat
from zoom_sync.store import users
from zoom_sync.wiring import Rooms

BASE = "http://127.0.0.1:8000"


@pytest.fixture
def admin(seat: Callable[..., Seat]) -> Seat:
    browser = seat("admin")
    browser.get("/users")
    return browser


def test_a_new_user_gets_a_link_that_is_shown_once(admin: Seat, seat: Callable[..., Seat]) -> None:
    page = admin.post("/users/add", {"email": "asha@mela.example", "role": "organiser"}).text

    link = re.search(r"/sign-in/[\w-]{43}", page)
    assert link is not None
    assert link[0] not in admin.get("/users").text
    assert seat().post(link[0]).status_code == 303


def test_a_token_is_shown_once_works_and_can_be_ended(
    admin: Seat, rooms: Rooms, seat: Callable[..., Seat]
) -> None:
    page = admin.post("/users/tokens/add", {"role": "viewer", "event": "", "until": ""}).text
    token = re.search(r"zs_[\w-]{43}", page)
    assert token is not None
    assert token[0] not in admin.get("/users").text
    bearer = {"Authorization": f"Bearer {token[0]}"}
    assert seat().get("/api/v1/events", headers=bearer).status_code == 200

    (kept,) = rooms.store.read(users.tokens)
    admin.post("/users/tokens/end", {"token": kept["id"]})

    assert seat().get("/api/v1/events", headers=bearer).status_code == 401


@pytest.mark.parametrize(
    ("path", "form", "said"),
    [
        ("/users/add", {"email": "nobody", "role": "admin"}, "not a mail address"),
        ("/users/add", {"email": "asha@mela.example", "role": "king"}, "no such role"),
        ("/users/tokens/add", {"role": "door", "event": "none"}, "There is no event"),
        ("/users/tokens/add", {"role": "door", "until": "2020-01-01"}, "has passed"),
    ],
)
def test_what_is_wrong_is_said(path: str, form: dict[str, str], said: str, admin: Seat) -> None:
    answer = admin.post(path, form)

    assert answer.status_code == 400
    assert said in answer.text
