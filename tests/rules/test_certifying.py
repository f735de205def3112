"""Who gets a certificate, what stands on it, and when the record bears it out no longer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.web import sample
from zoom_sync.records import Certified, Person
from zoom_sync.rules.certifying import blank, certified, refusal, standing

EVENT = sample.the_event(venue="Silver Oak")
LANGUAGES = ("en", "fr", "hi")


def asha(**changes: object) -> Person:
    return sample.a_person(0, EVENT, **changes)


def of(person: Person, language: str = "en") -> Certified:
    return certified(person, form=blank(EVENT, language=language), languages=LANGUAGES)


def test_whoever_meets_the_rule_gets_one_and_nobody_else() -> None:
    assert refusal(asha()) is None
    assert refusal(asha(attended=False)) == "rule"


def test_a_join_on_the_name_alone_earns_none_without_a_persons_word() -> None:
    assert refusal(asha(by_name=True)) == "name alone"


def test_it_says_the_name_the_event_and_whole_minutes() -> None:
    said = of(asha(name="  Asha   Pradhan ", minutes=205.98))

    assert (said.name, said.minutes, said.at_least) == ("Asha Pradhan", 205, False)
    assert (said.title, said.days, said.venue) == (EVENT.title, EVENT.days, "Silver Oak")


def test_a_stay_of_which_a_part_is_unknown_is_at_least_so_long_and_an_unknown_one_has_no_length() -> None:
    part, none = of(asha(minutes=60.0, minutes_at_least=True)), of(asha(minutes=0.0, minutes_at_least=True))

    assert (part.minutes, part.at_least) == (60, True)
    assert (none.minutes, none.at_least) == (None, False)


def test_it_is_in_the_language_they_asked_for_where_there_is_one_else_in_the_events() -> None:
    assert of(asha(language="Hindi"), "fr").language == "hi"
    assert of(asha(language="Klingon"), "fr").language == "fr"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Asha 🌸 Rao", "Asha Rao"),
        ("\u202eAsha\u200b Rao\ufeff", "Asha Rao"),
        ("👩‍👩‍👧‍👦", ""),
        ("क्‍ष", "क्‍ष"),
        ("می‌خواهم", "می‌خواهم"),
        ("José", "José"),
        ("Asha\ue000\ud800", "Asha"),
    ],
)
def test_a_name_on_it_is_letters_without_pictures_and_unseen_signs(typed: str, printed: str) -> None:
    assert of(asha(name=typed)).name == printed
    assert refusal(asha(name=typed)) == (None if printed else "no name")


def test_a_certificate_stands_as_long_as_the_record_says_what_it_says() -> None:
    person = asha()
    said = of(person)

    assert standing(said, person) == "valid"
    assert standing(said, replace(person, minutes=person.minutes + 0.4)) == "valid"
    assert standing(said, replace(person, minutes=person.minutes - 30)) == "overtaken"
    assert standing(said, replace(person, name="Asha Rao")) == "overtaken"
    assert standing(said, replace(person, attended=False)) == "withdrawn"
    assert standing(said, replace(person, by_name=True)) == "withdrawn"
    assert standing(said, None) == "withdrawn"
