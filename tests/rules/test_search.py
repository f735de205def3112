"""Whom a few typed letters find."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zoom_sync.rules import search


def found(typed: str, name: str, *, organisation: str = "") -> bool:
    text = search.words(name, organisation, "asha@people.example")
    return all(any(one in text for one in spellings) for spellings in search.asked(typed))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("renee strasser", "Renée Straßer"),
        ("RENÉE", "Renée Straßer"),
        ("strasser renee", "Renée Straßer"),
        ("oystein angstrom", "Øystein Ångström"),
        ("Łukasz", "Lukasz Walesa"),
        ("o'brien", "Máire O'Brien"),
        ("rahima", "রহিমা খাতুন"),
        ("rahima khatun", "রহিমা খাতুন"),
        ("রহিমা", "রহিমা খাতুন"),
        ("রহিমা", "Rahima Khatun"),
        ("chakraborty", "প্রিয়া চক্রবর্তী"),
        ("chakravarti", "প্রিয়া চক্রবর্তী"),
        ("চক্রবর্তী", "Priya Chakraborty"),
        ("fatima", "فاطمة الزهراء"),
        ("فاطمة", "Fatima Az-Zahra"),
        ("शर्मा", "Anita Sharma"),
        ("xiaolong", "李小龙"),
        ("小龙", "李小龙"),
        ("petrov", "Иван Петров"),
        ("петров", "Ivan Petrov"),
        ("nguyen", "Nguyễn Thị Lan"),
        ("", "Anybody"),
    ],
)
def test_a_person_is_found_however_the_name_is_typed(typed: str, name: str) -> None:
    assert found(typed, name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("rahima", "Rahul Khatun"), ("renee weber", "Renée Straßer"), ("=", "Asha Rao"), ("%", "Asha Rao")],
)
def test_others_are_not_found(typed: str, name: str) -> None:
    assert not found(typed, name)


def test_an_organisation_and_an_address_are_looked_in_too() -> None:
    assert found("union", "Asha", organisation="Unión de Trabajadoras")
    assert found("asha@people", "Asha")
    assert search.group("UNIÓN  de Trabajadoras") == search.group("Union de trabajadoras")


WORDS = st.lists(st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=12), max_size=4)


@given(WORDS)
def test_every_name_is_found_by_each_word_of_itself(words: list[str]) -> None:
    name = unicodedata.normalize("NFC", " ".join(words))
    for word in name.split():
        assert found(word, name), (word, name)


@given(st.text(max_size=2000), st.text(max_size=2000))
def test_no_text_is_too_long_or_too_odd_to_be_folded(name: str, organisation: str) -> None:
    assert len(search.words(name, organisation).encode()) <= search.LONGEST
    assert len(search.group(organisation)) <= 100
    search.asked(name)
