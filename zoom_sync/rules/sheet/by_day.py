"""Sheets with a column for each day or session, in which a tick says that somebody came."""

from __future__ import annotations

from zoom_sync.rules.sheet.bare import names_a_day
from zoom_sync.rules.sheet.section import Line, Section
from zoom_sync.rules.sheet.shapes import is_time
from zoom_sync.rules.sheet.values import presence


def day_columns(section: Section) -> tuple[int, ...]:
    """The columns that are headed by a day and filled with yes, no and ticks; an hour is none of these."""
    known = set(section.columns.values())
    headed = (c for c, text in enumerate(section.header) if c not in known and names_a_day(text))
    return tuple(c for c in headed if _is_ticked(section, c))


def came(line: Line, columns: tuple[int, ...]) -> bool:
    """Whether a row says of any of the days that its person was there."""
    return any(presence(line.cells[c]) == "present" for c in columns if c < len(line.cells))


def _is_ticked(section: Section, column: int) -> bool:
    cells = [line.cells[column] for line in section.lines if column < len(line.cells) and line.cells[column]]
    return bool(cells) and all(presence(cell) and not is_time(cell) for cell in cells)
