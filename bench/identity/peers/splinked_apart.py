"""Splink with given and family name as two comparisons, each weighed by how rare the name is: finds more, and
joins more wrongly."""

from __future__ import annotations

from collections.abc import Sequence

import splink.comparison_library as compare

from bench.identity.peers import splinked
from bench.identity.peers.rows import Row


def groups(rows: Sequence[Row]) -> list[list[Row]]:
    names = [
        compare.NameComparison(name).configure(term_frequency_adjustments=True)
        for name in ("given", "family")
    ]
    return splinked.groups(rows, names)
