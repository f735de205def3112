"""How records were joined, and how much of it can be doubted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.builders import a_registrant, a_signature, instant, span
from tests.rules.test_merge import made
from tests.store.test_people import a_person
from zoom_sync.records import Person, Span
from zoom_sync.rules.joining import doubt, joined, ways
from zoom_sync.rules.whose import candidates, words


@pytest.mark.parametrize(
    ("reason", "found"),
    [
        ("registrant id", set()),
        ("e-mail", {"e-mail"}),
        ("e-mail, shared by several people, first name is an initial", {"e-mail", "mailbox", "initials"}),
        ("phone, shared by several people", {"phone"}),
        ("name (rare here, only candidate)", {"name"}),
        ("decided by e-mail@mela.example", {"decision"}),
        ("same surname, first name is an initial, same organisation", {"likeness", "initials"}),
        ("same name, same phone", {"likeness", "phone"}),
        ("not counted: waiting room", set()),
    ],
)
def test_a_reason_tells_in_which_ways_a_record_was_joined(reason: str, found: set[str]) -> None:
    assert ways(reason) == found


def test_an_initial_under_a_shared_mailbox_is_more_doubtful_than_a_rare_name_and_a_decision_not_at_all() -> (
    None
):
    order = [
        "decided by sita@mela.example",
        "e-mail, shared by several people",
        "name (rare here, only candidate)",
        "name (here twice, several registrants could be meant)",
        "e-mail, shared by several people, first name is an initial",
    ]

    doubts = [doubt(reason) for reason in order]

    assert doubts == sorted(doubts)
    assert len(set(doubts)) == len(doubts)
    assert doubts[0] == doubt("e-mail") == doubt("registrant id") == 0
    assert joined(tuple(order))[1] == doubts[-1]


def test_an_office_two_places_at_once_and_another_first_name_come_before_an_initial_beside_an_own_mailbox() -> (
    None
):
    initial = ("e-mail, first name is an initial",)
    doubts = [
        joined(("e-mail",), "office@mill.example", at_once=True),
        joined(initial, "ramesh@mill.example"),
        joined(("name (rare here, only candidate)",), "ramesh@mill.example"),
        joined(initial, "office.dhaka@mill.example"),
        joined(("name (rare here, only candidate)",), "", at_once=True),
        joined(initial, "info@mill.example", at_once=True),
    ]

    found = [doubt for _, doubt in doubts]
    assert found == sorted(set(found))
    assert found[0] == 0
    assert joined(("e-mail, another first name",), "sharma@mill.example")[1] >= found[2]
    assert ways(initial[0], office=True) == {"e-mail", "initials", "mailbox"}
    assert ways("registrant id", office=True) == set()


def test_the_time_in_two_places_at_once_is_the_longest_that_is_known() -> None:
    one = a_person("Ramesh Sharma", mode="both")
    one = replace(
        one,
        virtual=(span("09:00", "10:00"), span("11:00", "12:00")),
        in_person=(span("09:50", "11:40"), Span(instant("09:00"), None)),
    )

    assert one.at_once == span("11:00", "11:40")
    assert replace(one, in_person=(span("10:00", "11:00"),)).at_once is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ramesh Sharma", ""),
        ("Latika Sharma", "shared by several people, another first name"),
        ("R. Sharma", "shared by several people, first name is an initial"),
        ("Ramesh S.", "shared by several people, surname is an initial"),
        ("Ramesh", "shared by several people, only one of the names is given"),
    ],
)
def test_a_record_says_what_can_be_doubted_where_an_office_has_one_mailbox(name: str, said: str) -> None:
    office = "office@mill.example"
    ramesh = a_registrant("Ramesh Sharma", office, id="S1")
    latha = a_registrant("Latha Iyer", office, id="S2")
    signed = a_signature(name, email=office)

    record = made(ramesh, latha, signed)

    (line,) = [line for one in record.people for line in one.evidence if line.fact == signed.id]
    assert line.reason == "e-mail"
    assert line.doubt == (said or "shared by several people")


def test_a_mailbox_of_one_person_leaves_no_doubt_under_the_full_name() -> None:
    ramesh = a_registrant("Ramesh Sharma", "ramesh@mill.example", id="S1")
    record = made(ramesh, a_signature("Ramesh Sharma", email="ramesh@mill.example"))

    assert [line.doubt for line in record.people[0].evidence] == ["", ""]


def test_whoever_was_on_zoom_or_in_the_room_meanwhile_is_not_proposed() -> None:
    def somebody(name: str, mode: str, *stays: Span, **more: Any) -> Person:
        side = "virtual" if mode == "virtual" else "in_person"
        return a_person(name, mode=mode, **{side: stays}, **more)

    device = somebody("iPhone", "virtual", span("09:30", "10:00"), last_seen=instant("10:00"))
    absent = somebody("Ada Absent", "absent")
    there = somebody("Ben There", "virtual", span("09:00", "12:00"))
    after = somebody("Cy After", "virtual", span("10:02", "12:00"))
    inside = somebody("Dee Inside", "in_person", span("09:00", "12:00"))
    later = somebody("Eve Later", "in_person", span("11:00", "12:00"))

    found = candidates(device, [], [inside, absent, there, later, after], most=9)

    assert [(one.person.name, one.why) for one in found] == [
        ("Cy After", ("follows",)), ("Ada Absent", ("absent",)), ("Eve Later", ("room",)),
    ]  # fmt: skip


def test_a_word_or_a_number_of_a_connection_is_looked_for_and_no_device() -> None:
    assert words("Zubeida's Galaxy Tab") == ["zubeida"]
    assert words("+1 415 555 0134") == ["14155550134"]
    assert words("iPhone 13 Pro") == []
