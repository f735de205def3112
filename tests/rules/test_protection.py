"""What leaves of a protected event under codes: nothing in it names anybody, the organisers no more than the guests."""

from __future__ import annotations

import json

from tests.builders import a_check_in, a_connection, a_registrant, a_verdict, an_event
from zoom_sync.files.writing.shapes import record_dict
from zoom_sync.records import Readiness, Record
from zoom_sync.rules import protection, report
from zoom_sync.rules.merge import record

BOSS = "boss@house.example"
EVENT = an_event(protected=True)


def decided_about() -> Record:
    """A record in which everything was decided that can be, always by the same person."""
    registered, device = a_registrant("Asha Rao"), a_connection("iPhone", "09:00", "10:30")
    couple, second = a_connection("Sita Devi"), a_registrant("Ram Lal", "ram@lal.example")
    came, gone = a_check_in("Sita Devi", "09:05"), a_check_in("Noor Khan", "09:06")
    decisions = [
        a_verdict("same", device, registered, by=BOSS),
        a_verdict("shared", couple, second, by=BOSS),
        a_verdict("attended", registered, at="14:01", by=BOSS),
        a_verdict("absent", registered, at="14:02", by=BOSS),
        a_verdict("undo", undoes=came.id, at="14:03", by=BOSS),
        a_verdict("undo", undoes=gone.id, at="14:04", by=BOSS),
    ]
    facts = [registered, device, couple, second, came, gone]
    return record(EVENT, facts, decisions, readiness=Readiness(True))


def test_a_record_under_codes_says_what_was_decided_and_not_by_whom() -> None:
    told = json.dumps(record_dict(protection.coded(decided_about())))

    assert BOSS in json.dumps(record_dict(decided_about()))
    assert [word for word in (BOSS, "@", "Asha", "Noor") if word in told] == []
    for said in ('"decided"', '"two people at one screen, decided"', '"not counted: taken back"'):
        assert said in told


def test_figures_beside_codes_have_no_notes_which_name_who_decided() -> None:
    figures = report.report(decided_about())

    assert BOSS in json.dumps(figures)
    assert BOSS not in json.dumps(protection.beside_codes(figures))


def test_who_only_stands_there_for_a_check_in_that_was_taken_back_is_known_for_it_under_a_code_too() -> None:
    found = decided_about()

    withdrawn = [one.id for one in found.people if one.is_withdrawn]

    assert withdrawn
    assert [one.id for one in protection.coded(found).people if one.is_withdrawn] == withdrawn
