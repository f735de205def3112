"""The figures of one record, each with the least and the most that open questions leave of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from zoom_sync.records import Record
from zoom_sync.rules.figures import Key, figures, kin, tally
from zoom_sync.rules.ranges import spread


class Found:
    """A figure by its key; 0 where nobody counts in it."""

    def __init__(self, record: Record, now: Counter[Key] | None = None) -> None:
        """`now`: the figures themselves; the record then needs no people but those whom its questions are about."""
        counts = tally(record.event)
        self._now = figures(record.event, record.people, record.heads) if now is None else now
        nameless: Key = ("unidentified", "", "")
        self._moves = spread(record, counts, kin(record.event), nameless=nameless)

    def __getitem__(self, key: Key) -> int:
        return self._now[key]

    def range(self, key: Key) -> list[int]:
        """The least and the most of a figure: twice itself where it cannot move."""
        down, up = self._moves.get(key, (0, 0))
        return [self._now[key] + down, self._now[key] + up]

    def row(self, section: str, row: str, columns: Sequence[str]) -> dict[str, Any]:
        """Figures by their columns, and `ranges` of those that may move."""
        keys: dict[str, Key] = {column: (section, row, column) for column in columns}
        moving = {name: self.range(key) for name, key in keys.items() if key in self._moves}
        return {name: self._now[key] for name, key in keys.items()} | ({"ranges": moving} if moving else {})

    def rows(self, section: str, rows: Sequence[str], columns: Sequence[str]) -> dict[str, Any]:
        """The sums of several rows, in which nobody stands twice; and `ranges` of the sums, as wide as theirs are."""
        sums: dict[str, Any] = {column: sum(self[section, row, column] for row in rows) for column in columns}
        moving: dict[str, list[int]] = {}
        for column in columns:
            ranges = [self.range((section, row, column)) for row in rows]
            low, high = (sum(one[n] for one in ranges) for n in (0, 1))
            if low != high:
                moving[column] = [low, high]
        return sums | ({"ranges": moving} if moving else {})
