"""The scorer: each measure on records small enough to count by hand."""

from __future__ import annotations

from typing import Any

import pytest

from bench.identity.score import Known, Score, score

# Asha registers (r1), connects (c1) and signs (s1); Bina registers (r2) and signs (s2); c3 is nobody's iPhone.
TRUTH = {
    "r#1": Known("asha", (), "asha.1"),
    "c#1": Known("asha", (), "asha.1"),
    "s#1": Known("asha", (), "asha.1"),
    "r#2": Known("bina", (), "bina.1"),
    "s#2": Known("bina", (), "bina.2"),
    "c#3": Known("", (), ""),
}
RIGHT = (("r#1", "c#1", "s#1"), ("r#2", "s#2"))


def record(*people: tuple[str, ...], nobody: tuple[str, ...] = ("c#3",), asks: Any = ()) -> dict[str, Any]:
    def entry(refs: tuple[str, ...]) -> dict[str, Any]:
        return {"evidence": [{"ref": ref} for ref in refs]}

    return {
        "people": [entry(refs) for refs in people],
        "unidentified": [entry((ref,)) for ref in nobody],
        "review": [{"refs": list(refs)} for refs in asks],
    }


def scored(*people: tuple[str, ...], **given: Any) -> Score:
    return score(TRUTH, record(*people, **given))


def test_a_record_that_is_right_is_perfect() -> None:
    right = scored(*RIGHT)

    assert (right.precision, right.recall, right.across_recall, right.exact, right.nameless) == (
        1,
        1,
        1,
        1,
        1,
    )
    assert (right.false_merges, right.questions, right.lost, right.people) == (0, 0, 0, 2)


def test_two_people_in_one_entry_are_one_wrong_join_per_two_people() -> None:
    both = scored((*RIGHT[0], *RIGHT[1]))

    assert both.false_merges == 500
    assert both.exact == 0
    assert both.precision == pytest.approx(4 / 10)
    assert both.across_precision == pytest.approx(4 / 8)  # r1-r2 and s1-s2 are of one file
    assert both.recall == 1


def test_a_person_in_two_entries_costs_the_pairs_between_them() -> None:
    split = scored(("r#1", "c#1"), ("s#1",), RIGHT[1])

    assert split.false_merges == 0
    assert split.recall == pytest.approx(2 / 4)
    assert split.exact == 0.5


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        pytest.param((("r#1", "s#1"),), 1.0, id="a question about the right two heals"),
        pytest.param((("s#1", "r#2"),), 0.5, id="one about two people changes nothing"),
        pytest.param((("r#1",),), 0.5, id="one about a single record asks nothing"),
    ],
)
def test_questions_count_as_far_as_their_answers_join(asked: Any, answered: float) -> None:
    split = scored(("r#1", "c#1"), ("s#1",), RIGHT[1], asks=asked)

    assert split.across_recall == 0.5
    assert split.answered == answered
    assert split.questions == (500 if len(asked[0]) == 2 else 0)


def test_a_record_of_either_of_two_counts_for_the_one_it_was_put_with() -> None:
    truth = TRUTH | {"c#4": Known("asha", ("bina",), "asha.1")}

    with_own = score(truth, record((*RIGHT[0], "c#4"), RIGHT[1]))
    with_other = score(truth, record(RIGHT[0], (*RIGHT[1], "c#4")))
    alone = score(truth, record(*RIGHT, ("c#4",)))

    assert (with_own.exact, with_other.exact, alone.exact) == (1, 1, 0.5)
    assert (with_own.false_merges, with_other.false_merges) == (0, 0)


def test_nobodys_connection_given_to_a_person_is_neither_nameless_nor_exact() -> None:
    strayed = scored((*RIGHT[0], "c#3"), RIGHT[1], nobody=())

    assert strayed.nameless == 0
    assert strayed.exact == 0.5
    assert strayed.precision == pytest.approx(4 / 7)
    assert strayed.false_merges == 0


def test_missing_repeated_and_invented_records_are_counted() -> None:
    faulty = scored(("r#1", "c#1", "r#1"), RIGHT[1], ("x#9",))

    assert faulty.lost == 3  # s1 is missing, r1 repeated, x9 invented


def test_the_ceiling_is_what_ties_records_together() -> None:
    assert scored(*RIGHT).ceiling == pytest.approx(3 / 4)  # nothing ties r2 to s2
