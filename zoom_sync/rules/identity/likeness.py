"""How much two names speak for one person. A name only suggests here: what comes out is a question.

The scores are judgement, set by hand so that a full name stands before an initial, and an initial before a
single name; they order the questions and decide nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zoom_sync.rules.identity.names import Name, alike, bones

FULL, SPELLED, INITIAL, SINGLE, ONE_OF = 0.8, 0.65, 0.5, 0.4, 0.3
_LONGEST = 6  # words of a name that are looked at


@dataclass(frozen=True, slots=True)
class Likeness:
    score: float
    reasons: tuple[str, ...]


def likeness(one: Sequence[Name], other: Sequence[Name]) -> Likeness | None:
    """The best likeness of any two names of two groups; None if no name of the one fits one of the other."""
    best: Likeness | None = None
    for first in one:
        for second in other:
            for part in first.parts:
                for counterpart in second.parts:
                    found = _align(part[:_LONGEST], counterpart[:_LONGEST], first.foreign != second.foreign)
                    if found is not None and (best is None or found.score > best.score):
                        best = found
    return best


def _align(one: tuple[str, ...], other: tuple[str, ...], across: bool) -> Likeness | None:
    """Fit every word of the shorter name to one of the longer; None if one is left over."""
    short, long = sorted((one, other), key=len)
    if len(short) == 1 and len(long) > 1 and short[0] == "".join(long):
        return Likeness(FULL, ("same name",))
    left = list(long)
    full = exact = initials = 0
    surname = ""
    for word in sorted(short, key=len, reverse=True):
        match = _fit(word, left, across)
        if match is None:
            return None
        left.remove(match)
        if len(word) > 1 and len(match) > 1:
            full += 1
            exact += word == match
            surname = surname or match
        else:
            initials += 1
    if not full:
        return None
    return _weigh(full, exact, initials, len(long) - len(short), surname == long[-1])


def _fit(word: str, left: list[str], across: bool) -> str | None:
    if word in left:
        return word
    whole = [one for one in left if len(one) > 1 and len(word) > 1]
    for one in whole:
        if alike(word, one, across=across) or bones(word) == bones(one):
            return one
    return next((one for one in left if (len(one) == 1 or len(word) == 1) and one[0] == word[0]), None)


def _weigh(full: int, exact: int, initials: int, over: int, surname: bool) -> Likeness:
    spelled: tuple[str, ...] = () if exact == full else ("other spelling",)
    if full > 1:
        named = "same name" if not over else "same name, one with more words"
        return Likeness((SPELLED if spelled else FULL) - 0.05 * min(over, 2), (named, *spelled))
    if initials:
        reasons = (
            ("same surname", "first name is an initial")
            if surname
            else ("same first name", "surname is an initial")
        )
        return Likeness(INITIAL - (0.1 if spelled else 0), (*reasons, *spelled))
    if over:
        return Likeness(ONE_OF - (0.1 if spelled else 0), ("only one of the names is given", *spelled))
    return Likeness(SINGLE - (0.15 if spelled else 0), ("same single name", *spelled))
