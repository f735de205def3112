"""A display name cut into segments of words: what a person, a form or a device wrote side by side.

"Sunita Rao (she/her) | ILO" has two; pronouns, pictures and addresses are gone, compounds are marked.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from zoom_sync.rules.identity.names import scripts
from zoom_sync.rules.identity.names.nameless import SUSPECT
from zoom_sync.rules.identity.tables import asides
from zoom_sync.rules.identity.tables.devices import CODE

_SEGMENT = re.compile(r"\s[-:]+\s?|[-:]+\s|[|()\[\]{}<>,;/&@#~\u00b7\u2022]|\s(?:and|et|und)\s")
_WORD = re.compile(r"[^\W_]+")
_SIMPLE = re.compile(r"[A-Za-z. ]*")
_DIGITS = re.compile(r"\d+")
_ADDRESS = re.compile(r"([^\s@<(\[]+)@[^\s@]+\.\w{2,}")
_PRONOUNS = re.compile(
    r"\b(?:s?he|they|ze|xe)\s*/\s*\w+(?:\s*/\s*\w+)*|[(\[]\s*(?:(?:s?he|they|elle|ella|el|lui|ela|ele|dela|dele|sie|ihr)"
    r"[\s/,]*)+[)\]]",
    re.IGNORECASE,
)
_HUMP = re.compile(r"(?<![^\W\d_])([A-Za-z][a-z]{2,})([A-Z][a-z]+|[A-Z]+(?![a-z]))")
_UNHUMPED = frozenset(
    ("mac", "van", "von", "del", "dos", "des", "fitz", "abd", "abu", "ter", "ten", "bin", "ibn")
)
_OWNER = re.compile(r"['`]s\b")
_NATIVE_WORD = re.compile(r"[^\s.,()\[\]|/:;\-]+")
_CAPITALS = re.compile(r"(?<![^\W_])[A-Z]{2,6}(?![^\W_])")
_INITIALS = re.compile(
    r"(?<![^\W_])([B-DF-HJ-NP-TV-Z])([B-DF-HJ-NP-TV-Z])(?=\.?\s+[A-Z][a-z]|\.?\s+[A-Z]{3}|\.?$)"
)
_WHOLE = frozenset(("MD", "NG", "MC", "ST", "TV", "PC", "HR", "HQ", "VC"))


class Word(NamedTuple):
    """`letters`: without digits, "" where there were only digits. `tied`: by a hyphen to the word before.

    `sure`: it names somebody, whatever else it may stand for.
    """

    letters: str
    digits: bool = False
    tied: bool = False
    sure: bool = False


class Text(NamedTuple):
    """`segments`: what was written, in order. `raw`: their words with digits.

    `owner`: how many segments stand before "'s", 0 without it. `coded`: a code of a device stood in it, and is gone.
    `capitals`: words that alone were written in capitals.
    """

    segments: tuple[tuple[Word, ...], ...]
    raw: tuple[tuple[str, ...], ...]
    foreign: bool
    owner: int
    coded: bool
    capitals: frozenset[str]


def cut(text: str) -> Text:
    """The segments of a text that is no longer than a name can be."""
    foreign = False
    if not text.isascii():
        text = _untitled(scripts.clean(text))
        foreign = scripts.foreign(text)
    coded = False
    if not _SIMPLE.fullmatch(text):
        text, coded = _stripped(text)
    shouted = text.isupper()
    if not (shouted or text.istitle() or text.islower()):
        text = _HUMP.sub(_unhumped, text)
    if not text.islower():
        text = _INITIALS.sub(_apart, text)
    capitals = frozenset() if shouted else frozenset(map(str.casefold, _CAPITALS.findall(text)))
    folded = scripts.latin(text)
    before, *after = _OWNER.split(folded) if "'" in folded else (folded,)
    parts = [_SEGMENT.split(before), *map(_SEGMENT.split, after)]
    segments = tuple(_words(part) for side in parts for part in side)
    raw = tuple(tuple(_WORD.findall(part)) for side in parts for part in side)
    return Text(segments, raw, foreign, len(parts[0]) if after else 0, coded, capitals)


def _stripped(text: str) -> tuple[str, bool]:
    """Without a mail host, pronouns and codes of devices, and whether there was such a code."""
    if "@" in text:
        text = _ADDRESS.sub(r"\1", text)
    if "/" in text or "(" in text or "[" in text:
        text = _PRONOUNS.sub(" ", text)
    uncoded = CODE.sub(" ", text)
    return uncoded, uncoded != text


def _words(segment: str) -> tuple[Word, ...]:
    """An apostrophe splits no word."""
    if _SIMPLE.fullmatch(segment):
        return tuple(map(Word, segment.replace(".", " ").split()))
    segment = segment.replace("'", "").replace("`", "")
    found = []
    end = -1
    for match in _WORD.finditer(segment):
        written = match[0]
        letters = _DIGITS.sub("", written)
        tied = match.start() == end + 1 and segment[end] == "-"
        found.append(Word(letters, letters != written, tied))
        end = match.end()
    return tuple(found)


def _unhumped(found: re.Match[str]) -> str:
    """SunitaRao is two words; MacDonald and ThinkPad are one."""
    first, second = found[1], found[2]
    if first.casefold() in _UNHUMPED or found[0].casefold() in SUSPECT:
        return found[0]
    return f"{first}-{second}"


def _apart(found: re.Match[str]) -> str:
    """KR Nair is K. R. Nair, unless the two letters are a word."""
    both = found[0]
    whole = both == found.string or both in _WHOLE or both.casefold() in asides.TITLES
    return both if whole else f"{found[1]} {found[2]}"


def _untitled(text: str) -> str:
    """Without titles and roles as the text's own script writes them."""
    for title in asides.SLASHED:
        text = text.replace(title, " ")
    return _NATIVE_WORD.sub(_native, text)


def _native(found: re.Match[str]) -> str:
    word = found[0]
    if word.isascii():
        return word
    if "\u0590" <= word[0] <= "\u05ff":
        word = re.sub("[\"'״׳]", "", word)
    if word in asides.NATIVE:
        return " "
    for title in asides.ATTACHED_BEFORE:
        if word.startswith(title) and len(word) > len(title) + 2 and word[len(title)].isalpha():
            return word[len(title) :]
    for title in asides.ATTACHED_AFTER:
        if word.endswith(title) and len(word) > len(title):
            return word[: -len(title)]
    return word.replace("的", " ")
