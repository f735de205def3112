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
from zoom_sync.rules.identity.competition import Match, matches, rivals
from zoom_sync.rules.identity.evidence import Scale
from zoom_sync.rules.identity.names import Names
from zoom_sync.rules.identity.profiles import Profile, profile
from zoom_sync.rules.identity.screens import same_screens

ROUNDS = 3
NAME_ALONE = "name (rare here, only candidate)"
Caution = Literal["careful", "usual"]


def match(bonds: Bonds, names: Names, caution: Caution) -> tuple[list[Profile], list[Match]]:
    """Join what is one person beyond doubt. Gives the groups as they stand then, and what may still be one."""
    same_screens(bonds, names)
    for _ in range(ROUNDS):
        profiles, found = _weighed(bonds, names)
        if not _join(bonds, profiles, found, caution):
            return profiles, found
    return _weighed(bonds, names)


def _weighed(bonds: Bonds, names: Names) -> tuple[list[Profile], list[Match]]:
    profiles = [profile(bonds, members, names) for members in bonds.groups()]

    def apart(one: int, other: int) -> bool:
        return bonds.apart(profiles[one].first, profiles[other].first)

    return profiles, matches(profiles, candidates(profiles), Scale(profiles), apart)


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

    By the name alone only where it agrees to the word, or nothing at all speaks against it; never one word of
    several, never two registrations (both were meant to be different), and never if `careful`.
    """
    weight = one.weight
    registered = profiles[one.one].registered and profiles[one.other].registered
    least = w.JOIN_CAREFUL if caution == "careful" else w.JOIN
    if by_name(one):
        if caution == "careful" or registered or weight.thin or (weight.loose and weight.against <= w.DOUBT):
            return False
        if weight.against <= w.AGAINST:
            least = w.JOIN_AGAINST
    elif registered:
        least = max(least, w.JOIN_REGISTERED)
    return one.probability >= least


def by_name(one: Match) -> bool:
    """Whether a match rests on the name alone."""
    return one.weight.beside < w.BESIDE


def reason(one: Match) -> str:
    return NAME_ALONE if by_name(one) else ", ".join(one.weight.reasons)
