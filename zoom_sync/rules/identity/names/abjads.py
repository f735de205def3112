"""Names in Arabic and Hebrew letters as they are written in Latin letters.

Both scripts leave out short vowels. Common names come from a table; the rest is spelled by letter, with "a" between
two consonants at the beginning and three elsewhere. How such a word is really spoken cannot be known from it.
"""

from __future__ import annotations

import re
from functools import cache

from anyascii import anyascii

from zoom_sync.rules.identity.tables import arabic, hebrew

_SAME = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "ة": "ه",
        "ۃ": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
    }
)
_VOWELS = "aeiou"


def arabic_latin(word: str) -> str:
    """One run of Arabic letters; an article or a "servant of" becomes a word of its own."""
    bare = "".join(sign for sign in word if sign not in arabic.MARKS and sign != "ـ")
    same = bare.translate(_SAME)
    known = arabic.NAMES.get(same)
    if known:
        return known
    if same.startswith("عبدال") and len(same) > 6:
        return f"abdul {arabic_latin(same[5:])}"
    if same.startswith("ال") and len(same) > 4:
        return f"al {arabic_latin(bare[2:])}"
    return _spelled(_arabic_sounds(word if bare != word else bare))


def hebrew_latin(word: str) -> str:
    """One run of Hebrew letters."""
    bare = "".join(sign for sign in word if "א" <= sign <= "ת")
    known = hebrew.NAMES.get(bare)
    if known:
        return known
    last = len(bare) - 1
    said = []
    for place, sign in enumerate(bare):
        if sign == hebrew.VAV:
            said.append("v" if place in (0, last) else "o")
        elif sign == hebrew.YOD:
            said.append("y" if place == 0 else "i")
        elif sign == "ה" and place == last:
            said.append("a")
        else:
            said.append(hebrew.LETTERS.get(sign, ""))
    return _spelled("".join(said).replace("oo", "v"))


def _arabic_sounds(word: str) -> str:
    said: list[str] = []
    for place, sign in enumerate(word):
        if sign == "ئ" and not place:
            continue  # Kurdish and Uyghur: it carries the vowel that follows
        if sign in arabic.WAW or sign in arabic.YA:
            glide, vowel = ("w", "u") if sign in arabic.WAW else ("y", "i")
            alone = not said or said[-1][-1:] in (*_VOWELS, "")
            before_a = word[place + 1 : place + 2] in tuple("اآةهيیى")
            said.append(glide if alone or before_a else vowel)
        else:
            said.append(_sound(sign))
    sounds = "".join(said)
    return sounds[:-1] + "a" if len(sounds) > 3 and sounds.endswith("h") and word[-1] in "هہ" else sounds


@cache
def _sound(sign: str) -> str:
    """How a mark or a letter is written in Latin letters; of those of Sindhi, Kurdish or Uyghur without a breath."""
    known = arabic.MARKS.get(sign, arabic.LETTERS.get(sign))
    if known is not None:
        return known
    sound = "".join(filter(str.isalpha, anyascii(sign))).casefold()
    return sound[:1] if sound[1:] == "h" and sound[0] in "bdgjpt" else sound


def _spelled(sounds: str) -> str:
    """Vowels put where nobody could speak without: salman stays, rhim becomes rahim, akbr akbar."""
    runs = re.findall(r"[aeiou]+|[^aeiou]+", sounds.replace("aa", "a"))
    last = len(runs) - 1
    told = ""
    for place, run in enumerate(runs):
        if run[0] in _VOWELS:
            told += run
            continue
        consonants = re.findall("sh|kh|gh|ch|zh|tz|.", run)
        if place == 0 and len(consonants) > 1:
            told += consonants.pop(0) + "a"
        told += _parted(consonants, final=place == last)
    return told


def _parted(consonants: list[str], *, final: bool) -> str:
    """Consonants after a vowel: two before another vowel, one at the end."""
    if len(consonants) <= (1 if final else 2):
        return "".join(consonants)
    if final and len(consonants) == 2:
        return f"{consonants[0]}a{consonants[1]}"
    return f"{consonants[0]}{consonants[1]}a{_parted(consonants[2:], final=final)}"
