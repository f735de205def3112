"""The attendees by mode, one row that all tables of a report have in common: what of it is shown.

Whatever is hidden here is hidden in every table. So that no table can be played against another, `Margins` holds
rows that could as well be true (`could_be`): each table has to allow for each of them (`rules.disclosure.hiding`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

Row = tuple[int, ...]  # the modes, then their sum


@dataclass(frozen=True, slots=True)
class Margins:
    """`hidden`: columns that are not shown; the last is the sum. `is_tiny`: fewer than k people, nothing is shown."""

    row: Row
    hidden: frozenset[int] = frozenset()
    is_blank: bool = False
    is_tiny: bool = False
    could_be: tuple[Row, ...] = ()


def margins(row: Row, k: int, *, forced: frozenset[int] = frozenset()) -> Margins:
    """What to hide of a row and its sum: as little as suffices. `forced`: columns that must not be shown."""
    total = row[-1]
    if total < k:
        return Margins(row, frozenset(range(len(row))), is_tiny=True)
    primary = forced | {
        n for n, value in enumerate(row) if value < k or (n < len(row) - 1 and total - value < k)
    }
    for is_blank in (False, True):
        for hidden in _supersets(primary, row):
            if _is_safe(row, hidden, k, is_blank):
                return Margins(row, hidden, is_blank, could_be=tuple(_could_be(row, hidden, k, is_blank)))
    raise AssertionError("a row of which nothing is shown and nothing said is safe")


def _supersets(primary: frozenset[int], row: Row) -> list[frozenset[int]]:
    rest = [n for n in range(len(row)) if n not in primary]
    found = [primary | set(more) for size in range(len(rest) + 1) for more in combinations(rest, size)]
    return sorted(found, key=lambda hidden: (sum(_worth(row, n) for n in hidden), sorted(hidden)))


def _worth(row: Row, column: int) -> int:
    return 1 + row[column] * (3 if column == len(row) - 1 else 1)


def _bounds(row: Row, hidden: frozenset[int], k: int, is_blank: bool) -> list[tuple[int, int]]:
    """The narrowest that labels and the one sum leave of each column."""
    most = row[-1] * 2 + 20 * k
    label = [
        (value, value) if n not in hidden
        else (0, most) if is_blank
        else (0, k - 1) if value < k
        else (k, most)
        for n, value in enumerate(row)
    ]  # fmt: skip
    parts, (low, high) = label[:-1], label[-1]
    lows, highs = sum(one for one, _ in parts), sum(one for _, one in parts)
    found = [(max(part[0], low - (highs - part[1])), min(part[1], high - (lows - part[0]))) for part in parts]
    return [*found, (max(low, lows), min(high, highs))]


def _is_safe(row: Row, hidden: frozenset[int], k: int, is_blank: bool) -> bool:
    bounds = _bounds(row, hidden, k, is_blank)
    if hidden and len(row) - 1 not in hidden and sum(row[n] for n in hidden) < k:
        return False  # the sum less what is shown would be a group under k
    return all(bounds[n][1] - bounds[n][0] >= k - 1 for n in hidden)


def _could_be(row: Row, hidden: frozenset[int], k: int, is_blank: bool) -> Iterator[Row]:
    """Rows that fit what is shown, so that each hidden column has k values among them and `row`."""
    bounds = _bounds(row, hidden, k, is_blank)
    for column in sorted(hidden, key=lambda n: (row[n] >= k, n)):
        low, high = bounds[column]
        top = min(high, max(row[column], low + k - 1)) if row[column] < k else min(high, row[column] + k - 1)
        bottom = max(low, top - (k - 1))
        for value in (top, bottom):
            if value != row[column]:
                yield _moved(row, column, value, hidden, bounds)


def _moved(
    row: Row, column: int, value: int, hidden: frozenset[int], bounds: Sequence[tuple[int, int]]
) -> Row:
    """The row with one column at another value, and other hidden columns making up for it, the largest first."""
    found, last = list(row), len(row) - 1
    found[column] = value
    for other in sorted(hidden - {column}, key=lambda n: (n == last, -row[n])):
        missing = found[last] - sum(found[:last])  # what the parts still need
        change = missing if other != last else -missing
        low, high = bounds[other]
        found[other] = min(high, max(low, found[other] + change))
    if found[last] != sum(found[:last]):
        raise AssertionError("bounds of one sum are not what they should be")
    return tuple(found)
