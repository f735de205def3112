"""How much two names speak for one person. A name only suggests here: what comes out is a question.

The scores are judgement, set by hand so that a full name stands before an initial, and an initial before a
single name; they order the questions and decide nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zoom_sync.rules.identity.names import Name, alike

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
            fit = _Fit(first, second)
            for part in first.parts:
                for counterpart in second.parts:
                    found = _align(part[:_LONGEST], counterpart[:_LONGEST], fit)
                    if found is not None and (best is None or found.score > best.score):
                        best = found
    return best


class _Fit:
    """Finds the word of one of two names that may be a word of the other."""

    def __init__(self, one: Name, other: Name) -> None:
        self._bones = {**one.bones, **other.bones}
        self._across = one.foreign != other.foreign

    def of(self, word: str, left: list[str]) -> str | None:
        if word in left:
            return word
        if len(word) == 1:
            return next((one for one in left if one[0] == word), None)
        skeleton, known = self._bones[word], self._bones
        for one in left:
            if len(one) > 1 and (known[one] == skeleton or alike(word, one, across=self._across)):
                return one
        return word[0] if word[0] in left else None


def _align(one: tuple[str, ...], other: tuple[str, ...], fit: _Fit) -> Likeness | None:
    """Fit every word of the shorter name to one of the longer; None if one is left over."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) == 1 and len(long) > 1 and short[0] in ("".join(long), "".join(reversed(long))):
        return Likeness(FULL, ("same name",))
    left = list(long)
    full = exact = initials = 0
    surname = ""
    for word in sorted(short, key=len, reverse=True):
        match = fit.of(word, left)
        if match is None:
            return None
        left.remove(match)
        if len(word) > 1 and len(match) > 1:
            full += 1
            exact += word == match
            surname = surname or match
        else:
            initials += 1
    return _weigh(full, exact, initials, len(left), surname == long[-1]) if full else None


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
