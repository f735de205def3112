"""Whether two names, or two words of names, may be of one person. They never prove that they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import permutations

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from zoom_sync.rules.identity.names.name import Name
from zoom_sync.rules.identity.names.skeleton import bones, consonants
from zoom_sync.rules.identity.tables.short import ROWS

SLIPS = 4  # letters a word must have to hold a slip; twice as many hold two
HELD = 3  # letters of a word that is found in a name written as one
ALIKE_BONES = 75  # of 100, for consonants alone, across scripts


def contradict(one: Name, other: Name) -> bool:
    """Whether two names differ in every word that tells. A name that names nobody contradicts nothing."""
    if not one.words or not other.words:
        return False
    across = one.foreign != other.foreign
    for first, second in ((one, other), (other, one)):
        # "Akhtar" alone is no courtesy: it may be all that is left of Nadim Akhtar.
        if any(_same_word(a, b, across=across) for a in _telling(first) for b in second.words):
            return False
        if any(len(part) == 1 and _holds(part[0], second.words) for part in first.parts):
            return False
    if _initials_fit(one.words, other.words):
        return False
    joined, other_joined = "".join(one.words), "".join(other.words)
    return not alike(joined, other_joined, across=across)


def _same_word(one: str, other: str, *, across: bool) -> bool:
    return ((len(one) > 1 and len(other) > 1) or one == other) and alike(one, other, across=across)


def _initials_fit(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one's initials may be the other's words so that not each has a whole word left over.

    R. Menon may be Ravi M.; M. Chitra is not Rutuja More.
    """
    left, right = list(one), list(other)
    for some, others in ((left, right), (right, left)):
        for initial in [word for word in some if len(word) == 1]:
            match = next((word for word in others if len(word) > 1 and word[0] == initial), None)
            if match is not None:
                some.remove(initial)
                others.remove(match)
    fits = len(left) + len(right) < len(one) + len(other)
    return fits and not (any(len(word) > 1 for word in left) and any(len(word) > 1 for word in right))


def _holds(handle: str, words: Sequence[str]) -> bool:
    """Whether a name written as one word begins or ends with a word of the other: ramrai, anaperez, amishra."""
    return any(
        len(word) >= HELD and (handle.startswith(word) or handle.endswith(word)) for word in words
    ) or any(
        handle[:1] == word[0] and len(other) >= SLIPS and alike(handle[1:], other)
        for word, other in permutations(words, 2)
    )


def alike(one: str, other: str, *, across: bool = False) -> bool:
    """Whether two words may be the same: equal, an initial of the other, a slip apart, or two forms of one name.

    `across`: they come from two scripts, so only their consonants are compared.
    """
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    if slipped(one, other) or bones(one) == bones(other) or nicknames(one, other):
        return True
    return across and unvowelled(one, other)


def slipped(one: str, other: str) -> bool:
    """Whether one word is the other but for a slip, or two in a long one: Sunita and Sunitha, not Priya and Priti."""
    longest = max(len(one), len(other))
    if longest < SLIPS:
        return False
    most = 2 if longest >= 2 * SLIPS else 1
    return OSA.distance(one, other, score_cutoff=most) <= most


def unvowelled(one: str, other: str) -> bool:
    """Whether two words have nearly the same consonants: all that is left of some names in another script."""
    mine, theirs = consonants(one), consonants(other)
    # one consonant alone is in too many names: Rao, Iyer, Roy
    return min(len(mine), len(theirs)) > 1 and fuzz.ratio(mine, theirs) >= ALIKE_BONES


def nicknames(one: str, other: str) -> bool:
    """Whether two different words are a name and its usual short form, or two usual forms of one name.

    Bob and Robert, Sasha and Aleksandr, Juan and John, Wong and Huang; symmetric, not transitive (Bert is short
    for Robert and for Albert, who are not one).
    """
    return one != other and one_name(bones(one), bones(other))


def one_name(one: str, other: str) -> bool:
    """`nicknames` of two words by their skeletons, where those are known already."""
    return not _ROWS_OF.get(one, _NONE).isdisjoint(_ROWS_OF.get(other, _NONE))


def _telling(name: Name) -> list[str]:
    return [word for word in name.words if word not in name.weak] or list(name.words)


def _rows_of() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(ROWS):
        for word in row.split():
            found[bones(word)].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


_NONE: frozenset[int] = frozenset()
_ROWS_OF = _rows_of()
