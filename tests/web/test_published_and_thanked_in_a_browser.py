"""What an organiser does with the demo's day once its record is final: published, certified and thanked."""

from __future__ import annotations

import json
import re
import secrets
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.paths import day
from tests.web.hands import Mouse
from zoom_sync import wiring
from zoom_sync.actions import verify
from zoom_sync.actions.access import digest
from zoom_sync.records import Event
from zoom_sync.store import certificates, events, mailbox, people, users

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)  # on a busy machine
RECORDING = "https://video.mela.example/lessons-learned"
TEXT = "Dear {name},\n\n{if attended}thank you for being with us.{else}we missed you.{end}\n\n[Watch it]({recording})"
GROUPS = ("On Zoom only", "In the room only", "Both in the room and on Zoom", "Registered, and not seen")
Record = dict[str, Any]  # as the file of JSON has it
PATIENCE_S = 150  # with a worker that has other work, on a busy machine
MOST_PRESSES = 60  # for the whole of it; more is a fault of the pages


class Counting(Mouse):
    """Clicks, and counts them."""

    presses = 0

    def press(self, what: Locator) -> None:
        self.presses += 1
        super().press(what)


@dataclass(frozen=True)
class Walk:
    """An organiser's way through what comes after an event."""

    page: Page
    hands: Counting
    rooms: wiring.Rooms
    event: Event

    @property
    def to_do(self) -> Locator:
        return self.page.get_by_role("region", name="After the event")

    def step(self, label: str) -> Locator:
        return self.to_do.get_by_role("listitem").filter(has_text=label)

    def takes(self, label: str) -> None:
        """The next step, from the event's own page."""
        self.hands.press(self.to_do.get_by_role("link", name=label))

    def goes_back(self) -> None:
        """To the event's own page, from any other of its pages."""
        pages = self.page.get_by_role("navigation", name="This event")
        self.hands.press(pages.get_by_role("link", name=self.event.title))


@pytest.fixture
def final(store_url: str) -> Iterator[tuple[wiring.Rooms, str, str]]:
    """The demo's day with a final record, its event, and the address of the service."""
    rooms, event, _ = day.play(store_url)
    quick = replace(rooms, config=replace(rooms.config, mail_per_second=1000.0))
    with day.served(quick) as address:
        yield quick, event, address
    rooms.store.close()


@pytest.fixture
def page(_chromium: Browser, final: tuple[wiring.Rooms, str, str]) -> Iterator[Page]:
    """Its organiser, signed in. Fails if a page reported an error."""
    rooms, _, address = final
    secret, now, said = secrets.token_urlsafe(32), rooms.clock.now(), list[str]()

    def steps(tx: Any) -> None:
        user = users.add(tx, "meera@mela.example", role="admin", now=now)
        users.make_link(tx, user.id, secret_digest=digest(secret), expires=now + timedelta(hours=1))

    rooms.store.run(steps)
    context = _chromium.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"/sign-in/{secret}")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    yield page
    context.close()
    assert said == []


@pytest.fixture
def walk(page: Page, final: tuple[wiring.Rooms, str, str]) -> Walk:
    rooms, event_id, _ = final
    return Walk(page, Counting(page), rooms, event=rooms.store.read(lambda tx: events.known(tx, event_id)))


@pytest.mark.timeout(400)
def test_from_final_to_published_and_thanked(walk: Walk, tmp_path: Path) -> None:
    walk.hands.press(walk.page.get_by_role("link", name=walk.event.title))
    expect(walk.page.get_by_role("heading", name="All evidence is in")).to_be_visible()

    record = publishes(walk, tmp_path)
    certifies_whoever_met_the_rule(walk, record)
    writes_to_the_four_groups(walk)
    finds_one_letter_for_each(walk, record)
    somebody_opts_out(walk)
    corrects_who_somebody_was(walk)
    gives_the_names_an_end(walk)

    assert walk.hands.presses <= MOST_PRESSES


