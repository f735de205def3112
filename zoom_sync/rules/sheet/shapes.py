"""What a cell looks like: an address, a number, an hour, a date, or words."""

from __future__ import annotations

import re

from zoom_sync.rules.sheet.dates import moment
from zoom_sync.rules.sheet.hours import hour
from zoom_sync.rules.sheet.spoken import hour_of

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
CLOCK = re.compile(r"[:.hH]|[ap]\.?m")
DIGIT = re.compile(r"\d")
PHONE = re.compile(r"\+?[\d\s().\-/]{7,22}")


def is_email(cell: str) -> bool:
    return bool(EMAIL.fullmatch(cell))


def is_phone(cell: str) -> bool:
    digits = sum(letter.isdigit() for letter in cell)
    return 7 <= digits <= 15 and bool(PHONE.fullmatch(cell)) and not moment(cell, "d")


def is_time(cell: str) -> bool:
    """An hour or a full instant; a bare number is none (it may as well be a count)."""
    return bool(CLOCK.search(hour_of(cell))) and (hour(cell) is not None or moment(cell, "d") is not None)


def is_date(cell: str) -> bool:
    found = moment(cell, "d") or moment(cell, "m")
    return found is not None and not is_time(cell)


def is_words(cell: str) -> bool:
    return (
        any(letter.isalpha() for letter in cell)
        and "@" not in cell
        and not is_time(cell)
        and not is_date(cell)
    )


def looks_like_data(cell: str) -> bool:
    """Nothing like this stands in a header."""
    if not DIGIT.search(cell):
        return "@" in cell
    return "@" in cell or is_phone(cell) or is_time(cell) or is_date(cell)
