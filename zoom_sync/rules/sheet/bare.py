"""Rows of a list without a header that are of no person: titles above it, days between, a header nobody knows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from zoom_sync.rules.sheet.languages import split
from zoom_sync.rules.sheet.languages.content import TITLE
from zoom_sync.rules.sheet.lexicon import Lexicon, key
from zoom_sync.rules.sheet.shapes import is_phone, looks_like_data

SEARCHED = 40
SHAPED = {"email", "date", "time_in", "time_out", "phone"}
TITLES = Lexicon([split(*TITLE)])


def titles(rows: Sequence[tuple[str, ...]]) -> int:
    """How many of the first rows are titles: alone in their rows, and no name.

    Where every row has one cell only, a title must have a word of titles; elsewhere it may as well be long or
    have a number in it.
    """
    wide = any(len([cell for cell in row if cell]) > 1 for row in rows[:SEARCHED])
    return next((n for n, row in enumerate(rows) if not _is_title(row, wide=wide)), 0)


def _is_title(row: tuple[str, ...], *, wide: bool) -> bool:
    filled = [cell for cell in row if cell]
    if len(filled) != 1 or looks_like_data(filled[0]):
        return False
    long = len(filled[0].split()) > 4 or bool(re.search(r"\d", filled[0]))
    return (wide and long) or is_called_so(filled[0])


def is_called_so(text: str) -> bool:
    """Whether a text has a word of the titles of sheets: “Attendance sheet”, 参加者名簿."""
    return any(True for _ in TITLES.places(key(text)))


def is_day(row: tuple[str, ...]) -> bool:
    """“Day 2: 23 November”, alone in its row between the rows of a sheet."""
    return len(row) == 1 and bool(re.search(r"\d", row[0])) and "@" not in row[0] and not is_phone(row[0])


def is_unknown_header(first: tuple[str, ...], columns: Mapping[str, int]) -> bool:
    """A first row in a language that we do not know: words stand where the other rows have addresses or times."""
    shaped = [first[c] for name, c in columns.items() if name in SHAPED and c < len(first)]
    return bool(shaped) and all(shaped) and not any(looks_like_data(cell) for cell in first)
