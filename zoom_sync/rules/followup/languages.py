"""Which language somebody asked for, as they wrote it: "fr", "French", "Français", "फ़्रेंच"."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from functools import cache, lru_cache

from babel import Locale

LANGUAGES = (
    "en", "fr", "es", "ar", "hi", "am", "as", "bn", "de", "el", "fa", "gu", "he", "id", "it", "ja", "kn", "km", "ko",
    "lo", "ml", "mr", "ms", "my", "ne", "nl", "or", "pa", "pl", "ps", "pt", "ro", "ru", "si", "so", "sw", "ta", "te",
    "th", "ti", "tl", "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip
_SAID_IN = ("en", "fr", "es", "ar", "hi")  # in which people name a language, besides in itself


def chosen(answer: str, *, of: Collection[str], otherwise: str) -> str:
    """The language of a letter's that comes nearest to an answer; `otherwise` where none does."""
    return _chosen(answer, frozenset(of), otherwise) if answer and len(of) > 1 else otherwise


@lru_cache(maxsize=4096)  # few different answers, many people
def _chosen(answer: str, of: frozenset[str], otherwise: str) -> str:
    wanted = tag(answer)
    if wanted in of:
        return wanted
    primary = wanted.partition("-")[0]
    return (
        next((one for one in sorted(of) if one.partition("-")[0] == primary), otherwise)
        if primary
        else otherwise
    )


def tag(answer: str) -> str:
    """The tag of a language that somebody named ("pt-br", "Hindi", "हिन्दी"); "" where it is none that is known."""
    told = _key(answer)
    known = _names()
    if told in known:
        return known[told]
    first = told.replace("_", "-").partition("-")[0]
    if first in LANGUAGES:
        return told.replace("_", "-")
    return next(
        (known[word] for word in told.replace("/", " ").split() if len(word) > 2 and word in known), ""
    )


@cache
def _names() -> dict[str, str]:
    """Every name of a language that we know, and its tag."""
    speakers = [Locale.parse(code) for code in _SAID_IN]
    found: dict[str, str] = {}
    for code in LANGUAGES:
        own = Locale.parse("fil" if code == "tl" else code).get_language_name()
        said = [code, own, *(speaker.languages.get("fil" if code == "tl" else code) for speaker in speakers)]
        for name in said:
            if name:
                found.setdefault(_key(name), code)
    return found


def _key(text: str) -> str:
    """Without case, and with accents only where they make another letter."""
    plain = "".join(
        one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one)
    )
    return " ".join(plain.split())
