"""The arithmetic of the truth, on days small enough to count by hand."""

from __future__ import annotations

import pytest

from zoom_sync.demo.webinar_day.parts import Cast, Join, Person, Signature, at
from zoom_sync.demo.webinar_day.truth import merged, truth
from zoom_sync.demo.zoom_server.people import Registrant

HALL = "hall.csv"


def join(start: str, end: str, **more) -> Join:
    return Join("morning", at(start), at(end), "Asha", user_id="1", **more)


def row(time_in: str, time_out: str = "", sheet: str = HALL) -> Signature:
    return Signature(sheet, "Asha", at(time_in), at(time_out) if time_out else None, n=1)


def line(*, joins=(), rows=(), registered=True):
    registrant = Registrant("reg1", "asha@mail.example", "Asha") if registered else None
    person = Person("Asha", registrant=registrant, status="approved" if registered else "")
    person.joins, person.signatures = list(joins), list(rows)
    uuids = {"rehearsal": "r==", "morning": "m==", "afternoon": "a=="}
    cast = Cast(1, 81, uuids, Person("Host", role="host"), [person], [])
    return truth(cast)["people"][1]


@pytest.mark.parametrize(
    ("joins", "minutes"),
    [
        ([("11:00", "11:30")], 30),
        ([("11:00", "11:30"), ("11:31", "11:40")], 40),
        ([("11:00", "11:30"), ("11:31:01", "11:40")], 38.983),
        ([("11:00", "12:00"), ("11:10", "11:20")], 60),
        ([("11:00", "11:30"), ("11:29:30", "11:40")], 40),
        ([("10:20", "10:40")], 10),
        ([("16:50", "17:04")], 10),
        ([("10:00", "10:29:50"), ("10:30:40", "10:50")], 20),
        ([("09:00", "10:20")], 0),
    ],
    ids=[
        "one connection",
        "a gap of a minute is present",
        "a second more is not",
        "a phone beside a laptop adds nothing",
        "an overlap counts once",
        "before the event counts nothing",
        "after the event counts nothing",
        "a gap over the start is bridged before it is cut",
        "wholly before",
    ],
)
def test_minutes_online_are_bridged_and_then_cut(joins, minutes):
    assert line(joins=[join(*span) for span in joins])["virtual_minutes"] == minutes


def test_a_break_of_half_an_hour_on_one_sheet_is_present():
    same = line(rows=[row("10:30", "12:30"), row("13:00", "14:00")])
    longer = line(rows=[row("10:30", "12:30"), row("13:01", "14:00")])
    two_sheets = line(rows=[row("10:30", "12:30"), row("13:00", "14:00", "desk.csv")])

    assert same["in_person_minutes"] == 210
    assert longer["in_person_minutes"] == 179
    assert two_sheets["in_person_minutes"] == 180


def test_no_minute_counts_twice_over_both_sides():
    both = line(joins=[join("11:00", "12:00")], rows=[row("11:30", "12:30")])

    assert (both["virtual_minutes"], both["in_person_minutes"], both["minutes"]) == (60, 60, 90)
    assert both["mode"] == "both"


def test_a_stay_without_an_end_is_unknown_and_still_attended():
    seen = line(rows=[row("11:30")])

    assert (seen["in_person_minutes"], seen["minutes"], seen["attended"]) == (None, 0, True)


def test_under_five_minutes_is_seen_but_not_attended():
    assert line(joins=[join("11:00", "11:04:59")])["attended"] is False
    assert line(joins=[join("11:00", "11:05")])["attended"] is True


def test_minutes_of_a_part_of_the_agenda_are_cut_to_it():
    both = line(joins=[join("10:50", "11:20")], rows=[row("12:00", "14:00")])
    unknown = line(rows=[row("12:00")])

    first, second, third = ([s["virtual_minutes"], s["in_person_minutes"]] for s in both["sessions"])
    assert (first, second, third) == ([20, 30], [0, 30], [0, 0])
    assert [part["in_person_minutes"] for part in unknown["sessions"]] == [None] * 3
    late = line(rows=[row("11:15", "11:30"), row("13:00")])
    assert [part["in_person_minutes"] for part in late["sessions"]] == [15, None, None]


def test_first_and_last_seen_are_not_cut_to_the_event():
    seen = line(joins=[join("10:20", "10:50")], rows=[row("16:00")])

    assert (seen["first_seen"], seen["last_seen"]) == ("2022-11-11T04:50:00Z", "2022-11-11T10:30:00Z")


def test_who_never_came_is_absent_and_has_only_a_registration():
    absent = line()

    assert (absent["mode"], absent["attended"], absent["evidence"]) == ("absent", False, ["reg1"])


def test_a_rehearsal_counts_nothing_and_stands_nowhere():
    rehearsal = Join("rehearsal", at("11:00"), at("12:00"), "Asha", user_id="1")

    assert line(joins=[rehearsal])["evidence"] == ["reg1"]
    assert line(joins=[rehearsal])["mode"] == "absent"


def test_the_refs_are_the_addresses_of_the_record():
    told = line(joins=[join("11:00", "11:30")], rows=[row("11:30")])["evidence"]

    assert told == ["hall.csv#1", "m==/1/2022-11-11T05:30:00Z", "reg1"]


def test_stays_are_merged_in_any_order():
    assert merged([(50, 60), (0, 10), (10, 20)], 0) == [(0, 20), (50, 60)]
    assert merged([(50, 60), (0, 10), (12, 20)], 30) == [(0, 60)]
