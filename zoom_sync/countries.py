"""Countries as people call them, where Zoom and sheets say two letters; and which two answers are of one country."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from babel import Locale

# Names that people write and CLDR does not give; each with its code of ISO 3166-1.
_ALSO = {
    "usa": "US", "u.s.a.": "US", "u.s.": "US", "united states of america": "US", "uk": "GB", "u.k.": "GB",
    "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "uae": "AE", "u.a.e.": "AE",
    "bharat": "IN", "viet nam": "VN", "russian federation": "RU", "republic of korea": "KR", "turkey": "TR",
    "czech republic": "CZ", "ivory coast": "CI", "burma": "MM", "myanmar": "MM", "swaziland": "SZ", "holland": "NL",
    "the netherlands": "NL", "macedonia": "MK", "cabo verde": "CV", "timor leste": "TL", "hong kong": "HK",
}  # fmt: skip
_LANGUAGES = ("en", "fr", "es", "ar", "hi", "bn", "pt", "de", "ne", "ta", "th")


@lru_cache(maxsize=4096)
def key(written: str) -> str:
    """What an answer is counted under: the same for "IN", "India" and "Inde", case and spaces aside; "" for none.

    It is the country's English name, case-folded; of an answer that names none that is known, the answer itself.
    """
    folded = " ".join(written.split()).casefold()
    code = _codes().get(folded)
    return _english()[code].casefold() if code else folded


@cache
def _codes() -> dict[str, str]:
    """Each way to write a country, case-folded, with its code."""
    english = _english()
    found = dict(_names())
    del found["congo"]  # two countries are called so, and nobody can tell which is meant
    return found | _ALSO | {code.casefold(): code for code in english}


def _names() -> Iterator[tuple[str, str]]:
    english = _english()
    for language in reversed(
        _LANGUAGES
    ):  # where a word is another country's elsewhere, the first language has it
        territories = Locale(language).territories
        yield from ((str(territories[code]).casefold(), code) for code in english if code in territories)


@cache
def _english() -> dict[str, str]:
    """Names by codes of two letters; regions of the world have three digits, and "ZZ" is the unknown one."""
    territories = Locale("en").territories
    return {
        code: str(said)
        for code, said in territories.items()
        if len(code) == 2 and code not in ("ZZ", "EU", "UN")
    }


def name(written: str, locale: Locale) -> str:
    """What CLDR calls a country in a language, if its code of ISO 3166-1 (two letters) was written; else as written."""
    return (
        str(locale.territories.get(written.strip().upper(), written))
        if len(written.strip()) == 2
        else written
    )