def publishes(walk: Walk, folder: Path) -> Record:
    """The report is looked at, its public version put out, and both can be verified. Gives the sealed record."""
    page, hands = walk.page, walk.hands
    walk.takes("Look at the report")
    expect(page.get_by_role("heading", name="When they were there")).to_be_visible()
    hands.press(page.get_by_role("link", name="The public version"))
    expect(page.get_by_text("Once published, a version stays as it is")).to_be_visible()
    hands.press(page.get_by_role("button", name="Publish"))
    expect(page.get_by_text("Version 1 is published.")).to_be_visible()
    public = brought(hands, page.get_by_role("link", name="JSON"), folder / "public.json")
    assert "<5" in json.loads(public.read_text())["tables"][0]["cells"][1]
    walk.goes_back()
    sealed = page.get_by_role("region", name="All evidence is in").locator(".ref").inner_text()
    file = brought(hands, page.get_by_role("link", name="JSON"), folder / "record.json")
    record: Record = json.loads(file.read_text())
    assert record["seal"] == sealed
    for one in (file, public):
        assert verify.file(walk.rooms.store, one).differs == ()
    return record


def certifies_whoever_met_the_rule(walk: Walk, record: Record) -> None:
    """Everybody who did, but for one whom the record is not sure enough about."""
    expect(walk.step("Publish the figures")).to_contain_text("Version 1 is published.")
    walk.takes("Issue certificates")
    walk.hands.type(walk.page.get_by_label("Given by"), "Mela Trust")
    walk.hands.press(walk.page.get_by_role("button", name="Issue certificates"))
    stand = walk.page.get_by_role("region", name="Issued").get_by_text("certificates stand.")
    reloaded(walk.page, stand)
    given = walk.rooms.store.read(lambda tx: certificates.progress(tx, walk.event.id)[1])
    expect(stand).to_contain_text(f"{given} certificates stand.")
    assert given == sum(one["attended"] for one in record["people"]) - 1
    walk.goes_back()


def writes_to_the_four_groups(walk: Walk) -> None:
    """One letter: written once, looked at for each group, tried once, approved for each."""
    page, hands = walk.page, walk.hands
    walk.takes("Write to people")
    hands.press(page.get_by_role("link", name="Write a letter"))
    hands.type(page.get_by_label("Subject"), "Thank you")
    hands.type(page.get_by_label("Text (Markdown)"), TEXT)
    hands.type(page.get_by_label("The recording's address"), RECORDING)
    for group in GROUPS:
        if group != GROUPS[0]:
            hands.press(page.get_by_role("link", name="Write the same to others"))
        of_group = page.get_by_label("To", exact=True).locator("option", has_text=group)
        page.get_by_label("To", exact=True).select_option(value=of_group.get_attribute("value"))
        shown = page.locator("#preview .letter-body")
        expect(shown).to_contain_text(
            "we missed you." if group == GROUPS[3] else "thank you for being with us."
        )
        expect(shown.get_by_role("link", name="Watch it")).to_have_attribute("href", RECORDING)
        hands.press(page.get_by_role("button", name="Plan it"))
        if group == GROUPS[0]:
            hands.press(page.get_by_role("button", name="Send the test"))
            expect(page.get_by_text("The mail server has taken the test letter.")).to_be_visible()
        hands.press(page.get_by_role("button", name="Approve: it will be sent"))
    walk.goes_back()
    expect(walk.step("Write to people")).to_contain_text("4 letters are approved.")


def finds_one_letter_for_each(walk: Walk, record: Record) -> None:
    """In the demo's mailbox: everybody of the groups once, and the organiser's test."""
    page, hands = walk.page, walk.hands
    due = {one["email"].casefold() for one in record["people"] if is_written_to(one)}
    walk.takes("Write to people")
    hands.press(page.get_by_role("link", name="Open the mailbox"))
    reloaded(page, page.get_by_role("heading", level=1).filter(has_text=re.compile(rf"\b{len(due) + 1}\b")))
    letters = walk.rooms.store.read(lambda tx: mailbox.page(tx, limit=1000))
    got = Counter(one.address.casefold() for one in letters)
    assert got - Counter(["meera@mela.example"]) == Counter(due)


