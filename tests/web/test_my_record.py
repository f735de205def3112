"""Somebody's own page: their times and nothing of anybody else, an objection, and the answer beside the record."""

from __future__ import annotations

import html
import json
import logging
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.web import sample
from tests.web.conftest import Seat
from zoom_sync.actions import certificates, decide, own_record, privacy
from zoom_sync.actions.certificates import Order
from zoom_sync.records import Event, Person, Trouble
from zoom_sync.store import audit, events, objections, person_links, verdicts
from zoom_sync.web import history
from zoom_sync.wiring import Rooms

Sits = Callable[..., Seat]
URL = "http://127.0.0.1:8000"
ME = 4  # both on Zoom and in the room


@pytest.fixture
def event(rooms: Rooms) -> Event:
    return keep(rooms)


def keep(rooms: Rooms, **changes: Any) -> Event:
    record = sample.a_record(sample.the_event(**changes), 12, final=True)
    return sample.keep(rooms.store, record, now=rooms.clock.now())


def me(event: Event) -> Person:
    return sample.a_person(ME, event)


def link(rooms: Rooms, event: Event, ref: str = "", **more: Any) -> str:
    """The path of a fresh link to somebody's own record."""
    given = own_record.give(
        rooms.store, event.id, ref or me(event).id, public_url=URL, by="asha", clock=rooms.clock, **more
    )
    return given.address.removeprefix(URL)


def opened(seat: Sits, path: str) -> Seat:
    """Somebody who has pressed the button that a link leads to."""
    somebody = seat()
    answer = somebody.post(path, {"do": "show"})
    assert (answer.status_code, answer.location) == (303, path)
    return somebody


