"""From weights to probabilities: a candidate counts only beside the others who could be meant.

The probability is shared among all candidates who cannot be the same person, so that two namesakes both become
questions; and with nobody at all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from zoom_sync.rules.identity.evidence import Scale, Weight, two_in_a_room
from zoom_sync.rules.identity.profiles import Profile
from zoom_sync.rules.identity.weights import COUNTERPART

LEAST_BITS = -6.0  # a candidate with less odds than this takes nothing from the others


@dataclass(frozen=True, slots=True)
class Match:
    """A pair of groups, by number, with what was weighed and the probability of being one person."""

    one: int
    other: int
    weight: Weight
    probability: float


def priors(profiles: Sequence[Profile]) -> Callable[[Profile, Profile], float]:
    """The bits with which a pair starts: how many have a counterpart, and among how many it is one."""
    many = Counter(one.kind for one in profiles)

    def prior(one: Profile, other: Profile) -> float:
        share = COUNTERPART.get((one.kind, other.kind)) or COUNTERPART[other.kind, one.kind]
        # looked for among the larger side: each of the smaller has at most so many to choose from
        return log2(share / (1 - share)) - log2(max(many[one.kind], many[other.kind], 2))

    return prior


def matches(
    profiles: Sequence[Profile],
    pairs: Iterable[tuple[int, int]],
    scale: Scale,
    apart: Callable[[int, int], bool],
) -> list[Match]:
    """All pairs that are possible at all, with their probability; the likeliest first."""
    prior = priors(profiles)
    odds: dict[tuple[int, int], float] = {}
    weights: dict[tuple[int, int], Weight] = {}
    beside: dict[int, list[int]] = defaultdict(list)
    for one, other in sorted(pairs):
        first, second = profiles[one], profiles[other]
        if apart(one, other):
            continue
        weight = scale.weigh(first, second)
        if weight is None or two_in_a_room(first, second):
            continue
        bits = weight.bits + prior(first, second)
        if bits < LEAST_BITS:
            continue
        odds[one, other] = 2.0 ** min(bits, 60.0)
        weights[one, other] = weight
        beside[one].append(other)
        beside[other].append(one)
    found = []
    for (one, other), own in odds.items():
        share = min(
            _share(one, other, own, odds, beside, profiles), _share(other, one, own, odds, beside, profiles)
        )
        found.append(Match(one, other, weights[one, other], share))
    return sorted(found, key=lambda match: (-match.probability, match.one, match.other))


def _share(
    one: int,
    other: int,
    own: float,
    odds: Mapping[tuple[int, int], float],
    beside: Mapping[int, Sequence[int]],
    profiles: Sequence[Profile],
) -> float:
    """The probability that `one` is `other`, and not another candidate or nobody who is here."""
    others = 0.0
    for rival in beside[one]:
        if rival != other and rivals(profiles[other], profiles[rival]):
            others += odds[(one, rival) if one < rival else (rival, one)]
    return own / (1.0 + own + others)


def rivals(one: Profile, other: Profile) -> bool:
    """Whether two candidates cannot be one person: two registrations, or two people in the room."""
    return (one.registered and other.registered) or two_in_a_room(one, other)
