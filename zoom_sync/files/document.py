"""A report in words, whatever it becomes: one page, a PDF with pictures, sheets of a workbook.

All texts are in the reader's language; texts of strangers among them are as they were written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from babel.numbers import format_decimal


class Figure(NamedTuple):
    """A number, and the least and the most that open questions leave of it."""

    value: int
    low: int
    high: int

    @property
    def is_open(self) -> bool:
        return self.low != self.high


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of figures below `head`, whose first entry stands above the rows' names.

    `keys`: what each column of figures is, for a picture's colours: "virtual", "in_person", "both", "absent", "people".
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Figure, ...]], ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report. `picture`: "bars" of these columns of its table, or "presence"; "" for none.

    `is_short`: it stands on the one page, too.
    """

    key: str
    title: str
    table: Table | None = None
    picture: str = ""
    columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    is_short: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """`figures`: key, name and number of what matters most. `presence`: the curve as SVG, "" without one.

    `counted`: how it was counted, in sentences; `facts`: name and value of what it rests on.
    """

    title: str
    kind: str
    when: str
    status: str
    figures: tuple[tuple[str, str, Figure], ...]
    sections: tuple[Section, ...]
    counted_title: str
    counted: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    page: str  # the word before a page's number
    range: str  # "%(least)s to %(most)s" in the language
    presence: str = ""
    points: Sequence[Sequence[Any]] = ()  # of the curve, below `points_head`
    points_head: tuple[str, ...] = ()
    language: str = "en"
    locale: str = "en_GB"
    is_rtl: bool = False

    def number(self, value: int) -> str:
        """A number as the language writes it."""
        return str(format_decimal(value, locale=self.locale))

    def told(self, figure: Figure) -> str:
        """The range of a figure in words, "" where it cannot move."""
        if not figure.is_open:
            return ""
        return self.range % {"least": self.number(figure.low), "most": self.number(figure.high)}
