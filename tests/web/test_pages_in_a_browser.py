"""Pages as people meet them: in a real browser, on a phone's width, under the strict content policy."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web import sample
from zoom_sync.records import Event
from zoom_sync.store import imports, verdicts
from zoom_sync.wiring import Rooms

pytestmark = pytest.mark.browser


@pytest.fixture
def event(rooms: Rooms, browser_page: Page, sign_in_link: Callable[..., tuple[str, str]]) -> Event:
    """An event with 300 people, its organiser signed in by the button on the link's page."""
    link, user = sign_in_link()
    browser_page.goto(link)
    browser_page.get_by_role("main").get_by_role("button", name="Sign in").click()
    browser_page.wait_for_url("**/events")
    record = sample.a_record(sample.the_event(), 300)
    return sample.keep(rooms.store, record, now=rooms.clock.now(), owner=user)


def test_no_page_is_wider_than_a_phone(browser_page: Page, event: Event) -> None:
    person = sample.a_person(4, event).id
    below = ("", "/people", f"/people/{person}", "/review", "/sheets", "/letters", "/report", "/decisions")
    for path in ("/events", "/events/new", *(f"/events/{event.id}{one}" for one in below)):
        browser_page.goto(path)

        wide, seen = browser_page.locator("html").evaluate("page => [page.scrollWidth, page.clientWidth]")
        assert wide <= seen, path


def test_every_field_has_a_label_and_every_target_is_large_enough(browser_page: Page, event: Event) -> None:
    for path in (
        "/events/new",
        f"/events/{event.id}",
        f"/events/{event.id}/sheets",
        f"/events/{event.id}/letters",
    ):
        browser_page.goto(path)
        while (closed := browser_page.locator("details:not([open])")).count():
            closed.first.locator("summary").click()

        fields = browser_page.locator("input:not([type=hidden]), select, textarea")
        nameless = fields.evaluate_all("all => all.filter(one => !one.labels.length).map(one => one.name)")
        assert nameless == [], path
        small = browser_page.locator("button, .button").evaluate_all(
            "all => all.filter(one => one.getBoundingClientRect().height < 24).map(one => one.textContent)"
        )
        assert small == [], path


def test_the_counters_of_an_open_page_follow_the_record(
    browser_page: Page, event: Event, rooms: Rooms
) -> None:
    browser_page.goto(f"/events/{event.id}")
    both = browser_page.locator("[data-field=count-both]")
    expect(both).to_have_text("50")

    sample.keep_record(rooms.store, sample.a_record(event, 330), now=rooms.clock.now())

    expect(both).to_have_text("55", timeout=20_000)
    # So do the lists and the status around them, which need no click any more.
    expect(browser_page.locator("#record [data-field=count-both]")).to_have_text("55")
    expect(browser_page.locator("[data-stale]:visible")).to_have_count(0)


def test_a_question_is_answered_by_one_key(browser_page: Page, event: Event, rooms: Rooms) -> None:
    browser_page.goto(f"/events/{event.id}/review")
    expect(browser_page.get_by_role("heading", level=1)).to_contain_text("3 open")
    expect(browser_page.locator("[data-pair].now")).to_be_visible()  # the keys are heard from now on

    browser_page.keyboard.press("d")

    expect(browser_page.get_by_role("heading", level=1)).to_contain_text("2 open")
    assert [one.kind for one in rooms.store.read(lambda tx: verdicts.of_event(tx, event.id))] == ["different"]


def test_a_sheet_is_brought_in_from_the_page(
    browser_page: Page, event: Event, rooms: Rooms, tmp_path: Path
) -> None:
    sheet = tmp_path / "room.csv"
    sheet.write_text(
        "Name,Organisation,E-mail,Time in,Time out\nরহিমা খাতুন,Mela,rahima@mela.example,14:40,18:00\n"
    )
    browser_page.goto(f"/events/{event.id}/sheets")

    browser_page.get_by_label("File").set_input_files(sheet)
    browser_page.get_by_role("button", name="Look at it").click()
    expect(browser_page.get_by_role("rowheader").get_by_text("রহিমা খাতুন")).to_be_visible()
    browser_page.get_by_role("button", name="Take these rows").click()

    expect(browser_page.get_by_role("status")).to_contain_text("1 new of 1 rows")
    assert [one["name"] for one in rooms.store.read(lambda tx: imports.all(tx, event.id))] == ["room.csv"]


def test_signing_out_leaves_nothing_behind(browser_page: Page, event: Event) -> None:
    browser_page.goto(f"/events/{event.id}")

    browser_page.get_by_role("button", name="Sign out").click()

    expect(browser_page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert browser_page.context.cookies() == []


def test_a_page_that_is_being_left_asks_nothing_more(browser_page: Page, event: Event) -> None:
    """What it asks every second would be refused once the session has ended."""
    asked: list[str] = []

    def hold(route: Route) -> None:
        asked.clear()
        time.sleep(1.5)  # in which it would ask once more
        route.continue_()

    browser_page.route("**/sign-out", hold)
    browser_page.on(
        "request", lambda request: asked.append(request.url) if "/events/" in request.url else None
    )
    with browser_page.expect_request("**/live**"):
        browser_page.goto(f"/events/{event.id}")

    browser_page.get_by_role("button", name="Sign out").click()

    expect(browser_page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert asked == []
