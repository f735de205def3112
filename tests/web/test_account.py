"""Where one is signed in, and ending it; what admins end."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.conftest import FakeClock
from tests.web.conftest import Seat
from zoom_sync.store import audit, sessions, users
from zoom_sync.wiring import Rooms

PHONE = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"


@pytest.fixture
def phone(app, rooms: Rooms, seat: Callable[..., Seat]) -> Seat:
    """Another browser of the same organiser."""
    browser = seat("organiser")
    browser.client.environ_base["HTTP_USER_AGENT"] = PHONE
    return browser


def of(rooms: Rooms, browser: Seat) -> list[sessions.Session]:
    return rooms.store.read(lambda tx: sessions.of_user(tx, browser.user, now=rooms.clock.now()))


def test_ones_own_sign_ins_are_listed_and_one_of_them_is_ended(
    rooms: Rooms, clock: FakeClock, seat: Callable[..., Seat]
) -> None:
    old = seat("organiser")
    clock.advance(600)
    new = seat("organiser")
    assert new.get("/account").text.count("End it</button>") == 1
    (mine, other) = of(rooms, new)

    assert new.post("/account/sessions/end", {"session": other.id}).status_code == 303

    assert old.get("/events").status_code == 401
    assert [one.id for one in of(rooms, new)] == [mine.id]
    assert rooms.store.read(lambda tx: audit.lines(tx, limit=1))[0].what == "sessions ended"


def test_all_others_are_ended_at_once(rooms: Rooms, seat: Callable[..., Seat]) -> None:
    others = [seat("organiser") for _ in range(3)]
    browser = seat("organiser")
    browser.get("/account")

    browser.post("/account/sessions/end", {"others": "yes"})

    assert [one.get("/events").status_code for one in others] == [401] * 3
    assert browser.get("/events").status_code == 200


def test_nobody_ends_the_sign_in_of_somebody_else(rooms: Rooms, seat: Callable[..., Seat]) -> None:
    other, browser = seat("admin"), seat("organiser")
    browser.get("/account")
    (theirs,) = of(rooms, other)

    browser.post("/account/sessions/end", {"session": theirs.id})
    browser.post("/account/sessions/end", {"session": ""})
    browser.post("/account/sessions/end", {"session": theirs.id[:4]})

    assert other.get("/events").status_code == 200


def test_a_device_is_told_by_what_it_says_of_itself(rooms: Rooms, seat: Callable[..., Seat]) -> None:
    from zoom_sync.web.sessions import device

    assert device(PHONE) == "Firefox, Android"
    assert device("Mozilla/5.0 (iPhone; CPU) AppleWebKit/605 CriOS/126 Mobile Safari/604") == "Chrome, iPhone"
    assert device("Mozilla/5.0 (Windows NT 10.0) Chrome/126 Safari/537.36 Edg/126.0") == "Edge, Windows"
    assert device("curl/8") == device("") == ""


def test_who_signs_in_anew_leaves_no_session_behind(
    rooms: Rooms, seat: Callable[..., Seat], sign_in_link
) -> None:
    browser = seat("organiser")
    path, _ = sign_in_link("organiser")

    browser.post(path)

    assert len(of(rooms, browser)) == 1


def test_an_admin_ends_a_user_at_once(rooms: Rooms, seat: Callable[..., Seat], sign_in_link) -> None:
    unused, _ = sign_in_link("organiser")
    admin, organiser = seat("admin"), seat("organiser")
    assert "organiser@mela.example" in admin.get("/users").text

    assert admin.post("/users/end", {"email": "organiser@mela.example"}).status_code == 303

    assert organiser.get("/events").status_code == 401
    assert seat().post(unused).status_code == 404
    assert "organiser@mela.example" not in admin.get("/users").text
    assert rooms.store.read(lambda tx: audit.lines(tx, limit=1))[0].what == "user ended"


def test_somebody_who_was_ended_can_be_let_in_again(rooms: Rooms, seat: Callable[..., Seat]) -> None:
    admin, organiser = seat("admin"), seat("organiser")
    admin.get("/users")
    admin.post("/users/end", {"email": "organiser@mela.example"})

    page = admin.post("/users/add", {"email": "organiser@mela.example", "role": "organiser"}).text

    link = re.search(r"/sign-in/[\w-]{43}", page)
    assert link is not None
    assert organiser.post(link[0]).status_code == 303


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/users/end", {"email": "admin@mela.example"}),
        ("/users/add", {"email": "Admin@mela.example", "role": "viewer"}),
    ],
    ids=["ended", "another role"],
)
def test_the_only_admin_stays_one(path: str, form: dict[str, str], seat: Callable[..., Seat]) -> None:
    admin = seat("admin")
    admin.get("/users")

    answer = admin.post(path, form)

    assert (answer.status_code, "the only admin" in answer.text) == (400, True)
    assert admin.get("/users").status_code == 200


@pytest.mark.parametrize("form", [{"email": "nobody@mela.example"}, {}])
def test_nobody_of_that_address_is_said(form: dict[str, str], seat: Callable[..., Seat]) -> None:
    admin = seat("admin")
    admin.get("/users")

    assert admin.post("/users/end", form).status_code == 400
    assert admin.post("/users/tokens/end", {"token": "none"}).status_code == 400


def test_a_link_that_is_long_over_is_not_kept(rooms: Rooms, clock: FakeClock, sign_in_link) -> None:
    from sqlalchemy import func, select

    from zoom_sync.store import schema

    sign_in_link("organiser")
    clock.advance(7 * 86400)
    sign_in_link("organiser")

    assert (
        rooms.store.read(lambda tx: tx.execute(select(func.count()).select_from(schema.signin)).scalar()) == 1
    )


def test_a_user_who_is_ended_keeps_nothing_open(rooms: Rooms, seat: Callable[..., Seat]) -> None:
    organiser = seat("organiser")
    now = rooms.clock.now()

    rooms.store.run(lambda tx: users.end(tx, organiser.user, now=now))

    assert of(rooms, organiser) == []
