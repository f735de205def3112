"""Joins by weight: what no sure key joined, joined where name and evidence leave no doubt.

In rounds: each round weighs what stands, joins the likeliest first, and weighs again, since a group that grew
knows more. A group takes part in several joins of a round only if all who come together could be one person;
so there are no chains that nobody meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import product
from typing import Literal

from zoom_sync.rules.identity import weights as w
from zoom_sync.rules.identity.blocks import candidates
from zoom_sync.rules.identity.bonds import Bonds
from zoom_sync.rules.identity.competition import Match, Weigh, matches, rivals
from zoom_sync.rules.identity.evidence import Scale, Weight
from zoom_sync.rules.identity.names import Names
from zoom_sync.rules.identity.profiles import Profile, Unmade, profile
from zoom_sync.rules.identity.screens import same_screens

ROUNDS = 3
NAME_ALONE = "name (rare here, only candidate)"
CONTESTED = "name (here twice, several registrants could be meant)"
Caution = Literal["careful", "usual"]


def match(bonds: Bonds, names: Names, caution: Caution) -> tuple[Sequence[Profile], list[Match]]:
    """Join what is one person beyond doubt. Gives the groups as they stand then, and what may still be one."""
    if not bonds.named:
        return Unmade(bonds, names), []
    known = _Known(bonds, names)
    profiles = known.profiles()
    if caution == "usual" and same_screens(bonds, profiles):
        profiles = known.profiles()
    pairs = [(one.first, other.first) for one, other in candidates(profiles)]
    if not pairs:
        return profiles, []
    scale = Scale(profiles)
    for _ in range(ROUNDS):
        found = matches(profiles, _standing(bonds, profiles, pairs), known.weigher(scale))
        if not _join(bonds, profiles, found, caution):
            return profiles, found
        profiles = known.profiles()
    return profiles, matches(profiles, _standing(bonds, profiles, pairs), known.weigher(scale))


class _Known:
    """Profiles and weights, each worked out once for as long as its groups stay as they are."""

    def __init__(self, bonds: Bonds, names: Names) -> None:
        self._bonds, self._names = bonds, names
        self._profiles: dict[int, tuple[int, Profile]] = {}
        self._weights: dict[tuple[int, int], tuple[int, Weight | None]] = {}
        self._hopeless: dict[int, tuple[int, Weight | None]] = {}

    def profiles(self) -> list[Profile]:
        """The groups as they stand, by their first pieces."""
        found = []
        for members in self._bonds.groups():
            size, one = self._profiles.get(members[0], (0, None))
            if one is None or size != len(members):
                one = profile(self._bonds, members, self._names)
                self._profiles[members[0]] = len(members), one
            found.append(one)
        return found

    def weigher(self, scale: Scale) -> Weigh:
        """Weighs two groups, or remembers it from when they were as they are: `least` are the bits that count.

        Of a pair that does not count no more is kept than that: in a large event most do not.
        """

        def weigh(one: Profile, other: Profile, least: float) -> Weight | None:
            pieces = self._profiles[one.first][0] + self._profiles[other.first][0]
            before = self._weights.get((one.first, other.first))
            if before is not None and before[0] == pieces:
                return before[1]
            weight = scale.weigh(one, other)
            if weight is None or weight.bits < least:
                known = self._hopeless.setdefault(pieces, (pieces, None))
            else:
                known = pieces, weight
            self._weights[one.first, other.first] = known
            return known[1]

        return weigh


def _standing(
    bonds: Bonds, profiles: Sequence[Profile], pairs: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The pairs of pieces as pairs of groups by number, without those that became one or must not."""
    number = {bonds.root(one.first): n for n, one in enumerate(profiles)}
    found = set()
    for one, other in pairs:
        mine, theirs = bonds.root(one), bonds.root(other)
        if mine != theirs and not bonds.apart(one, other):
            found.add((min(number[mine], number[theirs]), max(number[mine], number[theirs])))
    return sorted(found)


def _join(bonds: Bonds, profiles: Sequence[Profile], found: Sequence[Match], caution: Caution) -> bool:
    """Take the sure ones, the likeliest first; whether there were any."""
    joined = False
    members: dict[int, list[int]] = defaultdict(list)
    for one in found:
        if not sure(one, profiles, caution):
            continue
        first, second = profiles[one.one].first, profiles[one.other].first
        mine, theirs = bonds.root(first), bonds.root(second)
        if mine == theirs:
            continue
        here = members.pop(mine, None) or [one.one]
        there = members.pop(theirs, None) or [one.other]
        clash = bonds.apart(first, second) or any(
            rivals(profiles[a], profiles[b])
            for a, b in product(here, there)
            if (a, b) != (one.one, one.other)
        )
        if clash:
            members[mine], members[theirs] = here, there
            continue
        bonds.join(first, second, reason(one))
        members[bonds.root(first)] = here + there
        joined = True
    return joined


def sure(one: Match, profiles: Sequence[Profile], caution: Caution) -> bool:
    """Whether a match joins by itself.

    Never where each name has a word that the other has not: families share a phone, a mailbox, an employer. By
    the name alone never two registrations (both were meant to be different), and never if `careful`; surer than
    else where it agrees not to the letter or in one word only, where several registrants could be meant, and where
    an address or the time says otherwise.
    """
    weight = one.weight
    first, second = profiles[one.one], profiles[one.other]
    registered = first.registered and second.registered
    alone = by_name(one)
    if weight.contradicted or (alone and (caution == "careful" or registered)):
        return False
    usual = w.JOIN_ALONE if alone else w.JOIN
    if registered:
        usual = w.JOIN_REGISTERED if first.seen or second.seen else w.JOIN_ABSENT
    if alone and (one.contested or weight.loose or weight.against <= w.AGAINST or weight.whole < 2):
        usual = w.JOIN_AGAINST
    least = w.least(usual, len(profiles), w.GROWS)
    if caution == "careful":
        least = max(least, w.JOIN_CAREFUL)
    return one.probability >= least


def by_name(one: Match) -> bool:
    """Whether a match rests on the name alone."""
    return one.weight.beside < w.BESIDE


def reason(one: Match) -> str:
    """What the record says of a join."""
    if not by_name(one):
        return ", ".join(one.weight.reasons)
    return CONTESTED if one.contested else NAME_ALONE
