"""Finding somebody at a door, alike on the server and on a phone without a network.

What is looked in (`keys`) is made here, with all that the service knows of scripts and spellings, and goes to the
phone. What is looked for (`asked`) is made here and by `web/static/door/fold.js`; a test holds the two together.
So it is kept small: letters without their accents, and for another script, or another spelling, the consonants.

    asked("renee strasser")  finds  keys("Renée Straßer", "")
    asked("রহিমা")           finds  keys("Rahima Khatun", "")   by its consonants, after whoever is found by letters
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from anyascii import anyascii

from zoom_sync.rules.identity.names.scripts import clean, latin

FROM_LETTERS = 3
AT_MOST = 8
LONGEST = 600  # characters of one person's keys
MOST_WORDS = 6  # of one search

# What is no accent but a letter of its own, as it is typed without the keyboard for it.
LETTERS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ŧ": "t", "ŋ": "n",
    "ı": "i", "ĸ": "k", "ə": "a", "ƙ": "k", "ɓ": "b", "ɗ": "d", "ƴ": "y", "ɛ": "e", "ɔ": "o", "ς": "σ",
}  # fmt: skip
# Alphabets whose words are read by consonants: Greek to Georgian. What lies beyond is found by its own letters.
READ_FROM, READ_TO = 0x0370, 0x1100
WIDE_FROM = 0x2E80  # Han, kana, Hangul: a word of two letters may be a whole name, and stands inside others
_UNSEEN = re.compile("['’‘ʼʻ`´′\\u200b-\\u200f\\u2060\\ufeff]")  # apostrophes, too: Obrien is O'Brien
_UNSAID = re.compile("[aeiouwyh]")
_SAID = str.maketrans({"v": "b", "z": "j", "q": "k", "c": "k", "f": "p"})
_DOUBLED = re.compile(r"(.)\1+")
_LEAST_BONES = 3  # consonants; fewer say nothing
_LEAST_FOREIGN = 2  # where the word was typed in another script: then they must be all that a name has


class Word(NamedTuple):
    """One word of a search. `bones`: its consonants, "" where they are too few to look for."""

    text: str
    bones: str


def fold(text: str) -> str:
    """Words in small letters without accents, in their own script."""
    plain = unicodedata.normalize("NFKD", _UNSEEN.sub("", text)).lower()
    letters = "".join(LETTERS.get(sign, sign) for sign in plain if not "\u0300" <= sign <= "\u036f")
    return " ".join(_words(unicodedata.normalize("NFC", letters)))


def keys(name: str, organisation: str) -> str:
    """All words by which a person is found: the folded ones, and for another script how it is read in Latin."""
    told = f"{name} {organisation}"
    folded = fold(told)
    read = "" if folded.isascii() else fold(latin(clean(told)))
    return " ".join(dict.fromkeys(f"{folded} {read}".split()))[:LONGEST]


def asked(text: str) -> list[Word]:
    """The words of a search; none before the third letter, where wide letters count twice."""
    words = fold(text).split()[:MOST_WORDS]
    if sum(2 if ord(sign) >= WIDE_FROM else 1 for word in words for sign in word) < FROM_LETTERS:
        return []
    return [Word(word, bones(word)) for word in words]


def bones(word: str) -> str:
    """The consonants of a folded word, alike for most spellings; "" for what has too few of them to tell."""
    read = word if word.isascii() else "".join(_read(sign) for sign in word)
    if not read.isascii():
        return ""
    said = _skeleton(read.lower())
    return said if len(said) >= (_LEAST_BONES if word.isascii() else _LEAST_FOREIGN) else ""


def rank(keys_: str, words: list[Word]) -> int:
    """How well a person is found: 2 by the letters of every word, 1 by the consonants of some, 0 not at all."""
    if by_letters(keys_, words):
        return 2
    return 1 if by_bones(keys_, skeletons(keys_), words) else 0


def by_letters(keys_: str, words: list[Word]) -> bool:
    """Whether each word begins one of the keys; a wide one may stand inside."""
    padded = f" {keys_}"
    return all(_sought(word) in padded for word in words)


def by_bones(keys_: str, skeletons_: tuple[str, ...], words: list[Word]) -> bool:
    """Whether each word is found by its letters, or by its consonants."""
    padded = f" {keys_}"
    return all(_sought(word) in padded or _agrees(word.bones, skeletons_) for word in words)


def skeletons(keys_: str) -> tuple[str, ...]:
    """The consonants of each of a person's keys that is in Latin letters."""
    return tuple(_skeleton(one) for one in keys_.split() if one.isascii())


def _sought(word: Word) -> str:
    return word.text if ord(word.text[0]) >= WIDE_FROM else f" {word.text}"


def _agrees(bones_: str, skeletons_: tuple[str, ...]) -> bool:
    if len(bones_) < _LEAST_BONES:  # too few to be the beginning of a name
        return bool(bones_) and bones_ in skeletons_
    return any(one.startswith(bones_) for one in skeletons_)


def _skeleton(read: str) -> str:
    """The consonants of a word in small Latin letters, said one way."""
    letters = "".join(filter(str.isalpha, read))
    return _DOUBLED.sub(r"\1", _UNSAID.sub("", letters).translate(_SAID))


def _words(text: str) -> list[str]:
    """Words with the marks that belong to them: in Indian scripts vowels are marks."""
    kept = "".join(sign if _is_letter(sign) else " " for sign in text)
    return kept.split()


def _is_letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LMN"


def _read(sign: str) -> str:
    return anyascii(sign) if READ_FROM <= ord(sign) < READ_TO or sign.isascii() else sign
