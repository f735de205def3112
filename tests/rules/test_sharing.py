"""Two people at one screen: the connection counts for both, and stands in the record once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from tests.builders import a_connection, a_registrant, a_signature, a_verdict, an_event, instant
from tests.crowd import a_crowd
from zoom_sync.records import Person, Readiness, Record, Trace, Verdict
from zoom_sync.rules.merge import record

EVENT = an_event()
ASHA = a_registrant("Asha Rao", "asha@rao.example", id="R1")
RAVI = a_registrant("Ravi Das", "ravi@das.example", id="R2")
SCREEN = a_connection("Asha & Ravi", "09:00", "10:00", user="1", registrant_id="R1")
DEVICE = a_connection("Conference room", "09:30", "10:30", user="2")


def made(traces: list[Trace], *verdicts: Verdict) -> Record:
    return record(EVENT, traces, verdicts, readiness=Readiness(False))


def holder(found: Record, fact: Trace) -> Person:
    (one,) = (
        one for one in (*found.people, *found.unidentified) if fact.id in {line.fact for line in one.evidence}
    )
    return one


def test_both_were_there_as_long_as_the_connection_was_and_it_is_evidence_of_one_alone() -> None:
    shared = a_verdict("shared", SCREEN, RAVI)

    found = made([ASHA, RAVI, SCREEN], shared)

    asha, ravi = holder(found, ASHA), holder(found, RAVI)
    assert [one.virtual_minutes for one in (asha, ravi)] == [60.0, 60.0]
    assert (ravi.mode, ravi.attended, ravi.first_seen) == ("virtual", True, instant("09:00"))
    assert [(line.source, line.ref, line.reason) for line in ravi.evidence][1:] == [
        ("manual", shared.id, "two people at one screen, decided by Meera")
    ]
    refs = Counter(line.ref for one in (*found.people, *found.unidentified) for line in one.evidence)
    assert refs == Counter({trace.ref: 1 for trace in (ASHA, RAVI, SCREEN)} | {shared.id: 1})


def test_an_id_is_that_of_a_record_and_stays_when_it_is_taken_back() -> None:
    signed = a_signature("Ravi Das", "09:00", "11:00")
    shared = a_verdict("shared", SCREEN, signed)
    taken_back = a_verdict("undo", undoes=shared.id, at="15:00")

    before, after = made([ASHA, SCREEN, signed]), made([ASHA, SCREEN, signed], shared)

    assert holder(after, signed).id == holder(before, signed).id == signed.id
    assert holder(after, signed).mode == "both"
    assert made([ASHA, SCREEN, signed], shared, taken_back) == before


def test_what_came_in_since_stays_when_it_is_taken_back() -> None:
    shared = a_verdict("shared", SCREEN, RAVI)
    later = a_connection("Ravi Das", "11:00", "11:30", user="3", registrant_id="R2")
    taken_back = a_verdict("undo", undoes=shared.id, at="15:00")

    found = made([ASHA, RAVI, SCREEN, later], shared, taken_back)

    assert holder(found, RAVI).virtual_minutes == 30.0
    assert holder(found, later) is holder(found, RAVI)


def test_a_device_that_names_nobody_is_given_to_two_people() -> None:
    found = made([ASHA, RAVI, DEVICE], a_verdict("same", ASHA, DEVICE), a_verdict("shared", DEVICE, RAVI))

    assert [holder(found, one).virtual_minutes for one in (ASHA, RAVI)] == [60.0, 60.0]
    assert found.unidentified == ()


def test_the_two_never_become_one_not_even_by_a_link() -> None:
    registered = a_registrant("Ravi Das", "ravi@das.example", id="R2")
    screen = a_connection("Ravi Das", "09:00", "10:00", user="1", registrant_id="R2")

    traces = [*a_crowd(), registered, screen]
    before = made(traces)
    assert holder(before, registered) is holder(before, screen)

    found = made(traces, a_verdict("shared", screen, registered))

    assert holder(found, registered) is not holder(found, screen)


def test_a_decision_about_a_record_that_is_gone_makes_nobody_up() -> None:
    for traces in ([ASHA, SCREEN], [ASHA, RAVI]):
        found = made(traces, a_verdict("shared", SCREEN, RAVI))

        lines = [line for one in (*found.people, *found.unidentified) for line in one.evidence]
        assert [line for line in lines if line.source == "manual"] == []
        assert any("speaks of a record that is not here" in note for note in found.notes)


def test_what_was_not_counted_for_the_one_is_not_counted_for_the_other() -> None:
    waiting = replace(SCREEN, excluded="waiting room")

    found = made([ASHA, RAVI, waiting], a_verdict("shared", waiting, RAVI))

    assert holder(found, RAVI).mode == "absent"
    assert holder(found, RAVI).evidence[1].reason == "not counted: waiting room"


def test_a_decision_that_names_one_record_as_both_is_kept_and_followed_by_a_note() -> None:
    found = made([ASHA, SCREEN], a_verdict("shared", SCREEN, SCREEN))

    assert holder(found, SCREEN).virtual_minutes == 60.0
    assert ["is not followed" in note for note in found.notes] == [True]
