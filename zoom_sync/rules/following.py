"""Which open questions are open still: a decision that is not in the record yet may answer more than its own.

If A is B, then what is asked of A and C, and of B and C, is one question; if A is not B, it is answered for
whatever else stands with either. So nobody answers twice, and nobody waits for the record to be made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from zoom_sync.records import Pair, Verdict
from zoom_sync.rules.linked import Linked


def still_open(pairs: Iterable[Pair], decided: Sequence[Verdict], owners: Mapping[str, str]) -> list[Pair]:
    """The questions whose answer does not follow, in their order.

    `decided`: decisions in force. `owners`: with whom each fact stands in the record; one that is not in it stands
    for itself. Of two questions about the same two people the first is kept.
    """
    groups = _Groups(owners, decided)
    apart = {
        groups.pair(one, other)
        for verdict in decided
        if verdict.kind in ("different", "shared")
        for one, other in combinations(verdict.refs, 2)
    }
    found = []
    for pair in pairs:
        both = groups.pair(*(pair.facts or pair.refs))
        if len(both) == 2 and both not in apart:
            apart.add(both)
            found.append(pair)
    return found


def settled(
    shown: Iterable[tuple[str, str]],
    asked: Iterable[Pair],
    decided: Sequence[Verdict],
    owners: Mapping[str, str],
) -> list[tuple[str, str]]:
    """Of the questions that a page shows, by the facts it knows them by, those that are not `asked` any more.

    A record made anew meanwhile may ask the same of the same two people by other facts of theirs: that is no
    answer.
    """
    groups = _Groups(owners, decided)
    open_ = {groups.pair(*(pair.facts or pair.refs)) for pair in asked}
    return [one for one in shown if groups.pair(*one) not in open_]


class _Groups:
    """People by their facts, and who is one by decision."""

    def __init__(self, owners: Mapping[str, str], decided: Iterable[Verdict]) -> None:
        self._owners = owners
        same = (verdict.refs for verdict in decided if verdict.kind == "same")
        self._one = Linked((self._owner(refs[0]), self._owner(ref)) for refs in same for ref in refs[1:])

    def pair(self, one: str, other: str) -> frozenset[str]:
        return frozenset(self._one.root(self._owner(fact)) for fact in (one, other))

    def _owner(self, fact: str) -> str:
        return self._owners.get(fact, fact)
