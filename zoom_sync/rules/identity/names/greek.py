"""Names in Greek letters as Greek passports write them in Latin ones (ELOT 743)."""

from __future__ import annotations

import unicodedata

from zoom_sync.rules.identity.tables import greek as table


def latin(word: str) -> str:
    """One run of Greek letters in Latin letters."""
    word = _bare(word)
    for together, sound in table.FIRST:
        if word.startswith(together):
            word = sound + word[len(together) :]
    for together, sound in table.TOGETHER:
        word = word.replace(together, sound)
    told = []
    for place, sign in enumerate(word):
        voiceless = word[place + 1 : place + 2] in tuple(table.BEFORE_VOICELESS)
        if sign == "v" and voiceless:
            told.append("f")
        elif sign == "μ" and word[place + 1 : place + 2] == "π":
            told.append("m")
        else:
            told.append(table.LETTERS.get(sign, sign))
    return "".join(told)


def _bare(word: str) -> str:
    """Lower case without accents; a diaeresis keeps its vowel apart from the one before."""
    parts = unicodedata.normalize("NFD", word.casefold())
    return "".join(
        sign
        for sign in parts.replace("υ\u0308", "y").replace("ι\u0308", "i")
        if not unicodedata.combining(sign)
    )