def somebody_opts_out(walk: Walk) -> None:
    """By the link in their letter and one button."""
    page = walk.page
    page.locator("table.list tbody a").first.click()  # theirs, not the organiser's
    page.get_by_role("link", name="Follow its way out").click()
    page.get_by_role("button", name="Stop writing to me").click()
    expect(page.get_by_role("heading", name="You will get no more letters.")).to_be_visible()


def corrects_who_somebody_was(walk: Walk) -> None:
    """An initial was somebody who had registered. Their certificate is replaced, and the old one says so."""
    page, hands = walk.page, walk.hands
    question = walk.rooms.store.read(lambda tx: people.review(tx, walk.event.id))[0]
    old = code(walk, question.facts)
    assert checked(page, old) == "This certificate is valid."
    page.goto(f"/events/{walk.event.id}")
    walk.takes("Answer the questions")
    expect(page.locator("[data-pair].now")).to_be_visible()
    hands.press(page.locator("[data-pair].now").get_by_role("button", name="Same person"))
    expect(page.locator("[data-total]")).to_have_text("3 open")
    hands.press(page.get_by_role("link", name="Overview", exact=True))
    reloaded(page, page.get_by_role("button", name="What changed is right"))
    hands.press(page.get_by_role("button", name="What changed is right"))
    reloaded(page, walk.step("Issue certificates").filter(has_text="1 differs from the record"))
    walk.takes("Issue certificates")
    hands.press(page.get_by_role("button", name="Issue what is new"))
    reloaded(page, page.get_by_role("region", name="Issued").get_by_text("certificates stand."))
    new = code(walk, question.facts)
    assert checked(page, old).startswith("This certificate was replaced by a newer one")
    assert checked(page, new) == "This certificate is valid."


def gives_the_names_an_end(walk: Walk) -> None:
    """Then all four steps are done, and what is open is still said."""
    page, hands = walk.page, walk.hands
    page.goto(f"/events/{walk.event.id}")
    walk.takes("Choose how long names are kept")
    hands.press(page.get_by_role("link", name="Choose the day"))
    until = walk.rooms.clock.now() + timedelta(days=365)
    hands.type(page.get_by_label("Keep names until"), f"{until:%Y-%m-%d}")
    hands.press(page.get_by_role("button", name="Keep the changes"))
    expect(walk.to_do.locator("li.done")).to_have_count(4)
    expect(walk.step("Answer the questions")).to_contain_text("3 are open")


def brought(hands: Counting, link: Locator, to: Path) -> Path:
    with hands.page.expect_download() as download:
        hands.press(link)
    download.value.save_as(to)
    return to


def reloaded(page: Page, until: Locator) -> None:
    """Load the page again and again, as somebody who waits does, until this stands on it."""
    patience = time.monotonic() + PATIENCE_S
    while time.monotonic() < patience:
        if until.is_visible():
            return
        page.wait_for_timeout(500)
        page.reload()
    expect(until).to_be_visible()


def is_written_to(person: dict[str, Any]) -> bool:
    """Whom the four groups are of: who attended, and who was let in and stayed away."""
    is_absent = person["mode"] == "absent" and person["registration_status"] == "approved"
    return bool(person["email"]) and person["role"] == "attendee" and (person["attended"] or is_absent)


def code(walk: Walk, facts: tuple[str, ...]) -> str:
    """The code of the certificate that stands of these."""
    given = walk.rooms.store.read(lambda tx: certificates.of_facts(tx, walk.event.id, facts))
    (one,) = [one for one in given if one.ended is None]
    return certificates.code_of(walk.event.key, one.id)


def checked(page: Page, code: str) -> str:
    """What anybody is told who types the code."""
    page.goto("/certificates")
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Check", exact=True).click()
    return page.get_by_role("heading", level=1).inner_text()
