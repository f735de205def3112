"""What a door on a phone may ask and hand in, and what the record makes of it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest

from tests.builders import a_registrant, a_session, an_event, span
from tests.conftest import FakeClock
from tests.door.conftest import BASE, Phone
from tests.web.conftest import Seat
from zoom_sync.actions import doors as acts
from zoom_sync.actions.rebuild import rebuild
from zoom_sync.records import Event, Person, Trace
from zoom_sync.store import audit, checkins, codes, doors, events, snapshot, traces
from zoom_sync.wiring import Rooms

Open = Callable[..., Phone]
PEOPLE = (
    a_registrant("Renée Straßer", "renee@trust.example", organisation="Mela Trust", phone="+49 170 1234567"),
    a_registrant("রহিমা খাতুন", "rahima@kendra.example", organisation="শ্রমিক কেন্দ্র"),
    a_registrant("Asha Rao", "asha@one.example", organisation="One"),
    a_registrant("Asha Rao", "asha@two.example", organisation="Two"),
)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(span("10:00", None).start)


@pytest.fixture
def event(rooms: Rooms) -> Event:
    made = an_event(key=b"k" * 32, sessions=(a_session("Opening", "09:00", "10:30"),))
    return keep(rooms, made, PEOPLE)


def keep(rooms: Rooms, event: Event, people: tuple[Trace, ...]) -> Event:
    def steps(tx: Any) -> None:
        events.add(tx, event, now=rooms.clock.now())
        traces.append(tx, event.id, people, now=rooms.clock.now())

    rooms.store.run(steps)
    record(rooms, event)
    return event


def record(rooms: Rooms, event: Event) -> dict[str, Person]:
    rebuild(rooms.store, event.id, reads=(timedelta(minutes=10),), clock=rooms.clock)
    found = rooms.store.read(lambda tx: snapshot.record(tx, event.id))
    assert found is not None
    return {one.email or one.name: one for one in (*found.people, *found.unidentified)}


def code(rooms: Rooms, event: Event, number: int) -> str:
    return rooms.store.read(lambda tx: codes.codes(tx, event.id))[PEOPLE[number].id]


def person(rooms: Rooms, event: Event, number: int) -> str:
    return record(rooms, event)[PEOPLE[number].claim.email].id


# ---- links ----


def test_opening_a_link_changes_nothing_and_its_button_opens_the_door(
    app: Any, rooms: Rooms, event: Event
) -> None:
    opened = acts.add(rooms.store, event.id, name="Door A", public_url=BASE, clock=rooms.clock, by="t")
    path = opened.link.removeprefix(BASE)
    client = app.test_client()

    page = client.get(path, base_url=BASE)
    assert "Open the door on this phone" in page.text
    assert rooms.store.read(lambda tx: doors.devices(tx, event.id)) == {}
    answer = client.post(path, base_url=BASE)

    assert (answer.status_code, answer.location) == (303, "/door/")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert client.get("/door/state", base_url=BASE).status_code == 200


def test_a_link_of_nothing_and_one_that_was_withdrawn_open_nothing(
    app: Any, rooms: Rooms, event: Event
) -> None:
    opened = acts.add(rooms.store, event.id, name="Door A", public_url=BASE, clock=rooms.clock, by="t")
    acts.end(rooms.store, opened.door.id, clock=rooms.clock, by="t")
    client = app.test_client()

    for path in ("/door/nothing", opened.link.removeprefix(BASE)):
        assert client.get(path, base_url=BASE).status_code == 404
        assert client.post(path, base_url=BASE).status_code == 404
    assert client.get("/door/state", base_url=BASE).status_code == 401


def test_a_door_sees_its_own_event_and_no_page(open_door: Open, event: Event) -> None:
    phone = open_door(event.id)

    assert phone.look()["event"]["title"] == "A meeting"
    for path in ("/events", f"/events/{event.id}/people", f"/api/v1/events/{event.id}/door?q=asha"):
        assert phone.client.get(path, base_url=BASE).status_code == 401


def test_what_another_page_makes_a_phone_send_is_refused(open_door: Open, event: Event) -> None:
    phone = open_door(event.id)
    body = {"now": phone.now(), "items": [phone.item("n", name="Asha")]}

    assert phone.post("check-ins", body, Sec_Fetch_Site="cross-site").status_code == 400
    phone.csrf = ""
    assert phone.post("check-ins", body).status_code == 400


def test_a_withdrawn_door_refuses_at_once(open_door: Open, rooms: Rooms, event: Event) -> None:
    phone = open_door(event.id)
    (door,) = rooms.store.read(lambda tx: doors.of_event(tx, event.id))

    acts.end(rooms.store, door.id, clock=rooms.clock, by="t")

    assert phone.get("state").status_code == 401
    assert phone.get("state").mimetype == "application/problem+json"
    assert phone.get("people").status_code == 401
    assert phone.post("check-ins", {"now": 1, "items": []}).status_code == 401


def test_a_door_ends_by_itself_a_day_after_its_event_and_still_hands_in(
    open_door: Open, rooms: Rooms, event: Event, clock: FakeClock
) -> None:
    phone = open_door(event.id)
    kept = phone.item("kept", name="Walk Somebody")

    clock.advance(28 * 3600)

    assert phone.get("state").status_code == 410
    assert phone.get("people").status_code == 410
    assert [one["state"] for one in phone.hand_in(kept)] == ["in"]
    clock.advance(7 * 86400)
    assert phone.post("check-ins", {"now": phone.now(), "items": []}).status_code == 401


# ---- what lies on the phone ----


def test_a_phone_gets_names_organisations_and_hashes_and_nothing_else(
    open_door: Open, rooms: Rooms, event: Event
) -> None:
    phone = open_door(event.id)

    given = phone.get("people").json

    text = json.dumps(given, ensure_ascii=False)
    assert "Renée Straßer" in text
    assert "Mela Trust" in text
    for hidden in ("@", "1234567", code(rooms, event, 0)):
        assert hidden not in text
    assert "170" not in re.sub("[0-9a-f]{16,}", "", text)  # among the digits of a hash it may stand by chance
    whole = hashlib.sha256((given["salt"] + code(rooms, event, 0)).encode()).hexdigest()
    assert whole[:32] in next(one[4] for one in given["people"] if one[1] == "Renée Straßer")


def test_a_phone_gets_only_what_changed_since(open_door: Open, rooms: Rooms, event: Event) -> None:
    phone = open_door(event.id)
    before = phone.get("people").json
    more = a_registrant("Tariq Aziz", "tariq@sahara.example")
    rooms.store.run(lambda tx: traces.append(tx, event.id, [more], now=rooms.clock.now()))
    record(rooms, event)

    after = phone.get(f"people?since={before['generation']}").json

    assert (after["whole"], [one[1] for one in after["people"]]) == (False, ["Tariq Aziz"])


def test_of_a_protected_event_no_name_leaves_and_search_works_online(
    open_door: Open, rooms: Rooms, clock: FakeClock
) -> None:
    event = keep(rooms, an_event(id="9" * 32, key=b"p" * 32, protected=True), PEOPLE)
    phone = open_door(event.id)

    given = phone.get("people").json

    assert all(one[1:4] == ["", "", ""] and one[4] for one in given["people"])
    (hit,) = phone.post("search", {"q": "renee str"}).json["people"]
    assert (hit["name"], hit["inside"]) == ("Renée Straßer", False)
    (kept,) = phone.hand_in(phone.item("n", code=code(rooms, event, 1)))
    assert kept["name"] == "রহিমা খাতুন"


def test_a_search_begins_at_the_third_letter_gives_eight_and_is_limited(
    open_door: Open, rooms: Rooms
) -> None:
    many = tuple(a_registrant(f"Asha Number{n}", f"asha{n}@many.example") for n in range(20))
    event = keep(rooms, an_event(id="8" * 32, key=b"m" * 32), many)
    phone = open_door(event.id)

    assert phone.post("search", {"q": "as"}).json["people"] == []
    assert len(phone.post("search", {"q": "asha"}).json["people"]) == 8
    answers = [phone.post("search", {"q": "asha"}).status_code for _ in range(60)]
    assert answers.count(429) == 2


# ---- check-ins ----


def test_a_name_that_was_chosen_is_a_check_in_of_that_person(
    open_door: Open, rooms: Rooms, event: Event
) -> None:
    phone = open_door(event.id, "North")

    (kept,) = phone.hand_in(phone.item("n", ref=person(rooms, event, 0)))

    assert (kept["state"], kept["new"], kept["name"]) == ("in", True, "Renée Straßer")
    made = record(rooms, event)["renee@trust.example"]
    assert made.mode == "in_person"
    assert [line.reason for line in made.evidence] == ["first record", "decided by door North"]


def test_a_personal_code_is_proof_and_says_registrant_id(open_door: Open, rooms: Rooms, event: Event) -> None:
    phone = open_door(event.id)
    typed = code(rooms, event, 1).replace("-", " ").lower()

    (kept,) = phone.hand_in(phone.item("n", code=typed, strict=True))

    assert kept["name"] == "রহিমা খাতুন"
    made = record(rooms, event)["rahima@kendra.example"]
    assert [line.reason for line in made.evidence] == ["first record", "registrant id"]


def test_a_code_cannot_be_guessed_and_one_that_was_withdrawn_is_refused_to_whoever_asks(
    open_door: Open, rooms: Rooms, event: Event
) -> None:
    phone = open_door(event.id)
    lost = code(rooms, event, 0)
    fresh = acts.new_code(rooms.store, event.id, PEOPLE[0].id, clock=rooms.clock, by="t")

    unknown, withdrawn, replaced = phone.hand_in(
        phone.item("a", code="0000-0000-0000-0000", strict=True),
        phone.item("b", code=lost, strict=True),
        phone.item("c", code=fresh, strict=True),
    )

    assert (unknown["state"], withdrawn["state"], replaced["state"]) == ("refused", "refused", "in")
    assert "withdrawn" in withdrawn["what"]
    assert lost != fresh == code(rooms, event, 0)


def test_a_withdrawn_code_that_was_read_without_a_network_is_kept_and_names_nobody(
    open_door: Open, rooms: Rooms, event: Event
) -> None:
    phone = open_door(event.id)
    lost = code(rooms, event, 0)
    acts.new_code(rooms.store, event.id, PEOPLE[0].id, clock=rooms.clock, by="t")

    (kept,) = phone.hand_in(phone.item("offline", code=lost))

    assert kept["state"] == "in"
    (line,) = record(rooms, event)[""].evidence
    assert line.reason == "first record, its personal code was withdrawn"
    found = rooms.store.read(lambda tx: snapshot.record(tx, event.id))
    assert found is not None
    assert [one.evidence[0].ref for one in found.unidentified] == ["offline---------"]


def test_a_walk_in_joins_the_registration_that_comes_later(
    open_door: Open, rooms: Rooms, event: Event
) -> None:
    phone = open_door(event.id)
    phone.hand_in(phone.item("n", name="Tariq Aziz", email="tariq@sahara.example"))
    assert record(rooms, event)["tariq@sahara.example"].registered is False

    later = a_registrant("Tariq Aziz", "tariq@sahara.example")
    rooms.store.run(lambda tx: traces.append(tx, event.id, [later], now=rooms.clock.now()))

    made = record(rooms, event)["tariq@sahara.example"]
    assert (made.registered, made.mode) == (True, "in_person")


def test_namesakes_are_both_shown_with_what_tells_them_apart(open_door: Open, event: Event) -> None:
    hits = open_door(event.id).post("search", {"q": "asha rao"}).json["people"]

    assert sorted((one["name"], one["organisation"]) for one in hits) == [
        ("Asha Rao", "One"),
        ("Asha Rao", "Two"),
    ]


def test_somebody_checked_in_at_two_doors_is_one_presence_and_both_are_told(
    open_door: Open, rooms: Rooms, event: Event, clock: FakeClock
) -> None:
    north, south = open_door(event.id, "North"), open_door(event.id, "South")
    asha = person(rooms, event, 2)
    north.hand_in(north.item("n", ref=asha))
    clock.advance(300)

    (second,) = south.hand_in(south.item("s", ref=asha))
    told = north.look()["passed"]

    assert (second["state"], second["place"]) == ("in", "North")
    assert second["since"] == north.heard - 300_000
    assert sorted((one[1], one[5]) for one in told) == [(asha, "North"), (asha, "South")]
    clock.advance(3600)
    south.hand_in(south.item("out", ref=asha, direction="out"))
    made = record(rooms, event)["asha@one.example"]
    assert made.in_person_minutes == 65
    assert len(made.in_person) == 1


def test_a_phone_that_is_opened_late_hears_of_everybody_who_passed_before(
    open_door: Open, rooms: Rooms, event: Event, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zoom_sync.web.pages.door.MOST_PASSAGES", 3)
    north, renee = open_door(event.id, "North"), person(rooms, event, 0)
    north.hand_in(*(north.item(f"first {number}", ref=renee) for number in range(4)))  # of one instant
    for number in range(7):
        clock.advance(20)
        north.hand_in(north.item(f"n{number}", ref=renee, direction="out" if number % 2 else "in"))
    clock.advance(60)
    south, heard, since, more, asked = open_door(event.id, "South"), dict[str, Any](), "", True, 0

    while more:
        told = south.get(f"state?since={quote(since)}").json
        since, more, asked = told["upto"], told["more"], asked + 1
        heard |= {one[0]: one for one in told["passed"]}

    assert (len(heard), asked) == (11, 4)
    assert south.get(f"state?since={quote(since)}").json["passed"] == []


def test_what_is_kept_while_a_phone_asks_is_told_with_the_next_look(
    open_door: Open, rooms: Rooms, event: Event, clock: FakeClock
) -> None:
    north, south = open_door(event.id, "North"), open_door(event.id, "South")
    upto = south.get("state").json["upto"]

    north.hand_in(north.item("n", ref=person(rooms, event, 0)))  # begun earlier than that answer

    told = south.get(f"state?since={quote(upto)}").json
    assert (len(told["passed"]), told["more"]) == (1, False)


def test_one_nonce_is_one_check_in_however_often_and_from_wherever_it_comes(
    open_door: Open, rooms: Rooms, event: Event
) -> None:
    phone = open_door(event.id)
    item = phone.item("n", name="Walk Somebody")

    first, second = phone.hand_in(item, item)
    (third,) = phone.hand_in(item)

    assert [one["new"] for one in (first, second, third)] == [True, False, False]
    assert len(record(rooms, event)) == len(PEOPLE) + 1


def test_a_session_has_a_presence_of_its_own(open_door: Open, rooms: Rooms, event: Event) -> None:
    phone = open_door(event.id)
    (opening,) = phone.look()["event"]["sessions"]

    phone.hand_in(phone.item("n", ref=person(rooms, event, 2), session=opening["id"]))

    assert phone.post("search", {"q": "asha", "session": opening["id"]}).json["people"][0]["inside"]
    assert not any(one["inside"] for one in phone.post("search", {"q": "asha"}).json["people"])


def test_a_batch_with_something_that_is_not_understood_keeps_nothing(open_door: Open, event: Event) -> None:
    phone = open_door(event.id)

    for items in (
        [{"nonce": "x"}],
        [phone.item("n", name="A", at=-1)],
        [phone.item("n", name="A", role="admin")],
    ):
        assert phone.post("check-ins", {"now": phone.now(), "items": items}).status_code == 422
    assert phone.look()["passed"] == []


# ---- undo ----


def test_a_door_takes_back_its_own_check_in_within_ten_minutes(
    open_door: Open, rooms: Rooms, event: Event, clock: FakeClock
) -> None:
    phone, other = open_door(event.id), open_door(event.id, "Door B")
    item = phone.item("n", ref=person(rooms, event, 0))
    phone.hand_in(item)
    clock.advance(590)

    (refused,) = other.hand_in(other.item("u1", undoes=item["nonce"]))
    (undone,) = phone.hand_in(phone.item("u2", undoes=item["nonce"]))

    assert (refused["state"], undone["state"]) == ("refused", "undone")
    made = record(rooms, event)["renee@trust.example"]
    assert made.mode == "absent"
    assert [line.reason for line in made.evidence] == [
        "first record",
        "not counted: taken back by door Door A",
    ]
    assert not phone.post("search", {"q": "renee"}).json["people"][0]["inside"]


def test_after_ten_minutes_only_the_organiser_takes_it_back(
    open_door: Open, rooms: Rooms, event: Event, clock: FakeClock, seat: Callable[..., Seat]
) -> None:
    phone = open_door(event.id)
    item = phone.item("n", ref=person(rooms, event, 0))
    (_kept,) = phone.hand_in(item)
    clock.advance(601)

    (late,) = phone.hand_in(phone.item("u", undoes=item["nonce"]))

    assert late["state"] == "late"
    assert record(rooms, event)["renee@trust.example"].mode == "in_person"
    admin = seat("admin")
    admin.get(f"/events/{event.id}/doors")
    (passage,) = rooms.store.read(lambda tx: checkins.newest(tx, event.id, limit=9))
    assert admin.post(f"/events/{event.id}/doors/take-back", {"check_in": passage.id}).status_code == 303
    assert record(rooms, event)["renee@trust.example"].mode == "absent"


def test_an_undo_without_a_network_counts_by_its_own_time_and_may_come_first(
    open_door: Open, rooms: Rooms, event: Event, clock: FakeClock
) -> None:
    phone = open_door(event.id)
    item = phone.item("n", ref=person(rooms, event, 0))
    clock.advance(120)
    undo = phone.item("u", undoes=item["nonce"])
    clock.advance(3600)

    phone.hand_in(undo, item)

    assert record(rooms, event)["renee@trust.example"].mode == "absent"
    assert not phone.post("search", {"q": "renee"}).json["people"][0]["inside"]


# ---- clocks ----


def test_a_clock_seven_minutes_ahead_is_noticed_put_right_and_kept(
    open_door: Open, rooms: Rooms, event: Event, clock: FakeClock
) -> None:
    phone = open_door(event.id, ahead_s=420)
    phone.skew = phone.heard = None  # it was offline from the start, and learns of it only at the upload
    item, happened = phone.item("n", ref=person(rooms, event, 0)), clock.now()
    clock.advance(1800)

    (kept,) = phone.hand_in(item, unsent=3)

    assert kept["at"] == round(happened.timestamp() * 1000)
    made = rooms.store.read(lambda tx: traces.of_event(tx, event.id))
    (trace,) = [one for one in made if one.kind == "check_in"]
    assert (trace.at, trace.device_at) == (happened, happened + timedelta(minutes=7))
    ((device,),) = rooms.store.read(lambda tx: doors.devices(tx, event.id)).values()
    assert (device.skew_s, device.unsent) == (420, 3)


def test_a_clock_that_the_network_put_right_does_not_spoil_what_was_kept_before(
    open_door: Open, rooms: Rooms, event: Event, clock: FakeClock
) -> None:
    phone = open_door(event.id, ahead_s=420)
    item, happened = phone.item("n", ref=person(rooms, event, 0)), clock.now()
    clock.advance(1800)
    phone.ahead_s = 0

    (kept,) = phone.hand_in(item)

    assert kept["at"] == round(happened.timestamp() * 1000)


def test_every_order_of_uploads_from_many_doors_is_one_record(
    open_door: Open, rooms: Rooms, event: Event, clock: FakeClock
) -> None:
    phones = [open_door(event.id, f"Door {n}", ahead_s=420 * (n == 1)) for n in range(3)]
    refs = [person(rooms, event, number) for number in range(4)]
    queued: list[tuple[Phone, dict[str, Any]]] = []
    for number in range(24):
        phone = phones[number % 3]
        way = "out" if number >= 16 else "in"
        queued.append((phone, phone.item(f"n{number}", ref=refs[number % 4], direction=way)))
        clock.advance(60)

    for phone, item in reversed(queued):
        phone.hand_in(item)

    made = record(rooms, event)
    for number in range(4):
        one = made[PEOPLE[number].claim.email]
        assert (one.in_person_minutes, len(one.in_person)) == (16, 1)
        assert one.first_seen == span("10:00", None).start + timedelta(minutes=number)


def test_every_deed_of_a_door_stands_in_the_audit_without_a_name(
    open_door: Open, rooms: Rooms, event: Event
) -> None:
    phone = open_door(event.id)
    item = phone.item("n", name="Walk Somebody")
    phone.hand_in(item)
    phone.hand_in(phone.item("u", undoes=item["nonce"]))
    phone.post("close", {"close": True})

    lines = rooms.store.read(lambda tx: audit.lines(tx, event=event.id))

    said = {line.what for line in lines}
    assert {
        "door added",
        "door opened on a phone",
        "checked in",
        "check-in taken back",
        "door closed on a phone",
    } <= said
    assert "Somebody" not in str(lines)
    assert phone.get("state").status_code == 401


# ---- self check-in ----


def test_people_in_the_room_check_in_on_their_own_phones_and_the_record_says_so(
    app: Any, rooms: Rooms, event: Event, clock: FakeClock
) -> None:
    door = acts.let_check_themselves_in(rooms.store, event.id, clock=rooms.clock, by="t")
    client, path = app.test_client(), f"/here/{door.shown}"
    form = {"nonce": "n" * 32, "name": "Renée Strasser", "email": "renee@trust.example"}

    assert "Are you in the room?" in client.get(path, base_url=BASE).text
    for _ in range(2):
        assert "You are checked in" in client.post(path, base_url=BASE, data=form).text

    made = record(rooms, event)["renee@trust.example"]
    assert [line.reason for line in made.evidence] == ["first record", "e-mail, self-declared"]
    clock.advance(6 * 3600)
    client.post(path, base_url=BASE, data=form | {"nonce": "m" * 32, "name": "Too Late"})
    assert "Too Late" not in {one.name for one in record(rooms, event).values()}


def test_a_new_code_for_the_screen_ends_the_former_one(app: Any, rooms: Rooms, event: Event) -> None:
    old = acts.let_check_themselves_in(rooms.store, event.id, clock=rooms.clock, by="t")
    acts.let_check_themselves_in(rooms.store, event.id, clock=rooms.clock, by="t")

    answer = app.test_client().get(f"/here/{old.shown}", base_url=BASE)

    assert answer.status_code == 404
    assert "no longer good" in answer.text


# ---- the organiser's page ----


def test_an_organiser_adds_a_door_sees_it_and_ends_it(
    seat: Callable[..., Seat], app: Any, rooms: Rooms, event: Event, clock: FakeClock
) -> None:
    admin = seat("admin")
    admin.get(f"/events/{event.id}/doors")

    page = admin.post(f"/events/{event.id}/doors", {"name": "North <b>"}).text

    assert "North &lt;b&gt;" in page
    assert "data:image/svg+xml" in page
    link = page.split("<pre><code>")[1].split("</code>")[0]
    phone = Phone(app.test_client(), clock)
    phone.client.post(link.removeprefix(BASE), base_url=BASE)
    phone.look()
    phone.hand_in(phone.item("n", name="Walk Somebody"), unsent=2)
    seen = admin.get(f"/events/{event.id}/doors").text
    assert link not in seen
    assert "Walk Somebody" in seen
    (door,) = rooms.store.read(lambda tx: doors.of_event(tx, event.id))
    assert admin.post(f"/events/{event.id}/doors/end", {"door": door.id}).status_code == 303
    assert phone.get("state").status_code == 401


def test_a_door_of_another_event_is_not_ended_from_here(
    seat: Callable[..., Seat], rooms: Rooms, event: Event
) -> None:
    other = keep(rooms, replace(event, id="7" * 32), ())
    made = acts.add(rooms.store, other.id, name="Theirs", public_url=BASE, clock=rooms.clock, by="t")
    admin = seat("admin")
    admin.get(f"/events/{event.id}/doors")

    assert admin.post(f"/events/{event.id}/doors/end", {"door": made.door.id}).status_code == 400
    (door,) = rooms.store.read(lambda tx: doors.of_event(tx, other.id))
    assert door.ended is None


def test_a_phone_that_knows_its_clock_better_than_a_slow_network_tells_is_believed(
    open_door: Open, rooms: Rooms, event: Event, clock: FakeClock
) -> None:
    phone = open_door(event.id, ahead_s=420)
    item, happened, sent = phone.item("n", ref=person(rooms, event, 0)), clock.now(), phone.now()
    clock.advance(8)  # so long the request is on its way

    answer = phone.post("check-ins", {"now": sent, "skew": 420_000, "items": [item]}).json

    assert answer["results"][0]["at"] == round(happened.timestamp() * 1000)


def test_what_a_phone_cannot_know_of_its_clock_is_not_believed(
    open_door: Open, rooms: Rooms, event: Event, clock: FakeClock
) -> None:
    phone = open_door(event.id)
    phone.skew = phone.heard = None
    item, happened = phone.item("n", ref=person(rooms, event, 0)), clock.now()

    answer = phone.post("check-ins", {"now": phone.now(), "skew": 999_000, "items": [item]}).json

    assert answer["results"][0]["at"] == round(happened.timestamp() * 1000)


def test_a_removed_event_ends_its_doors_and_a_recovered_one_takes_what_they_kept(
    open_door: Open, rooms: Rooms, event: Event
) -> None:
    phone = open_door(event.id)
    item = phone.item("n", name="Walk Somebody")

    rooms.store.run(lambda tx: events.put_away(tx, event.id, at=rooms.clock.now()))

    assert phone.get("state").status_code == 410
    assert phone.post("check-ins", {"now": phone.now(), "items": [item]}).status_code == 410
    rooms.store.run(lambda tx: events.bring_back(tx, event.id))
    assert [one["new"] for one in phone.hand_in(item)] == [True]
