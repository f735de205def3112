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
