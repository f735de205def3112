"""How the words of two names stand for one another: equal, spelled differently, a slip apart, or an initial."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from zoom_sync.rules.identity.names import Name, bones

LONGEST = 6  # words of a name that are looked at
SLIPS = 4  # letters a word must have to hold a slip; twice as many hold two
KINDS = ("exact", "spelled", "slip", "initial")  # how a word may stand for another, the surest first
Fit = tuple[str, str, str]  # how, the word of the one, the word of the other


def contradict(one: Name, other: Name) -> bool:
    """Whether two names differ in every word. A name that names nobody contradicts nothing."""
    if not one.words or not other.words:
        return False
    words, others = one.words[:LONGEST], other.words[:LONGEST]
    if any(stands(kind, a, b, one, other) for kind in KINDS for a in words for b in others):
        return False
    joined, counterpart = "".join(one.words), "".join(other.words)
    return not (bones(joined) == bones(counterpart) or slipped(joined, counterpart))


def fit(
    first: Name, one: tuple[str, ...], second: Name, other: tuple[str, ...], slip: float
) -> tuple[list[Fit], list[str], list[str]]:
    """Lay the words of two names on one another: what fits and how, what is left of the one, of the other."""
    short, long = (one, other) if len(one) < len(other) else (other, one)
    if len(short) == 1 and len(long) > 1:
        handle = as_handle(short[0], long)
        if handle:
            return handle, [], []
    kinds: list[Fit] = []
    left, right = list(one), list(other)
    for kind in KINDS:
        for a in sorted(left, key=len, reverse=True):
            for b in right:
                if stands(kind, a, b, first, second):
                    kinds.append((kind if kind != "exact" or len(a) > 1 else "initial", a, b))
                    left.remove(a)
                    right.remove(b)
                    break
        if not left or not right:
            break
    return kinds, left, right


def handles(words: tuple[str, ...]) -> dict[str, list[Fit]]:
    """The ways in which a name of two words is written as one, each with how the words stand in it."""
    if len(words) != 2 or min(map(len, words)) < 2:
        return {"".join(words): [("exact", word, word) for word in words]}
    first, last = words
    whole: list[Fit] = [("exact", first, first), ("exact", last, last)]
    return {
        first + last: whole,
        last + first: whole,
        first + last[0]: [("exact", first, first), ("initial", last[0], last)],
        first[0] + last: [("exact", last, last), ("initial", first[0], first)],
        last + first[0]: [("exact", last, last), ("initial", first[0], first)],
    }


def as_handle(word: str, words: tuple[str, ...]) -> list[Fit]:
    """How a name of several words stands in one word, [] if it does not."""
    return handles(words).get(word, [])


def stands(kind: str, a: str, b: str, first: Name, second: Name) -> bool:
    if kind == "exact":
        return a == b
    if kind == "initial":
        return (len(a) == 1) != (len(b) == 1) and a[0] == b[0]
    if len(a) == 1 or len(b) == 1:
        return False
    if kind == "spelled":
        return first.bones[a] == second.bones[b]
    return slipped(a, b)


def slipped(a: str, b: str) -> bool:
    longest = max(len(a), len(b))
    if longest < SLIPS:
        return False
    most = 2 if longest >= 2 * SLIPS else 1
    return OSA.distance(a, b, score_cutoff=most) <= most
