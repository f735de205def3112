"""A record that was final says what differs since, and opens again where evidence is waited for anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.builders import an_event, instant
from zoom_sync.records import Final, Record
from zoom_sync.rules.finality import THE_ROOM
from zoom_sync.rules.reopening import Since, held_against, since

NOW = instant("18:00")
COUNTS = {"registered": 3, "virtual": 2, "in_person": 1}


def a_record(status: Any = "final", **counts: int) -> Record:
    waiting = () if status == "final" else (THE_ROOM,)
    return Record(an_event(), status, waiting, COUNTS | counts, (), (), ())


def final(**changes: Any) -> Final:
    return replace(Final("a", NOW - timedelta(hours=1), COUNTS), **changes)


def test_the_first_version_with_all_evidence_is_final_and_remembered() -> None:
    made = held_against(a_record(), "a", None, closings=1, now=NOW)

    assert (made.status, made.final) == ("final", Final("a", NOW, COUNTS, closings=1))


def test_one_that_was_never_final_stays_as_it_is() -> None:
    record = a_record("provisional")

    assert held_against(record, "a", None, closings=0, now=NOW) == record


def test_what_changes_no_line_leaves_it_final_since_then() -> None:
    made = held_against(a_record(), "a", final(), closings=0, now=NOW)

    assert (made.status, made.notes, made.final) == ("final", (), final())


def test_a_change_leaves_it_final_and_says_which_figures_differ() -> None:
    made = held_against(a_record(in_person=2, virtual=1), "b", final(), closings=0, now=NOW)

    assert (made.status, made.waiting_for) == ("final", ())
    assert made.notes == (
        "It was final on 2026-03-10 17:00 UTC; since then: virtual 2 → 1, in person 1 → 2.",
    )
    assert made.final == final()


def test_a_change_that_moves_no_figure_is_said_too() -> None:
    made = held_against(a_record(), "b", final(), closings=0, now=NOW)

    assert made.status == "final"
    assert made.notes == (
        "It was final on 2026-03-10 17:00 UTC; since then what it says of somebody has changed, and no figure.",
    )


@pytest.mark.parametrize(
    ("status", "said", "counts", "moved", "is_same"),
    [
        ("final", "b", {"in_person": 2, "virtual": 1}, (("virtual", 2, 1), ("in_person", 1, 2)), False),
        ("final", "b", {}, (), False),
        ("provisional", "a", {}, (), True),
    ],
)
def test_each_note_of_what_changed_is_read_again_as_it_was_meant(
    status: str, said: str, counts: dict[str, int], moved: tuple[Any, ...], is_same: bool
) -> None:
    (note,) = held_against(a_record(status, **counts), said, final(), closings=0, now=NOW).notes

    assert since(note) == Since(NOW - timedelta(hours=1), moved, is_same)


def test_another_note_is_not_read_as_one() -> None:
    assert since("A decision was overruled.") is None


def test_undoing_the_change_leaves_nothing_to_say() -> None:
    opened = held_against(a_record(in_person=2), "b", final(), closings=0, now=NOW)
    undone = held_against(a_record(), "a", opened.final, closings=0, now=NOW)

    assert (undone.status, undone.notes) == ("final", ())


def test_an_organisers_word_ends_the_note_and_the_next_change_brings_another() -> None:
    opened = held_against(a_record(in_person=2), "b", final(), closings=0, now=NOW)
    said = held_against(a_record(in_person=2), "b", opened.final, closings=1, now=NOW)
    again = held_against(a_record(in_person=3), "c", said.final, closings=1, now=NOW)

    assert (said.status, said.notes) == ("final", ())
    assert (again.status, again.waiting_for) == ("final", ())
    assert again.notes == ("It was final on 2026-03-10 18:00 UTC; since then: in person 2 → 3.",)


def test_a_word_that_changed_nothing_is_no_word_for_what_comes_later() -> None:
    said = held_against(a_record(), "a", final(), closings=1, now=NOW)

    assert held_against(a_record(in_person=2), "b", said.final, closings=1, now=NOW).notes != ()


def test_erasing_somebody_is_no_change_and_hides_none_that_nobody_has_confirmed() -> None:
    erased = held_against(a_record(erased=1), "b", final(), closings=0, now=NOW)
    decided = held_against(a_record(), "b", final(), closings=0, now=NOW)
    both = held_against(a_record(erased=1), "c", decided.final, notes=decided.notes, closings=0, now=NOW)
    word = held_against(a_record(erased=1), "c", both.final, notes=both.notes, closings=1, now=NOW)

    assert (erased.notes, erased.final) == ((), final(said="b", counts=COUNTS | {"erased": 1}))
    assert both.notes == decided.notes != ()
    assert word.notes == ()


def test_where_evidence_is_waited_for_anew_its_coming_is_enough() -> None:
    waits = held_against(a_record("provisional", virtual=3), "b", final(), closings=0, now=NOW)
    came = held_against(a_record(virtual=3), "b", waits.final, closings=0, now=NOW)

    assert waits.waiting_for == (THE_ROOM,)
    assert waits.notes == ("It was final on 2026-03-10 17:00 UTC; since then: virtual 2 → 3.",)
    assert (came.status, came.notes, came.final) == ("final", (), Final("b", NOW, COUNTS | {"virtual": 3}))
