"""The open questions: pairs of groups that may be one person, the most useful first.

A question comes from a link that was refused, or from a match that is likely and not sure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from zoom_sync.records import Pair
from zoom_sync.rules.identity import weights as w
from zoom_sync.rules.identity.bonds import Bonds
from zoom_sync.rules.identity.competition import Match
from zoom_sync.rules.identity.matching import Caution, sure
from zoom_sync.rules.identity.profiles import Profile
from zoom_sync.rules.linked import Linked


@dataclass(frozen=True, slots=True)
class Question:
    """Two groups, by their number; `score`: the probability that they are one person."""

    one: int
    other: int
    score: float
    reasons: tuple[str, ...]
    pieces: tuple[int, int]


def review(bonds: Bonds, profiles: Sequence[Profile], found: Sequence[Match], caution: Caution) -> list[Pair]:
    """The questions about these groups, by what an answer is worth: the people whose lines it may correct.

    One for each pair of groups; each speaks of one piece on either side, a registration where there is one.
    """
    if not found and not bonds.refusals:
        return []
    number = {members[0]: n for n, members in enumerate(bonds.groups())}
    asked = {(one.one, one.other): one for one in _likely(profiles, found, caution)}
    for question in _refused(bonds, profiles, number):
        known = asked.get((question.one, question.other))
        if known is not None:
            reasons = tuple(dict.fromkeys((*question.reasons, *known.reasons)))
            question = replace(question, score=max(known.score, question.score), reasons=reasons)
        asked[question.one, question.other] = question
    order = sorted(asked.values(), key=lambda one: (-worth(one, profiles), one.one, one.other))
    return [_pair(bonds, question, worth(question, profiles)) for question in order]


def worth(question: Question, profiles: Sequence[Profile]) -> float:
    """The people whose lines an answer is expected to correct: two where somebody absent may be somebody seen."""
    one, other = profiles[question.one], profiles[question.other]
    absent = any(
        a.registered and not a.seen and b.seen and not b.registered for a, b in ((one, other), (other, one))
    )
    return round(question.score * (2.0 if absent else 1.0), 3)


def _pair(bonds: Bonds, question: Question, gain: float) -> Pair:
    mains = [bonds.pieces[position].main for position in question.pieces]
    return Pair(
        refs=tuple(main.ref for main in mains),
        score=round(question.score, 2),
        reasons=question.reasons,
        facts=tuple(main.id for main in mains),
        gain=gain,
    )


def _likely(profiles: Sequence[Profile], found: Sequence[Match], caution: Caution) -> Iterable[Question]:
    least = w.least(w.ASK, len(profiles), w.ASK_GROWS)
    linked = Linked[int]()
    for one in found:
        if one.probability >= least and not sure(one, profiles, caution):
            first, second = profiles[one.one], profiles[one.other]
            # Of one screen that came back nine times eight questions tell all, not thirty-six.
            if first.kind == second.kind == "online" and not linked.link(one.one, one.other):
                continue
            yield Question(
                one.one, one.other, one.probability, one.weight.reasons, (first.first, second.first)
            )


def _refused(bonds: Bonds, profiles: Sequence[Profile], number: dict[int, int]) -> Iterable[Question]:
    """The links that were refused and still part two groups; those of one pair as one question."""
    together: dict[tuple[int, int], Question] = {}
    for refusal in bonds.refusals:
        one, other = number[bonds.root(refusal.one)], number[bonds.root(refusal.other)]
        if one == other:
            continue
        pieces = (refusal.one, refusal.other) if one < other else (refusal.other, refusal.one)
        one, other = sorted((one, other))
        # Somebody parted these groups by one of their pieces: then only this link is in question.
        if not bonds.apart(*pieces):
            pieces = (profiles[one].first, profiles[other].first)
        known = together.get((one, other))
        reasons = refusal.reasons if known is None else (*known.reasons, *refusal.reasons)
        together[one, other] = Question(
            one, other, w.REFUSED, tuple(dict.fromkeys(reasons)), pieces if known is None else known.pieces
        )
    return together.values()
