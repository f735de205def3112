"""Letters on pages: planned, looked at, tested, approved, stopped; and the way out of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.web import sample
from tests.web.conftest import Seat
from tests.web.test_signin import Outbox
from zoom_sync.actions.follow_up import leaving
from zoom_sync.records import Event
from zoom_sync.store import letters, optouts
from zoom_sync.wiring import Rooms


@pytest.fixture
def browser(seat: Callable[..., Seat]) -> Seat:
    return seat("organiser")


@pytest.fixture
def event(rooms: Rooms, browser: Seat) -> Event:
    record = sample.a_record(sample.the_event(), 12)
    return sample.keep(rooms.store, record, now=rooms.clock.now(), owner=browser.user)


@pytest.fixture
def letter(browser: Seat, event: Event) -> str:
    """The address of a planned letter's page."""
    browser.get(f"/events/{event.id}/letters")
    answer = browser.post(
        f"/events/{event.id}/letters",
        {"group": "virtual", "subject": "Thank you", "text": "Dear {name}, <b>thank you</b> for {minutes}."},
    )
    assert answer.status_code == 303, answer.text
    path: str = answer.location
    return path


def test_a_planned_letter_is_shown_as_it_will_look(browser: Seat, letter: str) -> None:
    page = browser.get(letter).text

    assert "Thank you" in page
    assert "Planned" in page
    assert "&lt;b&gt;" in page
    assert "<b>thank" not in page


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"group": "everyone", "subject": "S", "text": "T"}, "no such group"),
        ({"group": "virtual", "subject": "S", "text": "Dear {surname}"}, "surname"),
    ],
)
def test_what_is_wrong_in_a_letter_is_said_and_the_text_stays(
    form: dict[str, str], said: str, browser: Seat, event: Event
) -> None:
    browser.get(f"/events/{event.id}/letters")

    answer = browser.post(f"/events/{event.id}/letters", form)

    assert answer.status_code == 400
    assert said in answer.text
    assert f">{form['text']}</textarea>" in answer.text


def test_a_test_letter_goes_to_the_one_address_given(browser: Seat, letter: str, rooms: Rooms) -> None:
    mailer = Outbox()
    rooms.mailer = mailer  # type: ignore[assignment]
    browser.get(letter)

    answer = browser.post(f"{letter}/test", {"to": "me@mela.example"})

    assert "has taken the test letter" in answer.text
    assert [one.to for one in mailer.letters] == ["me@mela.example"]


def test_without_a_mail_server_a_test_says_so(browser: Seat, letter: str) -> None:
    browser.get(letter)

    answer = browser.post(f"{letter}/test", {"to": "me@mela.example"})

    assert answer.status_code == 400
    assert "SMTP_URL" in answer.text


def test_approving_says_who_and_waits_for_the_final_record(browser: Seat, letter: str, rooms: Rooms) -> None:
    browser.get(letter)

    assert browser.post(f"{letter}/approve").status_code == 303

    kept = rooms.store.read(lambda tx: letters.get(tx, letter.rpartition("/")[2]))
    assert kept is not None
    assert kept.approved_by == "organiser@mela.example"
    assert not kept.before_final
    assert "It waits until the record is final" in browser.get(letter).text


def test_stopping_stops_and_approving_again_goes_on(browser: Seat, letter: str, rooms: Rooms) -> None:
    browser.get(letter)
    browser.post(f"{letter}/approve", {"before_final": "yes"})
    browser.post(f"{letter}/stop")
    assert "Stopped" in browser.get(letter).text

    browser.post(f"{letter}/approve", {"before_final": "yes"})

    assert "Go on where it stopped" not in browser.get(letter).text


def test_a_letter_of_another_event_is_not_there(browser: Seat, letter: str, rooms: Rooms) -> None:
    other = sample.the_event(id="f" * 32)
    sample.keep(rooms.store, sample.a_record(other, 0), now=rooms.clock.now(), owner=browser.user)

    for action in ("", "/approve", "/stop", "/test"):
        path = f"/events/{other.id}/letters/{letter.rpartition('/')[2]}{action}"
        answer: Any = browser.post(path) if action else browser.get(path)
        assert answer.status_code == 404


def test_opening_an_unsubscribe_link_changes_nothing_and_its_button_does(
    rooms: Rooms, seat: Callable[..., Seat]
) -> None:
    path = f"/unsubscribe/{leaving.token(rooms.keys, 'asha@mela.example')}"
    marks = leaving.marks(rooms.keys, "asha@mela.example")

    assert "Nothing has changed yet" in seat().get(path).text
    assert not rooms.store.read(lambda tx: optouts.has(tx, marks))

    assert "no more letters" in seat().post(path).text
    assert rooms.store.read(lambda tx: optouts.has(tx, marks))


def test_a_mail_program_opts_out_by_one_post(rooms: Rooms, seat: Callable[..., Seat]) -> None:
    path = f"/unsubscribe/{leaving.token(rooms.keys, 'asha@mela.example')}"

    answer = seat().post(path, {"List-Unsubscribe": "One-Click"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 200


def test_a_cut_link_says_so(rooms: Rooms, seat: Callable[..., Seat]) -> None:
    path = f"/unsubscribe/{leaving.token(rooms.keys, 'asha@mela.example')[:-3]}"

    assert seat().get(path).status_code == 400
    assert seat().post(path).status_code == 400
