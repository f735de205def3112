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

_AGREES = {"exact": w.EXACT, "spelled": w.SPELLED, "nickname": w.NICKNAME}


@dataclass(frozen=True, slots=True)
class Likeness:
    """`loose`: the names agree only in another spelling, or with a first or last word left out.

    `whole`: words that agree, initials aside. `contradicted`: each has a word that the other does not.
    `slips`: pairs of words, of the one and of the other, that are a slip apart.
    """

    bits: float
    reasons: tuple[str, ...]
    loose: bool
    whole: int
    contradicted: bool
    slips: tuple[tuple[str, str], ...] = ()


def likeness(
    one: Sequence[Name], other: Sequence[Name], frequencies: Frequencies, *, slip: float
) -> Likeness | None:
    """The best likeness of any two names of two groups; None if no whole word of the one fits the other.

    `slip`: the weight of a slip, by who typed the names.
    """
    best: _Aligned | None = None
    for first in one:
        for second in other:
            for part in first.parts:
                for counterpart in second.parts:
                    found = _align(first, part[:LONGEST], second, counterpart[:LONGEST], frequencies, slip)
                    if found is not None and (best is None or found.bits > best.bits):
                        best = found
    if best is None:
        return None
    whole = sum(kind != "initial" for kind, _, _ in best.kinds)
    slips = tuple((a, b) for kind, a, b in best.kinds if kind == "slip")
    return Likeness(best.bits, _said(best), best.loose, whole, bool(best.left and best.right), slips)


@dataclass(frozen=True, slots=True)
class _Aligned:
    """Two readings laid on one another: what fits and how, and what is left over on either side."""

    one: tuple[str, ...]
    other: tuple[str, ...]
    kinds: Sequence[Fit]
    left: Sequence[str]
    right: Sequence[str]
    mailbox: bool
    bits: float

    @property
    def spelled(self) -> bool:
        return any(kind not in ("exact", "initial") for kind, _, _ in self.kinds)

    @property
    def loose(self) -> bool:
        return (
            self.mailbox
            or self.spelled
            or any(_outer(word, self.one, self.other) for word in (*self.left, *self.right))
        )


def _align(
    first: Name,
    one: tuple[str, ...],
    second: Name,
    other: tuple[str, ...],
    frequencies: Frequencies,
    slip: float,
) -> _Aligned | None:
    kinds, left, right = fit(first, one, second, other)
    bits = 0.0
    bones = []
    for kind, a, b in kinds:
        if kind == "initial":
            bits += w.INITIAL + frequencies.initial(a[0])
            continue
        mine = first.bones.get(a) or second.bones[a]
        theirs = mine if a == b else second.bones.get(b) or first.bones[b]
        bones.append(mine if frequencies.bearers(mine) >= frequencies.bearers(theirs) else theirs)
        bits += slip if kind == "slip" else _AGREES[kind]
    if not bones:
        return None
    if first.weak or second.weak:
        left = [word for word in left if word not in first.weak]
        right = [word for word in right if word not in second.weak]
    bits += frequencies.rarity(bones) + _over(left, right, one, other)
    if len(kinds) == 1:
        bits += w.ONE_WORD
    mailbox = first.mailbox or second.mailbox
    if mailbox:
        bits += w.BY_MAILBOX
    elif one == other:
        bits += w.FULL_TEXT
    return _Aligned(one, other, kinds, left, right, mailbox, bits)


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


def _said(found: _Aligned) -> tuple[str, ...]:
    whole = [(a, b) for kind, a, b in found.kinds if kind != "initial"]
    over = bool(found.left), bool(found.right)
    reasons: list[str] = []
    if len(whole) > 1:
        reasons.append("same name" if over[0] == over[1] else "same name, one with more words")
    elif len(found.kinds) > 1:
        surname = whole[0][0] == found.one[-1] or whole[0][1] == found.other[-1]
        reasons += (
            ["same surname", "first name is an initial"]
            if surname
            else ["same first name", "surname is an initial"]
        )
    else:
        reasons.append("only one of the names is given" if any(over) else "same single name")
    if all(over):
        reasons.append("another word in the name")
    if found.mailbox:
        reasons.append("as the e-mail spells it")
    elif found.spelled:
        reasons.append("other spelling")
    return tuple(reasons)
