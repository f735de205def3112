"""Which open questions are open still: a decision that is not in the record yet may answer more than its own.

If A is B, then what is asked of A and C, and of B and C, is one question; if A is not B, it is answered for
whatever else stands with either. So nobody answers twice, and nobody waits for the record to be made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from zoom_sync.records import Pair, Verdict


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

    def __init__(self, owners: Mapping[str, str], decided: Sequence[Verdict]) -> None:
        self._owners = owners
        self._above: dict[str, str] = {}
        for verdict in decided:
            if verdict.kind == "same":
                for ref in verdict.refs[1:]:
                    self.join(verdict.refs[0], ref)

    def root(self, fact: str) -> str:
        one = self._owners.get(fact, fact)
        while one in self._above:
            one = self._above[one]
        return one

    def pair(self, one: str, other: str) -> frozenset[str]:
        return frozenset((self.root(one), self.root(other)))

    def join(self, one: str, other: str) -> None:
        first, second = self.root(one), self.root(other)
        if first != second:
            self._above[second] = first
