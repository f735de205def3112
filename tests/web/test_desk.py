"""Checking people in on an organiser's own page, and what is said where a check-in is out of time."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.conftest import FakeClock
from tests.web import sample
from tests.web.conftest import Seat
from zoom_sync.actions import doors as doors_acts
from zoom_sync.actions import events as acts
from zoom_sync.actions import rebuild
from zoom_sync.records import Event
from zoom_sync.store import audit, checkins, codes
from zoom_sync.store import events as stored
from zoom_sync.wiring import Rooms


@pytest.fixture
def browser(seat: Callable[..., Seat], clock: FakeClock) -> Seat:
    clock.advance((sample.the_event().starts - clock.now()).total_seconds() + 1800)
    return seat("organiser")


@pytest.fixture
def event(rooms: Rooms, browser: Seat) -> Event:
    record = sample.a_record(sample.the_event(), 20)
    return sample.keep(rooms.store, record, now=rooms.clock.now(), owner=browser.user)


def passed(rooms: Rooms, event: Event) -> list[checkins.Passage]:
    return rooms.store.read(lambda tx: checkins.newest(tx, event.id, limit=9))


def nonce(page: Any) -> str:
    return re.findall(r'name="nonce" value="([^"]+)"', page.text)[0]


def test_the_doors_page_leads_to_the_desk_to_the_papers_and_onto_this_device(
    browser: Seat, rooms: Rooms, event: Event
) -> None:
    made = doors_acts.add(
        rooms.store, event.id, name="North", public_url="http://127.0.0.1:8000", clock=rooms.clock, by="asha"
    )
    page = browser.get(f"/events/{event.id}/doors").text

    assert f'href="/events/{event.id}/desk"' in page
    assert f'href="/events/{event.id}/papers"' in page
    opened = browser.post(f"/events/{event.id}/doors/open", {"door": made.door.id})
    assert (opened.status_code, opened.location) == (303, "/door/")
    state = browser.client.get("/door/state", base_url="http://127.0.0.1:8000")
    assert (state.status_code, state.json["door"]) == (200, "North")


def test_a_door_that_was_ended_opens_nowhere(browser: Seat, rooms: Rooms, event: Event) -> None:
    made = doors_acts.add(
        rooms.store, event.id, name="North", public_url="http://127.0.0.1:8000", clock=rooms.clock, by="asha"
    )
    browser.get(f"/events/{event.id}/doors")
    browser.post(f"/events/{event.id}/doors/end", {"door": made.door.id})

    assert browser.post(f"/events/{event.id}/doors/open", {"door": made.door.id}).status_code == 400


def test_somebody_is_found_by_name_and_checked_in_and_out_and_it_is_taken_back(
    browser: Seat, rooms: Rooms, event: Event
) -> None:
    found = browser.get(f"/events/{event.id}/desk?q=fatima")
    ref = re.findall(r'name="in" value="([^"]+)"', found.text)[0]
    form = {"in": ref, "nonce": nonce(found)}

    kept = browser.post(f"/events/{event.id}/desk/check-in", form)
    again = browser.post(f"/events/{event.id}/desk/check-in", form)  # pressed twice
    told = browser.get(kept.location).text
    inside = browser.get(f"/events/{event.id}/desk?q=fatima").text
    browser.post(f"/events/{event.id}/desk/check-in", {"out": ref, "nonce": nonce(found)})

    assert kept.location == again.location
    assert "is checked in" in told
    assert "Inside since" in inside
    assert 'name="out"' in inside
    assert [one.direction for one in passed(rooms, event)] == ["out", "in"]
    assert {one.place for one in passed(rooms, event)} == {"Desk"}
    first = passed(rooms, event)[-1].id
    back = browser.post(f"/events/{event.id}/doors/take-back", {"check_in": first, "desk": "1"})
    assert "was taken back" in browser.get(back.location).text


def test_somebody_who_walks_in_is_added_with_their_name_and_time(
    browser: Seat, rooms: Rooms, event: Event
) -> None:
    form = {"name": "  রহিমা   বেগম ", "phone": "+880 1700 000000", "at": "2026-03-10T15:00", "nonce": "n"}

    kept = browser.post(f"/events/{event.id}/desk/check-in", form)

    assert "<bdi>রহিমা বেগম</bdi> is checked in" in browser.get(kept.location).text
    (one,) = passed(rooms, event)
    assert (one.direction, one.at.isoformat()) == ("in", "2026-03-10T09:30:00+00:00")  # the event's zone
    assert "checked in" in [
        line.what for line in rooms.store.read(lambda tx: audit.lines(tx, event=event.id))
    ]


@pytest.mark.parametrize(
    ("form", "said"),
    [({"organisation": "Mela Trust"}, "names nobody"), ({"name": "Asha", "at": "noon"}, "is not a time")],
)
def test_what_is_missing_or_wrong_is_said_and_what_was_typed_stays(
    form: dict[str, str], said: str, browser: Seat, rooms: Rooms, event: Event
) -> None:
    answer = browser.post(f"/events/{event.id}/desk/check-in", form)

    assert answer.status_code == 400
    assert said in answer.text
    assert next(iter(form.values())) in answer.text
    assert passed(rooms, event) == []


def test_a_new_personal_code_takes_the_place_of_the_former_one(
    browser: Seat, rooms: Rooms, event: Event
) -> None:
    person = sample.a_person(3, event)
    page = browser.get(f"/events/{event.id}/people/{person.id}").text
    assert "Give a new code" in page
    before = rooms.store.run(lambda tx: codes.codes(tx, event.id))[person.id]

    answer = browser.post(f"/events/{event.id}/new-code", {"ref": person.id}).text

    after = rooms.store.run(lambda tx: codes.codes(tx, event.id))[person.id]
    assert after != before
    assert after in answer
    assert before not in answer
    by_code = browser.get(f"/events/{event.id}/desk?q={after}").text
    assert person.name in by_code
    assert "Nobody was found" in browser.get(f"/events/{event.id}/desk?q={before}").text


def test_a_check_in_years_after_the_event_counts_and_is_warned_of(
    browser: Seat, rooms: Rooms, event: Event
) -> None:
    at = f"/events/{event.id}"
    browser.get(f"{at}/desk")
    browser.post(f"{at}/desk/check-in", {"name": "Asha Pradhan", "nonce": "a"})
    assert "far from this event" not in browser.get(at).text

    browser.post(f"{at}/desk/check-in", {"name": "Yusuf Lama", "at": "2029-03-10T12:00", "nonce": "b"})

    overview = browser.get(at).text
    assert "1 check-in lies far from this event" in overview
    assert "far from their event" in browser.get("/events").text
    assert f'href="{at}/doors#last"' in overview
    assert f'href="{at}/doors#last"' in browser.get("/events").text
    doors = browser.get(f"{at}/doors").text
    assert 'id="last"' in doors
    assert "10 Mar 2029" in doors
    (stray, _) = passed(rooms, event)
    back = browser.post(f"{at}/doors/take-back", {"check_in": stray.id})
    told = browser.get(back.location).text
    assert 'role="status"><p>' in told
    assert "The check-in of <bdi>Yusuf Lama</bdi> was taken back." in told
    assert "far from this event" not in browser.get(at).text
    assert "far from their event" not in browser.get("/events").text


def test_who_opens_the_desk_on_another_day_is_told_so(seat: Callable[..., Seat], rooms: Rooms) -> None:
    today = seat("organiser")  # the tests' clock stands far from the sample's day
    event = sample.keep(
        rooms.store, sample.a_record(sample.the_event(), 1), now=rooms.clock.now(), owner=today.user
    )

    desk = today.get(f"/events/{event.id}/desk?q=fatima").text
    assert "Now is far from this event" in desk
    times = re.findall(r'<details class="inline" open>.*?<input [^>]*name="at"[^>]*>', desk, re.DOTALL)
    assert times
    assert all(" required" in one for one in times)
    assert all('value="2026-03-10T14:30"' in one for one in times)  # as the day began, in the event's zone
    kept = today.post(f"/events/{event.id}/desk/check-in", {"name": "Asha Pradhan", "nonce": "a"})
    assert (kept.status_code, passed(rooms, event)) == (400, [])
    assert "Say when it was" in kept.text


def test_a_walk_in_that_was_taken_back_is_expected_no_more(
    browser: Seat, rooms: Rooms, clock: FakeClock
) -> None:
    event = sample.the_event(owner=browser.user, webinars=())
    rooms.store.run(lambda tx: stored.add(tx, event, now=clock.now()))
    browser.get(f"/events/{event.id}/desk")
    browser.post(f"/events/{event.id}/desk/check-in", {"name": "Yusuf Lama", "nonce": "a"})
    rebuild.rebuild(rooms.store, event.id, reads=(timedelta(minutes=10),), clock=clock)
    assert 'name="out"' in browser.get(f"/events/{event.id}/desk?q=yusuf").text

    browser.post(f"/events/{event.id}/doors/take-back", {"check_in": passed(rooms, event)[0].id})
    rebuild.rebuild(rooms.store, event.id, reads=(timedelta(minutes=10),), clock=clock)

    assert "Nobody was found" in browser.get(f"/events/{event.id}/desk?q=yusuf").text


def test_a_walk_in_that_was_taken_back_stands_in_no_list_and_stays_evidence(
    browser: Seat, rooms: Rooms, clock: FakeClock
) -> None:
    event = sample.the_event(owner=browser.user, webinars=())
    rooms.store.run(lambda tx: stored.add(tx, event, now=clock.now()))
    at = f"/events/{event.id}"
    browser.get(f"{at}/desk")
    for name in ("Yusuf Lama", "Mira Sen"):
        browser.post(f"{at}/desk/check-in", {"name": name, "nonce": name[0]})
    kept = passed(rooms, event)[-1].id  # the first of the two
    browser.post(f"{at}/doors/take-back", {"check_in": kept})
    rebuild.rebuild(rooms.store, event.id, reads=(timedelta(minutes=10),), clock=clock)

    for asked in ("", "?q=yusuf", "?mode=absent"):
        assert "Yusuf Lama" not in browser.get(f"{at}/people{asked}").text
    assert 'People <span class="quiet">1</span></h1>' in browser.get(f"{at}/people").text
    assert "taken back by" in browser.get(f"{at}/people/{kept}").text


@pytest.mark.parametrize("name", ["Harish Guptas", "Meena Prakash", "Priyadarshini Rao"])
def test_a_name_that_was_not_found_stands_in_the_form_for_who_walks_in(
    name: str, browser: Seat, event: Event
) -> None:
    page = browser.get(f"/events/{event.id}/desk?q={name}").text

    assert f'name="name" required maxlength="200" autocomplete="off" value="{name}"' in page


def test_a_name_of_as_many_letters_as_a_code_is_looked_for_as_a_name(
    browser: Seat, rooms: Rooms, event: Event
) -> None:
    name = "Priyadarshini Rao"
    assert codes.tidied(name)
    browser.post(f"/events/{event.id}/desk/check-in", {"name": name, "nonce": "a"})

    assert f"<bdi>{name}</bdi>" in browser.get(f"/events/{event.id}/desk?q={name}").text


def test_while_the_record_is_made_anew_a_closed_room_is_not_waited_for(
    browser: Seat, rooms: Rooms, clock: FakeClock
) -> None:
    event = sample.the_event(owner=browser.user, webinars=())
    rooms.store.run(lambda tx: stored.add(tx, event, now=clock.now()))
    at = f"/events/{event.id}"
    browser.get(f"{at}/desk")
    browser.post(f"{at}/desk/check-in", {"name": "Yusuf Lama", "nonce": "a"})
    rebuild.rebuild(rooms.store, event.id, reads=(timedelta(minutes=10),), clock=clock)
    assert "the room</li>" in browser.get(at).text

    acts.close(rooms.store, event.id, clock=clock, by="asha")
    page = browser.get(at).text

    assert "the room</li>" not in page
    assert "says in a moment what is waited for" in page


def test_a_final_record_that_changed_says_what_differs_and_asks_for_a_word(
    browser: Seat, rooms: Rooms, clock: FakeClock
) -> None:
    event = sample.the_event(owner=browser.user, webinars=())
    rooms.store.run(lambda tx: stored.add(tx, event, now=clock.now()))
    at = f"/events/{event.id}"

    def made() -> str:
        rebuild.rebuild(rooms.store, event.id, reads=(timedelta(minutes=10),), clock=clock)
        return str(browser.get(at).text)

    browser.get(f"{at}/desk")
    browser.post(f"{at}/desk/check-in", {"name": "Asha Pradhan", "nonce": "a"})
    acts.close(rooms.store, event.id, clock=clock, by="asha")
    assert "whatever changes it is said here" in made()

    browser.post(f"{at}/desk/check-in", {"name": "Yusuf Lama", "nonce": "b"})
    opened = made()
    acts.close(rooms.store, event.id, clock=clock, by="asha")
    assert "Provisional" not in made()
    (first, _) = passed(rooms, event)
    browser.post(f"{at}/doors/take-back", {"check_in": first.id})
    changed = made()
    browser.post(f"{at}/close")
    right = made()

    assert "after the room was said to be complete" in opened
    assert "Room only: 1 before, 2 now" in opened
    assert "The room is complete" in opened
    assert "Room only: 2 before, 1 now" in changed
    assert "What changed is right" in changed
    assert "Provisional" not in right
    assert "What differs since" not in right