def links(page: str) -> dict[str, str]:
    """Where the links of a page lead, by their words."""
    found = re.findall(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', page, re.DOTALL)
    return {re.sub(r"<[^>]+>", "", words).strip(): html.unescape(to) for to, words in found}


def noted(rooms: Rooms, event: Event) -> list[str]:
    return [one.what for one in rooms.store.read(lambda tx: audit.lines(tx, event=event.id))]


def test_a_link_shows_nothing_before_its_button_is_pressed(rooms: Rooms, seat: Sits, event: Event) -> None:
    path = link(rooms, event)

    page = seat().get(path)

    assert (page.status_code, "Show my record" in page.text) == (200, True)
    assert not [word for word in (event.title, me(event).name, "3 h 25 min") if word in page.text]
    assert "own record opened" not in noted(rooms, event)
    assert page.headers["X-Robots-Tag"].startswith("noindex")
    assert (page.headers["Referrer-Policy"], page.headers["Cache-Control"]) == ("no-referrer", "no-store")


def test_somebody_sees_their_times_why_they_count_and_what_is_kept(
    rooms: Rooms, seat: Sits, event: Event
) -> None:
    rooms.store.run(lambda tx: events.change(tx, replace(event, keep_until=date(2027, 3, 10))))
    path = link(rooms, event)

    page = opened(seat, path).get(path)

    person = me(event)
    figures = ("3 h 25 min", "Why 3 h 25 min?", "Only time within the event", "Attended")
    for word in (event.title, person.name, "p•••@mela.example", "•••04", "2027", *figures):
        assert word in page.text, word
    assert page.headers["X-Robots-Tag"].startswith("noindex")
    assert "own record opened" in noted(rooms, event)


def test_nothing_of_anybody_else_and_no_id_stands_on_it(rooms: Rooms, seat: Sits, event: Event) -> None:
    path, person = link(rooms, event), me(event)
    somebody = opened(seat, path)

    for told in (somebody.get(path).text, somebody.post(path, {"do": "copy"}).text):
        others = [one.name for n in range(12) if (one := sample.a_person(n, event)).id != person.id]
        ids = [event.id, person.id, *(one.fact for one in person.evidence), *(e.ref for e in person.evidence)]
        assert [word for word in (*others, *ids, person.email, person.phone) if word in told] == []


def test_at_a_shared_screen_the_other_is_not_named(rooms: Rooms, seat: Sits, event: Event) -> None:
    person, other = me(event), sample.a_person(0, event)
    connection = next(one for one in person.evidence if one.source == "participant")
    decide.decide(
        rooms.store, event.id, kind="shared", refs=[connection.fact, other.id], by="asha", clock=rooms.clock
    )
    path = link(rooms, event)

    page = opened(seat, path).get(path).text

    assert "a shared connection" in page
    assert (other.name in page, connection.ref in page) == (False, False)


def test_a_link_that_was_withdrawn_has_ended_or_was_cut_opens_nothing(
    rooms: Rooms, seat: Sits, event: Event
) -> None:
    path, other = link(rooms, event), link(rooms, event)
    somebody = opened(seat, path)
    assert own_record.withdraw(rooms.store, event.id, me(event).id, by="asha", clock=rooms.clock) == 2
    for gone in (path, other, path[:-1], "/my-record/" + "x" * 500):
        for answer in (somebody.get(gone), somebody.post(gone, {"do": "copy"})):
            assert (answer.status_code, "shows nothing any more" in answer.text) == (404, True)

    path = link(rooms, event)
    rooms.clock.advance(timedelta(days=98).total_seconds())  # type: ignore[attr-defined]
    assert seat().get(path).status_code == 404


def test_a_link_ends_with_the_names_of_the_event(rooms: Rooms, event: Event) -> None:
    until = date(2026, 3, 20)
    rooms.store.run(lambda tx: events.change(tx, replace(event, keep_until=until)))
    given = own_record.give(rooms.store, event.id, me(event).id, public_url=URL, by="asha", clock=rooms.clock)
    assert given.link.until.date() <= until + timedelta(days=1)

    rooms.clock.advance(timedelta(days=40).total_seconds())  # type: ignore[attr-defined]
    with pytest.raises(Trouble, match="names of this event have ended"):
        link(rooms, event)


def test_of_a_protected_event_a_link_needs_a_reason_and_names_nothing(rooms: Rooms, seat: Sits) -> None:
    event = keep(rooms, protected=True, venue="Silver Oak")
    with pytest.raises(Trouble, match="protected"):
        link(rooms, event)
    path = link(rooms, event, reason="she asked for it")
    somebody = opened(seat, path)

    for page in (somebody.get(path).text, somebody.post(path, {"do": "copy"}).text):
        shown = [event.title, "Silver Oak", me(event).name, event.sessions[1].title, "•••04"]
        assert [word for word in shown if word in page] == []
    assert somebody.post(path, {"do": "certificate"}).status_code == 303
    (first, *_) = reversed(rooms.store.read(lambda tx: audit.lines(tx, event=event.id)))
    assert first.reason == "she asked for it"


def test_what_is_shown_can_be_taken_as_a_file(rooms: Rooms, seat: Sits, event: Event) -> None:
    path = link(rooms, event)

    answer = opened(seat, path).post(path, {"do": "copy"})

    told = json.loads(answer.text)
    assert (told["minutes"], told["mode"], told["kept"]["email"]) == (205.0, "both", "p•••@mela.example")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-record.json"'
    assert "own record taken as a file" in noted(rooms, event)


def test_whoever_has_a_certificate_takes_it_from_their_page(rooms: Rooms, seat: Sits, event: Event) -> None:
    path = link(rooms, event)
    somebody = opened(seat, path)
    assert "Take it as PDF" not in somebody.get(path).text
    certificates.issue(rooms.store, event.id, Order(), by="asha", clock=rooms.clock)

    assert "Take it as PDF" in somebody.get(path).text
    answer = somebody.post(path, {"do": "certificate"})

    assert (answer.mimetype, answer.data[:5]) == ("application/pdf", b"%PDF-")


def test_an_objection_is_answered_and_both_stand_beside_a_record_that_did_not_move(
    rooms: Rooms, seat: Sits, event: Event
) -> None:
    rooms.clock.advance(timedelta(days=8).total_seconds())  # type: ignore[attr-defined]  # it is over
    path, admin = link(rooms, event), seat("admin")
    somebody, before = opened(seat, path), rooms.store.read(lambda tx: events.summary(tx, event.id))
    words = "I stayed until 13:00.\nМеня не было дома. <b>x</b>"

    assert somebody.post(path, {"do": "object", "about": "minutes", "text": words}).status_code == 303
    somebody.post(path, {"do": "object", "about": "minutes", "text": words})  # pressed twice

    mine = somebody.get(path).text
    assert ("Not answered yet" in mine, "&lt;b&gt;x&lt;/b&gt;" in mine, "<b>x" in mine) == (True, True, False)
    (one,) = rooms.store.read(lambda tx: objections.of_event(tx, event.id, is_open=True, limit=9))
    assert "objects to what the record says" in admin.get("/events").text
    for page in ("", "/certificates"):
        assert "1 objection to the record waits for an answer." in admin.get(f"/events/{event.id}{page}").text
    assert "They object to what" in admin.get(f"/events/{event.id}/people/{me(event).id}").text
    page = admin.get(f"/events/{event.id}/objections").text
    assert me(event).name in page
    assert "I stayed until 13:00." in page

    decide.decide(rooms.store, event.id, kind="attended", refs=[me(event).id], by="asha", clock=rooms.clock)
    (decision,) = rooms.store.read(lambda tx: verdicts.of_event(tx, event.id))
    answer = {"objection": one.id, "outcome": "accepted", "text": "You are right.", "decision": decision.id}
    assert admin.post(f"/events/{event.id}/objections", answer | {"text": " "}).status_code == 400
    assert admin.post(f"/events/{event.id}/objections", answer).status_code == 303
    assert admin.post(f"/events/{event.id}/objections", answer).status_code == 400  # it is answered

    mine = somebody.get(path).text
    assert ("You are right." in mine, "Accepted" in mine, "The record was put right on" in mine) == (
        True, True, True,
    )  # fmt: skip
    assert "admin@mela.example" not in mine
    assert "None waits for an answer" in admin.get(f"/events/{event.id}/objections").text
    after = rooms.store.read(lambda tx: events.summary(tx, event.id))
    assert (after or {})["generation"] == (before or {})["generation"]
    assert {"objected to a record", "objection accepted"} <= set(noted(rooms, event))


def test_from_an_objection_an_organiser_splits_the_evidence_and_comes_back_to_answer_with_that_decision(
    rooms: Rooms, seat: Sits, event: Event
) -> None:
    path, admin, at = link(rooms, event), seat("admin"), f"/events/{event.id}"
    words = "I passed my link on.\nI was not there."
    opened(seat, path).post(path, {"do": "object", "about": "mode", "text": words})
    (one,) = rooms.store.read(lambda tx: objections.of_event(tx, event.id, is_open=True, limit=9))

    page = links(admin.get(f"{at}/objections").text)
    to_person = page["Put the record right first, where they are right"]
    theirs = admin.get(to_person).text
    assert to_person.endswith("#change")
    assert words in theirs
    assert links(theirs)["Answer it"] == f"{at}/objections?objection={one.id}#objection-{one.id}"
    assert re.search(r"<details open><summary>.{0,300}Some of this evidence", theirs, re.DOTALL)

    going = me(event).evidence[-1].fact
    split = {"ref": me(event).id, "other": going, "saying": "split", "nonce": "n"}
    done = admin.get(admin.post(f"{at}/people/decide", split).location, follow_redirects=True).text

    (decision, *_) = reversed(rooms.store.read(lambda tx: verdicts.of_event(tx, event.id)))
    form = admin.get(links(done)["Answer it, and name this decision"]).text
    (chosen,) = re.findall(r'<option value="(\w+)" selected', form)
    stand = rooms.store.read(lambda tx: history.steps(verdicts.of_event(tx, event.id)))
    assert chosen in {step.head.id for step in stand if decision in step.said}
    assert re.search(r'value="accepted" required checked', form)
    answer = {"objection": one.id, "outcome": "accepted", "text": "We have.", "decision": chosen}
    assert admin.post(f"{at}/objections", answer).status_code == 303
    assert "The record was put right on" in admin.get(f"{at}/objections").text


def test_an_objection_without_words_or_too_long_or_one_too_many_is_said_and_not_kept(
    rooms: Rooms, seat: Sits, event: Event
) -> None:
    path = link(rooms, event)
    somebody = opened(seat, path)

    for about, text in (("minutes", " "), ("minutes", "x" * 1001), ("what", "words")):
        answer = somebody.post(path, {"do": "object", "about": about, "text": text})
        assert (answer.status_code, "Nothing was kept." in answer.text) == (400, True)
    for number in range(6):
        answer = somebody.post(path, {"do": "object", "about": "other", "text": f"words {number}"})
    assert (answer.status_code, "wait for an answer" in answer.text) == (400, True)
    assert somebody.post(path, {"do": "object", "about": "erase"}).status_code == 400
    assert rooms.store.read(lambda tx: objections.open_in(tx, [event.id])) == {event.id: 5}


def test_without_the_button_and_from_another_website_nothing_is_kept(
    rooms: Rooms, seat: Sits, event: Event
) -> None:
    path = link(rooms, event)
    form = {"do": "object", "about": "other", "text": "words"}

    assert seat().post(path, form).status_code == 303
    foreign = opened(seat, path).post(path, form, headers={"Sec-Fetch-Site": "cross-site"})

    assert foreign.status_code == 400
    assert rooms.store.read(lambda tx: objections.open_in(tx, [event.id])) == {}


def test_the_button_of_one_link_opens_no_other(rooms: Rooms, seat: Sits, event: Event) -> None:
    somebody = opened(seat, link(rooms, event))
    other = sample.a_person(0, event)

    page = somebody.get(link(rooms, event, other.id)).text

    assert (other.name in page, "Show my record" in page) == (False, True)


def test_an_organiser_makes_a_link_that_is_shown_once_and_withdraws_it(
    rooms: Rooms, seat: Sits, event: Event
) -> None:
    admin, page = seat("admin"), f"/events/{event.id}/people/{me(event).id}"
    assert "Make a link" in admin.get(page).text

    answer = admin.post(f"/events/{event.id}/objections/link", {"ref": me(event).id, "do": "give"}).text

    path = answer.partition(f'value="{URL}')[2].partition('"')[0]
    assert opened(seat, path).get(path).status_code == 200
    assert ("1 link is open" in admin.get(page).text, path in admin.get(page).text) == (True, False)
    admin.post(f"/events/{event.id}/objections/link", {"ref": me(event).id, "do": "withdraw"})
    assert seat().get(path).status_code == 404


def test_who_is_erased_takes_links_and_objections_along_and_the_copy_of_their_data_has_them(
    rooms: Rooms, seat: Sits, event: Event, tmp_path: Any
) -> None:
    path = link(rooms, event)
    opened(seat, path).post(path, {"do": "object", "about": "erase", "text": "Please erase me."})
    given = {"clock": rooms.clock, "by": "asha"}
    held = privacy.of_ref(rooms.store, me(event).id, optout=lambda address: ())

    (told,) = privacy.give(rooms.store, held, **given)["events"]
    assert [row["text"] for row in told["tables"]["objection"]] == ["Please erase me."]
    assert len(told["tables"]["person_link"]) == 1

    privacy.erase_person(rooms.store, held, reason="asked", marks=tmp_path / "marks", **given)
    assert rooms.store.read(lambda tx: objections.of_facts(tx, event.id, [me(event).id])) == []
    assert rooms.store.read(lambda tx: person_links.of_facts(tx, event.id, [me(event).id])) == []
    assert seat().get(path).status_code == 404


def test_links_cannot_be_tried_out_quickly_and_stand_in_no_log_and_not_in_the_store(
    rooms: Rooms, seat: Sits, event: Event, caplog: pytest.LogCaptureFixture
) -> None:
    path, somebody = link(rooms, event), seat()
    caplog.set_level(logging.DEBUG)
    found = rooms.store.read(lambda tx: person_links.of_facts(tx, event.id, [me(event).id]))
    assert path.rpartition("/")[2] not in repr(found)

    answers = [somebody.get(path).status_code for _ in range(61)]

    assert (answers[0], answers[-1]) == (200, 429)
    assert path.rpartition("/")[2] not in caplog.text
