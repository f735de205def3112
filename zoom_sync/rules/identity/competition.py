"""From weights to probabilities: a candidate counts only beside the others who could be meant.

The probability is shared among all candidates who cannot be the same person, so that two namesakes both become
questions; and with nobody at all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from zoom_sync.rules.identity import weights as w
from zoom_sync.rules.identity.evidence import Weight
from zoom_sync.rules.identity.places import two_in_a_room
from zoom_sync.rules.identity.profiles import Kind, Profile

POSSIBLE = 0.05  # odds at which somebody could be meant
LEAST_BITS = -6.0  # a candidate with less odds than this takes nothing from the others
LATER = 1.0  # bits that a pair may gain in a later round, since fewer groups are left to choose from
Weigh = Callable[[Profile, Profile, float], Weight | None]


@dataclass(frozen=True, slots=True)
class Match:
    """A pair of groups, by number, with what was weighed and the probability of being one person.

    `contested`: neither is registered, and two registrants could be meant by one of them.
    """

    one: int
    other: int
    weight: Weight
    probability: float
    contested: bool = False


def matches(
    profiles: Sequence[Profile],
    pairs: Iterable[tuple[int, int]],
    weigh: Weigh,
) -> list[Match]:
    """All pairs that are possible at all, with their probability; the likeliest first."""
    start = _start(profiles)
    odds: dict[tuple[int, int], float] = {}
    weights: dict[tuple[int, int], Weight] = {}
    beside: dict[int, list[int]] = defaultdict(list)
    for one, other in pairs:
        first, second = profiles[one], profiles[other]
        weight = weigh(first, second, LEAST_BITS - LATER - start[first.kind, second.kind])
        if weight is None or two_in_a_room(first, second):
            continue
        bits = weight.bits + start[first.kind, second.kind]
        if bits > LEAST_BITS:
            odds[one, other] = 2.0 ** min(bits, 60.0)
            weights[one, other] = weight
            beside[one].append(other)
            beside[other].append(one)
    contested = _contested(profiles, beside, odds)
    found = []
    for (one, other), own in odds.items():
        sides = (
            _share(one, other, own, odds, beside, profiles),
            _share(other, one, own, odds, beside, profiles),
        )
        doubt = (one in contested or other in contested) and not (
            profiles[one].registered or profiles[other].registered
        )
        found.append(Match(one, other, weights[one, other], min(sides), doubt))
    return sorted(found, key=lambda match: (-match.probability, match.one, match.other))


def _start(profiles: Sequence[Profile]) -> dict[tuple[Kind, Kind], float]:
    """The bits with which a pair starts: how many have a counterpart, and among how many it is one."""
    many = Counter(one.kind for one in profiles)
    start: dict[tuple[Kind, Kind], float] = {}
    for (one, other), share in w.COUNTERPART.items():
        # Looked for among the larger side: each of the smaller has at most so many to choose from.
        bits = log2(share / (1 - share)) - log2(max(many[one], many[other], 2))
        start[one, other] = start[other, one] = bits
    return start


def _contested(
    profiles: Sequence[Profile], beside: Mapping[int, Sequence[int]], odds: Mapping[tuple[int, int], float]
) -> set[int]:
    """Who could be either of two registrants."""
    found = set()
    for number, others in beside.items():
        registered = [
            other
            for other in others
            if profiles[other].registered and odds[min(number, other), max(number, other)] >= POSSIBLE
        ]
        if len(registered) > 1:
            found.add(number)
    return found


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
