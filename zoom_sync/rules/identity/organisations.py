"""Organisations as people write them: which words name one, and whether two texts name the same."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from zoom_sync.rules.identity.names import initials
from zoom_sync.rules.identity.names.scripts import clean, latin
from zoom_sync.rules.identity.tables.places import PLACES

ALIKE = 85  # of 100
LONGEST_SHORT = 8  # letters of an abbreviation
SMALL = frozenset(("and", "de", "des", "du", "e", "et", "for", "in", "la", "le", "of", "the", "y", "und"))
LONGEST = 200  # characters of a text that are looked at
_SEGMENT = re.compile(r"[,;|()\[\]]|\s[-–—/:]\s")
_WORD = re.compile(r"[^\W_]+")
_OFFICIAL = {
    "m/o": "ministry of",
    "d/o": "department of",
    "govt": "government",
    "dept": "department",
    "min": "ministry",
}
Words = tuple[str, ...]


def read(text: str) -> tuple[Words, ...]:
    """The readings of what stands in a field for the organisation: all of it, and each part that is no place."""
    folded = latin(clean(text[:LONGEST])).casefold().replace("'", "")
    parts = [words for words in map(_words, _SEGMENT.split(folded)) if words and words not in PLACES]
    if not parts:
        return ()
    return tuple(dict.fromkeys([tuple(word for words in parts for word in words), *parts]))


def _words(segment: str) -> Words:
    """The words of a part, each abbreviation as one word however its letters are set apart."""
    segment = " ".join(_OFFICIAL.get(word.rstrip("."), word) for word in segment.split())
    found: list[str] = []
    letters = ""
    for word in _WORD.findall(segment):
        if len(word) == 1:
            letters += word
            continue
        found += [letters, word] if letters else [word]
        letters = ""
    return tuple([*found, letters] if letters else found)


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
