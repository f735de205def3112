"""What the record makes of check-ins: a shown code, one taken back, one that names nobody; and of wrong clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import a_check_in, a_registrant, a_verdict, an_event, instant
from zoom_sync.records import Readiness, Record, Trace, Verdict
from zoom_sync.rules import merge
from zoom_sync.rules.door_clock import Told, happened

MINUTES = timedelta(minutes=1)


def record(*facts: Trace, verdicts: tuple[Verdict, ...] = ()) -> Record:
    return merge.record(an_event(), facts, verdicts, readiness=Readiness(final=False))


def test_a_personal_code_stands_for_the_registrant_id() -> None:
    asha = a_registrant("Asha Rao", "asha@rao.example")
    shown = replace(a_check_in("A. Somebody"), stands_for=asha.id)

    (person,) = record(asha, shown).people

    assert [line.reason for line in person.evidence] == ["first record", "registrant id"]


def test_a_code_does_not_join_whom_somebody_said_to_be_different() -> None:
    asha = a_registrant("Asha Rao", "asha@rao.example")
    shown = replace(a_check_in("Meena Iyer"), stands_for=asha.id)

    made = record(asha, shown, verdicts=(a_verdict("different", asha, shown),))

    assert len(made.people) == 2


def test_a_check_in_that_was_taken_back_stays_on_record_and_counts_nothing() -> None:
    asha = a_registrant("Asha Rao", "asha@rao.example")
    inside = replace(a_check_in("Asha Rao"), stands_for=asha.id)
    undo = a_verdict("undo", undoes=inside.id, by="Door A", id="f" * 32)

    (person,) = record(asha, inside, verdicts=(undo,)).people

    assert person.mode == "absent"
    assert [line.reason for line in person.evidence] == ["first record", "not counted: taken back by Door A"]


def test_an_undo_that_was_undone_brings_the_check_in_back() -> None:
    asha = a_registrant("Asha Rao", "asha@rao.example")
    inside = replace(a_check_in("Asha Rao"), stands_for=asha.id)
    undo = a_verdict("undo", undoes=inside.id, id="f" * 32)
    back = a_verdict("undo", undoes=undo.id, id="e" * 32, at="14:01")

    (person,) = record(asha, inside, verdicts=(undo, back)).people

    assert person.mode == "in_person"


def test_a_withdrawn_code_alone_names_nobody_and_is_not_lost() -> None:
    shown = replace(a_check_in(""), note="its personal code was withdrawn")

    made = record(shown)

    assert made.people == ()
    ((line,),) = [one.evidence for one in made.unidentified]
    assert line.reason == "first record, its personal code was withdrawn"


def test_a_self_declared_check_in_says_so() -> None:
    asha = a_registrant("Asha Rao", "asha@rao.example")
    declared = replace(a_check_in("Asha Rao", email="asha@rao.example"), note="self-declared")

    (person,) = record(asha, declared).people

    assert [line.reason for line in person.evidence] == ["first record", "e-mail, self-declared"]


NOON = instant("12:00")


@pytest.mark.parametrize(
    ("what", "told", "skew", "expected"),
    [
        ("a right clock", Told(NOON - 5 * MINUTES), 0, -5),
        ("seven minutes ahead, learned only now", Told(NOON + 2 * MINUTES), 7, -5),
        ("seven minutes behind, known before", Told(NOON - 12 * MINUTES, -7 * MINUTES, NOON - 60 * MINUTES), -7, -5),
        (
            "seven minutes ahead when it was offline, put right by the network since",
            Told(NOON + 2 * MINUTES, 7 * MINUTES, NOON - 60 * MINUTES), 0, -5,
        ),
        (
            "set meanwhile, and the page was open all the time",
            Told(NOON + 99 * MINUTES, 7 * MINUTES, NOON - 60 * MINUTES, age=5 * MINUTES), 0, -5,
        ),
        (
            "set right before the check-in, so that what was known before leads before the last contact",
            Told(NOON - 5 * MINUTES, 90 * MINUTES, NOON - 60 * MINUTES), 0, -5,
        ),
        (
            "right when it was offline, four seconds ahead since",
            Told(NOON - 5 * MINUTES, 0 * MINUTES, NOON - 60 * MINUTES), 1 / 15, -5,
        ),
        (
            "four seconds ahead when it was offline, put right by the network since",
            Told(NOON - 5 * MINUTES + MINUTES / 15, MINUTES / 15, NOON - 60 * MINUTES), 0, -5,
        ),
        ("a clock that says it has not happened yet", Told(NOON + 3 * MINUTES), 0, 0),
    ],
)  # fmt: skip
def test_a_check_in_is_put_right_when_the_clock_was_wrong(
    what: str, told: Told, skew: float, expected: int
) -> None:
    assert happened(told, skew=skew * MINUTES, now=NOON) == NOON + expected * MINUTES
