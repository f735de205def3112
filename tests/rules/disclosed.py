"""Events that are small and nasty to publish, and somebody who takes their public reports apart.

The attacker knows all that is printed, what the labels say, that rows of countries stand for k people and more, and
which sums hold. It asks a solver of linear programmes that shares nothing with the service how far each hidden
number can be narrowed, over all tables together.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import NamedTuple

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from tests.builders import a_session, an_event, instant
from tests.rules.test_report import a_person
from zoom_sync.records import Event, Person, SessionMinutes, Span
from zoom_sync.rules.disclosure.grid import Grid

COUNTRIES = ("India", "Nepal", "Kenya", "Brazil", "Bhutan", "")


def a_nasty_event(seed: int) -> tuple[Event, list[Person]]:
    """Few people, lopsided over everything; some of the sessions hold nearly the same people."""
    dice = random.Random(seed)
    titles = ["Opening", "Panel", "Closing"][: dice.randrange(4)]
    event = an_event(
        sessions=tuple(a_session(title, f"{9 + n}:00", f"{10 + n}:00") for n, title in enumerate(titles)),
        protected=dice.random() < 0.15,
    )
    weights = [dice.choice((0, 0.03, 0.2, 1)) for _ in range(3)]
    weights[dice.randrange(3)] = 1
    countries = [dice.choice((0, 0.05, 0.3, 1)) for _ in COUNTRIES]
    countries[dice.randrange(len(COUNTRIES))] = 1
    in_session = [dice.choice((0, 0.1, 0.5, 0.95, 1)) for _ in titles]
    spread = dice.choice((10, 60, 240))
    number = dice.randrange(dice.choice((8, 30, 100, 400)))
    return event, [somebody(event, n, dice, weights, countries, in_session, spread) for n in range(number)]


def somebody(
    event: Event, n: int, dice: random.Random, modes: list[float], countries: list[float],
    in_session: list[float], spread: float,
) -> Person:  # fmt: skip
    mode = dice.choices(("zoom", "room", "both"), modes)[0]
    length = (Span(instant("09:00"), instant("09:00") + timedelta(minutes=dice.random() * spread)),)
    return a_person(
        f"{n:032x}",
        zoom=length if mode != "room" else (),
        room=length if mode != "zoom" else (),
        country=dice.choices(COUNTRIES, countries)[0],
        role=dice.choices(("attendee", "panelist", "host"), (1, 0.1, 0.03))[0],
        minutes_at_least=dice.random() < 0.05,
        sessions=tuple(
            SessionMinutes(session.id, 30.0, 0.0)
            for session, share in zip(event.sessions, in_session, strict=True)
            if dice.random() < share
        ),
    )


MANY = 1e6  # an attacker knows that an event has fewer people


class Pinned(NamedTuple):
    """A hidden number that the attacker narrowed to fewer than k values."""

    table: str
    row: str
    column: int
    least: int
    most: int
    is_hidden_sum: bool = False


def attack(grids: list[Grid]) -> list[Pinned]:
    """Every hidden cell of a report, and every group under k that follows from it, that can be told too well."""
    return Attacker(grids).pinned(grids) + list(_small_remainders(grids))


class Attacker:
    """Knows the sums of the tables and what is printed; `add` what else is known."""

    def __init__(self, grids: list[Grid]) -> None:
        self.numbers: dict[tuple[str, int, int], int] = {}
        self.bounds: list[tuple[float, float]] = []
        sums: list[list[tuple[int, int]]] = []
        for grid in grids:
            for row in range(len(grid.cells)):
                for column in range(len(grid.cells[0])):
                    self._know(grid, row, column)
            sums += [
                [(self._at(grid, r, c), 1) for c in range(grid.last_column)]
                + [(self._at(grid, r, grid.last_column), -1)]
                for r in range(grid.last_row + 1)
            ]
            sums += [
                [(self._at(grid, r, c), 1) for r in range(grid.last_row)]
                + [(self._at(grid, grid.last_row, c), -1)]
                for c in range(grid.last_column + 1)
            ]
        self._sums: list[list[tuple[int, int]]] = []
        self._right: list[int] = []
        self.add(sums, [0] * len(sums))

    def add(self, sums: list[list[tuple[int, int]]], right: list[int]) -> None:
        """Further sums: of unknowns, each with its sign, and what they come to."""
        self._sums += sums
        self._right += right
        self.seen = np.array([[np.inf], [-np.inf]]).repeat(len(self.bounds), axis=1)  # the least and the most
        places = [(line, at, sign) for line, one in enumerate(self._sums) for at, sign in one]
        self.sums = csr_array(
            ([sign for *_, sign in places], ([line for line, *_ in places], [at for _, at, _ in places])),
            shape=(len(self._sums), len(self.bounds)),
        )

    def pinned(self, grids: Iterable[Grid]) -> list[Pinned]:
        """Every cell that is hidden, or follows from the others, and can be told too well."""
        found = []
        for grid in grids:
            for row, column in self.wanted(grid):
                if self.has_seen_k_values(grid, row, column):
                    continue
                least, most = self.range_at(self._at(grid, row, column))
                if most - least < grid.k - 1:
                    found.append(Pinned(grid.name, (*grid.rows, "all")[row], column, least, most))
        return found

    def _key(self, grid: Grid, row: int, column: int) -> tuple[str, int, int]:
        return ("attendees", 0, column) if row == grid.shared else (grid.name, row, column)

    def _at(self, grid: Grid, row: int, column: int) -> int:
        return self.numbers[self._key(grid, row, column)]

    def _know(self, grid: Grid, row: int, column: int) -> None:
        key = self._key(grid, row, column)
        if key in self.numbers:
            return
        self.numbers[key] = len(self.bounds)
        self.bounds.append(self._label(grid, row, column))

    @staticmethod
    def _label(grid: Grid, row: int, column: int) -> tuple[float, float]:
        """What is printed, read as sharply as one may: a star is k and more wherever small numbers say "<k"."""
        shown = grid.shown((row, column))
        if row == grid.silent:
            return (0, MANY)
        if isinstance(shown, int):
            return (shown, shown)
        if shown != "*":
            return (0, grid.k - 1)
        is_blank = grid.is_shared_blank if row == grid.shared else grid.is_blank
        is_named = row in grid.named and column == grid.last_column
        return (0 if is_blank and not is_named else grid.k, MANY)

    @staticmethod
    def wanted(grid: Grid) -> Iterator[tuple[int, int]]:
        for row in range(len(grid.cells)):
            for column in range(len(grid.cells[0])):
                is_printed = row != grid.silent
                if (is_printed and grid.is_hidden((row, column))) or grid.cells[row][column] < grid.k:
                    yield row, column

    def has_seen_k_values(self, grid: Grid, row: int, column: int) -> bool:
        """Whether the tables that were possible for other cells already differ enough in this one."""
        least, most = self.seen[:, self._at(grid, row, column)]
        return most >= least and _whole(least, most)[1] - _whole(least, most)[0] >= grid.k - 1

    def range_at(self, at: int) -> tuple[int, int]:
        """From the least to the most that an unknown can be."""
        aim = np.zeros(len(self.bounds))
        aim[at] = 1
        ends = []
        for sign in (1, -1):
            answer = linprog(
                sign * aim,
                A_eq=self.sums,
                b_eq=np.array(self._right, dtype=float),
                bounds=self.bounds,
                options={
                    "presolve": False
                },  # with it a table that can be, for it is, is sometimes said not to be
            )
            assert answer.status == 0, answer.message
            ends.append(answer.fun)
            self.seen[0] = np.minimum(self.seen[0], answer.x)
            self.seen[1] = np.maximum(self.seen[1], answer.x)
        return _whole(ends[0], -ends[1])


def _whole(least: float, most: float) -> tuple[int, int]:
    """The whole numbers of a range that was worked out with fractions."""
    return int(np.ceil(least - 1e-6)), int(np.floor(most + 1e-6))


def _small_remainders(grids: Iterable[Grid]) -> Iterator[Pinned]:
    """Sums less what is shown of them, that are groups under k."""
    for grid in grids:
        rows = [
            ([(r, c) for c in range(grid.last_column)], (r, grid.last_column))
            for r in range(grid.last_row + 1)
        ]
        columns = [
            ([(r, c) for r in range(grid.last_row)], (grid.last_row, c)) for c in range(grid.last_column + 1)
        ]
        for cells, total in rows + columns:
            hidden = [cell for cell in cells if grid.is_hidden(cell)]
            count = sum(grid.cells[r][c] for r, c in hidden)
            if hidden and not grid.is_hidden(total) and count < grid.k:
                yield Pinned(grid.name, str(total), total[1], count, count, is_hidden_sum=True)
