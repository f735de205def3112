"""Exports of other platforms are known by their header and give what their rows say."""

from __future__ import annotations

import pytest

from tests.rules.sheet_platforms import EXPORTS, Export
from tests.rules.sheets import KOLKATA, understood, wall
from zoom_sync.records import Trace
from zoom_sync.rules.sheet.dialects import DIALECTS


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.platform)
def test_an_export_says_who_registered_who_came_and_when(export: Export) -> None:
    found = understood(export.text, delimiter=export.delimiter)

    assert (found.kind, found.faults) == (export.kind, ())
    assert tuple(map(_line, found.traces)) == export.rows
    assert any(export.said in note for note in found.notes) if export.said else found.notes == ()


@pytest.mark.parametrize(
    "written", ["11/22/2022 4:00:00 AM", "2022-11-22T04:00:00Z", "2022-11-22T09:30:00+05:30"]
)
def test_an_instant_that_names_its_zone_is_not_moved_by_the_one_of_its_header(written: str) -> None:
    text = f"Full Name,UTC Event Timestamp,Action\nAsha Rao,{written},Joined\n"

    assert tuple(map(_line, understood(text).traces)) == ("participant Asha Rao|09:30",)


@pytest.mark.parametrize(
    ("header", "written"),
    [
        ("Joined (UTC)", "04:00"),
        ("Joined_UTC", "2022-11-22 04:00"),
        ("Time in (GMT+1)", "5:00"),
        ("Joined", "9:30"),
    ],
)
def test_a_column_is_read_in_the_zone_that_it_is_headed_with(header: str, written: str) -> None:
    assert [wall(one)[0] for one in understood(f"Name,{header}\nAsha,{written}\n").traces] == ["22 09:30"]


def test_a_form_that_was_the_sign_in_sheet_gives_its_answers_as_arrivals_and_nobody_registers() -> None:
    text = next(one.text for one in EXPORTS if "at the door" in one.platform)

    found = understood(text, kind="sign-in")

    assert tuple(map(_line, found.traces)) == ("sign_in Asha Rao|09:41",)


def test_what_a_person_says_of_a_column_overrules_the_platform() -> None:
    text = "Date,Time,Check-in list,Scan type,Name,Device\n2022-11-22,09:40:12,Hall,Entry,Seat 4,Asha Rao\n"

    found = understood(text, columns={"Device": "name", "Name": "ignored"})

    assert [trace.claim.name for trace in found.traces] == ["Asha Rao"]


def test_a_word_of_a_platforms_header_in_somebodys_row_is_no_header() -> None:
    text = "Room,Start,End,User ID,User name\nMain,2022-11-22 09:40:00,2022-11-22 10:40:00,u1,Asha\n"
    text += "Start,,,u2,End\nEnd,2022-11-22 09:41:00,2022-11-22 10:40:00,u3,Ravi\n"

    assert [trace.claim.name for trace in understood(text).traces] == ["Asha", "End", "Ravi"]


def test_every_platform_of_the_list_stands_in_the_corpus() -> None:
    tops = [row.split(one.delimiter) for one in EXPORTS for row in one.text.strip().splitlines()]

    missing = [one.name for one in DIALECTS if not any(one.fits(row) for row in tops)]

    assert missing == []


def _line(trace: Trace) -> str:
    """As the corpus writes a row."""
    came, left = (text[3:] for text in wall(trace))
    stay = f"{came}-{left}" if left else came
    if trace.kind == "check_in" and trace.at:
        stay = f"{trace.direction} {trace.at.astimezone(KOLKATA):%H:%M}"
    if trace.excluded:
        stay = "not counted"
    status = trace.registration.status if trace.registration else ""
    role = trace.role if trace.role != "attendee" else ""
    return f"{trace.kind} {trace.claim.name}|{stay}|{status}|{role}".rstrip("|")
