"""Sums of polls and questions: what many gave is counted, and what one person wrote is in no sum."""

from __future__ import annotations

import json
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import instant
from zoom_sync.records import Asked, Poll, PollAnswer, Question
from zoom_sync.rules import asked

HOME, FOOD = "Where do you work?", "What was for lunch?"


def said(
    answer: str, *people: str, question: str = HOME, poll: str = "p1", at: str = "10:00"
) -> list[PollAnswer]:
    return [PollAnswer(who, poll, question, answer, instant(at)) for who in people]


def test_an_answer_that_three_gave_is_told_and_one_that_two_gave_is_among_the_others() -> None:
    found = asked.polls([*said("At home", "a", "b", "c"), *said("Abroad", "d", "e")])

    assert found == (Poll(HOME, 5, (("At home", 3),), 2),)


def test_words_that_somebody_wrote_themselves_are_counted_and_not_told() -> None:
    (found,) = asked.polls(
        [*said("My manager Asha Rao keeps our passports", "a"), *said("We sleep at the kiln", "b")]
    )

    assert found == Poll(HOME, 2, (), 2)


def test_nobody_brings_their_own_words_over_the_threshold_by_saying_them_often() -> None:
    (found,) = asked.polls([*said("My very own words", "a", "a", "a", "a"), *said("my;my;my", "b")])

    assert found == Poll(HOME, 2, (), 2)


def test_people_without_a_name_are_people_each() -> None:
    (found,) = asked.polls(said("At home", "", "", ""))

    assert found == Poll(HOME, 3, (("At home", 3),))


def test_of_several_options_chosen_each_counts_and_the_person_once() -> None:
    (found,) = asked.polls(
        [
            *said("Contracts; A helpline", "a", "b", "c"),
            *said("A helpline", "d"),
            *said("No fees;A helpline", "e"),
        ]
    )

    assert found == Poll(HOME, 5, (("A helpline", 5), ("Contracts", 3)), 1)


def test_whoever_answers_again_counts_with_what_they_said_last() -> None:
    first = said("Abroad", "a", "b", "c", at="10:05")

    (found,) = asked.polls([*first, *said("At home", "a", at="10:06"), *said("At home", "b", at="10:01")])

    assert found == Poll(HOME, 3, (), 3)


def test_questions_stand_in_the_order_in_which_they_were_asked_and_an_empty_answer_is_none() -> None:
    given = [
        *said("Rice", "a", "b", "c", question=FOOD, at="12:00"),
        *said("At home", "a", "b", "c", at="10:00"),
        *said(" ; ", "d"),
        *said("Rice", "a", "b", "c", question=FOOD, poll="p2", at="11:00"),
    ]

    assert [(one.question, one.answered) for one in asked.polls(given)] == [(HOME, 3), (FOOD, 3), (FOOD, 3)]


def test_questions_of_the_audience_count_once_and_deleted_ones_not_at_all() -> None:
    found = [
        Question("1", "answered"), Question("2", "default", is_replied=True), Question("3", "open"),
        Question("3", "open"), Question("4", "deleted"), Question("5", "dismissed"), Question(""), Question(""),
    ]  # fmt: skip

    assert asked.questions(found) == (6, 2)


def test_a_report_tells_each_run_and_adds_up_the_audience() -> None:
    start = instant("09:00")
    poll = Poll(HOME, 3, (("At home", 3),))

    first, second = Asked("a", start, (poll,), 4, 1), Asked("b", start + timedelta(hours=3), (poll,))

    found = asked.told([first, second, Asked("c", questions=2, answered=2)])

    assert [one["run"] for one in found["polls"]] == ["2026-03-10T09:00:00Z", "2026-03-10T12:00:00Z"]
    assert found["polls"][0]["answers"] == [{"answer": "At home", "people": 3}]
    assert (found["questions"], found["answered"]) == (6, 3)
    assert json.loads(json.dumps(found)) == found
    assert asked.told([Asked("a")]) == {"polls": [], "questions": None, "answered": None}


@given(
    st.lists(st.tuples(st.sampled_from("abcdefg"), st.text("xyz;", max_size=5), st.sampled_from(["p", "q"])))
)
def test_no_answer_is_told_that_fewer_than_three_people_gave(rows: list[tuple[str, str, str]]) -> None:
    given_ = [PollAnswer(who, poll, HOME, answer) for who, answer, poll in rows]

    for poll in asked.polls(given_):
        assert poll.answered <= len({who for who, _answer, _poll in rows})
        assert poll.others <= poll.answered
        for answer, people in poll.answers:
            givers = {who for who, text, _ in rows if answer in [part.strip() for part in text.split(";")]}
            assert 3 <= people <= len(givers)
