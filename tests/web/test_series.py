"""The pages of series, and who finds what there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.actions.test_known_people import Organiser
from tests.actions.test_series import ASHA, RAVI, SITA, WEEKLY, event, known
from tests.web.conftest import Seat
from zoom_sync.records import Event
from zoom_sync.store import events, series
from zoom_sync.wiring import Rooms


@pytest.fixture
def organiser(rooms: Rooms) -> Organiser:
    return Organiser(rooms.store, rooms.clock)  # type: ignore[arg-type]


@pytest.fixture
def browser(seat: Callable[..., Seat]) -> Seat:
    return seat("organiser")


@pytest.fixture
def calls(organiser: Organiser, browser: Seat) -> list[Event]:
    mine = {"owner": browser.user}
    return [
        event(organiser, 2023, ASHA, RAVI, **mine),
        event(organiser, 2024, RAVI, SITA, **mine),
        event(organiser, 2025, RAVI, ASHA, "فاطمة الزهراء,fatima@mela.example,10:40,12:00\n", **mine),
    ]


def begun(browser: Seat, calls: list[Event]) -> str:
    """A series of these events, made on their pages; its address."""
    browser.get(f"/events/{calls[0].id}/settings")
    at = str(browser.post(f"/events/{calls[0].id}/series", {"title": "Yearly call"}).location)
    for one in calls[1:]:
        assert browser.post(f"{at}/change", {"add": one.id}).status_code == 303
    return at


def test_a_series_is_begun_grows_and_shows_who_comes_back(browser: Seat, calls: list[Event]) -> None:
    at = begun(browser, calls)

    page = browser.get(at).text

    for heading, name in (("back", "Ravi Das"), ("new", "فاطمة الزهراء"), ("gone", "সীতা দেবী")):
        section = page.partition(f'id="{heading}-head"')[2].partition("</section>")[0]
        assert f"<bdi>{name}</bdi>" in section
    assert "2 of 3" in page
    assert at in browser.get(f"/events/{calls[0].id}").text
    assert "Yearly call" in browser.get("/series").text


def test_a_viewer_finds_no_series_for_its_figures_are_exact_and_unpublished(
    browser: Seat, calls: list[Event], seat: Callable[..., Seat]
) -> None:
    at, viewer = begun(browser, calls), seat("viewer")

    for path in ("/series", at, f"{at}/report.pdf"):
        assert viewer.get(path).status_code == 404
    assert "/series" not in viewer.get("/events").text
    assert "/series" not in viewer.get(f"/events/{calls[0].id}").text


def test_why_a_series_cannot_begin_is_said(browser: Seat, calls: list[Event]) -> None:
    browser.get(f"/events/{calls[0].id}/settings")

    answer = browser.post(f"/events/{calls[0].id}/series", {"webinar": "yes"})

    assert answer.status_code == 400
    assert "Zoom names no further occurrences of this event&#39;s webinars." in answer.text


def test_somebody_else_s_series_is_not_there_and_of_a_shared_event_only_that_one_is_shown(
    browser: Seat, calls: list[Event], seat: Callable[..., Seat], rooms: Rooms
) -> None:
    at, other = begun(browser, calls), seat("organiser", "other@mela.example")
    assert other.get(at).status_code == 404
    assert other.post(f"{at}/change", {"title": "Mine"}).status_code == 404

    rooms.store.run(lambda tx: events.share(tx, calls[1].id, user=other.user))
    page = other.get(at).text

    assert "Call 2024" in page
    assert not any(title in page for title in ("Call 2023", "Call 2025", "Asha", "فاطمة"))
    assert other.post(f"{at}/change", {"leave": calls[0].id}).status_code == 400
    assert other.post(f"{at}/change", {"add": "f" * 32}).status_code == 404


def test_an_event_is_taken_out_and_with_the_last_one_the_series_is_gone(
    browser: Seat, calls: list[Event], rooms: Rooms
) -> None:
    at = begun(browser, calls[:2])
    browser.get(at)

    assert browser.post(f"{at}/change", {"leave": calls[0].id}).location == at
    assert browser.post(f"{at}/change", {"leave": calls[1].id}).location == "/series"
    assert browser.get(at).status_code == 404
    assert rooms.store.read(series.all) == []


def test_a_protected_event_says_that_it_takes_no_part(
    browser: Seat, calls: list[Event], organiser: Organiser
) -> None:
    organiser.change(calls[1], protected="yes")

    page = browser.get(begun(browser, calls)).text

    assert "Protected: it takes no part." in page
    assert "সীতা" not in page


def test_a_recurring_webinar_is_offered_as_a_series(
    browser: Seat, organiser: Organiser, rooms: Rooms
) -> None:
    known(organiser, *WEEKLY)
    week = {"starts": "2026-03-10T09:00Z", "ends": "2026-03-10T10:00Z", "webinars": ["98765432101"]}
    one = event(organiser, 2026, ASHA, owner=browser.user, **week)

    form = browser.get(f"/events/{one.id}/settings").text
    answer = browser.post(f"/events/{one.id}/series", {"webinar": "yes"})

    assert "Zoom knows 4 occurrences of" in form
    assert answer.status_code == 303
    assert [len(ids) for _, ids in rooms.store.read(series.all)] == [4]
    assert "No record yet." in browser.get(answer.location).text


def test_the_report_of_a_series_is_handed_out_on_paper(browser: Seat, calls: list[Event]) -> None:
    at = begun(browser, calls)

    answer = browser.get(f"{at}/report.pdf")

    assert answer.data.startswith(b"%PDF-")
    assert f"{at}/report.pdf" in browser.get(at).text
