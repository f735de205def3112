"""Any script to lower-case Latin letters: what two spellings of one name have in common.

Scripts that anyascii spells by letter only are read with tables of their own: Indian ones, Arabic, Hebrew, Greek,
Thai, Ethiopic, and East Asian ones, where a name has no space. All others (Cyrillic, Armenian, Georgian, Latin with
accents) are anyascii's; it loses the vowels of Burmese and Khmer.

What cannot be known: the vowels of Arabic and Hebrew beyond common names, how a Japanese given name in Chinese
characters is read, and in which dialect a Chinese name is spelled.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby

from anyascii import anyascii

from zoom_sync.rules.identity.names import abjads, eastern, greek, indic, thai
from zoom_sync.rules.identity.tables.cyrillic import LOOK_ALIKE
from zoom_sync.rules.identity.tables.ethiopic import CONSONANTS, ORDERS

_MIXED = re.compile(r"[^\W\d_]+")
_ATTACHED = frozenset(("LATIN", "CYRILLIC", "GREEK"))


def clean(text: str) -> str:
    """The text in compatible forms, without pictures and signs that show nothing."""
    if text.isascii():  # in compatible forms already, and nothing in it is hidden
        return text
    whole = unicodedata.normalize("NFKC", text)
    return "".join(
        " " if kind == "So" else sign
        for sign in whole
        if (kind := unicodedata.category(sign)) not in ("Cf", "Cs")
    )


def foreign(text: str) -> bool:
    """Whether it names nobody in Latin letters: vowels may be lost then."""
    letters = [sign for sign in text if sign.isalpha()]
    return bool(letters) and not any(_script(sign) == "LATIN" for sign in letters)


def latin(text: str) -> str:
    """Folded to ASCII; signs that are no letters stay where they are."""
    if text.isascii():
        return text.casefold()
    text = _MIXED.sub(_one_script, text)
    runs = [(script, "".join(signs)) for script, signs in groupby(text, key=_run)]
    alone = sum(script in ("HAN", "HANGUL") for script, _ in runs) == 1
    told = []
    for script, run in runs:
        if script == "HAN":
            told.append(f" {eastern.han_latin(run, alone=alone and not _kana(runs))} ")
        elif script == "HANGUL":
            told.append(f" {eastern.hangul_latin(run, alone=alone)} ")
        elif script in _READERS:
            told.append(_READERS[script](run))
        else:
            told.append(anyascii(run).replace("`", ""))
    return "".join(told).casefold().replace("abdul al ", "abdul ")


def _one_script(found: re.Match[str]) -> str:
    """A word of two alphabets is written with letters that look alike: they are taken for Latin ones."""
    word = found[0]
    if word.isascii() or len(_ATTACHED.intersection(map(_script, word))) < 2:
        return word
    return "".join(LOOK_ALIKE.get(sign, sign) for sign in word)


def _kana(runs: Iterable[tuple[str, str]]) -> bool:
    return any(script == "KANA" for script, _ in runs)


def _script(sign: str) -> str:
    return "LATIN" if sign.isascii() else unicodedata.name(sign, "").partition(" ")[0]


def _run(sign: str) -> str:
    """The script whose reader takes a sign; "" where anyascii does."""
    if sign < "\u0370" or unicodedata.category(sign)[0] in "PNSZ":
        return ""
    if indic.indic(sign) or sign in "\u200c\u200d":
        return f"INDIC {ord(sign) >> 7}"
    if eastern.is_han(sign):
        return "HAN"
    if eastern.is_hangul(sign):
        return "HANGUL"
    if thai.thai(sign):
        return "THAI"
    script = _script(sign)
    return {"HIRAGANA": "KANA", "KATAKANA": "KANA", "KATAKANA-HIRAGANA": "KANA"}.get(script, script)


def _ethiopic(run: str) -> str:
    told = ""
    for sign in run:
        name = unicodedata.name(sign, "").removeprefix("ETHIOPIC SYLLABLE ")
        order = next((order for order in ORDERS if name.endswith(order)), "")
        consonant = name.removesuffix(order)
        if not order or not unicodedata.category(sign).startswith("L"):
            told += " "
            continue
        vowel = (
            "a"
            if order == "A" and consonant in ("GLOTTAL ", "PHARYNGEAL ", "H", "HH", "X")
            else ORDERS[order]
        )
        told += CONSONANTS.get(consonant, consonant.casefold()) + (
            vowel or ("i" if not consonant.strip() else "")
        )
    return re.sub(r"^([^aeiou]h?)(?=[^aeiouhy])", r"\1i", told)


def _kana_latin(run: str) -> str:
    return f" {eastern.kana_latin(run)} "


_READERS = {
    **{f"INDIC {block >> 7}": indic.latin for block in range(0x0900, 0x0E00, 0x80)},
    "ARABIC": abjads.arabic_latin,
    "HEBREW": abjads.hebrew_latin,
    "GREEK": greek.latin,
    "THAI": thai.latin,
    "ETHIOPIC": _ethiopic,
    "KANA": _kana_latin,
}
