"""The open questions: pairs of groups that may be one person, the most useful first.

A question comes from a link that was refused, or from names. Names are compared only inside blocks (groups
that share a word and an initial, spelled any way), so that a large event does not compare everybody with
everybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from rapidfuzz import fuzz

from zoom_sync.records import Pair
from zoom_sync.rules.identity.blocks import blocks
from zoom_sync.rules.identity.bonds import TWO_REGISTRATIONS, Bonds
from zoom_sync.rules.identity.likeness import likeness
from zoom_sync.rules.identity.names import Names
from zoom_sync.rules.identity.profiles import (
    Profile,
    follows,
    gain,
    profile,
    same_organisation,
)

LEAST = 0.25  # below this score nobody is asked
MOST = 5  # questions about one group
_REFUSED = {"same registrant id": 0.5, "same account": 0.5, TWO_REGISTRATIONS: 0.5}


@dataclass(frozen=True, slots=True)
class Question:
    """Two groups, by their number; the score is of one that knows of no other candidates yet."""

    one: int
    other: int
    score: float
    reasons: tuple[str, ...]
    pieces: tuple[int, int]


def review(bonds: Bonds, groups: Sequence[Sequence[int]], names: Names) -> list[Pair]:
    """The questions about these groups, by score times what the answer would resolve.

    One for each pair of groups; each speaks of one piece on either side, a registration where there is one.
    """
    profiles = [profile(bonds, members, names) for members in groups]
    number = {bonds.root(members[0]): n for n, members in enumerate(groups)}
    found = {(one.one, one.other): one for one in _by_name(bonds, profiles)}
    for question in _refused(bonds, profiles, number):
        known = found.get((question.one, question.other))
        if known is not None:
            reasons = tuple(dict.fromkeys((*question.reasons, *known.reasons)))
            question = replace(question, score=max(known.score, question.score), reasons=reasons)
        found[question.one, question.other] = question
    order = sorted(found.values(), key=lambda one: (-_worth(one, profiles), one.one, one.other))
    return [_pair(bonds, question) for question in order]


def _worth(question: Question, profiles: Sequence[Profile]) -> float:
    return round(question.score * gain(profiles[question.one], profiles[question.other]), 6)


def _pair(bonds: Bonds, question: Question) -> Pair:
    mains = [bonds.pieces[position].main for position in question.pieces]
    return Pair(
        refs=tuple(main.ref for main in mains),
        score=round(question.score, 2),
        reasons=question.reasons,
        facts=tuple(main.id for main in mains),
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
        score = max(_REFUSED.get(reason, 0.3) for reason in refusal.reasons)
        known = together.get((one, other))
        reasons = refusal.reasons if known is None else (*known.reasons, *refusal.reasons)
        together[one, other] = Question(
            one,
            other,
            score if known is None else max(score, known.score),
            tuple(dict.fromkeys(reasons)),
            pieces if known is None else known.pieces,
        )
    return together.values()


def _by_name(bonds: Bonds, profiles: Sequence[Profile]) -> list[Question]:
    asked: dict[tuple[int, int], Question | None] = {}
    for block in blocks(profiles):
        for pair in combinations(block, 2):
            if pair not in asked:
                asked[pair] = _question(bonds, profiles, *pair)
    open_ones = [question for question in asked.values() if question is not None]
    candidates: dict[int, int] = defaultdict(int)
    for question in open_ones:
        candidates[question.one] += 1
        candidates[question.other] += 1
    weighed = [
        replace(one, score=one.score / max(candidates[one.one], candidates[one.other]) ** 0.5)
        for one in open_ones
    ]
    kept: list[Question] = []
    taken: dict[int, int] = defaultdict(int)
    for question in sorted(weighed, key=lambda one: (-one.score, one.one, one.other)):
        if question.score >= LEAST and max(taken[question.one], taken[question.other]) < MOST:
            taken[question.one] += 1
            taken[question.other] += 1
            kept.append(question)
    return kept


def _question(bonds: Bonds, profiles: Sequence[Profile], one: int, other: int) -> Question | None:
    first, second = profiles[one], profiles[other]
    alike = likeness(first.names, second.names)
    if alike is None or bonds.apart(first.first, second.first):
        return None
    score, reasons = alike.score, list(alike.reasons)
    organisation = same_organisation(first, second)
    if organisation is not None:
        score += 0.15 if organisation else -0.1
        reasons += ["same organisation"] if organisation else []
    if _one_slip(first.mails, second.mails):
        score += 0.2
        reasons.append("e-mail differs by a slip")
    elif first.mails and second.mails:
        score -= 0.3 if first.registered and second.registered else 0.05
    if _one_slip(first.phones, second.phones):
        score += 0.2
        reasons.append("phone differs by a slip")
    elif first.phones and second.phones:
        score -= 0.15
    if first.online and second.online and follows(first, second):
        score += 0.1
        reasons.append("one connection began as the other ended")
    if score < LEAST:
        return None
    return Question(one, other, min(score, 1.0), tuple(reasons), (first.first, second.first))


def _one_slip(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(a != b and fuzz.ratio(a, b) >= 88 for a in one for b in other)
