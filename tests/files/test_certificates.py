"""Certificates on paper: every script, five languages, and names that are only names."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.builders import span
from tests.hostile_names import NAMES
from zoom_sync.files.printing import LANGUAGES, Press, Proof, certificate_words
from zoom_sync.records import Certified

ADDRESS = "https://attendance.mela.example/certificates/7QK2-M9XA-03TB-Z5WD"
PROOF = Proof("7QK2-M9XA-03TB-Z5WD", ADDRESS, datetime(2026, 3, 12, 9, tzinfo=UTC), "9f2c" * 16)
SAID = Certified("Asha Rao", 205, "A meeting", (span("09:00", "13:00"),), "Asia/Kolkata", venue="Silver Oak")
SIX_SCRIPTS = (
    "María Ó Briain", "प्रज्ञा शर्मा", "প্রজ্ঞা শর্মা", "فاطمة الزهراء", "สมชาย ใจดี", "தமிழ்ச்செல்வி",
)  # fmt: skip


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


@pytest.mark.parametrize("name", SIX_SCRIPTS)
def test_a_name_in_its_own_script_is_set_so_that_it_can_be_archived_and_read_aloud(
    press: Press, name: str
) -> None:
    made = press.pdf(replace(SAID, name=name), PROOF)

    assert made.startswith(b"%PDF-")
    assert b"pdfaid:part>2<" in made  # PDF/A-2a, which refuses any letter that has no font
    assert b"pdfuaid:part>1<" in made


def test_the_same_certificate_gives_the_same_bytes(press: Press) -> None:
    assert press.pdf(SAID, PROOF) == Press().pdf(SAID, PROOF)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_each_language_with_days_and_hours_written_its_way(press: Press, language: str) -> None:
    when = certificate_words.when(SAID.days, SAID.timezone, language)
    length = certificate_words.length(205, language, at_least=True)

    assert set(certificate_words.WORDS[language]) == set(certificate_words.WORDS["en"])
    assert "14:30–18:30 (Asia/Kolkata)" in when
    assert re.search(r"\b3\b.*\b25\b", length)
    assert (language == "en") == ("hours" in length)
    assert press.picture(replace(SAID, language=language), PROOF) != press.picture(
        replace(SAID, language="en" if language != "en" else "fr"), PROOF
    )


def test_a_length_is_whole_hours_and_minutes_and_nothing_where_nobody_knows() -> None:
    told = [certificate_words.length(m, "en", at_least=False) for m in (None, 0, 59, 60, 61, 125)]

    assert told == ["", "0 minutes", "59 minutes", "1 hour", "1 hour 1 minute", "2 hours 5 minutes"]


def test_of_many_days_the_first_and_the_last_are_named() -> None:
    days = tuple(
        replace(day, start=day.start.replace(day=number), end=day.end.replace(day=number))
        for number in (10, 11, 12, 13)
        for day in SAID.days
        if day.end
    )

    assert certificate_words.when(days, "UTC", "en") == "10 March 2026 to 13 March 2026"


def test_three_hundred_hostile_names_are_set_as_names_in_every_place(press: Press) -> None:
    """A name that became markup would end the setting, or make another page or another file of it."""
    for name in NAMES:
        everywhere = replace(SAID, name=name, title=name, venue=name, issuer=name, signatory=name)

        made = press.pdf(everywhere, PROOF)

        assert made.count(b"/Type/Page") - made.count(b"/Type/Pages") == 1, ascii(name)
        assert b"/URI" not in made
        assert b"/JavaScript" not in made


def test_a_name_written_as_markup_stands_there_as_it_was_typed(press: Press) -> None:
    assert press.picture(replace(SAID, name="*Asha*"), PROOF) != press.picture(
        replace(SAID, name="Asha"), PROOF
    )
