"""The same registrant id or mailbox, then each group to the one whose name is likest, from 90 of 100 on.

RapidFuzz's `token_sort_ratio`, which does not look at the order of words; greedy, as such scripts are: a group
that was joined is not looked at again.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from bench.identity.peers.rows import Row, alike, joined

LIKE = 90


def groups(rows: Sequence[Row]) -> list[list[Row]]:
    made = joined(rows, alike(rows, "link", "mailbox"))
    kept: list[list[Row]] = []
    names: list[str] = []
    for group in made:
        name = next((row.name for row in group if row.name), "")
        found = (
            process.extractOne(name, names, scorer=fuzz.token_sort_ratio, score_cutoff=LIKE) if name else None
        )
        if found:
            kept[found[2]].extend(group)
        else:
            kept.append(group)
            names.append(name)
    return kept
