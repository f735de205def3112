"""What a new version of a public report may change of those that are out already.

A figure that changes by 1 to k − 1 tells of the few people who make the difference. So a table takes the place of
the published one only whole, and only where every figure of it, and every group that follows from its sums, stays
or changes by k or more, compared with all that was ever published; else the old table stays. Erasing people changes
nothing that is out: the old tables stay as they were published.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from zoom_sync.rules.disclosure.report import ALL, Figure, Public, Shown, figures

Version = Sequence[Public]


def following(new: Version, published: Sequence[Version], k: int) -> list[Public]:
    """The tables of the next version, in the order of `new`: each new, or the newest published one of its name.

    Each table says since which version it stands. `published`: the oldest first.
    """
    number = len(published) + 1
    if not published:
        return [replace(table, version=number) for table in new]
    newest = {table.name: table for table in published[-1]}
    fresh = {table.name: table for table in new}
    names = [*fresh, *(name for name in newest if name not in fresh)]
    return [
        replace(fresh[name], version=number)
        if name in fresh and _may_follow(fresh[name], newest.get(name), published, k)
        else newest[name]
        for name in names
        if name in newest or _may_follow(fresh[name], None, published, k)
    ]


def taken(published: Iterable[Version]) -> dict[Figure, set[int]]:
    """Every number that was ever published, by what it is of."""
    found: dict[Figure, set[int]] = {}
    for version in published:
        for table in version:
            for figure, value in figures(table).items():
                if isinstance(value, int):
                    found.setdefault(figure, set()).add(value)
    return found


def _may_follow(new: Public, old: Public | None, published: Sequence[Version], k: int) -> bool:
    if old is not None and replace(new, version=old.version) == old:
        return False  # nothing changes: it stands since the version that it stands in
    out = [table for version in published for table in version]
    older = [table for table in out if table.name == new.name]
    return all(_is_far(new, one, k) for one in out) and all(_groups_are_far(new, one, k) for one in older)


def _is_far(new: Public, old: Public, k: int) -> bool:
    """Whether every figure that both tell stays or changes by k and more, whichever of two labels hid it before."""
    before = figures(old)
    return all(
        _may_become(before[figure], value, k) for figure, value in figures(new).items() if figure in before
    )


def _may_become(old: Shown, new: Shown, k: int) -> bool:
    if isinstance(old, int) and isinstance(new, int):
        return old == new or abs(old - new) >= k
    number, label = (old, new) if isinstance(old, int) else (new, old)
    if not isinstance(number, int) or not isinstance(label, str) or label == "*":
        return True
    most = int(label.removeprefix("<")) - 1  # by the k of then: an event that was protected had another
    return number - most >= k


def _groups_are_far(new: Public, old: Public, k: int) -> bool:
    """Whether hidden groups, where sums give away how many are in them in both, stay or change by k and more."""
    before = _lines(old)
    for place, line in _lines(new).items():
        if place not in before:
            continue
        for group in (_hidden(line), _hidden(before[place])):
            now, then = _known(line, group), _known(before[place], group)
            if now is not None and then is not None and 0 < abs(now - then) < k:
                return False
    return True


def _lines(table: Public) -> dict[tuple[str, str], dict[str, Shown]]:
    """Each row and column that has a sum, by what it is of; people are in many sessions, which so have none."""
    rows = {
        ("row", row): dict(zip(table.columns, cells, strict=True))
        for row, cells in zip(table.rows, table.cells, strict=True)
    }
    if table.name == "sessions":
        return rows
    columns = {
        ("column", column): {row: cells[n] for row, cells in zip(table.rows, table.cells, strict=True)}
        for n, column in enumerate(table.columns)
    }
    return rows | columns


def _hidden(line: dict[str, Shown]) -> frozenset[str]:
    return frozenset(name for name, value in line.items() if name != ALL and not isinstance(value, int))


def _known(line: dict[str, Shown], group: frozenset[str]) -> int | None:
    """How many people are in some parts of a line together, as far as its sum and the other parts tell."""
    total, rest = line.get(ALL), [value for name, value in line.items() if name != ALL and name not in group]
    if not group or not isinstance(total, int) or not all(isinstance(value, int) for value in rest):
        return None
    return total - sum(value for value in rest if isinstance(value, int))
