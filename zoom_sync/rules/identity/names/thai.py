"""Names in Thai letters as they are written in Latin letters.

Thai puts some vowels before the consonant they follow in speech and leaves "o" and "a" out. Where a syllable ends is
not written either, so that the vowels found here are a guess and the consonants are to be trusted.
"""

from __future__ import annotations

import re

from zoom_sync.rules.identity.tables import thai as table

_CONSONANT = "[ก-ฮ]"
_AROUND = [(re.compile(shape.replace("C", _CONSONANT)), told) for shape, told in table.AROUND]
_SILENCED = re.compile(f"{_CONSONANT}[ิุ]?{table.SILENT}")
_LED = re.compile("ห(?=[งญนมยรลว])")  # only raises the tone of the consonant after it
_LEADING = re.compile(f"([{''.join(table.LEADING)}])({_CONSONANT}(?:[รล](?={_CONSONANT}))?)")
_SYLLABLES = re.compile(
    f"(?P<voiced>(?:{_CONSONANT}[{table.CLUSTERED}])?{_CONSONANT}?)(?P<vowel>[A-Za-z]+|[{''.join(table.VOWELS)}])"
    f"|(?P<bare>{_CONSONANT}+?)(?=(?:{_CONSONANT}[{table.CLUSTERED}])?{_CONSONANT}?[A-Za-z{''.join(table.VOWELS)}]|$)"
)


def thai(sign: str) -> bool:
    return "\u0e00" <= sign <= "\u0e7f"


def latin(word: str) -> str:
    """One run of Thai letters in Latin letters."""
    signs = (table.WRITTEN_OUT.get(sign, sign) for sign in word if sign not in table.DROPPED)
    word = _LED.sub("", _SILENCED.sub("", "".join(signs)))
    for shape, told in _AROUND:
        word = shape.sub(told, word)
    word = _LEADING.sub(lambda found: found[2] + table.LEADING[found[1]].title(), word)
    told, closing = "", False
    for found in _SYLLABLES.finditer(word):
        if found["vowel"]:
            vowel = found["vowel"]
            told += _initial(found["voiced"]) + table.VOWELS.get(vowel, vowel)
            closing = vowel in table.LONG or (vowel.isascii() and vowel.isalpha())
        else:
            told += _bare(found["bare"], closing=closing, final=found.end() == len(word))
            closing = False
    return told.replace(".", "").casefold()


def _initial(consonants: str) -> str:
    return "".join(table.INITIAL[sign] for sign in consonants)


def _bare(consonants: str, *, closing: bool, final: bool) -> str:
    """Consonants without a vowel: one closes what stands before, two are a syllable with "o"."""
    told = ""
    if closing or (final and len(consonants) == 1):
        told, consonants = _final(consonants[0]), consonants[1:]
    if len(consonants) % 2:
        told, consonants = told + _initial(consonants[0]) + "a", consonants[1:]
    for first, last in zip(consonants[::2], consonants[1::2], strict=True):
        told += _initial(first) + "o" + _final(last)
    return told


def _final(sign: str) -> str:
    return table.FINAL.get(sign, table.INITIAL[sign])
