"""The first page: what needs me now, what goes on, what comes, what was."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import instant
from tests.conftest import FakeClock
from tests.web import sample
from tests.web.conftest import Seat
from zoom_sync.actions import follow_up
from zoom_sync.records import Event, Span
from zoom_sync.store import events, jobs
from zoom_sync.wiring import Rooms


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(instant("10:00"))


@pytest.fixture
def browser(seat: Callable[..., Seat]) -> Seat:
    return seat("organiser")


@pytest.fixture
def make(rooms: Rooms, browser: Seat) -> Callable[..., Event]:
    """`make(number, days=…)`: an event of the browser's own, so many days from the test's day."""

    def made(number: int, *, days: int = 0, title: str = "") -> Event:
        away = timedelta(days=days)
        span = Span(instant("09:00") + away, instant("13:00") + away)
        event = replace(
            sample.the_event(), id=f"{number:032x}", title=title or f"Event {number}", days=(span,), sessions=(),
            owner=browser.user,
        )  # fmt: skip
        rooms.store.run(lambda tx: events.add(tx, event, now=rooms.clock.now()))
        return event

    return made


def titles(page: str) -> list[str]:
    return re.findall(r'<h3><a href="/events/\w+"><bdi>(.*?)</bdi>', page)


def test_an_empty_start_names_the_three_steps(browser: Seat) -> None:
    page = browser.get("/events").text

    assert "No events yet" in page
    assert page.count("<li><strong>") == 3
    assert 'href="/events/new"' in page


def test_what_goes_on_comes_first_then_the_next_then_the_last(
    browser: Seat, make: Callable[..., Event]
) -> None:
    for number, days in enumerate((-2, 5, 0, -1, 1)):
        make(number, days=days)

    assert titles(browser.get("/events").text) == ["Event 2", "Event 4", "Event 1", "Event 3", "Event 0"]


def test_many_events_come_in_pages_each_of_them_once(browser: Seat, make: Callable[..., Event]) -> None:
    for number in range(55):
        make(number, days=-1 - number)

    seen: list[str] = []
    path = "/events"
    while path:
        page = browser.get(path).text
        seen += titles(page)
        following = re.search(r'href="(/events\?after=\w+)"', page)
        path = following[1] if following else ""
    assert seen == [f"Event {number}" for number in range(55)]


@pytest.mark.parametrize("asked", ["mela", "MÉLA khatun", "খাতুন", "rahima"])
def test_an_event_is_found_by_words_of_its_title(
    browser: Seat, make: Callable[..., Event], asked: str
) -> None:
    make(1, days=-3, title="Mélā of রহিমা খাতুন")
    for number in range(2, 9):
        make(number, days=-number)

    assert titles(browser.get(f"/events?q={asked}").text) == ["Mélā of রহিমা খাতুন"]


def test_a_search_that_finds_nothing_says_so(browser: Seat, make: Callable[..., Event]) -> None:
    make(1)

    page = browser.get("/events?q=nothing+like+it").text

    assert "No event has these words" in page


def test_what_needs_me_is_told_with_the_way_there(
    browser: Seat, rooms: Rooms, make: Callable[..., Event]
) -> None:
    event = make(1, days=-1)
    record = sample.a_record(replace(sample.the_event(), id=event.id, days=event.days), 300)
    sample.keep_record(rooms.store, record, now=rooms.clock.now())

    page = browser.get("/events").text

    assert f'<a href="/events/{event.id}/review">3 questions are open' in page
    assert "Something from Zoom is still missing" in page
    assert "Say that the room is complete" in page


def test_a_sync_that_was_given_up_is_told_first(
    browser: Seat, rooms: Rooms, make: Callable[..., Event]
) -> None:
    event, now = make(1, days=1), rooms.clock.now()

    def fail(tx: object) -> None:
        jobs.ask(tx, "sync", event.id, due=now)
        task = jobs.claim(tx, now=now)
        assert task is not None
        jobs.settle(tx, task, now=now, error="No such webinar.")

    rooms.store.run(fail)

    assert "No such webinar." in browser.get("/events").text


def test_a_letter_waits_to_be_approved_once_the_record_is_final(
    browser: Seat, rooms: Rooms, make: Callable[..., Event]
) -> None:
    event = make(1, days=-1)
    record = sample.a_record(replace(sample.the_event(), id=event.id, days=event.days), 12, final=True)
    sample.keep_record(rooms.store, record, now=rooms.clock.now())
    follow_up.plan(
        rooms.store, event.id, group="both", subject="Thanks", text="Dear {name}!", by="t", clock=rooms.clock
    )

    assert "1 letter waits to be approved" in browser.get("/events").text


def test_with_nothing_to_do_the_page_says_so(browser: Seat, make: Callable[..., Event]) -> None:
    make(1, days=9)

    assert "Nothing. Everything that can be done without you is done." in browser.get("/events").text


def test_a_viewer_sees_events_and_no_figures(seat: Callable[..., Seat], make: Callable[..., Event]) -> None:
    make(1)

    page = seat("viewer").get("/events").text

    assert titles(page) == ["Event 1"]
    assert "What needs you now" not in page
    assert "people inside" not in page
