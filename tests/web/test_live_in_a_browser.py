"""The live page in a real browser, beside a real worker: what Zoom delivers moves its figures at once."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

import settings
from tests.paths.day import SECRET, served
from zoom_sync import wiring
from zoom_sync.actions.access import digest
from zoom_sync.actions.events import Plan, add
from zoom_sync.actions.import_sheet import import_file
from zoom_sync.demo.zoom_server.deliverer import Deliverer
from zoom_sync.demo.zoom_server.people import Connection, User, Webinar
from zoom_sync.demo.zoom_server.world import World
from zoom_sync.records import Webinar as Entrance
from zoom_sync.store import users

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
NUMBER, RUN = 81234567999, "live+run/AbCdEfGhIjKl=="
PATIENCE_MS = 20_000  # on a busy machine; `bench live` measures the two seconds


@dataclass
class Day:
    world: World
    page: Page
    event: str
    rooms: wiring.Rooms

    def join(self, number: int, name: str) -> None:
        at = datetime.now(UTC) - timedelta(minutes=10 - number)
        self.world.join(RUN, Connection(str(number), name, at))


@pytest.fixture
def day(sqlite_url: str, _chromium: Browser) -> Iterator[Day]:
    """A webinar that runs just now, delivered to the service, and its live page on the screen of an organiser."""
    given = {"DATABASE_URL": sqlite_url, "SECRET_KEY": "k" * 64, "ZOOM_WEBHOOK_SECRET_TOKEN": SECRET}
    rooms = wiring.rooms(settings.load(given, dotenv=None))
    now = datetime.now(UTC)
    begins, ends = (now + timedelta(hours=hours) for hours in (-1, 2))
    plan = Plan(
        "মেলা",
        begins.isoformat(),
        ends.isoformat(),
        "Asia/Kolkata",
        webinars=[str(NUMBER)],
        venue="Silver Oak",
    )
    link = secrets.token_urlsafe(32)

    def steps(tx: Any) -> str:
        user = users.add(tx, "meera@mela.example", role="organiser", now=now)
        users.make_link(tx, user.id, secret_digest=digest(link), expires=now + timedelta(hours=1))
        return user.id

    owner = rooms.store.run(steps)
    event = add(rooms.store, plan, webinar=Entrance, clock=rooms.clock, owner=owner)
    world = World(account_id="acc")
    world.users["host"] = User("host", "host@mela.example", "Ritu", "Anand")
    world.add_webinar(Webinar(NUMBER, "host", "Mela", now, 180, "Asia/Kolkata", RUN, now))
    with served(rooms) as address:
        deliverer = Deliverer(world, f"{address}/webhooks/zoom", SECRET)
        deliverer.start()
        context = _chromium.new_context(base_url=address, viewport={"width": 1280, "height": 900})
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"/sign-in/{link}")
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/events")
        world.start(NUMBER, RUN, now - timedelta(minutes=30))
        page.goto(f"/events/{event.id}/live")
        yield Day(world, page, event.id, rooms)
        context.close()
        deliverer.stop()
    rooms.store.close()
    assert said == []


def test_who_comes_and_goes_moves_the_figures_without_a_click(day: Day) -> None:
    from playwright.sync_api import expect

    for number, name in enumerate(("রহিমা খাতুন", "عبد الرحمن", "Asha Rao")):
        day.join(number, name)

    everybody = day.page.locator("[data-field=all]")
    expect(everybody).to_have_text("3", timeout=PATIENCE_MS)
    expect(day.page.locator(".arrivals li").first).to_contain_text("Asha Rao", timeout=PATIENCE_MS)
    expect(day.page.locator("[data-field=heard]")).to_contain_text("ago")

    day.world.leave(RUN, "1", datetime.now(UTC))

    expect(everybody).to_have_text("2", timeout=PATIENCE_MS)
    expect(day.page.get_by_text("عبد الرحمن")).to_have_count(0)


def test_without_script_the_page_shows_the_same_and_how_to_look_again(day: Day) -> None:
    from playwright.sync_api import expect

    day.join(7, "Asha Rao")
    expect(day.page.locator("[data-field=all]")).to_have_text("1", timeout=PATIENCE_MS)
    browser = day.page.context.browser
    assert browser is not None
    plain = browser.new_context(
        base_url=day.page.url.split("/events")[0],
        java_script_enabled=False,
        storage_state=day.page.context.storage_state(),
    )
    page = plain.new_page()
    page.goto(f"/events/{day.event}/live")

    expect(page.locator("[data-field=all]")).to_have_text("1")
    expect(page.get_by_role("link", name="Show the newest figures")).to_be_visible()
    plain.close()


def test_the_overview_follows_a_newer_record_without_a_click(day: Day) -> None:
    from playwright.sync_api import expect

    day.page.goto(f"/events/{day.event}")
    sheet = b"Name,Time in\nMeera Nair,10:25\n"
    import_file(day.rooms.store, day.event, data=sheet, name="hall.csv", clock=day.rooms.clock)

    expect(day.page.get_by_text("hall.csv")).to_be_visible(timeout=3 * PATIENCE_MS)
    expect(day.page.locator("#status")).to_have_text("Provisional")
    expect(day.page.get_by_role("heading", name="Still waited for")).to_be_visible()
