"""What to hide of one table so that no sum, no label and no other table gives a hidden cell away.

First what must not be seen (`docs/disclosure.md`): counts under k, and whatever leaves fewer than k of its row or
column. Then, until nothing changes: every hidden cell has to have k values that fit all that is shown. Where it
has fewer, more cells go, those first that say least. Each of the rows that the attendees by mode could as well be
(`margins.could_be`) has to fit, too: then no table narrows another.
"""

from __future__ import annotations

from collections.abc import Iterator

from zoom_sync.rules.disclosure.flow import Values, column_node, ends, push
from zoom_sync.rules.disclosure.grid import Cell, Grid
from zoom_sync.rules.disclosure.margins import Margins, Row


def protect(grid: Grid, margins: Margins) -> bool:
    """Hide what has to be hidden. False: that cannot be done with the labels or rows that the grid has."""
    grid.hidden |= {(grid.shared, column) for column in margins.hidden}
    grid.is_shared_blank = margins.is_blank
    if margins.is_tiny:
        grid.hidden |= set(grid.every())
        grid.is_blank = any(_value(grid, cell) >= grid.k for cell in grid.every())
        return True
    _primary(grid)
    while True:
        before = len(grid.hidden)
        _no_small_remainders(grid)
        states = [_truth(grid), *(_with(grid, row) for row in margins.could_be)]
        known = [state for state in states if state is not None]
        if len(known) < len(states) or not all(_is_free(grid, cell, known) for cell in _targets(grid)):
            return False
        if len(grid.hidden) == before:
            return True


def _primary(grid: Grid) -> None:
    k, cells = grid.k, grid.cells
    for row, column in grid.every():
        if row == grid.silent:
            continue
        value = cells[row][column]
        of_row = cells[row][-1] - value if column < grid.last_column else k
        of_column = cells[-1][column] - value if row < grid.last_row else k
        if value < k or of_row < k or of_column < k:
            grid.hide((row, column))
    if grid.shared != grid.last_row:  # attendees are most of all people: then all people are not told
        for column in range(grid.last_column + 1):
            if cells[-1][column] - cells[grid.shared][column] < k:
                grid.hide((grid.last_row, column))


def _no_small_remainders(grid: Grid) -> None:
    """No sum less the shown ones of its row or column may be a group under k."""
    for cells, total in _lines(grid):
        hidden = [cell for cell in cells if grid.is_hidden(cell)]
        if grid.is_hidden(total) or not hidden or sum(_value(grid, cell) for cell in hidden) >= grid.k:
            continue
        rest = [cell for cell in cells if cell not in hidden and cell[0] != grid.shared]
        if rest:
            grid.hide(min(rest, key=lambda cell: (_value(grid, cell), cell)))
        elif total[0] != grid.shared:
            grid.hide(total)


def _lines(grid: Grid) -> Iterator[tuple[list[Cell], Cell]]:
    rows, columns = range(grid.last_row), range(grid.last_column)
    for row in range(grid.last_row + 1):
        if row != grid.shared:
            yield [(row, column) for column in columns], (row, grid.last_column)
    for column in range(grid.last_column + 1):
        yield [(row, column) for row in rows], (grid.last_row, column)


def _value(grid: Grid, cell: Cell) -> int:
    return grid.cells[cell[0]][cell[1]]


def _truth(grid: Grid) -> Values:
    return [list(row) for row in grid.cells]


def _with(grid: Grid, row: Row) -> Values | None:
    """A table that fits what is shown and has another row of attendees; hides what it takes. None: there is none."""
    values = _truth(grid)
    change = [new - old for new, old in zip(row, grid.cells[grid.shared], strict=True)]
    change[-1] = -change[-1]
    if grid.shared != grid.last_row:  # there the row is one of those that are summed, and not their sum
        change = [-one for one in change]
    gives = [[column, -one] for column, one in enumerate(change) if one < 0]
    takes = [[column, one] for column, one in enumerate(change) if one > 0]
    for giver in gives:
        for taker in takes:
            units = min(giver[1], taker[1])
            start, goal = column_node(grid, giver[0]), column_node(grid, taker[0])
            if units and push(grid, values, start, goal, units, may_hide=True) < units:
                return None
            giver[1] -= units
            taker[1] -= units
    values[grid.shared] = list(row)
    return values


def _targets(grid: Grid) -> list[Cell]:
    """Hidden cells, and groups that are not shown but follow from what is, where they are under k."""
    return [
        cell
        for cell in grid.every()
        if (cell[0] != grid.silent and grid.is_hidden(cell))
        or (cell[0] == grid.silent and _value(grid, cell) < grid.k)
    ]


def _is_free(grid: Grid, cell: Cell, states: list[Values]) -> bool:
    """Whether a cell has k values that fit what is shown; hides more where it has not."""
    row, column = cell
    least = most = _value(grid, cell)
    for state in states:
        most = max(most, state[row][column] + _room(grid, cell, state, up=True))
        least = min(least, state[row][column] - _room(grid, cell, state, up=False))
        if most - least >= grid.k - 1:
            return True
    for state in sorted(states, key=lambda state: -abs(state[row][column] - _value(grid, cell))):
        most = max(most, state[row][column] + _room(grid, cell, state, up=True, may_hide=True))
        least = min(least, state[row][column] - _room(grid, cell, state, up=False, may_hide=True))
        if most - least >= grid.k - 1:
            return True
    return False


def _room(grid: Grid, cell: Cell, state: Values, *, up: bool, may_hide: bool = False) -> int:
    """By how much a cell can rise or fall from a state, up to where its label or k − 1 ends it."""
    low, high = grid.bounds(cell)
    value = state[cell[0]][cell[1]]
    units = min(grid.k - 1, high - value if up else value - low)
    if units <= 0:
        return 0
    tail, head = ends(grid, cell)
    start, goal = (head, tail) if up else (tail, head)
    return push(grid, [list(row) for row in state], start, goal, units, without=cell, may_hide=may_hide)
