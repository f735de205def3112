"""Questions, joins by name alone, splits, binds and undo, as an organiser meets them on the pages."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.builders import a_connection, a_registrant, a_signature, an_event
from tests.crowd import a_crowd
from tests.web.conftest import Seat
from zoom_sync.actions import rebuild
from zoom_sync.records import Event, Person, Trace
from zoom_sync.store import events, people, traces, verdicts
from zoom_sync.wiring import Rooms

# Two namesakes, so nobody can tell whose connection it is; and one name that only one person has.
EVENT = an_event(key=b"k" * 32)
PRIYA = a_registrant("Priya Sharma", "priya@sharma.example", organisation="Mill Union", event=EVENT)
OTHER = a_registrant("Priya Sharma", "p.sharma@asha.example", organisation="Asha Trust", event=EVENT)
ONLINE = a_connection("Priya Sharma", "09:00", "10:23")
ZENOBIA = a_registrant("Zenobia Thackersey", "zenobia@parsi.example", event=EVENT)
NAMESAKE = a_connection("Zenobia Thackersey", "09:00", "12:00")
RAVI = a_registrant("Ravi Das", "ravi@das.example", id="R1", event=EVENT)
OWN = a_connection("Ravi Das", "10:30", "12:00", registrant_id="R1")
GUEST = a_connection("Ravi", "09:00", "10:00", registrant_id="R1")
DEVICE = a_connection("iPhone", "09:30", "12:00")
SIGNED = a_signature("Leela Rao", "09:00", "12:00", organisation="Asha Trust")
FACTS = [PRIYA, OTHER, ONLINE, ZENOBIA, NAMESAKE, RAVI, OWN, GUEST, DEVICE, SIGNED, *a_crowd()]


@pytest.fixture
def browser(seat: Callable[..., Seat]) -> Seat:
    return seat("organiser")


@pytest.fixture
def event(browser: Seat, rooms: Rooms) -> Event:
    event = replace(EVENT, owner=browser.user)
    rooms.store.run(lambda tx: events.add(tx, event, now=rooms.clock.now()))
    rooms.store.run(lambda tx: traces.append(tx, event.id, FACTS, now=rooms.clock.now()))
    rebuilt(rooms, event)
    return event


def rebuilt(rooms: Rooms, event: Event) -> None:
    rooms.clock.advance(60)  # type: ignore[attr-defined]  # the tests' clock
    rebuild.rebuild(rooms.store, event.id, reads=(timedelta(minutes=10),), clock=rooms.clock)


def holder(rooms: Rooms, event: Event, trace: Trace) -> Person:
    found = rooms.store.read(lambda tx: people.person(tx, event.id, trace.id))
    assert found is not None
    return found


def decided(rooms: Rooms, event: Event) -> list[Any]:
    return rooms.store.read(lambda tx: verdicts.of_event(tx, event.id))


def forms(page: str) -> list[dict[str, list[str]]]:
    """The hidden fields of each form of a page that is about a decision."""
    found = []
    for form in re.findall(r"<form.*?</form>", page, re.DOTALL):
        fields: dict[str, list[str]] = {}
        for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form):
            fields.setdefault(name, []).append(html.unescape(value))
        fields["says"] = re.findall(r'name="saying" value="([a-z]+)"', form)
        if fields["says"] or "decision" in fields:
            found.append(fields)
    return found


def test_a_question_shows_reasons_both_records_and_what_the_answer_changes(
    browser: Seat, event: Event
) -> None:
    page = browser.get(f"/events/{event.id}/review").text

    assert "2 open" in page
    assert "same name" in page
    assert "priya@sharma.example" in page
    assert "p.sharma@asha.example" in page
    assert "If it is the same person:" in page
    assert "Counts: absent −1." in page


def test_whoever_only_signed_was_seen_at_one_time_and_not_from_it_to_itself(
    browser: Seat, event: Event, rooms: Rooms
) -> None:
    signed = a_signature("Priya Sharma", "10:49", row=7)
    rooms.store.run(lambda tx: traces.append(tx, event.id, [signed], now=rooms.clock.now()))
    rebuilt(rooms, event)

    page = browser.get(f"/events/{event.id}/review").text

    times = re.findall(r"(\d\d:\d\d:\d\d)(?: to (\d\d:\d\d:\d\d))?", page)
    assert ("16:19:00", "") in times
    assert ("16:19:00", "16:19:00") not in times


def test_joins_by_name_alone_are_listed_apart_and_not_among_the_questions(
    browser: Seat, event: Event
) -> None:
    questions = browser.get(f"/events/{event.id}/review").text
    names = browser.get(f"/events/{event.id}/review?list=names").text

    assert "Zenobia" not in questions
    assert "name (rare here, only candidate)" in names
    assert "zenobia@parsi.example" in names
    assert "Priya" not in names


@pytest.mark.parametrize(("saying", "people_then"), [("same", 1), ("different", 2)])
def test_a_join_by_name_alone_is_confirmed_or_split(
    saying: str, people_then: int, browser: Seat, event: Event, rooms: Rooms
) -> None:
    (form,) = forms(browser.get(f"/events/{event.id}/review?list=names").text)

    answer = browser.post(f"/events/{event.id}/review", {**form, "saying": saying})

    assert answer.status_code == 303
    assert answer.location.endswith("/review?list=names")
    assert "Nobody rests on a name alone" in browser.get(answer.location).text
    rebuilt(rooms, event)
    both = {holder(rooms, event, ZENOBIA).id, holder(rooms, event, NAMESAKE).id}
    assert len(both) == people_then
    assert holder(rooms, event, ZENOBIA).by_name is False


def test_a_person_who_rests_on_a_name_is_marked_and_confirmed_on_their_page(
    browser: Seat, event: Event, rooms: Rooms
) -> None:
    address = f"/events/{event.id}/people/{holder(rooms, event, ZENOBIA).id}"
    page = browser.get(address).text
    assert "stands here on the name alone" in page
    assert "name alone" in browser.get(f"/events/{event.id}/people").text
    form = next(one for one in forms(page) if one["says"] == ["same"] and len(one["ref"]) == 2)

    browser.post(f"/events/{event.id}/people/decide", {**form, "saying": "same"})
    rebuilt(rooms, event)

    assert "stands here on the name alone" not in browser.get(address).text


def test_chosen_evidence_is_split_off_and_put_back_by_one_undo(
    browser: Seat, event: Event, rooms: Rooms
) -> None:
    address = f"/events/{event.id}/people/{RAVI.id}"
    assert "“<bdi>Ravi</bdi>”" in browser.get(address).text
    before = holder(rooms, event, RAVI)

    answer = browser.post(
        f"/events/{event.id}/people/decide",
        {"ref": RAVI.id, "other": [GUEST.id], "saying": "split", "reason": "his brother"},
    )
    rebuilt(rooms, event)

    assert answer.status_code == 303
    assert holder(rooms, event, GUEST).id != holder(rooms, event, RAVI).id == holder(rooms, event, OWN).id
    (step,) = [one for one in forms(browser.get(f"/events/{event.id}/decisions").text) if "decision" in one]
    assert len(step["decision"]) == 2

    browser.post(f"/events/{event.id}/decisions/undo", step)
    rebuilt(rooms, event)

    assert holder(rooms, event, RAVI) == before
    page = browser.get(f"/events/{event.id}/decisions").text
    assert "Taken back by" in page
    assert "Bring back" in page


def test_what_was_taken_back_is_brought_back(browser: Seat, event: Event, rooms: Rooms) -> None:
    browser.get(f"/events/{event.id}/people/{RAVI.id}")
    browser.post(
        f"/events/{event.id}/people/decide", {"ref": RAVI.id, "other": [GUEST.id], "saying": "split"}
    )
    for _ in range(2):
        rebuilt(rooms, event)
        (step,) = [
            one for one in forms(browser.get(f"/events/{event.id}/decisions").text) if "decision" in one
        ]
        browser.post(f"/events/{event.id}/decisions/undo", step)
    rebuilt(rooms, event)

    assert holder(rooms, event, GUEST).id != holder(rooms, event, RAVI).id
    page = browser.get(f"/events/{event.id}/decisions").text
    assert page.index("Taken back by") < page.index("Brought back by")


def test_a_connection_without_a_name_finds_its_owner_by_search(
    browser: Seat, event: Event, rooms: Rooms
) -> None:
    assert "Whose is it?" in browser.get(f"/events/{event.id}/people?kind=unidentified").text
    address = f"/events/{event.id}/people/{DEVICE.id}"
    page = browser.get(f"{address}?who=leela").text
    form = next(one for one in forms(page) if one["says"] == ["same"] and SIGNED.id in one["ref"])

    browser.post(f"/events/{event.id}/people/decide", {**form, "saying": "same"})
    rebuilt(rooms, event)

    leela = holder(rooms, event, SIGNED)
    assert (leela.name, leela.mode) == ("Leela Rao", "both")
    assert holder(rooms, event, DEVICE).id == leela.id
    assert "Every connection has a name" in browser.get(f"/events/{event.id}/people?kind=unidentified").text


def test_a_person_is_given_a_connection_without_a_name(browser: Seat, event: Event, rooms: Rooms) -> None:
    page = browser.get(f"/events/{event.id}/people/{SIGNED.id}").text
    assert f'<option value="{DEVICE.id}">iPhone' in page

    browser.post(f"/events/{event.id}/people/decide", {"ref": [SIGNED.id, DEVICE.id], "saying": "same"})
    rebuilt(rooms, event)

    assert holder(rooms, event, DEVICE).name == "Leela Rao"


@pytest.mark.parametrize(
    "form",
    [{"saying": "split"}, {"saying": "split", "ref": "x"}, {"saying": "undo", "ref": "x"}, {"ref": "x"}],
)
def test_a_decision_that_is_not_complete_is_refused(
    form: dict[str, Any], browser: Seat, event: Event, rooms: Rooms
) -> None:
    browser.get(f"/events/{event.id}/people/{RAVI.id}")

    assert browser.post(f"/events/{event.id}/people/decide", form).status_code == 400
    assert decided(rooms, event) == []


def test_to_split_off_everything_is_refused_in_words(browser: Seat, event: Event, rooms: Rooms) -> None:
    browser.get(f"/events/{event.id}/people/{RAVI.id}")

    answer = browser.post(
        f"/events/{event.id}/people/decide",
        {"ref": RAVI.id, "other": [RAVI.id, OWN.id, GUEST.id], "saying": "split"},
    )

    assert answer.status_code >= 400
    assert "some must stay" in answer.text
    assert decided(rooms, event) == []


@pytest.mark.parametrize("path", ["/review?list=everything", "/decisions/undo"])
def test_a_list_or_an_undo_of_nothing_is_refused(path: str, browser: Seat, event: Event) -> None:
    browser.get(f"/events/{event.id}/review")
    send = browser.post if path.endswith("undo") else browser.get

    assert send(f"/events/{event.id}{path}").status_code == 400


def test_an_answer_put_off_leads_to_the_next_of_the_same_list(browser: Seat, event: Event) -> None:
    page = browser.get(f"/events/{event.id}/review?list=names").text

    assert re.search(r'href="[^"]*skip=1&amp;list=names"[^>]*data-key="l"', page)
    assert "The rest was put off" in browser.get(f"/events/{event.id}/review?list=names&skip=1").text
