"""How far the hidden cells of a table can move without any shown figure or sum changing.

A table with sums is a network: rows and columns are its nodes, cells the arcs between them, sums the arcs back.
What flows in flows out, which is to say that the sums are right. A cell that can take d more (or less) is one
around which d can flow through other hidden cells; and since capacities are whole numbers, so are the flows. This
is exact for one table (L. H. Cox, Network models for complementary cell suppression, JASA 90, 1995).
"""

from __future__ import annotations

import heapq
from itertools import count

from zoom_sync.rules.disclosure.grid import Cell, Grid

Values = list[list[int]]
Node = int  # rows first, then columns


def column_node(grid: Grid, column: int) -> Node:
    return grid.last_row + 1 + column


def ends(grid: Grid, cell: Cell) -> tuple[Node, Node]:
    """From where and to where the arc of a cell leads."""
    row, column = cell
    there = (row, column_node(grid, column))
    return there if (row == grid.last_row) == (column == grid.last_column) else (there[1], there[0])


def push(
    grid: Grid,
    values: Values,
    start: Node,
    goal: Node,
    units: int,
    *,
    without: Cell | None = None,
    may_hide: bool = False,
) -> int:
    """Move up to so many units from one node to another, in `values`, cheapest way first. Returns how many went.

    `without`: the cell whose own arc must not be taken. `may_hide`: shown cells may be hidden for it, at the cost
    of what they say; the grid then has them hidden.
    """
    gone = 0
    while gone < units:
        path = _cheapest(grid, values, start, goal, without, may_hide)
        if path is None:
            break
        amount = min(units - gone, *(room for _, _, room in path))
        for (row, column), sign, _ in path:
            grid.hide((row, column)) if not grid.is_hidden((row, column)) else None
            values[row][column] += sign * amount
        gone += amount
    return gone


def _cheapest(
    grid: Grid, values: Values, start: Node, goal: Node, without: Cell | None, may_hide: bool
) -> list[tuple[Cell, int, int]] | None:
    """Dijkstra's way over arcs with room left: cells, by which sign they change, and how far they may."""
    order = count()
    best: dict[Node, tuple[int, list[tuple[Cell, int, int]]]] = {}
    waiting: list[tuple[int, int, Node, list[tuple[Cell, int, int]]]] = [(0, next(order), start, [])]
    while waiting:
        cost, _, node, path = heapq.heappop(waiting)
        if node == goal:
            return path
        if node in best:
            continue
        best[node] = (cost, path)
        for cell, other, sign in _from(grid, node):
            if other in best or cell == without:
                continue
            is_hidden = grid.is_hidden(cell)
            if not is_hidden and not may_hide:
                continue
            low, high = grid.bounds(cell)
            value = values[cell[0]][cell[1]]
            room = high - value if sign > 0 else value - low
            if room > 0:
                price = 0 if is_hidden else _worth(grid, cell)
                heapq.heappush(waiting, (cost + price, next(order), other, [*path, (cell, sign, room)]))
    return None


def _from(grid: Grid, node: Node) -> list[tuple[Cell, Node, int]]:
    is_row = node <= grid.last_row
    if is_row and node == grid.shared:
        return []
    if is_row:
        cells = [(node, column) for column in range(grid.last_column + 1)]
    else:
        column = node - grid.last_row - 1
        cells = [(row, column) for row in range(grid.last_row + 1) if row != grid.shared]
    found = []
    for cell in cells:
        tail, head = ends(grid, cell)
        found.append((cell, head, 1) if tail == node else (cell, tail, -1))
    return found


def _worth(grid: Grid, cell: Cell) -> int:
    """What hiding a cell costs: its count, as usual, and sums more than what they are made of."""
    row, column = cell
    is_sum = row == grid.last_row or column == grid.last_column
    return 1 + grid.cells[row][column] * (3 if is_sum else 1)
