"""A table in its parts: sections under a header each, and their rows.

Row numbers (`Line.n`) count the data rows from 1 through the whole file; titles, headers, repeated headers,
the summary and blank rows are not counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from zoom_sync.rules.sheet.dialects.dialect import Dialect


@dataclass(frozen=True, slots=True)
class Line:
    """A data row: its number among the data rows, its place in the file, its cells, the title above it."""

    n: int
    number: int
    cells: tuple[str, ...]
    day: str = ""


@dataclass(slots=True)
class Section:
    """Rows under one header. `columns`: field -> column; `further`: its other columns, where it has several."""

    title: str
    header: tuple[str, ...]
    columns: dict[str, int]
    lines: list[Line] = field(default_factory=list)
    further: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def cell(self, line: Line, name: str, turn: int = 0) -> str:
        """What a row says in a field, "" if nothing. `turn`: in which of its columns, 0 for the first."""
        column = self.further[name][turn - 1] if turn else self.columns.get(name, -1)
        return line.cells[column] if 0 <= column < len(line.cells) else ""

    def turns(self, name: str) -> int:
        """How many columns a field has that is there."""
        return 1 + len(self.further.get(name, ()))

    def cells(self, line: Line, name: str) -> list[str]:
        """What a row says in each column of a field."""
        if name not in self.further:  # nearly every one
            return [self.cell(line, name)]
        return [self.cell(line, name, turn) for turn in range(self.turns(name))]

    def places(self) -> Iterator[tuple[str, int]]:
        """Each field with each of its columns."""
        yield from self.columns.items()
        yield from ((name, column) for name, columns in self.further.items() for column in columns)

    def head(self, name: str) -> str:
        """What stands above the column of a field, "" if nothing: rows may be wider than their header."""
        column = self.columns.get(name, 0)
        return self.header[column] if column < len(self.header) else ""


@dataclass(slots=True)
class Layout:
    titles: list[str]
    summary: dict[str, str]
    sections: list[Section]
    headed: bool
    dialect: Dialect | None = None  # the platform that wrote it, where its header tells

    @property
    def fields(self) -> set[str]:
        return {name for section in self.sections for name in section.columns}

    @property
    def lines(self) -> int:
        return sum(len(section.lines) for section in self.sections)
