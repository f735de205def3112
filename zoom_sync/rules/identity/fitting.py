"""How the words of two names stand for one another: equal, spelled differently, a slip apart, or an initial."""

from __future__ import annotations

from zoom_sync.rules.identity.names import Name, contradict, one_name, slipped, unvowelled

LONGEST = 6  # words of a name that are looked at
KINDS = ("spelled", "nickname", "slip", "initial")  # how a word may stand for another one, the surest first
Fit = tuple[str, str, str]  # how, the word of the one, the word of the other


def differ(one: Name, other: Name) -> bool:
    """Whether each of two names has a whole word that is not in the other: one of a family, or somebody else.

    A name that names nobody differs from none.
    """
    if not one.words or not other.words:
        return False
    return contradict(one, other) or all(
        _apart(one, part[:LONGEST], other, counterpart[:LONGEST])
        for part in one.parts
        for counterpart in other.parts
    )


def _apart(first: Name, one: tuple[str, ...], second: Name, other: tuple[str, ...]) -> bool:
    _, left, right = fit(first, one, second, other)
    return all(
        any(len(word) > 1 and word not in of.weak for word in words)
        for words, of in ((left, first), (right, second))
    )


def fit(
    first: Name, one: tuple[str, ...], second: Name, other: tuple[str, ...]
) -> tuple[list[Fit], list[str], list[str]]:
    """Lay the words of two names on one another: what fits and how, what is left of the one, of the other."""
    short, long = (one, other) if len(one) < len(other) else (other, one)
    if len(short) == 1 and len(long) > 1:
        handle = as_handle(short[0], long)
        if handle:
            return handle, [], []
    if one == other:
        return [("exact" if len(word) > 1 else "initial", word, word) for word in one], [], []
    left, right, kinds = _exact(one, other)
    if left and right:
        left.sort(key=len, reverse=True)
        ways = {(a, b): way for a in left for b in right if (way := _way(a, b, first, second))}
        for kind in KINDS if ways else ():
            for a in tuple(left):
                match = next((b for b in right if ways.get((a, b)) == kind), None)
                if match is not None:
                    kinds.append((kind, a, match))
                    left.remove(a)
                    right.remove(match)
    return kinds, left, right


def _exact(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[list[str], list[str], list[Fit]]:
    left, right = [], list(other)
    kinds: list[Fit] = []
    for word in one:
        if word in right:
            right.remove(word)
            kinds.append(("exact" if len(word) > 1 else "initial", word, word))
        else:
            left.append(word)
    return left, right, kinds


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


def _way(a: str, b: str, first: Name, second: Name) -> str:
    """The surest way in which a word of the first name may stand for one of the second; "" if it may not."""
    if len(a) == 1 or len(b) == 1:
        return "initial" if len(a) != len(b) and a[0] == b[0] else ""
    mine, theirs = first.bones[a], second.bones[b]
    if mine == theirs:
        return "spelled"
    if one_name(mine, theirs):
        return "nickname"
    if slipped(a, b) or (first.foreign != second.foreign and unvowelled(a, b)):
        return "slip"
    return ""
