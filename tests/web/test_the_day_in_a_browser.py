"""The demo's day as its organiser sees it: live while Zoom delivers, then final, then reviewed by keyboard.

The day is of 2022. The pages of this organiser stand at the afternoon of that day, or nothing would be live; what
takes deliveries, and the worker, go by the machine's clock.
"""

from __future__ import annotations

import re
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, TimeoutError, expect
from werkzeug.serving import WSGIRequestHandler, make_server

import settings
from tests.paths.day import SECRET, record_of, served, waiting
from zoom_sync import app, wiring
from zoom_sync.actions.access import digest
from zoom_sync.actions.events import Plan, add
from zoom_sync.demo.webinar_day import sheet, truth
from zoom_sync.demo.webinar_day.parts import Join, at
from zoom_sync.demo.webinar_day.stage import Stage
from zoom_sync.demo.zoom_server.switches import Switches
from zoom_sync.records import Webinar
from zoom_sync.run import DEMO
from zoom_sync.store import inbox, users, verdicts

pytestmark = pytest.mark.browser
SPEED = 2400.0  # scene seconds a second
FOLLOWS_MS = 20_000  # `bench live` measures the two seconds; on a busy machine it is counted less often
PATIENCE_MS = 60_000


class Then(wiring.SystemClock):
    """Runs as fast as the machine's, and stands at the afternoon of the day."""

    behind = datetime.now(UTC) - at("16:30")

    def now(self) -> datetime:
        return super().now() - self.behind


@dataclass
class Play:
    stage: Stage
    rooms: wiring.Rooms
    page: Page
    event: str

    def until(self, clock: str) -> None:
        """Play on to this time of the day, and hold it there until all that was told is read, too.

        Played so fast, a quarter of an hour's deliveries come in one second.
        """
        passed = threading.Event()
        step = next(step for step in self.stage.day.steps if step.at > at(clock))
        place = self.stage.day.steps.index(step)

        def hold(world: Any) -> None:
            self.stage.day.pause()
            passed.set()
            step.do(world)

        self.stage.day.steps[place] = replace(step, do=hold)
        self.stage.day.resume()
        assert passed.wait(PATIENCE_MS / 1000)
        assert self.stage.deliverer.settle(PATIENCE_MS / 1000)
        eventually(lambda: not self.rooms.store.read(lambda tx: inbox.unread(tx, limit=1)))

    def online(self) -> tuple[int, int]:
        """How many people are connected just now, and by how many connections, as far as Zoom has told."""
        cast = self.stage.cast
        joined = [sum(map(self._is_told, one.joins)) for one in (cast.host, *cast.people)]
        return sum(map(bool, joined)), sum(joined)

    def _is_told(self, join: Join) -> bool:
        """Some deliveries of the day are lost: who came so is not heard of, and who went so seems to be there."""
        run = self.stage.world.instances.get(self.stage.cast.uuids[join.run])
        if run is None or run.end is not None or join.user_id not in run.connections:
            return False
        is_gone = run.connections[join.user_id].leave is not None
        return not join.joined.lost and (not is_gone or join.left.lost)


class AtItsTime(WSGIRequestHandler):
    """Ages on a page are told from the time of the answers."""

    def date_time_string(self, timestamp: float | None = None) -> str:
        return super().date_time_string(Then().now().timestamp())


def eventually(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_MS / 1000
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.1)


@contextmanager
def pages(rooms: wiring.Rooms) -> Iterator[str]:
    """The address of pages at the time of the day."""
    application = app.create_app(replace(rooms, clock=Then()))
    server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=AtItsTime)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
        application.extensions["keeper"].close()


@pytest.fixture
def play(store_url: str, _chromium: Browser) -> Iterator[Play]:
    """The morning before the day, its organiser signed in. Fails if a page reported an error."""
    stage = Stage(
        service="http://127.0.0.1:1", secret=SECRET, speed=SPEED, paused=True,
        switches=Switches(report_after_s=0.3, durations_after_s=0.6, duplicate_rows=2),
    )  # fmt: skip
    given = {
        **DEMO, "DATABASE_URL": store_url, "SECRET_KEY": "k" * 64, "ZOOM_WEBHOOK_SECRET_TOKEN": SECRET,
        "ZOOM_API_URL": stage.url, "ZOOM_OAUTH_URL": f"{stage.url}/oauth", "REPORT_READS": "1s,2s,3s",
    }  # fmt: skip
    rooms = wiring.rooms(settings.load(given, dotenv=None))
    said: list[str] = []
    with ExitStack() as stack:
        stack.callback(rooms.store.close)
        stage.deliverer.url = f"{stack.enter_context(served(rooms))}/webhooks/zoom"
        address = stack.enter_context(pages(rooms))
        stack.enter_context(stage)
        context = _chromium.new_context(base_url=address, viewport={"width": 1280, "height": 900})
        stack.callback(context.close)
        page = context.new_page()
        page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        yield Play(stage, rooms, page, an_event(rooms, stage, page))
    assert said == []


