"""The review and a person's page in a real browser, on a phone's width and a desk's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.builders import a_connection, a_registrant, an_event
from tests.conftest import FakeClock
from tests.web import sample
from tests.web.conftest import a_config
from tests.web.test_review import DEVICE, FACTS, OTHER, PRIYA, RAVI, SIGNED, ZENOBIA, holder, rebuilt
from zoom_sync.actions import rebuild
from zoom_sync.keys import Keys
from zoom_sync.records import Event, Pair, Person
from zoom_sync.store import events, traces, verdicts
from zoom_sync.store.database import Store
from zoom_sync.wiring import Rooms

pytestmark = pytest.mark.browser
EVENT = an_event(key=b"k" * 32)
LONG = "Maria-Theresia Wolkenstein-Trostburg-Rodenegg y Fernández de Córdoba"
HARD = [
    a_registrant(LONG, f"{'a' * 60}@{'b' * 50}.example", organisation="शर्मिला " * 12, event=EVENT),
    a_registrant(LONG, "other@wolkenstein.example", organisation="x" * 120, event=EVENT),
    a_connection(LONG, "09:00", "10:00"),
]


@pytest.fixture
def rooms(store: Store, clock: FakeClock) -> Rooms:
    """As for the other tests of pages, but on both stores."""
    keys = Keys(["a secret of more than thirty-two bytes, for tests"])
    return Rooms(store=store, keys=keys, clock=clock, config=a_config(), account=None, mailer=None)  # type: ignore[arg-type]


@pytest.fixture
def event(rooms: Rooms, browser_page: Page, sign_in_link: Callable[..., tuple[str, str]]) -> Event:
    link, user = sign_in_link()
    browser_page.goto(link)
    browser_page.get_by_role("main").get_by_role("button", name="Sign in").click()
    browser_page.wait_for_url("**/events")
    event, now = replace(EVENT, owner=user), rooms.clock.now()
    rooms.store.run(lambda tx: events.add(tx, event, now=now))
    rooms.store.run(lambda tx: traces.append(tx, event.id, [*FACTS, *HARD], now=now))
    rebuild.rebuild(rooms.store, event.id, reads=(timedelta(minutes=10),), clock=rooms.clock)
    return event


@pytest.mark.parametrize("width", [360, 390, 1280])
def test_no_page_about_who_is_who_is_wider_than_its_window(
    width: int, browser_page: Page, event: Event
) -> None:
    browser_page.set_viewport_size({"width": width, "height": 844})
    persons = [f"/people/{trace.id}" for trace in (ZENOBIA, RAVI, HARD[0], DEVICE)]
    for path in ("/review", "/review?list=names", "/decisions", "/people?kind=unidentified", *persons):
        browser_page.goto(f"/events/{event.id}{path}")
        browser_page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")

        wide, seen = browser_page.locator("html").evaluate("page => [page.scrollWidth, page.clientWidth]")
        assert wide <= seen, path
        fields = browser_page.locator("input:not([type=hidden]), select, textarea")
        nameless = fields.evaluate_all("all => all.filter(one => !one.labels.length).map(one => one.name)")
        assert nameless == [], path


def test_joins_by_name_are_confirmed_and_split_by_one_key_each(
    browser_page: Page, event: Event, rooms: Rooms
) -> None:
    browser_page.goto(f"/events/{event.id}/review")
    browser_page.get_by_role("link", name="Joined by name alone").click()
    expect(browser_page.get_by_role("heading", level=1)).to_contain_text("1 open")
    expect(
        browser_page.locator("[data-pair].now")
    ).to_be_visible()  # a link was followed: keys are heard from now on

    browser_page.keyboard.press("s")

    expect(browser_page.get_by_text("Nothing is left to answer here")).to_be_visible()
    expect(browser_page.get_by_text("Kept: the same person.")).to_be_visible()
    expect(browser_page.locator("[data-total]")).to_have_text("0 open")
    assert [one.kind for one in rooms.store.read(lambda tx: verdicts.of_event(tx, event.id))] == ["same"]


def test_evidence_is_chosen_split_off_and_the_split_taken_back(
    browser_page: Page, event: Event, rooms: Rooms
) -> None:
    browser_page.goto(f"/events/{event.id}/people/{RAVI.id}")
    browser_page.get_by_text("Some of this evidence is somebody else's").click()
    browser_page.get_by_label("“Ravi”").check()

    browser_page.get_by_role("button", name="These are somebody else's").click()
    browser_page.get_by_role("status").get_by_role("button", name="Undo").click()

    expect(browser_page.get_by_text("taken back", exact=True)).to_be_visible()
    kinds = [one.kind for one in rooms.store.read(lambda tx: verdicts.of_event(tx, event.id))]
    assert kinds == ["different", "different", "undo", "undo"]


MANY = 60


@pytest.fixture
def questions(rooms: Rooms, browser_page: Page, sign_in_link: Callable[..., tuple[str, str]]) -> Event:
    """An event with so many open questions, no two about the same person."""
    link, user = sign_in_link()
    browser_page.goto(link)
    browser_page.get_by_role("main").get_by_role("button", name="Sign in").click()
    browser_page.wait_for_url("**/events")
    event = sample.the_event(owner=user)
    record = sample.a_record(event, MANY * 12 + 12)
    pairs = tuple(_pair(record.people[n * 12], record.people[n * 12 + 3]) for n in range(MANY))
    return sample.keep(rooms.store, replace(record, review=pairs), now=rooms.clock.now(), owner=user)


def _pair(one: Person, other: Person) -> Pair:
    refs = (one.evidence[0].ref, other.evidence[0].ref)
    return Pair(refs, 0.71, ("same surname",), (one.id, other.id), effect=("No headline count changes.",))


def said(rooms: Rooms, event: Event) -> list[str]:
    return [one.kind for one in rooms.store.read(lambda tx: verdicts.of_event(tx, event.id))]


def test_fifty_pairs_are_answered_by_key_and_the_next_is_there_at_once(
    browser_page: Page, questions: Event, rooms: Rooms
) -> None:
    browser_page.goto(f"/events/{questions.id}/review")
    for number in range(50):
        expect(browser_page.locator(".pairing.now + .pairing")).to_be_attached()  # read ahead, as for people
        told = browser_page.evaluate(NEXT, "sd"[number % 2])
        assert told["shown"] not in (None, told["answered"]), "before the server has said anything"

    expect(browser_page.locator("[data-total]")).to_have_text("10 open")
    expect(browser_page.get_by_role("link", name="Not joined")).to_have_text(
        "Not joined: is it one person? 10"
    )
    expect(browser_page.get_by_text("50 of 60 answered in this sitting")).to_be_visible()
    assert sorted(said(rooms, questions)) == ["different"] * 25 + ["same"] * 25
    assert browser_page.evaluate("document.activeElement.dataset.pair") is not None


# Presses a key, and gives what is asked before and right after it: in one go, with no time for any answer.
NEXT = """key => {
  const asked = () => document.querySelector(".pairing.now")?.dataset.pair ?? null;
  const answered = asked();
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  return { answered, shown: asked() };
}"""


def test_an_answer_is_taken_back_put_off_and_moved_past_by_key(
    browser_page: Page, questions: Event, rooms: Rooms
) -> None:
    browser_page.goto(f"/events/{questions.id}/review")
    first = browser_page.locator(".pairing.now").get_attribute("data-pair") or ""

    browser_page.keyboard.press("d")
    expect(browser_page.get_by_text("Kept: different people.")).to_be_visible()
    browser_page.keyboard.press("u")
    expect(browser_page.get_by_text("Taken back.")).to_be_visible()
    expect(browser_page.locator(".pairing.now")).to_have_attribute("data-pair", first)
    browser_page.keyboard.press("s")
    expect(browser_page.locator("[data-total]")).to_have_text("59 open")
    assert said(rooms, questions) == ["different", "undo", "same"]

    second = browser_page.locator(".pairing.now").get_attribute("data-pair") or ""
    browser_page.keyboard.press("n")
    expect(browser_page.get_by_text("Put off for later.")).to_be_visible()
    third = browser_page.locator(".pairing.now").get_attribute("data-pair") or ""
    browser_page.keyboard.press("j")
    browser_page.keyboard.press("k")
    expect(browser_page.locator(".pairing.now")).to_have_attribute("data-pair", third)
    assert len({first, second, third}) == 3
    browser_page.keyboard.press("?")
    expect(browser_page.get_by_role("dialog")).to_be_visible()


def test_an_answer_that_could_not_be_kept_is_asked_again(
    browser_page: Page, questions: Event, rooms: Rooms
) -> None:
    browser_page.goto(f"/events/{questions.id}/review")
    first = browser_page.locator(".pairing.now").get_attribute("data-pair") or ""
    browser_page.route("**/review", lambda route: route.fulfill(status=200, body="not what was asked for"))

    browser_page.keyboard.press("s")

    expect(browser_page.get_by_text("This answer could not be kept.")).to_be_visible()
    expect(browser_page.locator(".pairing.now")).to_have_attribute("data-pair", first)
    assert said(rooms, questions) == []


def test_two_are_joined_and_a_screen_shared_by_hand_and_an_undo_keeps_what_came_since(
    browser_page: Page, event: Event, rooms: Rooms
) -> None:
    # Join: search, look at what it would change, say so.
    browser_page.goto(f"/events/{event.id}/people/{PRIYA.id}")
    browser_page.get_by_text("Somebody else in the list is this person, too").click()
    browser_page.locator("#who").fill("sharma asha trust")
    browser_page.locator("#who").press("Enter")
    browser_page.get_by_role("link", name="Compare and join").first.click()
    expect(browser_page.get_by_text("One entry instead of two")).to_be_visible()
    browser_page.get_by_label("Reason").first.fill("she told me at the desk")
    browser_page.get_by_role("button", name="Join them").click()
    expect(browser_page.get_by_text("she told me at the desk")).to_be_visible()
    rebuilt(rooms, event)
    assert holder(rooms, event, PRIYA) == holder(rooms, event, OTHER)

    # Two at one screen: the second one is found by name.
    browser_page.goto(f"/events/{event.id}/people/{RAVI.id}")
    browser_page.get_by_text("Two people were at this screen").click()
    browser_page.locator("#beside").fill("leela")
    browser_page.locator("#beside").press("Enter")
    with browser_page.expect_navigation():
        browser_page.get_by_role("button", name="They sat there together").click()
    rebuilt(rooms, event)
    assert holder(rooms, event, SIGNED).mode == "both"

    # A connection comes in; then the join is taken back. What came since stays where it belongs.
    later = a_connection("Priya Sharma", "12:00", "12:20", user="99", registrant_id=PRIYA.claim.registrant_id)
    rooms.store.run(lambda tx: traces.append(tx, event.id, [later], now=rooms.clock.now()))
    rebuilt(rooms, event)
    browser_page.goto(f"/events/{event.id}/people/{PRIYA.id}")
    browser_page.locator("#history").get_by_role("button", name="Undo").click()
    expect(browser_page.get_by_text("taken back", exact=True)).to_be_visible()
    rebuilt(rooms, event)

    assert holder(rooms, event, PRIYA) != holder(rooms, event, OTHER)
    assert holder(rooms, event, later) == holder(rooms, event, PRIYA)
    assert holder(rooms, event, SIGNED).mode == "both"
