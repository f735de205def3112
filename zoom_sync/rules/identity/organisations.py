"""Whether two texts name one organisation: spelled alike, or one short for the other."""

from __future__ import annotations

from rapidfuzz import fuzz

from zoom_sync.rules.identity.names import initials

ALIKE = 85  # of 100
LONGEST_SHORT = 8  # letters of an abbreviation
SMALL = frozenset(("and", "de", "des", "du", "e", "et", "for", "in", "la", "le", "of", "the", "y", "und"))
Words = tuple[str, ...]


def short(words: Words) -> str:
    """What an organisation is called for short."""
    return initials(words)


def same_organisation(one: Words, other: Words) -> bool:
    """Whether the words of two organisations are alike, or one is short for the other."""
    if one == other or short(one) == short(other):
        return True
    if abbreviates("".join(one), other) or abbreviates("".join(other), one):
        return True
    return fuzz.token_set_ratio(" ".join(one), " ".join(other)) >= ALIKE


def abbreviates(text: str, words: Words) -> bool:
    """Whether a text is short for some words: it begins each of them in order, small words or not.

    UNW is short for UN Women, MoLE for Ministry of Labour and Employment.
    """
    if not 2 <= len(text) <= LONGEST_SHORT or len(words) < 2 or text[0] != words[0][0]:
        return False
    rests = {text}
    for word in words:
        after = set(rests) if word in SMALL else set()
        for rest in rests:
            for taken in range(1, min(len(word), len(rest), 3) + 1):
                if word[:taken] == rest[:taken]:
                    after.add(rest[taken:])
        rests = after
    return "" in rests
