"""How much two names speak for one person, in bits.

The words of the one are laid on those of the other in whatever order, the surest fit first; what agrees counts
by its rarity at this event, what is left over on both sides contradicts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zoom_sync.rules.identity import weights as w
from zoom_sync.rules.identity.fitting import LONGEST, Fit, fit
from zoom_sync.rules.identity.frequencies import Frequencies
from zoom_sync.rules.identity.names import Name


@dataclass(frozen=True, slots=True)
class Likeness:
    """`loose`: the names agree only in another spelling, or with a first or last word left out.

    `thin`: one word agrees, and not to the letter or not all of the name.
    """

    bits: float
    reasons: tuple[str, ...]
    loose: bool = False
    thin: bool = False


def likeness(
    one: Sequence[Name], other: Sequence[Name], frequencies: Frequencies, *, slip: float
) -> Likeness | None:
    """The best likeness of any two names of two groups; None if no whole word of the one fits the other.

    `slip`: the weight of a slip, by who typed the names.
    """
    best: Likeness | None = None
    for first in one:
        for second in other:
            for part in first.parts:
                for counterpart in second.parts:
                    found = _align(first, part[:LONGEST], second, counterpart[:LONGEST], frequencies, slip)
                    if found is not None and (best is None or found.bits > best.bits):
                        best = found
    return best


def _align(
    first: Name,
    one: tuple[str, ...],
    second: Name,
    other: tuple[str, ...],
    frequencies: Frequencies,
    slip: float,
) -> Likeness | None:
    if one == other:
        kinds = [("exact", word, word) for word in one]
        left: list[str] = []
        right: list[str] = []
    else:
        kinds, left, right = fit(first, one, second, other, slip)
    whole = [(kind, a, b) for kind, a, b in kinds if kind != "initial"]
    if not whole:
        return None
    bits = 0.0
    spelled = False
    surname = False
    bones = []
    for kind, a, b in kinds:
        if kind == "initial":
            bits += w.INITIAL + frequencies.initial(a[0])
            continue
        mine = first.bones.get(a) or second.bones[a]
        theirs = second.bones.get(b) or first.bones[b]
        bones.append(mine if frequencies.bearers(mine) >= frequencies.bearers(theirs) else theirs)
        bits += {"exact": w.EXACT, "spelled": w.SPELLED, "nickname": w.NICKNAME, "slip": slip}[kind]
        spelled = spelled or kind != "exact"
        surname = surname or a == one[-1] or b == other[-1]
    bits += frequencies.rarity(bones)
    bits += _over(left, right, one, other)
    if len(kinds) == 1:
        bits += w.ONE_WORD
    if one == other and not left:
        bits += w.FULL_TEXT
    loose = spelled or any(_outer(word, one, other) for word in (*left, *right))
    thin = len(kinds) == 1 and (spelled or bool(left or right))
    return Likeness(bits, _said(kinds, whole, left, right, spelled, surname), loose, thin)


def _over(left: Sequence[str], right: Sequence[str], one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Bits for the words that found no counterpart: on both sides they contradict, on one they are left out."""
    contradicted = min(len(left), len(right))
    bits = w.CONTRADICTED * contradicted
    for word in sorted((*left, *right), key=len)[: len(left) + len(right) - 2 * contradicted]:
        bits += w.OUTER_LEFT_OUT if _outer(word, one, other) else w.LEFT_OUT
    return bits


def _outer(word: str, one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether this is the first or last word of a name, and more than an initial."""
    return len(word) > 1 and word in (one[0], one[-1], other[0], other[-1])


def _said(
    kinds: Sequence[Fit],
    whole: Sequence[Fit],
    left: Sequence[str],
    right: Sequence[str],
    spelled: bool,
    surname: bool,
) -> tuple[str, ...]:
    reasons: list[str] = []
    if len(whole) > 1 or (len(kinds) == 1 and not left and not right):
        reasons.append("same name" if len(whole) > 1 else "same single name")
        if bool(left) != bool(right):
            reasons[0] += ", one with more words"
    elif len(kinds) > 1:
        reasons += (
            ["same surname", "first name is an initial"]
            if surname
            else ["same first name", "surname is an initial"]
        )
    else:
        reasons.append("only one of the names is given")
    if left and right:
        reasons.append("another word in the name")
    if spelled:
        reasons.append("other spelling")
    return tuple(reasons)
