"""The phrases of all languages by where in a header they may stand, and the form in which words are compared."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # kana, Han, Hangul: words are joined
# Thai, Lao, Burmese, Khmer: the words of a header are joined, those of a name are not.
JOINED = re.compile(rf"{SPACELESS.pattern}|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
# Letters that are written in two ways are one; tatweel only lengthens a line.
LETTERS = str.maketrans({"ı": "i", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه", "ـ": None})


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """A text's words: lower case, no accents, one space between, no punctuation, no marks of direction."""
    if text.isascii():
        return " ".join(re.findall(r"[a-z0-9]+", text.lower()))
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(map(_bare, folded.translate(LETTERS)))
    return unicodedata.normalize("NFC", " ".join(bare.split()))


def _bare(sign: str) -> str:
    """A letter stays, and so does a vowel sign of an Indian script; accents go; anything else parts words."""
    if sign.isalnum():
        return sign
    category = unicodedata.category(sign)
    if unicodedata.combining(sign) or category == "Cf":
        return ""
    return sign if category[0] == "M" else " "


class Lexicon:
    """Finds the phrases of some lists (written as `languages` says); each stands for the place of its list."""

    def __init__(self, lists: Iterable[Iterable[str]]) -> None:
        self._whole: dict[str, int] = {}
        self._beginning: dict[str, list[tuple[str, int]]] = defaultdict(list)  # by their first two letters
        self._ending: list[tuple[str, int]] = []
        self._within: list[tuple[str, int]] = []
        for place, phrases in enumerate(lists):
            for phrase in phrases:
                self._learn(phrase, key(phrase), place)

    def _learn(self, phrase: str, words: str, place: int) -> None:
        if phrase.startswith("="):
            self._whole.setdefault(words, place)
        elif phrase.startswith("*"):
            self._ending.append((f"{words} ", place))
        elif JOINED.search(words):
            self._within.append((words, place))
        else:
            self._beginning[words[:2]].append((words if phrase.endswith("*") else f"{words} ", place))

    def places(self, words: str) -> Iterator[int]:
        """Of all phrases that stand in a text; `words` is its key."""
        if words in self._whole:
            yield self._whole[words]
        closed = f"{words} "
        starts = [0, *(at + 1 for at, sign in enumerate(words) if sign == " ")]
        for start in starts:
            for phrase, place in self._beginning.get(closed[start : start + 2], ()):
                if closed.startswith(phrase, start):
                    yield place
        yield from (place for phrase, place in self._ending if phrase in closed)
        if JOINED.search(words):
            yield from (place for phrase, place in self._within if phrase in words)
