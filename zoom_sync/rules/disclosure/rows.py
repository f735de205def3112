"""Rows of people that point at nobody: each under a code of this release alone, and like at least k - 1 others.

People are parted by one column after the other, and only where each part has k people and more: whoever stands in no
such part is told less (""). So each part, and what is left beside it, is of k people at least. No value is told that
the tables hide, and of each that they show, of nobody or of k and more it is left open who they are.
"""

from __future__ import annotations

import hmac
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple

from zoom_sync.records import Event, Person
from zoom_sync.rules.disclosure.counting import COLUMNS as MODES
from zoom_sync.rules.disclosure.counting import NOT_KNOWN, bands
from zoom_sync.rules.disclosure.report import Public, figures, least

COLUMNS = ("mode", "country", "minutes", "arrived", "left")
_STEP_S = 300  # that times are rounded to
_IN_TABLES = ("country", "minutes")
_CODE = 16  # hex digits

Path = tuple[str, ...]  # what is told of a part, in the order of COLUMNS
Closed = set[tuple[Path, str]]  # values that are not told within a part


class Row(NamedTuple):
    """Somebody with all that could be told. `values`: in the order of COLUMNS."""

    id: str
    values: Path


Parts = dict[Path, list[Row]]


def rows(event: Event, people: Iterable[Person], tables: Iterable[Public], *, key: bytes) -> dict[str, Any]:
    """`columns`; `kinds`: what is told, in their order; `rows`: code and number of its kind, in the order of codes.

    `tables`: those that are published, of these very people. `key`: made for this and thrown away, so that no code can
    be traced to somebody, nor to the same one in another release.
    """
    found = _told(list(_read(event, people)), tables, least(event))
    kinds = sorted(found)
    coded = sorted(
        [hmac.digest(key, row.id.encode(), "sha256").hex()[:_CODE], number]
        for number, kind in enumerate(kinds)
        for row in found[kind]
    )
    return {"columns": list(COLUMNS), "kinds": [list(kind) for kind in kinds], "rows": coded}


def lines(made: Mapping[str, Any]) -> Iterator[list[str]]:
    """Rows as they are written, the head first."""
    yield ["code", *made["columns"]]
    for code, kind in made["rows"]:
        yield [code, *made["kinds"][kind]]


def _read(event: Event, people: Iterable[Person]) -> Iterator[Row]:
    lows = bands(event)
    for one in people:
        if one.role == "attendee" and one.mode in MODES:
            country = "" if event.protected else " ".join(one.country.split()).casefold()
            band = NOT_KNOWN if one.minutes_at_least else str(lows[bisect_right(lows, one.minutes) - 1])
            left = None if one.minutes_at_least else one.last_seen
            yield Row(one.id, (one.mode, country, band, _rounded(one.first_seen), _rounded(left)))


def _rounded(at: datetime | None) -> str:
    return "" if at is None else _said(round(at.timestamp() / _STEP_S))


@cache
def _said(steps: int) -> str:
    return f"{datetime.fromtimestamp(steps * _STEP_S, UTC):%Y-%m-%dT%H:%MZ}"


def _told(everybody: Sequence[Row], tables: Iterable[Public], k: int) -> Parts:
    """The parts, with countries as they are spelled in their table."""
    shown = {
        figure: value
        for table in tables
        for figure, value in figures(table).items()
        if isinstance(value, int)
    }
    spelled = {
        key: name for table in tables if table.name == "country" for key, name in table.spelled.items()
    }
    by_mode: dict[str, list[Row]] = defaultdict(list)
    for row in everybody:
        by_mode[row.values[0]].append(row)
    found: Parts = {}
    for mode, some in sorted(by_mode.items()):
        if ("attendees", mode) in shown and len(some) >= k:
            may = {
                (table, value): number
                for (table, value, of), number in ((one, n) for one, n in shown.items() if len(one) == 3)
                if of == mode and table in _IN_TABLES
            }
            found |= _of_mode(some, mode, may, k)
    return {(kind[0], spelled.get(kind[1], kind[1]), *kind[2:]): some for kind, some in found.items()}


def _of_mode(some: list[Row], mode: str, may: Mapping[tuple[str, str], int], k: int) -> Parts:
    closed: Closed = set()
    while True:
        found = dict(_parted(some, (mode,), may, closed, k))
        bad = _left_over(found, may, k)
        if bad is None:
            return found
        closed.add(bad)


def _parted(
    some: list[Row], path: Path, may: Mapping[tuple[str, str], int], closed: Closed, k: int
) -> Iterator[tuple[Path, list[Row]]]:
    place = len(path)
    if place == len(COLUMNS):
        yield path, some
        return
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in some:
        parts[row.values[place]].append(row)
    rest: list[Row] = []
    column = COLUMNS[place]
    for value in sorted(parts, key=lambda value: (len(parts[value]), value)):
        is_open = (
            bool(value)
            and (column not in _IN_TABLES or (column, value) in may)
            and (path, value) not in closed
        )
        if not is_open or len(parts[value]) < k or 0 < len(rest) < k:
            rest += parts.pop(value)
    if len(parts) == 1 and not rest:  # it would say the same of everybody
        rest = parts.popitem()[1]
    for value, own in sorted(parts.items()):
        yield from _parted(own, (*path, value), may, closed, k)
    if rest:
        yield from _parted(rest, (*path, ""), may, closed, k)


def _left_over(found: Parts, may: Mapping[tuple[str, str], int], k: int) -> tuple[Path, str] | None:
    """The smallest part with a value that is told of all but a few whom its table counts, and that value; or None."""
    for (column, value), all_ in sorted(may.items()):
        place = COLUMNS.index(column)
        sizes: dict[Path, int] = defaultdict(int)
        for kind, some in found.items():
            if kind[place] == value:
                sizes[kind[:place]] += len(some)
        if sizes and 0 < all_ - sum(sizes.values()) < k:
            return min(sizes, key=lambda path: (sizes[path], path)), value
    return None
