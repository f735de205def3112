"""Rows of people that point at nobody: each under a code of this release alone, and like at least k - 1 others.

People are parted by one column after the other, and only where each part has k people and more: whoever stands in no
such part is told less (""). So each part, and what is left beside it, is of k people at least. No value is told that
the tables hide, and of each that they show, of nobody or of k and more it is left open who they are. No time is told
that gives a hidden figure away by the clock (`hours`).
"""

from __future__ import annotations

import hmac
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple

from zoom_sync import countries
from zoom_sync.records import Event, Person
from zoom_sync.rules.disclosure.counting import COLUMNS as MODES
from zoom_sync.rules.disclosure.counting import NOT_KNOWN, bands
from zoom_sync.rules.disclosure.hours import STEP, Hours
from zoom_sync.rules.disclosure.report import Public, figures, least

COLUMNS = ("mode", "country", "minutes", "arrived", "left")
_STEP_S = STEP.total_seconds()
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
    found = _told(event, list(_read(event, people)), list(tables))
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
            country = "" if event.protected else countries.key(one.country)
            band = NOT_KNOWN if one.minutes_at_least else str(lows[bisect_right(lows, one.minutes) - 1])
            left = None if one.minutes_at_least else one.last_seen
            yield Row(one.id, (one.mode, country, band, _rounded(one.first_seen), _rounded(left)))


def _rounded(at: datetime | None) -> str:
    return "" if at is None else _said(round(at.timestamp() / _STEP_S))


@cache
def _said(steps: int) -> str:
    return f"{datetime.fromtimestamp(steps * _STEP_S, UTC):%Y-%m-%dT%H:%MZ}"


def _told(event: Event, everybody: Sequence[Row], tables: Sequence[Public]) -> Parts:
    """The parts, with countries as they are spelled in their table."""
    k = least(event)
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
            hidden = tuple(one for one in event.sessions if ("sessions", one.id, mode) not in shown)
            found |= _of_mode(some, mode, Open(may, Hours(event, hidden), set()), k)
    return {(kind[0], spelled.get(kind[1], kind[1]), *kind[2:]): some for kind, some in found.items()}


class Open(NamedTuple):
    """What may be told of people of one mode. `may`: the values that the tables show, with their numbers."""

    may: Mapping[tuple[str, str], int]
    hours: Hours
    closed: Closed

    def says(self, path: Path, value: str) -> bool:
        """Whether a value of the next column may be told of a part."""
        if not value or (path, value) in self.closed:
            return False
        column = COLUMNS[len(path)]
        if column == "arrived":
            return self.hours.may_arrive(path[2], value)
        if column == "left":
            return self.hours.may_leave(path[2], path[3], value)
        return (column, value) in self.may


def _of_mode(some: list[Row], mode: str, open_: Open, k: int) -> Parts:
    while True:
        found = dict(_parted(some, (mode,), open_, k))
        bad = _left_over(found, open_.may, k)
        if bad is None:
            return found
        open_.closed.add(bad)


def _parted(some: list[Row], path: Path, open_: Open, k: int) -> Iterator[tuple[Path, list[Row]]]:
    place = len(path)
    if place == len(COLUMNS):
        yield path, some
        return
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in some:
        parts[row.values[place]].append(row)
    rest: list[Row] = []
    for value in sorted(parts, key=lambda value: (len(parts[value]), value)):
        if not open_.says(path, value) or len(parts[value]) < k or 0 < len(rest) < k:
            rest += parts.pop(value)
    if len(parts) == 1 and not rest:  # it would say the same of everybody
        rest = parts.popitem()[1]
    for value, own in sorted(parts.items()):
        yield from _parted(own, (*path, value), open_, k)
    if rest:
        yield from _parted(rest, (*path, ""), open_, k)


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
