"""Names as they can be compared: any script, any order, with titles and initials.

Here a name only ever contradicts or suggests; it never joins by itself. A display name that names nobody (a
device, a number, a room, a robot) contradicts nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from anyascii import anyascii
from rapidfuzz import fuzz

from zoom_sync.rules.identity.words import ASIDES, DEVICES, MODELS, NOBODY, ROBOT, ROOM, TITLES

LONGEST = 200  # characters of a text that are looked at
ALIKE = 80  # of 100: Sunita and Sunitha, not Priya and Priti
ALIKE_BONES = 75  # the same for consonants alone, across scripts
_SEGMENT = re.compile(r"\s[-–—:]+\s|[|()\[\],/;&]|\s(?:and|et|und)\s")
_WORD = re.compile(r"[^\W_]+")
_COMMON = frozenset(
    ("and", "de", "des", "du", "for", "la", "le", "of", "the", "ltd", "limited", "pvt", "inc")
)
_OWNER = re.compile(r"['’`]s\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """`words`: all that name somebody, in order, folded to Latin letters; () if the text names nobody.

    `parts`: readings of the name: everything, and each segment ("ILO - Sunita C" has two).
    `foreign`: written in another script, so that vowels may be lost. `bones`: of each word, see `bones()`.
    """

    words: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...] = ()
    foreign: bool = False
    bones: Mapping[str, str] = field(default_factory=dict, compare=False)


NOBODYS = Name(())


class Names:
    """Reads each different text once. Made for one record and dropped with it.

    `organisations`: those named at the event. A segment of a display name that is one of them ("Sunita Rao -
    Asha Trust", "ILO - Sunita") names nobody: colleagues would all be alike by it.
    """

    def __init__(self, organisations: Iterable[str] = ()) -> None:
        self._read: dict[str, Name] = {}
        written = {part for text in dict.fromkeys(organisations) for part in read(text).parts}
        self._organisations = frozenset(
            form
            for words in written
            if words
            for form in (words, (initials(words),))
            if len("".join(form)) > 1
        )

    def of(self, text: str) -> Name:
        known = self._read.get(text)
        if known is None:
            known = self._read[text] = read(text, self._organisations)
        return known


def read(text: str, organisations: Container[tuple[str, ...]] = ()) -> Name:
    """Understand a display name, or as much of it as a name can be long.

    A segment that is one of `organisations` (folded words) is no part of the name.
    """
    text = text[:LONGEST]
    clean, foreign = (text, False) if text.isascii() else _cleaned(text)
    folded = _latin(clean, spaced=foreign)
    if ROBOT.search(folded) or ROOM.search(folded):
        return NOBODYS
    owned = bool(_OWNER.search(folded))
    segments = [_words(segment) for segment in _SEGMENT.split(_OWNER.sub(" ", folded))]
    device = any(word in DEVICES for words in segments for word, _ in words)
    named = [tuple(_naming(words, device=device)) for words in segments]
    named = [words for words in named if words and words not in organisations] or named
    everything = tuple(word for words in named for word in words)
    if not any(len(word) > 1 for word in everything):
        return NOBODYS
    if not owned and all(word in NOBODY or len(word) == 1 for word in everything):
        return NOBODYS
    parts = dict.fromkeys([everything, *(words for words in named if words)])
    return Name(everything, tuple(parts), foreign, {word: bones(word) for word in everything})


def initials(words: tuple[str, ...]) -> str:
    """What an organisation is called for short, or is written as already."""
    if len(words) == 1:
        return words[0]
    return "".join(word[0] for word in words if word not in _COMMON)


def _cleaned(text: str) -> tuple[str, bool]:
    """The text without pictures and signs that show nothing, and whether it is in another script than Latin."""
    whole = unicodedata.normalize("NFKC", text)
    clean = "".join(
        " " if unicodedata.category(sign) == "So" else sign for sign in whole if not _hidden(sign)
    )
    return clean, any(sign.isalpha() and not unicodedata.name(sign, "").startswith("LATIN") for sign in clean)


def _hidden(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cf", "Cs")


def contradict(one: Name, other: Name) -> bool:
    """Whether two names differ in every word. A name that names nobody contradicts nothing."""
    if not one.words or not other.words:
        return False
    across = one.foreign != other.foreign
    if any(alike(a, b, across=across) for a in one.words for b in other.words):
        return False
    joined, other_joined = "".join(one.words), "".join(other.words)
    return not alike(joined, other_joined, across=across)


def alike(one: str, other: str, *, across: bool = False) -> bool:
    """Whether two words may be the same: equal, an initial of the other, or a slip apart.

    `across`: they come from two scripts, so only their consonants are compared.
    """
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    if fuzz.ratio(one, other) >= ALIKE:
        return True
    return across and fuzz.ratio(bones(one), bones(other)) >= ALIKE_BONES


def bones(word: str) -> str:
    """The word's consonants, spelled one way: Chakraborty and Chakrabarti, Mohammed and Muhamad are equal."""
    for many, one in _SPELLINGS:
        word = word.replace(many, one)
    kept = word[:1] if word[:1] in "aeiou" else ""
    for sign in word[len(kept) :]:
        if sign not in "aeiouyh" and not kept.endswith(sign):
            kept += sign
    return kept or word


_SPELLINGS = (
    ("ksh", "x"),
    ("ph", "f"),
    ("ck", "k"),
    ("q", "k"),
    ("c", "k"),
    ("w", "v"),
    ("z", "j"),
    ("kh", "k"),
)


def _latin(text: str, *, spaced: bool) -> str:
    """Folded to lower-case ASCII; `spaced`: where the other script has no spaces, a capital begins a word."""
    if text.isascii():
        return text.casefold()
    latin = anyascii(text)
    if spaced:
        latin = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", latin)
    return latin.replace("`", "").casefold()


def _words(segment: str) -> list[tuple[str, bool]]:
    """The segment's words and whether a number stood in them; an apostrophe splits no word."""
    found = []
    for word in _WORD.findall(segment.replace("'", "")):
        letters = "".join(sign for sign in word if not sign.isdigit())
        found.append((letters, letters != word))
    return found


def _naming(words: list[tuple[str, bool]], *, device: bool) -> list[str]:
    kept = []
    for word, numbered in words:
        if not word or word in ASIDES or (device and (numbered or word in DEVICES or word in MODELS)):
            continue
        kept.append(word)
    untitled = [word for word in kept if word not in TITLES]
    return untitled if any(len(word) > 1 for word in untitled) else kept
