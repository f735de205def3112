"""One skeleton for the spellings of one name, so that Chakraborty and Chakravarti are equal and Priya and Priti not.

Consonants are spelled one way. Of the vowels, the first and the last stay, for they tell men's names from women's
and most short names apart; between them a long name keeps none but "i", which is seldom left out. The shorter a name,
the more of it is kept: two common names with one skeleton cost more than a spelling that is missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from zoom_sync.rules.identity.tables.spellings import BEGINNINGS, ENDINGS, ONE_NAME, SOUNDS

SHORT = 3  # letters of a word that is its own skeleton
_KNOWN = {word: row.split()[0] for row in ONE_NAME for word in row.split()}
_OPENINGS = frozenset(many[:2] for many in SOUNDS if len(many) > 1)
_RUNS = re.compile("[aeiouEOU]+|[^aeiouEOU]+")
_SILENT = re.compile("(?<=[^aeiouEOU])h|h(?![aeiouEOU])")
_VOWELS = frozenset("aeiouEOU")
_LONG = 4  # consonants from which vowels in the middle count little
_SAID = str.maketrans({"C": "ch", "S": "sh", "Z": "zh", "E": "ei", "O": "au", "U": "ou"})
_BLURRED = str.maketrans({"o": "u", "O": "u", "U": "u"})

Edges = Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]


def _compiled(edges: Mapping[str, Iterable[tuple[str, str]]]) -> Edges:
    return {
        letter: tuple((re.compile(shape), told) for shape, told in edge) for letter, edge in edges.items()
    }


_BEGINNINGS, _ENDINGS = _compiled(BEGINNINGS), _compiled(ENDINGS)


def bones(word: str) -> str:
    """The skeleton of a folded word: lower-case letters, no longer a name to show to anybody."""
    known = _KNOWN.get(word)
    if known is not None:
        return known
    if len(word) <= SHORT or not word.isascii():
        return word
    for shape, told in (*_BEGINNINGS.get(word[0], ()), *_ENDINGS.get(word[-1], ())):
        word = shape.sub(told, word)
    word = _sounds(word)
    runs = _RUNS.findall(word)
    consonants = sum(len(run) for run in runs if run[0] not in _VOWELS)
    if consonants > 2:
        runs = _worn(runs, consonants)
    elif consonants == 2:
        runs = [run.replace("U", "u") for run in runs]
    return "".join(runs).translate(_SAID)


def consonants(word: str) -> str:
    """What is left of a word where its vowels may be lost: between a script that writes none and one that does."""
    return "".join(sign for sign in bones(word) if sign not in "aeiou")


def _sounds(word: str) -> str:
    """The word by sounds, a doubled one once; "h" only where it is heard: first, or between vowels."""
    told = [word[0]] if word[0] in "xy" else []
    place, end = len(told), len(word)
    while place < end:
        sound, step = SOUNDS.get(word[place], word[place]), 1
        if word[place : place + 2] in _OPENINGS:
            for long in (4, 3, 2):
                many = word[place : place + long]
                if many in SOUNDS:
                    sound, step = SOUNDS[many], len(many)
                    break
        place += step
        if not told or told[-1] != sound:
            told.append(sound)
    said = "".join(told)
    if "h" in said:
        said = said[0] + _SILENT.sub("", said[1:])
    return said[0] + said[1:].replace("v", "b") if "v" in said else said


def _worn(runs: list[str], consonants: int) -> list[str]:
    """A name of three consonants or more: vowels in the middle wear off, z becomes j or s, and sh becomes s."""
    last = len(runs) - 1
    kept = []
    for place, run in enumerate(runs):
        if run[0] not in _VOWELS:
            if "S" in run or "z" in run:
                run = run.replace("S", "s").replace("z", "s" if place == last else "j")
        elif place < 2 and place != last:
            run = run.translate(_BLURRED)
        elif place != last:
            run = _middle(run, consonants)
        kept.append(run)
    return kept


def _middle(run: str, consonants: int) -> str:
    """The class of a vowel in the middle: front, back, or both in turn."""
    if len(run) > 1:
        return run.translate(_BLURRED)
    if consonants < _LONG:
        return "e" if run in "eiE" else "a"
    return "i" if run in "iE" else ""
