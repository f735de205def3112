"""How sure a match must be, and what is protected: said on the event's page, and changed there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.web import sample
from tests.web.conftest import Seat
from zoom_sync.records import Event
from zoom_sync.store import audit, events, jobs
from zoom_sync.wiring import Rooms

NEW = {"title": "T", "timezone": "Asia/Kolkata", "starts": "2026-03-10T10:30", "ends": "2026-03-10T17:00"}


@pytest.fixture
def browser(seat: Callable[..., Seat]) -> Seat:
    return seat("organiser")


@pytest.fixture
def event(rooms: Rooms, browser: Seat) -> Event:
    record = sample.a_record(sample.the_event(), 5)
    return sample.keep(rooms.store, record, now=rooms.clock.now(), owner=browser.user)


def kept(rooms: Rooms, id: str) -> tuple[str, bool]:
    found = rooms.store.read(lambda tx: events.get(tx, id))
    assert found is not None
    return found.caution, found.protected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ({}, ("usual", False)),
        ({"caution": "usual", "protected": "no"}, ("usual", False)),
        ({"caution": "careful", "protected": ["no", "yes"]}, ("careful", True)),
    ],
    ids=["a form that does not say", "as the form stands", "both ticked"],
)
def test_a_new_event_is_made_as_the_form_says(
    browser: Seat, rooms: Rooms, form: dict[str, str], expected: tuple[str, bool]
) -> None:
    answer = browser.post("/events/new", {**NEW, **form})

    assert answer.status_code == 303
    assert kept(rooms, answer.location.rpartition("/")[2]) == expected


def test_a_form_that_is_given_back_keeps_what_was_chosen(browser: Seat) -> None:
    wrong = {**NEW, "title": " ", "caution": "careful", "protected": ["no", "yes"]}

    page = browser.post("/events/new", wrong)

    assert page.status_code == 400
    assert '<option value="careful" selected>' in page.text
    assert 'value="yes" aria-describedby="protected-hint" checked' in page.text


def test_a_change_is_kept_audited_and_shown(browser: Seat, rooms: Rooms, event: Event) -> None:
    assert "As usual: a rare full name joins" in browser.get(f"/events/{event.id}").text

    answer = browser.post(f"/events/{event.id}/change", {"caution": "careful", "protected": ["no", "yes"]})

    assert (answer.status_code, answer.location) == (303, f"/events/{event.id}")
    assert kept(rooms, event.id) == ("careful", True)
    assert "This event is protected" in browser.get(f"/events/{event.id}").text
    (line,) = rooms.store.read(lambda tx: audit.lines(tx, event=event.id))
    assert (line.what, line.reason) == ("event changed", "caution careful, protected yes")
    assert ("rebuild", event.id) in {(one["name"], one["key"]) for one in rooms.store.read(jobs.waiting)}


def test_what_a_form_does_not_name_stays(browser: Seat, rooms: Rooms, event: Event) -> None:
    browser.post(f"/events/{event.id}/change", {"protected": ["no", "yes"]})

    browser.post(f"/events/{event.id}/change", {"caution": "careful"})

    assert kept(rooms, event.id) == ("careful", True)


def test_a_box_that_is_not_ticked_ends_the_protection(browser: Seat, rooms: Rooms, event: Event) -> None:
    browser.post(f"/events/{event.id}/change", {"protected": ["no", "yes"]})

    browser.post(f"/events/{event.id}/change", {"caution": "usual", "protected": ["no"]})

    assert kept(rooms, event.id) == ("usual", False)


def test_a_value_that_no_form_offers_changes_nothing(browser: Seat, rooms: Rooms, event: Event) -> None:
    answer = browser.post(f"/events/{event.id}/change", {"caution": "reckless", "protected": "yes"})

    assert answer.status_code == 400
    assert "&#39;reckless&#39; is no caution" in answer.text
    assert kept(rooms, event.id) == ("usual", False)
