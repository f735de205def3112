"""What people do with the pages from one end to the other, in a real browser, on SQLite and on PostgreSQL.

The live day, with the review that follows it, is in test_the_day_in_a_browser.py; the door in tests/door.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import FakeClock
from tests.web import sample
from tests.web.conftest import a_config
from tests.web.hands import Hands, Keyboard, Mouse
from zoom_sync.actions import doors, rebuild
from zoom_sync.actions.access import digest
from zoom_sync.keys import Keys
from zoom_sync.records import Event
from zoom_sync.store import events, users
from zoom_sync.store.database import Store
from zoom_sync.wiring import Rooms

pytestmark = pytest.mark.browser
Screen = Callable[..., Page]


@pytest.fixture
def rooms(store: Store, clock: FakeClock) -> Rooms:
    """As for the other tests of pages, but on both stores."""
    keys = Keys(["a secret of more than thirty-two bytes, for tests"])
    return Rooms(store=store, keys=keys, clock=clock, config=a_config(), account=None, mailer=None)  # type: ignore[arg-type]


@pytest.fixture
def link(rooms: Rooms) -> Callable[[str, str], str]:
    """`link(role, email)`: the path of a sign-in link."""

    def make(role: str, email: str) -> str:
        secret, now = secrets.token_urlsafe(32), rooms.clock.now()

        def steps(tx: Any) -> None:
            user = users.add(tx, email, role=role, now=now)
            users.make_link(tx, user.id, secret_digest=digest(secret), expires=now + timedelta(hours=1))

        rooms.store.run(steps)
        return f"/sign-in/{secret}"

    return make


@pytest.fixture
def screen(_chromium: Browser, address: str, link: Callable[[str, str], str]) -> Iterator[Screen]:
    """`screen(role)`: a browser of their own, signed in by the button of their link; `screen()`: nobody's."""
    contexts, said = [], list[str]()

    def make(role: str = "", email: str = "") -> Page:
        context = _chromium.new_context(
            base_url=address, viewport={"width": 1280, "height": 800}, timezone_id="Asia/Dhaka"
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        if role:
            page.goto(link(role, email or f"{role}@mela.example"))
            page.get_by_role("main").get_by_role("button", name="Sign in").click()
            page.wait_for_url(re.compile("/(events|status)$"))
        return page

    yield make
    for context in contexts:
        context.close()
    # A page that is refused is an error to the browser, and none of the page.
    assert [line for line in said if "Failed to load resource" not in line] == []


def owned(rooms: Rooms, email: str) -> str:
    user = rooms.store.read(lambda tx: users.by_email(tx, email))
    assert user is not None
    return user.id


def test_an_event_is_set_up_from_nothing_and_changed_again(screen: Screen, rooms: Rooms) -> None:
    page = screen("organiser")
    expect(page.get_by_role("heading", name="No events yet")).to_be_visible()
    page.get_by_role("link", name="Make the first event").click()
    expect(page.get_by_label("Time zone")).to_have_value("Asia/Dhaka")  # the browser's own
    page.get_by_label("Title", exact=True).fill("শ্রমিক মেলা · ملتقى العمال")
    page.get_by_label("Room").fill("Silver Oak")
    page.get_by_label("Time zone").fill("Asia/Kolkata")
    page.get_by_label("Starts").fill("2026-03-10T10:30")
    page.get_by_label("Ends").fill("2026-03-10T09:00")  # a slip, told below
    page.get_by_label("Webinar", exact=True).fill("https://us02web.zoom.us/w/81234567890?tk=abc.def&pwd=x")
    for number, title, place in ((1, "Opening", ""), (2, "Fair recruitment", "Upper hall")):
        page.get_by_role("button", name="One more part").click()
        part = page.get_by_role("group", name=f"Part {number}")
        part.get_by_label("Title").fill(title)
        part.get_by_label("Starts").fill(f"2026-03-10T1{number}:00")
        part.get_by_label("Ends").fill(f"2026-03-10T1{number}:45")
        part.get_by_label("Place").fill(place)
    page.get_by_label("Minutes at least").fill("12.5")
    page.get_by_role("button", name="Say what these do").click()
    expect(page.locator(".effect")).to_contain_text("at least 12 min 30 s attended")

    page.get_by_role("button", name="Make the event").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was")
    expect(page.get_by_role("group", name="Part 2").get_by_label("Place")).to_have_value("Upper hall")
    page.get_by_label("Ends").first.fill("2026-03-10T17:00")
    page.get_by_role("button", name="Make the event").click()
    page.wait_for_url(re.compile("/events/[0-9a-f]{32}$"))
    expect(page.get_by_text("Webinar 81234567890")).to_be_visible()
    page.get_by_role("link", name="Events", exact=True).click()
    card = page.get_by_role("listitem").filter(has_text="শ্রমিক মেলা · ملتقى العمال")
    expect(card).to_contain_text("10:30–17:00")
    expect(card).to_contain_text("Silver Oak")

    card.get_by_role("link").first.click()
    page.get_by_role("link", name="Change the event").click()
    page.get_by_label("Room").fill("Copper Beech")
    page.get_by_role("button", name="Take out: Part 1").click()
    expect(page.get_by_role("group", name="Part 2")).to_have_count(0)
    page.get_by_role("button", name="Keep the changes").click()
    expect(page.get_by_text("Copper Beech").first).to_be_visible()

    (event,) = rooms.store.read(events.all)
    assert [f"{day.start:%d %H:%M} {day.end:%H:%M}" for day in event.days] == ["10 05:00 11:30"]  # UTC
    assert [(one.title, one.place) for one in event.sessions] == [("Fair recruitment", "Upper hall")]
    assert ([one.id for one in event.webinars], event.rule.minimum_minutes) == (["81234567890"], 12.5)
    assert (event.venue, event.owner) == ("Copper Beech", owned(rooms, "organiser@mela.example"))


@pytest.mark.parametrize("with_", [Mouse, Keyboard])
def test_columns_that_were_guessed_wrongly_are_put_right_and_the_file_taken_back_and_brought_back(
    with_: type[Hands], screen: Screen, rooms: Rooms, tmp_path: Path
) -> None:
    page = screen("organiser")
    event = sample.the_event(owner=owned(rooms, "organiser@mela.example"), title="শ্রমিক মেলা")
    rooms.store.run(lambda tx: events.add(tx, event, now=rooms.clock.now()))
    page.reload()
    hands, sheet = with_(page), tmp_path / "hall.csv"
    people = ("রহিমা খাতুন", "عبد الرحمن", "Asha Pradhan")
    rows = "".join(f"{name},Mela Trust,Hall 2\n" for name in people)
    sheet.write_text(f"Wer,Woher,Name\n{rows}")

    hands.press(page.get_by_role("link", name="শ্রমিক মেলা"))
    hands.press(page.get_by_role("link", name="Files", exact=True))
    hands.bring(sheet)
    would = page.locator("table.list")
    expect(would).to_contain_text("Hall 2")
    hands.choose(page.get_by_label("Wer is taken for"), "Name")
    hands.choose(page.get_by_label("Woher is taken for"), "Organisation")
    hands.choose(page.get_by_label("Name is taken for"), "not taken")
    hands.press(page.get_by_role("button", name="Look again"))
    expect(would).not_to_contain_text("Hall 2")
    expect(would).to_contain_text("Mela Trust")
    hands.press(page.get_by_role("button", name="Take these rows"))
    expect(page.get_by_role("status")).to_contain_text("3 new of 3 rows")
    assert there(page, rooms, event, hands) == sorted(people)

    hands.press(page.get_by_role("link", name="Files", exact=True))
    hands.press(page.locator("summary", has_text="Take it back"))
    hands.type(page.get_by_label("Why"), "the wrong hall")
    hands.press(page.get_by_role("button", name="Take the whole file back"))
    expect(page.get_by_text("it counts nothing")).to_contain_text("the wrong hall")
    assert there(page, rooms, event, hands) == []

    hands.press(page.get_by_role("link", name="Files", exact=True))
    hands.press(page.get_by_role("button", name="Bring it back"))
    expect(page.get_by_text("it counts nothing")).to_have_count(0)
    assert there(page, rooms, event, hands) == sorted(people)


def there(page: Page, rooms: Rooms, event: Event, hands: Hands) -> list[str]:
    """Whom the page of people names, once the record was made anew."""
    rebuild.rebuild(rooms.store, event.id, reads=(timedelta(minutes=10),), clock=rooms.clock)
    hands.press(page.get_by_role("link", name="People", exact=True))
    expect(page.get_by_role("heading", level=1)).to_contain_text("People")
    page.wait_for_load_state()  # the whole table is there
    return sorted(page.locator("table.people tbody th").all_inner_texts())


def test_each_role_sees_its_own_side_and_behind_the_border_there_is_no_such_page(
    screen: Screen, rooms: Rooms
) -> None:
    owner = screen("organiser")
    record = sample.a_record(sample.the_event(title="শ্রমিক মেলা"), 12)
    event = sample.keep(
        rooms.store, record, now=rooms.clock.now(), owner=owned(rooms, "organiser@mela.example")
    )
    parts = ("people", "sheets", f"people/{record.people[0].id}")  # test_roles.py tries them all
    inside = [f"/events/{event.id}/{part}" for part in parts]

    def met(page: Page, addresses: list[str], status: int, sentence: str) -> None:
        for address in addresses:
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == status, address
            expect(page.get_by_role("heading", level=1)).to_have_text(sentence)
            text = page.content()
            assert not [one.name for one in record.people if one.name in text], address
            assert event.title not in text, address

    hidden = 404, "There is no such page here."
    for page in (owner, screen("admin")):
        page.goto("/events")
        expect(page.get_by_role("link", name="শ্রমিক মেলা").first).to_be_visible()
        for address in inside:
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, address

    other = screen("organiser", "other@mela.example")
    expect(other.get_by_role("heading", name="No events yet")).to_be_visible()
    met(other, [f"/events/{event.id}", *inside, "/users", "/zoom"], *hidden)
    other.get_by_role("link", name="Go to the start page").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Events")

    viewer = screen("viewer")
    viewer.get_by_role("link", name="শ্রমিক মেলা").click()
    expect(viewer.get_by_text("Its published figures appear here")).to_be_visible()
    expect(viewer.get_by_role("link", name="People")).to_have_count(0)
    met(viewer, [*inside, "/events/new", "/users"], *hidden)

    operator = screen("operator")
    expect(operator.get_by_role("heading", level=1)).to_have_text("Status")
    expect(operator.get_by_role("navigation", name="Main").get_by_role("link")).to_have_text(["Status"])
    met(operator, inside, *hidden)
    met(operator, ["/events", f"/events/{event.id}"], 403, "Your role does not include this page.")

    clerk = screen("door")
    expect(clerk.get_by_role("heading", name="No events yet")).to_be_visible()
    met(clerk, [f"/events/{event.id}", *inside], *hidden)

    opened = doors.add(rooms.store, event.id, name="North", public_url="", clock=rooms.clock, by="t")
    phone = screen()
    phone.goto(opened.link)
    phone.get_by_role("button", name="Open the door").click()
    expect(phone.locator("#q")).to_be_visible()
    met(phone, ["/events", f"/events/{event.id}", *inside, "/status"], 401, "You are not signed in.")
