"""Which words of a name tell little, and which belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zoom_sync.rules.identity.tables import asides, particles
from zoom_sync.rules.identity.tables.han import FAMILY

Words = tuple[str, ...]
_NONE: frozenset[str] = frozenset()
TAILS = frozenset(("ben", "hai", "hen", "ehn", "een"))
_BEN = re.compile(r"(?<=[aeiou])ben$|(?<=[a-z]{6})ben$")
_SYLLABLE = 6  # letters of the longest syllable of a Chinese or Korean given name


def weak(words: Words) -> frozenset[str]:
    """The words that tell little: particles, patronymic markers, courtesies, titles kept for want of a name.

    By their place: "ben" between two words is a son of somebody, and in front a man called Ben. Never all of them.
    """
    if len(words) < 2:
        return _NONE
    last = len(words) - 1
    found = {
        word
        for place, word in enumerate(words)
        if (word in particles.PARTICLES and (len(word) > 1 or 0 < place < last))
        or word in particles.HONORIFICS
        or word in asides.TITLES
        or (
            word in particles.INNER
            and (0 < place < last or (place < last and words[1] in particles.PARTICLES))
        )
        or (word in particles.FAITH and last > 1)
        or (word in asides.SOFT and place == 0 and last > 1)
    }
    return frozenset(found) if found and len(found) < len(set(words)) else _NONE


def bare(word: str) -> str:
    """The word, whose end is one of TAILS, without a courtesy that is written onto the name: Sunitaben, Rameshbhai."""
    if len(word) < 7:
        return word
    for courtesy in particles.ATTACHED:
        if word.endswith(courtesy):
            return word[: -len(courtesy)]
    return _BEN.sub("", word)


def compounds(words: Words, tied: Sequence[bool]) -> tuple[Words, ...]:
    """The name with words written together that some write apart: by a hyphen, after a particle, in two syllables.

    `tied`: for each word, whether a hyphen stands before it. Nothing if no words belong together.
    """
    if len(words) < 2:
        return ()
    together: list[str] = []
    for place, word in enumerate(words):
        glued = place > 0 and (tied[place] or (words[place - 1] in particles.GLUED and len(word) > 1))
        if glued:
            together[-1] += word
        else:
            together.append(word)
    return (tuple(together),) if len(together) < len(words) else _syllables(words)


def _syllables(words: Words) -> tuple[Words, ...]:
    """Kim Min Su is Kim Minsu, and Ming Hao Wang Minghao Wang; a family name must stand at one end, or at both."""
    if (
        len(words) != 3
        or words[1] in particles.INNER
        or not all(1 < len(word) <= _SYLLABLE for word in words)
    ):
        return ()
    first, middle, last = words
    found = []
    if first in FAMILY:
        found.append((first, middle + last))
    if last in FAMILY:
        found.append((first + middle, last))
    return tuple(found)
