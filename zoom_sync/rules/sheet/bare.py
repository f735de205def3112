"""Rows of a list without a header that are of no person: titles above it, days between, a header nobody knows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from zoom_sync.rules.sheet.dates import date_in
from zoom_sync.rules.sheet.languages import split
from zoom_sync.rules.sheet.languages.content import TITLE
from zoom_sync.rules.sheet.languages.times import LATIN_MONTHS
from zoom_sync.rules.sheet.lexicon import Lexicon, key
from zoom_sync.rules.sheet.shapes import is_date, is_phone, looks_like_data
from zoom_sync.rules.sheet.spoken import date_of

SEARCHED = 40
SHAPED = {"email", "date", "time_in", "time_out", "phone"}
TITLES = Lexicon([split(*TITLE)])
CALLED = re.compile(
    r"(?:day|session|jour|seance|dia|sesion|sessao|giorno|sessione|tag|sitzung|dag|gun|hari|sesi|день|दिन|सत्र|দিন|دن|اليوم)"
    r" ?\d{1,2}\b.*"
    r"|第\s?\w\s?天.*|\d日目.*|\d{1,2} ?月 ?\d{1,2} ?日.*|\d{1,2} \d{1,2}"
)
ANY_YEAR = 2000  # “22 Nov” is a day of any
LATIN = "|".join(sorted({part for name in LATIN_MONTHS.split() for part in (key(name), key(name)[:3])}))
DATED = re.compile(  # on its key, with the month in full or its first three letters: “3 Marta” is somebody
    rf"(?:.* )?(?:\d{{1,2}}(?:st|nd|rd|th|er)? (?:de )?(?:{LATIN})|(?:{LATIN}) \d{{1,2}}(?:st|nd|rd|th)?)"
)
NUMBERS = re.compile(r"\d[/.:]\d")


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


def names_a_day(text: str) -> bool:
    """“Day 2”, “22 Nov”, 第2天: what stands above the column of a day."""
    return is_date(text) or is_date(f"{text} {ANY_YEAR}") or bool(CALLED.fullmatch(key(text)))


def is_day(row: tuple[str, ...]) -> bool:
    """“Day 2: 23 November”, alone in its row between the rows of a sheet. “Guest 3” is somebody."""
    if len(row) != 1 or "@" in row[0] or is_phone(row[0]):
        return False
    text = date_of(row[0])
    words = key(text)
    return bool(
        NUMBERS.search(text) or CALLED.fullmatch(words) or DATED.fullmatch(words) or date_in(text, "d")
    )


def is_unknown_header(first: tuple[str, ...], columns: Mapping[str, int]) -> bool:
    """A first row in a language that we do not know: words stand where the other rows have addresses or times."""
    shaped = [first[c] for name, c in columns.items() if name in SHAPED and c < len(first)]
    return bool(shaped) and all(shaped) and not any(looks_like_data(cell) for cell in first)
