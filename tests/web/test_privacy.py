"""The pages of privacy: what is kept, until when, a copy of one person's data, and the way out."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask_babel import gettext

from tests.web import sample
from tests.web.conftest import Seat
from zoom_sync.actions import rebuild
from zoom_sync.files import printing
from zoom_sync.records import Event
from zoom_sync.store import audit, datamap, events, people
from zoom_sync.web.languages import LANGUAGES
from zoom_sync.wiring import Rooms


@pytest.fixture
def event(rooms: Rooms) -> Event:
    return sample.keep(rooms.store, sample.a_record(sample.the_event(), 12), now=rooms.clock.now())


@pytest.fixture
def browser(seat: Callable[..., Seat]) -> Seat:
    return seat("admin")


def somebody(rooms: Rooms, event: Event):
    return rooms.store.read(lambda tx: people.read(tx, event.id, limit=1))[0]


def test_the_data_map_shows_every_entry(browser, event):
    page = browser.get("/privacy").text

    assert all(str(part) in page for entry in datamap.MAP for part in (entry.purpose, entry.kept))


@pytest.mark.parametrize("language", [key for key in LANGUAGES if key != "en"])
def test_the_data_map_is_told_in_the_readers_language_and_no_row_of_it_in_english(app, browser, language):
    texts = {text for entry in datamap.MAP for text in (entry.what, entry.purpose, entry.kept, entry.seen_by)}
    with app.test_request_context("/", headers={"Accept-Language": language}):
        told = {text: gettext(text) for text in texts}

    page = html.unescape(browser.get("/privacy", headers={"Accept-Language": language}).text)

    assert [text for text, said in told.items() if said == text or f">{said}<" not in page] == []
    assert 'lang="en"' not in page.partition("<main")[2].partition("</main>")[0]


def test_a_person_is_given_as_a_file_and_then_erased(browser, rooms, event):
    person = somebody(rooms, event)
    at = f"/events/{event.id}/privacy"
    page = browser.get(f"{at}/people/{person.id}").text
    assert person.name in page

    copied = browser.post(f"{at}/copy", {"ref": person.id})
    refused = browser.post(f"{at}/erase-person", {"ref": person.id, "reason": " "})
    erased = browser.post(f"{at}/erase-person", {"ref": person.id, "reason": "asked for it"})

    assert "attachment" in copied.headers["Content-Disposition"]
    assert copied.json["events"][0]["event"]["id"] == event.id
    assert (refused.status_code, erased.status_code) == (400, 303)
    assert "erased" in browser.get(erased.location).text
    assert browser.get(f"{at}/people/{person.id}").status_code == 404
    assert rooms.erased_file().is_file()
    record = rebuild.rebuild(rooms.store, event.id, reads=[timedelta(minutes=10)], clock=rooms.clock)
    assert record.counts["erased"] == 1


def test_a_copy_of_somebodys_data_at_a_protected_event_is_given_for_a_reason(browser, rooms, event):
    rooms.store.run(lambda tx: events.change(tx, replace(event, protected=True)))
    person, at = somebody(rooms, event), f"/events/{event.id}/privacy"

    page = browser.get(f"{at}/people/{person.id}").text
    refused = browser.post(f"{at}/copy", {"ref": person.id, "reason": " "})
    given = browser.post(f"{at}/copy", {"ref": person.id, "reason": "asked by letter"})

    assert 'name="reason" required maxlength="300"' in page
    assert (refused.status_code, given.status_code) == (400, 200)
    assert "whoever takes its list says why" in refused.text
    lines = rooms.store.read(lambda tx: audit.lines(tx, event=event.id))
    assert [(line.what, line.reason) for line in lines] == [("person exported", "asked by letter")]


def test_somebody_elses_events_are_not_reached_through_ones_own(rooms, event, seat):
    organiser = seat("organiser")
    person = somebody(rooms, event)

    answer = organiser.post(f"/events/{event.id}/privacy/erase-person", {"ref": person.id, "reason": "x"})

    assert answer.status_code == 404
    assert somebody(rooms, event) == person


def test_an_event_is_erased_only_with_a_reason_and_a_tick(browser, rooms, event):
    at = f"/events/{event.id}/privacy"

    unsure = browser.post(f"{at}/erase", {"reason": "over"})
    reasonless = browser.post(f"{at}/erase", {"sure": "yes"})
    done = browser.post(f"{at}/erase", {"sure": "yes", "reason": "over"})

    assert (unsure.status_code, reasonless.status_code, done.status_code) == (400, 400, 303)
    page = browser.get(at).text
    assert "The names ended on" in page
    assert 'name="sure"' not in page
    assert browser.get(f"/events/{event.id}").status_code == 200
    assert browser.get(f"/events/{event.id}/people").status_code == 200
    assert browser.get(f"/events/{event.id}/report").status_code == 200


def test_a_notice_is_stated_in_versions(browser, event):
    at = f"/events/{event.id}/privacy"

    first = browser.post(f"{at}/notice", {"basis": "consent", "text": "We keep your name for a year."})
    browser.post(f"{at}/notice", {"basis": "consent", "text": "We keep your name for two years."})
    wrong = browser.post(f"{at}/notice", {"basis": "because", "text": "x"})

    page = browser.get(at).text
    assert (first.status_code, wrong.status_code) == (303, 400)
    assert "Version 2, since" in page
    assert "We keep your name for a year." in page


def test_the_first_page_says_whose_names_end_soon(browser, rooms, event):
    now = rooms.clock.now()
    changed = rooms.store.read(lambda tx: events.known(tx, event.id))
    rooms.store.run(
        lambda tx: events.change(
            tx, replace(changed, keep_until=date.fromordinal(now.date().toordinal() + 10))
        )
    )

    page = browser.get("/events").text

    assert "Its names are erased in 11 days." in page
    assert f"/events/{event.id}/privacy" in page


def test_the_sign_in_sheet_prints_the_notice_that_was_stated_last(browser, event, monkeypatch):
    heads = []

    def note(paper, head, guests, **how):
        heads.append(head)
        return b"%PDF-"

    monkeypatch.setattr(printing, "print_paper", note)
    browser.get(f"/events/{event.id}/papers/sheet")
    browser.post(f"/events/{event.id}/privacy/notice", {"basis": "consent", "text": "We keep your name."})

    browser.get(f"/events/{event.id}/papers/sheet")

    assert heads[0].notice != heads[1].notice == "We keep your name."
