"""A table of counts with its sums, and which of its cells are hidden.

Rows and columns are followed by one row and one column of sums. `k` is the least count that may be shown; a
hidden cell under k is shown as "<k", any other hidden cell as "*".
"""

from __future__ import annotations

from dataclasses import dataclass, field

Cell = tuple[int, int]  # row, column


@dataclass(slots=True)
class Grid:
    """One table as it is counted, and what is hidden of it.

    `shared`: the row that all tables of a report have in common, the attendees by mode; `rules.disclosure.margins`
    decides about its cells. `silent`: a row that is not shown, but follows from those that are: the attendees who
    were not in a session. `named`: rows that are there only because at least k people are in them.
    `is_blank`: "<k" would say too much here, so that every hidden cell is shown as "*"; `is_shared_blank`: likewise of
    the shared row.
    """

    name: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: list[list[int]]
    k: int
    shared: int
    silent: int | None = None
    named: frozenset[int] = frozenset()
    hidden: set[Cell] = field(default_factory=set)
    is_blank: bool = False
    is_shared_blank: bool = False

    @property
    def last_row(self) -> int:
        return len(self.rows)

    @property
    def last_column(self) -> int:
        return len(self.columns)

    def is_hidden(self, cell: Cell) -> bool:
        row, column = cell
        if row == self.silent:
            return (0, column) in self.hidden or (self.shared, column) in self.hidden
        return cell in self.hidden

    def hide(self, cell: Cell) -> None:
        """Hide a cell; the one that is not shown goes with the one it would follow from."""
        row, column = cell
        self.hidden.add((0, column) if row == self.silent else cell)

    def is_small(self, cell: Cell) -> bool:
        """Whether it is hidden and its label says that it is under k."""
        row, column = cell
        is_blank = self.is_shared_blank if row == self.shared else self.is_blank
        return not is_blank and row != self.silent and self.cells[row][column] < self.k

    def bounds(self, cell: Cell) -> tuple[int, int]:
        """What the label of a hidden cell, and its being there, say of its value: from least to most."""
        row, column = cell
        most = self.cells[-1][-1] * 2 + 20 * self.k  # as good as no bound
        if self.is_small(cell):
            return 0, self.k - 1
        if row == self.silent or (self.is_blank and not (row in self.named and column == self.last_column)):
            return 0, most
        return self.k, most

    def every(self) -> list[Cell]:
        """All cells but those of the shared row."""
        return [
            (row, column)
            for row in range(self.last_row + 1)
            if row != self.shared
            for column in range(self.last_column + 1)
        ]

    def shown(self, cell: Cell) -> int | str:
        """What stands in the table: a number, "<k" or "*"."""
        row, column = cell
        if not self.is_hidden(cell):
            return self.cells[row][column]
        return f"<{self.k}" if self.is_small(cell) else "*"


def with_sums(inner: list[list[int]]) -> list[list[int]]:
    """The same rows with a column and a row of sums."""
    rows = [[*row, sum(row)] for row in inner]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]