def an_event(rooms: wiring.Rooms, stage: Stage, page: Page) -> str:
    """The demo's event, of somebody who then signs in."""
    told, secret, now = truth.event(), secrets.token_urlsafe(32), Then().now()

    def steps(tx: Any) -> str:
        user = users.add(tx, "meera@mela.example", role="organiser", now=now)
        users.make_link(tx, user.id, secret_digest=digest(secret), expires=now + timedelta(hours=1))
        return user.id

    plan = Plan(
        told["title"], told["starts"], told["ends"], told["timezone"], venue=told["venue"],
        webinars=[str(stage.cast.webinar)],
        sessions=[f"{one['title']};{one['starts']};{one['ends']};{one['place']}" for one in told["sessions"]],
    )  # fmt: skip
    event = add(rooms.store, plan, webinar=Webinar, clock=rooms.clock, owner=rooms.store.run(steps))
    page.goto(f"/sign-in/{secret}")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/events")
    return event.id


@pytest.mark.timeout(400)
def test_the_day_is_followed_live_becomes_final_and_is_reviewed_by_keyboard(play: Play) -> None:
    page, stage = play.page, play.stage
    playing = threading.Thread(target=stage.play, daemon=True)
    playing.start()

    # Live: the figures follow by themselves, and are those of the moment.
    page.get_by_role("link", name=truth.event()["title"]).click()
    page.get_by_role("link", name="Live", exact=True).click()
    expect(page.locator("[data-field=all]")).to_have_text("0")
    for moment in ("10:40", "11:45", "12:41:30", "14:30"):
        play.until(moment)
        people, connections = play.online()
        shown = follows(page, people, connections)
        assert people <= shown <= connections, moment
        assert (connections > 0) == (moment != "12:41:30")  # the host ended it for lunch, by mistake
    newest = max(
        (one for run in stage.world.instances.values() for one in run.connections.values() if not one.leave),
        key=lambda one: one.join,
    )
    expect(page.locator(".arrivals li").first).to_contain_text(newest.name)
    expect(page.locator("[data-field=heard]")).to_contain_text(re.compile("second|minute"))

    # Over: what is waited for is said, the sheets come in, the room is closed, the record becomes final.
    stage.day.resume()
    playing.join(PATIENCE_MS / 1000)
    expect(page.locator("[data-field=all]")).to_have_text("0")
    expect(page.get_by_text("Nobody is inside just now.")).to_be_visible()
    page.get_by_role("link", name="Overview", exact=True).click()
    waits = page.get_by_role("region", name="Still waited for")
    reloaded(page, lambda: expect(waits.get_by_text("the room", exact=True)).to_be_visible(timeout=1000))
    for name, content in sheet.sheets(stage.cast).items():
        page.get_by_role("link", name="Files", exact=True).click()
        page.get_by_label("File", exact=True).set_input_files(
            {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        )
        page.get_by_role("button", name="Look at it").click()
        page.get_by_role("button", name="Take these rows").click()
        expect(page.get_by_role("status")).to_contain_text("Taken:")
    page.get_by_role("link", name="Overview", exact=True).click()
    page.get_by_role("button", name="The room is complete").click()
    expect(page.get_by_text("The room was closed on")).to_be_visible()
    reloaded(
        page,
        lambda: expect(page.get_by_role("heading", name="All evidence is in")).to_be_visible(timeout=1000),
    )

    # Reviewed: each question is answered by one key.
    page.get_by_role("link", name=re.compile("^Review")).click()
    asked = len(record_of(play.rooms, play.event)["review"])
    assert asked == 4
    expect(page.locator("[data-pair].now")).to_be_visible()  # the keys are heard from now on
    for answered in range(asked):
        expect(page.locator("[data-total]")).to_have_text(f"{asked - answered} open")
        page.keyboard.press("d")
    expect(page.locator("[data-total]")).to_have_text("0 open")
    expect(page.get_by_role("heading", name="Nothing is left to answer here")).to_be_visible()
    said = play.rooms.store.read(lambda tx: verdicts.of_event(tx, play.event))
    assert [one.kind for one in said] == ["different"] * asked
    record = record_of(play.rooms, play.event)
    assert record["status"] == "final", waiting(play.rooms)


def follows(page: Page, least: int, most: int) -> int:
    """What the open page shows as soon as it is between these, or after a while in any case."""
    with suppress(TimeoutError):
        page.wait_for_function(BETWEEN, arg=[least, most], timeout=FOLLOWS_MS)
    return int(page.locator("[data-field=all]").inner_text())


BETWEEN = """([least, most]) => {
  const shown = Number(document.querySelector("[data-field=all]").textContent);
  return least <= shown && shown <= most;
}"""


def reloaded(page: Page, is_so: Any) -> None:
    """Load the page again and again, as somebody who waits does, until it is so."""
    until = datetime.now(UTC) + timedelta(milliseconds=PATIENCE_MS)
    while True:
        page.reload()
        try:
            return is_so()
        except AssertionError:
            assert datetime.now(UTC) < until, page.locator("main").inner_text()
