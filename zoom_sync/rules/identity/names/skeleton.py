"""One skeleton for the spellings of one name, so that Chakraborty and Chakravarti are equal and Priya and Priti not.

Consonants are spelled one way. Of the vowels, the first and the last stay, for they tell men's names from women's
and most short names apart; between them a long name keeps none but "i", which is seldom left out. The shorter a name,
the more of it is kept: two common names with one skeleton cost more than a spelling that is missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from zoom_sync.rules.identity.tables.spellings import BEGINNINGS, ENDINGS, ONE_NAME, OWN, SOUNDS

SHORT = 3  # letters of a word that is its own skeleton
_KNOWN = {word: row.split()[0] for row in (*ONE_NAME, *OWN.split()) for word in row.split()}
_RUNS = re.compile("[aeiouEOU]+|[^aeiouEOU]+")
_VOWELS = frozenset("aeiouEOU")
_LONG = 4  # consonants from which vowels in the middle count little
_SAID = str.maketrans({"C": "ch", "S": "sh", "Z": "zh", "E": "ei", "O": "au", "U": "ou"})
_BLURRED = str.maketrans({"o": "u", "U": "u"})
_CLASSES = {"a": "a", "e": "e", "i": "e", "E": "e"}

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
    for shape, told in _BEGINNINGS.get(word[0], ()):
        word = shape.sub(told, word)
    for shape, told in _ENDINGS.get(word[-1], ()):
        word = shape.sub(told, word)
    runs, consonants = _runs(_sounds(word))
    if consonants > 2:
        skeleton = _worn(runs, consonants)
    else:
        skeleton = "".join("u" if run == "U" and consonants == 2 else run for run in runs)
    return skeleton if skeleton.islower() else skeleton.translate(_SAID)


def consonants(word: str) -> str:
    """What is left of a word where its vowels may be lost: between a script that writes none and one that does."""
    return "".join(sign for sign in bones(word) if sign not in "aeiou")


def _sounds(word: str) -> str:
    """The word by its sounds. X and Y stay where they are first: Xu is not Ksu, and Yang not Iang."""
    first, rest = (word[0], word[1:]) if word[0] in "xy" else ("", word)
    for letter, rows in SOUNDS:
        if letter in rest:
            for many, one in rows:
                rest = rest.replace(many, one)
    word = first + rest
    return word[0] + word[1:].replace("v", "b") if "v" in word else word


def _runs(word: str) -> tuple[list[str], int]:
    """Vowels and consonants in turn, and how many consonants.

    A doubled one counts once, "ng" too, and "h" after another not at all.
    """
    runs = _RUNS.findall(word)
    count = 0
    for place, run in enumerate(runs):
        if run[0] in _VOWELS:
            if len(run) > 1 and run[0] == run[1]:
                runs[place] = run[1:]
            continue
        if len(run) > 1:
            if "h" in run[1:] and (run != "nh" or place == 0):
                run = run[0] + run[1:].replace("h", "")
            runs[place] = run = "".join(sign for at, sign in enumerate(run) if at == 0 or run[at - 1] != sign)
        elif run == "h" and place == len(runs) - 1:
            runs[place] = run = ""
        count += len(run) - ("ng" in run)
    return runs, count


def _worn(runs: list[str], consonants: int) -> str:
    """A name of three consonants or more: vowels in the middle wear off, z becomes j or s, and sh becomes s inside."""
    last = len(runs) - 1
    kept = ""
    for place, run in enumerate(runs):
        if run[:1] not in _VOWELS:
            if "S" in run or "z" in run:
                run = run.replace("z", "s") if place == last else run.replace("S", "s").replace("z", "j")
            kept += run
        elif place == last:
            kept += run
        elif place < 2 or len(run) > 1:
            kept += run.translate(_BLURRED)
        elif consonants < _LONG:
            kept += _CLASSES.get(run, "o")
        elif run in "iE":
            kept += "i"
    return kept
