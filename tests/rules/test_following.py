"""Questions whose answer follows from one just given are not asked."""

from __future__ import annotations

import pytest

from tests.builders import a_verdict
from zoom_sync.records import Pair, Verdict
from zoom_sync.rules.following import settled, still_open

OWNERS = {"a1": "A", "a2": "A", "b1": "B", "b2": "B", "c1": "C", "d1": "D"}


def asked(*facts: str) -> list[Pair]:
    """A question of each two letters and digits: "a1b1" asks of the facts a1 and b1."""
    return [Pair((one[:2], one[2:]), 0.5, ("same name",), (one[:2], one[2:])) for one in facts]


def left(questions: list[Pair], *decided: Verdict) -> list[str]:
    return ["".join(pair.facts) for pair in still_open(questions, decided, OWNERS)]


@pytest.mark.parametrize(
    ("decided", "open_"),
    [
        ([], ["a1b1", "b2c1", "a2c1", "c1d1"]),
        ([a_verdict("same", "a1", "b1")], ["b2c1", "c1d1"]),
        ([a_verdict("same", "a1", "b2")], ["b2c1", "c1d1"]),
        ([a_verdict("different", "a1", "b1")], ["b2c1", "a2c1", "c1d1"]),
        ([a_verdict("different", "a2", "b2")], ["b2c1", "a2c1", "c1d1"]),
        ([a_verdict("same", "a1", "b1"), a_verdict("different", "b1", "c1")], ["c1d1"]),
        ([a_verdict("same", "a1", "b1"), a_verdict("same", "b1", "c1")], ["c1d1"]),
        ([a_verdict("attended", "a1")], ["a1b1", "b2c1", "a2c1", "c1d1"]),
    ],
)
def test_what_follows_is_not_asked(decided: list[Verdict], open_: list[str]) -> None:
    assert left(asked("a1b1", "b2c1", "a2c1", "c1d1"), *decided) == open_


def test_of_two_questions_about_the_same_two_people_one_is_asked() -> None:
    assert left(asked("a1b1", "b2a2")) == ["a1b1"]


def test_a_split_that_is_not_in_the_record_yet_answers_nothing_else() -> None:
    assert left(asked("a1b1"), a_verdict("different", "a1", "a2")) == ["a1b1"]


def test_a_record_that_is_new_stands_for_itself() -> None:
    assert left(asked("x1y1", "y1x1"), a_verdict("same", "x1", "a1")) == ["x1y1"]


@pytest.mark.parametrize(
    ("decided", "gone"),
    [
        ([], []),
        ([a_verdict("same", "a1", "b1")], [("a1", "b1")]),
        ([a_verdict("different", "a1", "b1")], [("a1", "b1")]),
        ([a_verdict("different", "c1", "d1")], [("d1", "c1")]),
    ],
)
def test_a_question_that_the_record_asks_by_other_facts_meanwhile_is_not_answered(
    decided: list[Verdict], gone: list[tuple[str, str]]
) -> None:
    now = still_open(asked("a2b2", "b1c1", "c1d1"), decided, OWNERS)
    shown = [("a1", "b1"), ("c1", "b2"), ("d1", "c1")]
    assert settled(shown, now, decided, OWNERS) == gone
