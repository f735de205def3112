"""Countries by their names."""

from __future__ import annotations

import pytest
from babel import Locale

from zoom_sync import countries


@pytest.mark.parametrize(
    ("written", "language", "said"),
    [
        ("IN", "en", "India"),
        ("bd", "fr", "Bangladesh"),
        ("IN", "ar", "الهند"),
        ("India", "ar", "India"),  # as it was written
        ("X9", "en", "X9"),
        ("", "en", ""),
    ],
)
def test_a_code_of_two_letters_is_said_by_its_name(written: str, language: str, said: str) -> None:
    assert countries.name(written, Locale(language)) == said


def test_answers_that_name_one_country_are_one_whatever_the_language() -> None:
    for written in ("IN", " in ", "India", "INDIA", "Inde", "भारत", "الهند", "ভারত", "Bharat"):
        assert countries.key(written) == "india"
    assert {
        countries.key(written) for written in ("USA", "us", "United States of America", "États-Unis")
    } == {"united states"}
    assert countries.key("Niger") != countries.key("Nigeria")


@pytest.mark.parametrize(
    ("written", "said"),
    [("", ""), ("X9", "x9"), ("  The  Moon ", "the moon"), ("Congo", "congo"), ("EU", "eu")],
)
def test_an_answer_that_names_no_known_country_is_counted_as_it_is(written: str, said: str) -> None:
    assert countries.key(written) == said
