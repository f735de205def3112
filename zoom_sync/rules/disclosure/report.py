"""A public report: its tables with small numbers hidden, and what of it may follow one that is out already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from zoom_sync.records import Event, Person
from zoom_sync.rules.disclosure import counting
from zoom_sync.rules.disclosure.grid import Cell, Grid
from zoom_sync.rules.disclosure.hiding import protect
from zoom_sync.rules.disclosure.margins import Margins, margins

K, K_PROTECTED = 5, 11
SESSION = "session:"
ALL = "all"
Shown = int | str  # a number, "<k", or "*"
Figure = tuple[str, ...]  # what a number is of: ("attendees", mode), or (table, row, mode)


@dataclass(frozen=True, slots=True)
class Public:
    """A table as it is published: by keys, which whoever shows it puts into words.

    `rows` end with "all" where the table has a row of sums; `columns` always do. `spelled`: names of rows that are
    people's own words or an organiser's, by key.
    """

    name: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Shown, ...], ...]
    spelled: Mapping[str, str]
    version: int = 1


def least(event: Event) -> int:
    """The least count that a public report of an event shows."""
    return K_PROTECTED if event.protected else K


Taken = Mapping[Figure, Iterable[int]]


def tables(event: Event, people: Iterable[Person], *, taken: Taken | None = None) -> list[Public]:
    """The tables of a public report, as they may be published for the first time. People may come one by one.

    `taken`: figures that are published elsewhere of partly the same people, from which one here may differ by
    nothing or by k and more.
    """
    found, k = counting.count(event, people), least(event)
    made = grids(event, found, taken=taken)
    spelled = {name: min(told, key=lambda one: (-told[one], one)) for name, told in found.spellings.items()}
    shown = [_public(grid, spelled) for grid in made if not grid.name.startswith(SESSION)]
    sessions = [grid for grid in made if grid.name.startswith(SESSION)]
    if sessions:
        shown.append(_sessions(sessions, {one.id: one.title for one in event.sessions}))
    return [*shown, _absent(found.absent, k, taken or {})]


def grids(event: Event, found: counting.Counted, *, taken: Taken | None = None) -> list[Grid]:
    """All tables with what is hidden in them; each session is one. A table that nothing can protect is left out."""
    k, known = least(event), taken or {}
    row = (*found.roles["attendee"], sum(found.roles["attendee"]))
    columns = (*counting.COLUMNS, ALL)
    forced = frozenset(
        n for n, value in enumerate(row) if not _may(("attendees", columns[n]), value, known, k)
    )
    top = margins(row, k, forced=forced)
    sessions = counting.session_tables(event, found, k)
    near: dict[str, set[Cell]] = {}
    for n, column in counting.near_sessions(found, k):
        near.setdefault(sessions[n].name, set()).add((0, column))
    countries = None if event.protected else counting.country_table(found, k)
    made = []
    for grid in (
        counting.role_table(found, k),
        countries,
        counting.minutes_table(event, found, k),
        *sessions,
    ):
        if grid is None:
            continue
        safe = _safe(grid, top, near.get(grid.name, set()) | _too_near(grid, known))
        if safe is None and grid is countries:
            fewer = counting.country_table(found, k, is_named=False)
            safe = _safe(fewer, top, _too_near(fewer, known)) if fewer is not None else None
        if safe is not None:
            made.append(safe)
    return made


def _too_near(grid: Grid, taken: Taken) -> set[Cell]:
    return {
        (row, column)
        for row, column in grid.every()
        if row != grid.silent and not _may(_figure(grid, row, column), grid.cells[row][column], taken, grid.k)
    }


def _absent(count: int, k: int, taken: Taken) -> Public:
    shown: Shown = f"<{k}" if count < k else count if _may(("absent",), count, taken, k) else "*"
    return Public("absent", (ALL,), (ALL,), ((shown,),), {})


def _safe(grid: Grid, top: Margins, closed: set[Cell]) -> Grid | None:
    for is_blank in (False, True):
        tried = replace(grid, hidden=set(closed), is_blank=is_blank)
        if protect(tried, top):
            return tried
    return None


def _may(figure: Figure, value: int, taken: Taken, k: int) -> bool:
    return all(value == other or abs(value - other) >= k for other in taken.get(figure, ()))


def _figure(grid: Grid, row: int, column: int) -> Figure:
    mode = (*grid.columns, ALL)[column]
    if row == grid.shared:
        return "attendees", mode
    if grid.name.startswith(SESSION):
        return "sessions", grid.name.removeprefix(SESSION), mode
    return grid.name, (*grid.rows, ALL)[row], mode


def _public(grid: Grid, spelled: Mapping[str, str]) -> Public:
    rows = (*grid.rows, ALL)
    return Public(
        grid.name, rows, (*grid.columns, ALL),
        tuple(tuple(grid.shown((row, column)) for column in range(len(grid.columns) + 1)) for row in range(len(rows))),
        {name: spelled[name] for name in rows if name in spelled} if grid.name == "country" else {},
    )  # fmt: skip


def _sessions(grids: Sequence[Grid], titles: Mapping[str, str]) -> Public:
    ids = tuple(grid.name.removeprefix(SESSION) for grid in grids)
    columns = range(len(grids[0].columns) + 1)
    cells = [tuple(grid.shown((0, column)) for column in columns) for grid in grids]
    cells.append(tuple(grids[0].shown((grids[0].shared, column)) for column in columns))
    return Public(
        "sessions", (*ids, ALL), (*grids[0].columns, ALL), tuple(cells), {id: titles[id] for id in ids}
    )


def figures(table: Public) -> dict[Figure, Shown]:
    """What each cell of a published table is of, and what it shows."""
    shared = {"role": "attendee", "absent": ""}.get(table.name, ALL)
    found: dict[Figure, Shown] = {}
    for row, cells in zip(table.rows, table.cells, strict=True):
        for column, value in zip(table.columns, cells, strict=True):
            figure: Figure = ("attendees", column) if row == shared else (table.name, row, column)
            found[("absent",) if table.name == "absent" else figure] = value
    return found


def as_json(table: Public) -> dict[str, Any]:
    return {
        "name": table.name,
        "rows": list(table.rows),
        "columns": list(table.columns),
        "cells": [list(row) for row in table.cells],
        "spelled": dict(table.spelled),
        "version": table.version,
    }


def from_json(kept: Mapping[str, Any]) -> Public:
    return Public(
        kept["name"], tuple(kept["rows"]), tuple(kept["columns"]),
        tuple(tuple(row) for row in kept["cells"]), dict(kept["spelled"]), kept["version"],
    )  # fmt: skip
