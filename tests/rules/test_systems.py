"""Lists for the systems of others: their headers, and what each person is called there."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import instant, span
from tests.rules.test_report import a_person, a_record
from zoom_sync.rules.systems import HEADERS, SYSTEMS, System, lines

FORMATS = Path(__file__).parents[3] / "shared" / "samples" / "formats.md"


def rows(system: System, *people: object, final: bool = True, **more: object) -> list[dict[str, object]]:
    record = replace(a_record(*people), status="final" if final else "provisional")  # type: ignore[arg-type]
    made = lines(system, record, record.people, registered=more)  # type: ignore[arg-type]
    return [dict(zip(HEADERS[system], row, strict=True)) for row in made]


def test_the_headers_are_those_that_the_importers_know() -> None:
    if not FORMATS.exists():
        pytest.skip("The list of formats is not beside this checkout.")
    text = FORMATS.read_text()
    (civicrm,) = re.findall(r"^\| CiviCRM participants \| `([^`]+)`", text, re.M)
    (salesforce,) = re.findall(r"Offer `([^`]+)` for the import wizard", text)
    (hubspot,) = re.findall(r"^\| HubSpot \| contacts by `([^`]+)`", text, re.M)

    assert HEADERS["civicrm"] == tuple(civicrm.split(","))
    assert HEADERS["salesforce"] == tuple(salesforce.split(","))
    assert HEADERS["hubspot"] == tuple(hubspot.split(","))


def test_who_came_who_did_not_and_who_spoke_stand_so_in_civicrm() -> None:
    came = a_person("a", email="asha@mela.example", zoom=(span("09:00", "11:00"),))
    absent = a_person("b", email="bina@mela.example")
    speaker = a_person("c", email="chidi@mela.example", role="panelist", zoom=(span("09:00", "11:00"),))

    found = rows("civicrm", came, absent, speaker, **{"fact-a": instant("08:00")})

    assert [(row["Participant Status"], row["Participant Role"]) for row in found] == [
        ("Attended", "Attendee"), ("No-show", "Attendee"), ("Attended", "Speaker"),
    ]  # fmt: skip
    assert [row["Register date"] for row in found] == ["2026-03-10 13:30:00", "", ""]


def test_nobody_is_a_no_show_while_evidence_is_waited_for() -> None:
    (row,) = rows("salesforce", a_person("a", email="asha@mela.example"), final=False)

    assert row["Status"] == "Registered"


def test_who_was_seen_too_briefly_is_no_no_show() -> None:
    brief = a_person("a", email="asha@mela.example", zoom=(span("09:00", "09:02"),))

    assert [row["Status"] for row in rows("salesforce", brief)] == ["Registered"]


def test_who_cancelled_stands_only_where_there_is_a_word_for_it_and_who_was_refused_nowhere() -> None:
    cancelled = a_person("a", email="asha@mela.example", registration_status="cancelled")
    denied = a_person("b", email="bina@mela.example", registration_status="denied")

    assert [row["state"] for row in rows("hubspot-event", cancelled, denied)] == ["cancelled"]
    for system in ("civicrm", "hubspot", "salesforce"):
        assert rows(system, cancelled, denied) == []


@pytest.mark.parametrize("system", SYSTEMS)
def test_an_address_stands_once_and_who_has_none_is_left_out(system: System) -> None:
    people = [
        a_person("a", email="office@mela.example"),
        a_person("b", email="office@mela.example", zoom=(span("09:00", "11:00"),)),
        a_person("c"),
    ]

    found = rows(system, *people)

    assert len(found) == 1
    assert "Attended" in found[0].values() or "attended" in found[0].values() or system == "hubspot"
