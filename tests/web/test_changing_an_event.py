"""What is planned about an event is changed by the form that made it, shared, removed and brought back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from tests.web import sample
from tests.web.conftest import Seat
from zoom_sync.actions import offering
from zoom_sync.records import Event, Trouble, Webinar, WebinarInfo
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

    answer = send(browser, event, caution="careful", protected=["no", "yes"])

    assert (answer.status_code, answer.location) == (303, f"/events/{event.id}")
    assert kept(rooms, event.id) == ("careful", True)
    assert "This event is protected" in browser.get(f"/events/{event.id}").text
    (line,) = rooms.store.read(lambda tx: audit.lines(tx, event=event.id))
    assert (line.what, line.reason) == ("event changed", "caution careful, protected yes")
    assert ("rebuild", event.id) in {(one["name"], one["key"]) for one in rooms.store.read(jobs.waiting)}


def test_a_box_that_is_not_ticked_ends_the_protection(browser: Seat, rooms: Rooms, event: Event) -> None:
    send(browser, event, protected=["no", "yes"])

    send(browser, event, protected=["no"])

    assert kept(rooms, event.id) == ("usual", False)


def test_a_value_that_no_form_offers_changes_nothing(browser: Seat, rooms: Rooms, event: Event) -> None:
    answer = send(browser, event, caution="reckless")

    assert answer.status_code == 400
    assert "&#39;reckless&#39; is no caution" in answer.text
    assert kept(rooms, event.id) == ("usual", False)


def test_a_form_that_is_sent_as_it_came_changes_nothing(browser: Seat, rooms: Rooms, event: Event) -> None:
    before = rooms.store.read(lambda tx: events.get(tx, event.id))

    assert send(browser, event).status_code == 303

    assert rooms.store.read(lambda tx: events.get(tx, event.id)) == before
    assert rooms.store.read(lambda tx: audit.lines(tx, event=event.id)) == []


def test_everything_about_an_event_is_changed_by_one_form(browser: Seat, rooms: Rooms, event: Event) -> None:
    form = fields(browser.get(f"/events/{event.id}/settings").text)
    form |= {
        "title": ["Another"], "venue": [""], "timezone": ["Europe/Zurich"], "keep_until": ["2027-01-31"],
        "report_question": ["Where do  you work?"], "polls": ["no", "yes"],
        "starts": ["2026-03-10T10:00", "2026-03-11T10:00"], "ends": ["2026-03-10T12:00", "2026-03-11T12:00"],
        "webinar": ["123 4567 8901"], "minimum_minutes": ["12"], "clip_to_event": ["no"],
        "part_id": ["fair-recruitment", ""], "part_title": ["Fair recruitment", "Closing; and thanks"],
        "part_starts": ["2026-03-10T10:00", "2026-03-11T11:00"],
        "part_ends": ["2026-03-10T11:00", "2026-03-11T12:00"], "part_place": ["Hall", "Garden; outside"],
    }  # fmt: skip

    assert browser.post(f"/events/{event.id}/settings", form).status_code == 303

    found = rooms.store.read(lambda tx: events.get(tx, event.id))
    assert found is not None
    assert (found.title, found.venue, found.timezone) == ("Another", "", "Europe/Zurich")
    assert [f"{day.start:%d %H:%M}" for day in found.days] == ["10 09:00", "11 09:00"]
    assert found.webinars == (Webinar("12345678901"),)
    assert (found.rule.minimum_minutes, found.rule.clip_to_event, found.rule.sheet_breaks_s) == (
        12,
        False,
        1800,
    )
    assert [(part.id, part.title, part.place) for part in found.sessions] == [
        ("fair-recruitment", "Fair recruitment", "Hall"), ("s1", "Closing; and thanks", "Garden; outside"),
    ]  # fmt: skip
    assert found.keep_until == date(2027, 1, 31)
    assert found.report_question == "Where do you work?"
    assert found.polls


def test_polls_of_a_protected_event_are_refused_and_go_with_the_protection(
    browser: Seat, rooms: Rooms, event: Event
) -> None:
    assert send(browser, event, protected=["no", "yes"], polls=["no", "yes"]).status_code == 400
    assert send(browser, event, polls=["no", "yes"]).status_code == 303

    assert send(browser, event, protected=["no", "yes"], polls=["no", "yes"]).status_code == 303

    found = rooms.store.read(lambda tx: events.get(tx, event.id))
    assert found is not None
    assert (found.protected, found.polls) == (True, False)


@pytest.mark.parametrize(
    ("do", "name", "rows"),
    [
        ("add:parts", "part_title", ["Opening", "Fair recruitment", ""]),
        ("drop:parts:0", "part_title", ["Fair recruitment"]),
        ("drop:parts:9", "part_title", ["Opening", "Fair recruitment"]),
        ("add:days", "ends", ["2026-03-10T18:30", ""]),
        ("drop:days:0", "ends", [""]),
        ("add:webinars", "webinar", ["98765432101", ""]),
        ("drop:webinars:0", "webinar", [""]),
        ("add:everything", "webinar", ["98765432101"]),
    ],
)
def test_rows_are_added_and_taken_out_without_script_and_without_keeping(
    browser: Seat, rooms: Rooms, event: Event, do: str, name: str, rows: list[str]
) -> None:
    form = fields(browser.get(f"/events/{event.id}/settings").text) | {"title": ["Half typed"], "do": [do]}

    page = browser.post(f"/events/{event.id}/settings", form)

    assert page.status_code == 200
    found = fields(page.text)
    assert (found["title"], found[name]) == (["Half typed"], rows)
    kept_ = rooms.store.read(lambda tx: events.get(tx, event.id))
    assert kept_ is not None
    assert kept_.title == "A meeting"


@pytest.mark.parametrize(
    ("typed", "said"),
    [("90", "1 h 30 min"), ("12.5", "12 min 30 s"), ("60.5", "60 min 30 s"), ("0.5", "30 s")],
)
def test_the_rule_is_said_in_words_that_hold_its_values(
    typed: str, said: str, browser: Seat, event: Event
) -> None:
    form = fields(browser.get(f"/events/{event.id}/settings").text)

    page = browser.post(
        f"/events/{event.id}/settings", form | {"minimum_minutes": [typed], "do": ["say:rule"]}
    )

    assert f"Who was there for at least {said} attended" in page.text


def test_an_event_is_shared_and_taken_back_on_its_page(
    browser: Seat, seat: Callable[..., Seat], event: Event
) -> None:
    other = seat("organiser", "ritu@mela.example")
    assert other.get(f"/events/{event.id}").status_code == 404
    browser.get(f"/events/{event.id}/settings")

    assert browser.post(f"/events/{event.id}/share", {"email": "ritu@mela.example"}).status_code == 303
    assert other.get(f"/events/{event.id}").status_code == 200
    assert "ritu@mela.example" in browser.get(f"/events/{event.id}/settings").text

    browser.post(f"/events/{event.id}/share", {"email": "ritu@mela.example", "end": "yes"})
    assert other.get(f"/events/{event.id}").status_code == 404


def test_whoever_is_not_known_is_named_in_words(browser: Seat, event: Event) -> None:
    browser.get(f"/events/{event.id}/settings")

    answer = browser.post(f"/events/{event.id}/share", {"email": "nobody@mela.example"})

    assert answer.status_code == 400
    assert "Nobody signs in with" in answer.text


def test_a_removed_event_vanishes_and_is_brought_back_by_whoever_may_see_it(
    browser: Seat, seat: Callable[..., Seat], event: Event
) -> None:
    stranger = seat("organiser", "ritu@mela.example")
    browser.get(f"/events/{event.id}/settings")

    assert browser.post(f"/events/{event.id}/remove").location == "/events/removed"
    assert browser.get(f"/events/{event.id}").status_code == 404
    assert "A meeting" not in browser.get("/events").text
    assert "A meeting" in browser.get("/events/removed").text
    assert "A meeting" not in stranger.get("/events/removed").text

    stranger.post("/events/removed", {"event": event.id})
    assert browser.get(f"/events/{event.id}").status_code == 404

    browser.get("/events/removed")
    assert browser.post("/events/removed", {"event": event.id}).location == f"/events/{event.id}"
    assert browser.get(f"/events/{event.id}").status_code == 200


def test_the_accounts_webinars_are_offered_and_the_worker_is_asked_for_them(
    browser: Seat, rooms: Rooms
) -> None:
    rooms.account = object()  # type: ignore[assignment]  # an app is set up
    assert "are being read" in browser.get("/events/new").text
    assert "offer" in {task["name"] for task in rooms.store.read(jobs.waiting)}

    listed = [
        WebinarInfo("12345678901", "মেলা <b>", start=rooms.clock.now()),
        WebinarInfo("12345678902", "Old"),
    ]
    offering.offer(rooms.store, lambda: iter(listed), clock=rooms.clock)
    page = browser.get("/events/new").text
    assert '<option value="12345678901">মেলা &lt;b&gt; · ' in page
    assert "2 webinars of the account were read" in page

    def refuse() -> Iterator[WebinarInfo]:
        raise Trouble("Zoom does not answer.", "", "Try again.")

    offering.offer(rooms.store, refuse, clock=rooms.clock)
    page = browser.get("/events/new").text
    assert "Zoom does not answer. Try again." in page
    assert '<option value="12345678901">' in page


def send(browser: Seat, event: Event, **changes: Any) -> Any:
    """Send the form of the event as it came, but for these fields."""
    form = fields(browser.get(f"/events/{event.id}/settings").text)
    return browser.post(f"/events/{event.id}/settings", form | changes)


def fields(page: str) -> dict[str, list[str]]:
    """What the page's first form would send, as a browser would."""
    form = _Form()
    form.feed(page[page.index('<form class="event-form"') :].partition("</form>")[0])
    return form.found


class _Form(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self._select = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "input" and name and (given.get("type") != "checkbox" or "checked" in given):
            self.found.setdefault(name, []).append(value)
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in given and self._select:
            self.found[self._select] = [value]
