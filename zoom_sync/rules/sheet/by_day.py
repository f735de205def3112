"""Sheets with a column for each day or session, in which a tick says that somebody came."""

from __future__ import annotations

import re

from zoom_sync.rules.sheet.layout import Line, Section
from zoom_sync.rules.sheet.lexicon import key
from zoom_sync.rules.sheet.shapes import is_date, is_time
from zoom_sync.rules.sheet.values import presence

CALLED = re.compile(
    r"(?:day|session|jour|seance|dia|sesion|sessao|giorno|sessione|tag|sitzung|dag|gun|hari|sesi|день|दिन|सत्र|দিন|دن|اليوم)"
    r" ?\d{1,2}\b.*"
    r"|第\s?\w\s?天|\d日目|\d{1,2} ?月 ?\d{1,2} ?日|\d{1,2} \d{1,2}"
)
ANY_YEAR = 2000  # “22 Nov” is a day of any


def day_columns(section: Section) -> tuple[int, ...]:
    """The columns that are headed by a day and filled with yes, no and ticks; an hour is none of these."""
    known = set(section.columns.values())
    headed = (c for c, text in enumerate(section.header) if c not in known and _is_day(text))
    return tuple(c for c in headed if _is_ticked(section, c))


def came(line: Line, columns: tuple[int, ...]) -> bool:
    """Whether a row says of any of the days that its person was there."""
    return any(presence(line.cells[c]) == "present" for c in columns if c < len(line.cells))


def _is_day(text: str) -> bool:
    return is_date(text) or is_date(f"{text} {ANY_YEAR}") or bool(CALLED.fullmatch(key(text)))


def _is_ticked(section: Section, column: int) -> bool:
    cells = [line.cells[column] for line in section.lines if column < len(line.cells) and line.cells[column]]
    return bool(cells) and all(presence(cell) and not is_time(cell) for cell in cells)
