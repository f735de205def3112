"""Events, check-ins, decisions and files: an organiser's first actions, on both stores."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.conftest import FakeClock
from tests.faults.fate import WordLost
from zoom_sync.actions import check_in, decide, doors, events, export, follow_up, import_sheet, rebuild
from zoom_sync.moments import watched
from zoom_sync.records import Claim, Event, Trouble, Webinar
from zoom_sync.store import audit
from zoom_sync.store import events as stored_events
from zoom_sync.store.database import Store

READS = (timedelta(minutes=10), timedelta(minutes=30))
SHEET = (
    b"Name,Organisation,E-mail,Time in,Time out\n"
    b"Meera Nair,Asha Trust,meera@asha.example,10:25,13:00\n"
    b"Tariq Aziz,Sahara Helpline,,11:00,\n"
    b"M. Nair,Asha Trust,,14:00,16:00\n"
)


def a_plan(**changes: Any) -> events.Plan:
    given: dict[str, Any] = {
        "title": "Lessons learned",
        "starts": "2022-11-11T10:30",
        "ends": "2022-11-11T17:00",
        "timezone": "Asia/Kolkata",
        "venue": "Silver Oak",
        "sessions": ["Areas of origin; and more;11:00;12:30;Silver Oak", "Fair recruitment;13:30;15:00"],
    }
    return events.Plan(**{**given, **changes})


def an_added_event(store: Store, clock: FakeClock, **changes: Any) -> Event:
    return events.add(store, a_plan(**changes), webinar=Webinar, clock=clock)


def the_record(store: Store, event: Event, clock: FakeClock) -> dict[str, Any]:
    rebuild.rebuild(store, event.id, reads=READS, clock=clock)
    out = io.BytesIO()
    export.export(store, event.id, format="json", target=out)
    return dict(json.loads(out.getvalue()))


def test_an_event_is_kept_as_it_was_planned(store: Store, clock: FakeClock) -> None:
    made = an_added_event(store, clock)

    kept = store.read(lambda tx: stored_events.get(tx, made.id))

    assert kept is not None
    assert kept.starts == datetime(2022, 11, 11, 5, 0, tzinfo=UTC)
    assert [(session.title, session.place) for session in kept.sessions] == [
        ("Areas of origin; and more", "Silver Oak"),
        ("Fair recruitment", ""),
    ]
    assert kept.sessions[1].span.start == datetime(2022, 11, 11, 8, 0, tzinfo=UTC)


def test_an_event_of_several_days_has_each_of_them_and_not_the_nights(store: Store, clock: FakeClock) -> None:
    days = ["2022-11-12T10:00;2022-11-12T16:00", "2022-11-11T10:30;2022-11-11T17:00"]

    made = an_added_event(store, clock, ends="2022-11-12T17:00", days=days, sessions=[])

    assert [day.start.day for day in made.days] == [11, 12]
    assert made.ends == datetime(2022, 11, 12, 10, 30, tzinfo=UTC)


WRONG = [
    ({"title": "  "}, "title"),
    ({"timezone": "Mars/Olympus"}, "Mars/Olympus"),
    ({"starts": "on Friday"}, "on Friday"),
    ({"ends": "2022-11-11T10:00"}, "ends before it starts"),
    ({"sessions": ["No times"]}, "No times"),
    ({"sessions": ["Too late;2022-11-12T10:00;2022-11-12T11:00"]}, "Too late"),
    ({"sessions": ["A talk;10:30;11:00"] * 63}, "at most 62 parts"),
    ({"days": ["2022-11-11T10:30"]}, "START;END"),
    ({"days": ["2022-11-11T11:00;2022-11-11T13:00", "2022-11-11T12:00;2022-11-11T14:00"]}, "overlap"),
]


@pytest.mark.parametrize(("changes", "said"), WRONG, ids=[said for _, said in WRONG])
def test_a_plan_that_cannot_be_understood_makes_no_event(
    sqlite_store: Store, clock: FakeClock, changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(Trouble, match=said):
        an_added_event(sqlite_store, clock, **changes)

    assert sqlite_store.read(stored_events.all) == []


def test_a_sheet_becomes_people_and_the_same_bytes_again_change_nothing(
    store: Store, clock: FakeClock
) -> None:
    event = an_added_event(store, clock)

    _, new = import_sheet.import_file(store, event.id, data=SHEET, name="sheet.csv", clock=clock)
    first = the_record(store, event, clock)
    _, again = import_sheet.import_file(store, event.id, data=SHEET, name="copy of sheet.csv", clock=clock)

    assert (new, again) == (3, 0)
    assert the_record(store, event, clock)["people"] == first["people"]
    minutes = {person["name"]: person["in_person_minutes"] for person in first["people"]}
    assert minutes == {"Meera Nair": 150.0, "Tariq Aziz": None, "M. Nair": 120.0}


def test_a_dry_run_says_what_would_be_kept_and_keeps_nothing(store: Store, clock: FakeClock) -> None:
    event = an_added_event(store, clock)

    understood, new = import_sheet.import_file(
        store, event.id, data=SHEET, name="sheet.csv", clock=clock, dry_run=True
    )

    assert (len(understood.traces), new) == (3, 0)
    assert the_record(store, event, clock)["people"] == []


def test_a_decision_joins_survives_a_new_file_and_can_be_undone(store: Store, clock: FakeClock) -> None:
    event = an_added_event(store, clock)
    import_sheet.import_file(store, event.id, data=SHEET, name="sheet.csv", clock=clock)
    asked = the_record(store, event, clock)["review"]
    assert [sorted(pair["refs"]) for pair in asked] == [["sheet.csv#1", "sheet.csv#3"]]

    made = decide.decide(store, event.id, kind="same", refs=asked[0]["refs"], by="an organiser", clock=clock)
    late = SHEET + b"Leela Rao,Asha Trust,leela@asha.example,10:00,12:00\n"
    import_sheet.import_file(store, event.id, data=late, name="sheet with one more.csv", clock=clock)
    joined = the_record(store, event, clock)

    assert sorted(person["name"] for person in joined["people"]) == ["Leela Rao", "Meera Nair", "Tariq Aziz"]
    assert joined["review"] == []

    clock.advance(60)
    decide.decide(store, event.id, kind="undo", refs=(), undoes=made.id, by="an organiser", clock=clock)

    assert len(the_record(store, event, clock)["people"]) == 4


def test_a_decision_about_nobody_is_refused(store: Store, clock: FakeClock) -> None:
    event = an_added_event(store, clock)
    import_sheet.import_file(store, event.id, data=SHEET, name="sheet.csv", clock=clock)
    the_record(store, event, clock)

    with pytest.raises(Trouble, match="no such sheet"):
        decide.decide(
            store, event.id, kind="same", refs=["sheet.csv#1", "no such sheet#1"], by="o", clock=clock
        )
    with pytest.raises(Trouble, match="needs 2"):
        decide.decide(store, event.id, kind="same", refs=["sheet.csv#1", "sheet.csv#1"], by="o", clock=clock)


def test_one_nonce_is_one_check_in_and_out_ends_the_stay(store: Store, clock: FakeClock) -> None:
    event = an_added_event(store, clock)
    at = datetime(2022, 11, 11, 5, 30, tzinfo=UTC)
    claim = Claim(name="Leela Rao", email="leela@asha.example")

    first = check_in.check_in(store, event.id, claim=claim, nonce="n1", at=at, clock=clock)
    again = check_in.check_in(store, event.id, claim=claim, nonce="n1", at=at, clock=clock)
    check_in.check_in(
        store, event.id, claim=claim, nonce="n2", at=at + timedelta(hours=2), direction="out", clock=clock
    )

    assert (first["new"], again["new"]) == (True, False)
    (person,) = the_record(store, event, clock)["people"]
    assert (person["mode"], person["in_person_minutes"]) == ("in_person", 120.0)


def test_a_check_in_by_ref_is_that_persons_whatever_else_it_says(store: Store, clock: FakeClock) -> None:
    event = an_added_event(store, clock)
    import_sheet.import_file(
        store, event.id, data=b"Name,Email\nMeera Nair,meera@asha.example\n", name="list.csv",
        kind="registrants", clock=clock,
    )  # fmt: skip
    (before,) = the_record(store, event, clock)["people"]

    check_in.check_in(store, event.id, claim=Claim(), nonce="n1", ref=before["id"], clock=clock)

    (after,) = the_record(store, event, clock)["people"]
    assert {one["ref"] for one in after["evidence"]} == {"list.csv#1", "n1"}
    assert (after["registered"], after["mode"]) == (True, "in_person")


def test_a_check_in_that_names_nobody_is_refused(store: Store, clock: FakeClock) -> None:
    event = an_added_event(store, clock)

    with pytest.raises(Trouble, match="names nobody"):
        check_in.check_in(store, event.id, claim=Claim(organisation="Asha Trust"), nonce="n1", clock=clock)
    with pytest.raises(Trouble, match="names nobody here"):
        check_in.check_in(store, event.id, claim=Claim(), code="unknown", nonce="n2", clock=clock)


def test_what_was_committed_and_its_word_lost_is_done_and_told_once(store: Store, clock: FakeClock) -> None:
    with watched(WordLost(1)):
        event = an_added_event(store, clock)
    with watched(WordLost(1)):
        _, new = import_sheet.import_file(store, event.id, data=SHEET, name="sheet.csv", clock=clock)
    with watched(WordLost(2)):
        events.close(store, event.id, clock=clock)
    with watched(WordLost(1)):
        letter = follow_up.plan(
            store, event.id, group="in_person", subject="Thanks", text="Dear!", by="t", clock=clock
        )
    for act in (follow_up.approve, follow_up.stop):
        with watched(WordLost(1)):
            act(store, letter, by="t", clock=clock)

    assert new == 3
    told = [line.what for line in store.read(lambda tx: audit.lines(tx, event=event.id))]
    assert told[::-1] == [
        "event added", "file imported", "event closed", "planned a letter", "approved a letter", "stopped a letter",
    ]  # fmt: skip


def test_closing_the_room_makes_a_record_without_webinars_final(store: Store, clock: FakeClock) -> None:
    event = an_added_event(store, clock)
    import_sheet.import_file(store, event.id, data=SHEET, name="sheet.csv", clock=clock)
    before = the_record(store, event, clock)

    events.close(store, event.id, clock=clock)

    assert (before["status"], before["waiting_for"]) == ("provisional", ["the room"])
    assert the_record(store, event, clock)["status"] == "final"


def test_waiving_the_reports_makes_a_record_final_without_them(store: Store, clock: FakeClock) -> None:
    event = an_added_event(store, clock, webinars=["81234567890"])
    assert "webinar 81234567890 has not run yet" in the_record(store, event, clock)["waiting_for"]

    events.close(store, event.id, without_reports="the account was closed", clock=clock)

    assert the_record(store, event, clock)["status"] == "final"


@pytest.mark.parametrize("opened", ["a door", "self check-in"])
def test_an_event_whose_phones_at_the_door_are_still_offline_is_not_final_before_the_room_is_closed(
    store: Store, clock: FakeClock, opened: str
) -> None:
    event = an_added_event(store, clock, venue="", webinars=["81234567890"])
    store.run(lambda tx: stored_events.waive(tx, event.id, reason="the reports are as they are"))
    assert the_record(store, event, clock)["status"] == "final"  # it has no room

    if opened == "a door":
        doors.add(store, event.id, name="North", public_url="https://events.example", clock=clock, by="asha")
    else:
        doors.let_check_themselves_in(store, event.id, clock=clock, by="asha")

    assert rebuild.is_stale(store, event.id)
    waiting = the_record(store, event, clock)
    assert (waiting["status"], waiting["waiting_for"]) == ("provisional", ["the room"])
    events.close(store, event.id, clock=clock)
    assert the_record(store, event, clock)["status"] == "final"


def test_a_decision_after_the_record_was_final_is_noted_until_somebody_says_that_it_is_right(
    store: Store, clock: FakeClock
) -> None:
    event = an_added_event(store, clock)
    import_sheet.import_file(store, event.id, data=SHEET, name="sheet.csv", clock=clock)
    events.close(store, event.id, clock=clock)
    final = the_record(store, event, clock)
    ref = final["people"][0]["id"]

    decided = decide.decide(store, event.id, kind="absent", refs=[ref], by="meera", clock=clock)
    opened = the_record(store, event, clock)
    events.close(store, event.id, clock=clock)
    said = the_record(store, event, clock)
    decide.decide(store, event.id, kind="undo", refs=[], undoes=decided.id, by="meera", clock=clock)
    again = the_record(store, event, clock)

    # Nothing is waited for: it stays final, whatever is decided.
    assert [one["status"] for one in (final, opened, said, again)] == ["final"] * 4
    assert "since then: in person 3 → 2" in opened["notes"][-1]
    assert said["notes"] == final["notes"] == []
    assert "since then: in person 2 → 3" in again["notes"][-1]


def test_a_check_in_or_a_sheet_after_the_room_was_complete_opens_the_room_again(
    store: Store, clock: FakeClock
) -> None:
    event = an_added_event(store, clock)
    import_sheet.import_file(store, event.id, data=SHEET, name="sheet.csv", clock=clock)
    events.close(store, event.id, clock=clock)
    assert the_record(store, event, clock)["status"] == "final"

    late = Claim(name="Rubel Hossain", organisation="Asha Trust")
    check_in.check_in(store, event.id, claim=late, nonce="n1", by="the desk", clock=clock)
    opened = the_record(store, event, clock)
    events.close(store, event.id, clock=clock)
    check_in.check_in(
        store, event.id, claim=late, nonce="n1", by="the desk", clock=clock
    )  # the same once more
    closed = the_record(store, event, clock)
    import_sheet.import_file(
        store, event.id, data=SHEET + b"Lata Das,12:00,13:00\n", name="b.csv", clock=clock
    )
    by_sheet = the_record(store, event, clock)

    assert (opened["status"], opened["waiting_for"]) == ("provisional", ["the room"])
    assert "in person 3 → 4" in opened["notes"][-1]
    assert closed["status"] == "final"
    assert by_sheet["waiting_for"] == ["the room"]
    told = [line.what for line in store.read(lambda tx: audit.lines(tx, event=event.id))]
    assert "room opened again: a check-in came" in told
    assert "room opened again: a sheet came" in told
