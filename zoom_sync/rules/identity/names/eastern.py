"""Names in Chinese characters, kana and Hangul as they are written in Latin letters.

The family name comes first and is split off; the given name stays one word. A name in Chinese characters alone may be
Japanese: it is read so where its first characters are a common Japanese family name with something after it, and
else in Mandarin. A given name that is not in the table is then read in Mandarin too, for want of knowing better.
"""

from __future__ import annotations

from anyascii import anyascii

from zoom_sync.rules.identity.tables import han, korean

_LONGEST = 4  # characters of a Chinese or Korean name; more are a sentence or an organisation


def is_han(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff" or "\u3400" <= sign <= "\u4dbf" or sign in "々〆ヶ"


def is_hangul(sign: str) -> bool:
    return "\uac00" <= sign <= "\ud7a3"


def han_latin(word: str, *, alone: bool) -> str:
    """One run of Chinese characters. `alone`: nothing else names anybody, so that it holds the family name too."""
    if word in han.JAPANESE_GIVEN and not alone:
        return han.JAPANESE_GIVEN[word]
    if word in han.JAPANESE_FAMILY:
        return han.JAPANESE_FAMILY[word]
    for long in (3, 2):
        family, given = word[:long], word[long:]
        if given and family in han.JAPANESE_FAMILY and len(word) <= 5:
            return f"{han.JAPANESE_FAMILY[family]} {han.JAPANESE_GIVEN.get(given) or _mandarin(given)}"
    if not alone or not 1 < len(word) <= _LONGEST:
        return _mandarin(word) if len(word) > 1 else han.READINGS.get(word) or _mandarin(word)
    long = 2 if word[:2] in han.COMPOUND and len(word) > 2 else 1
    family = han.READINGS.get(word[:long]) or _mandarin(word[:long])
    return f"{family} {_mandarin(word[long:])}"


def hangul_latin(word: str, *, alone: bool) -> str:
    """One run of Hangul syllables, `alone` as with Chinese characters."""
    if word in korean.SURNAMES:
        return korean.SURNAMES[word]
    for long in (2, 1):
        family, given = word[:long], word[long:]
        if (alone or len(word) == 3) and given and family in korean.SURNAMES and len(word) <= _LONGEST:
            return f"{korean.SURNAMES[family]} {_spelled(given)}"
    return _spelled(word)


def kana_latin(word: str) -> str:
    """One run of kana. A small ya, yu or yo is one syllable with what stands before it; a small tsu doubles."""
    told = ""
    for sign in word:
        sound = anyascii(sign).strip().casefold()
        if sign in "っッ":
            continue
        if sign in "ゃゅょャュョ" and told.endswith("i"):
            told = told[:-1]
            sound = sound[1:] if told.endswith(("sh", "ch", "j")) else sound
        told += sound
    return told


def _mandarin(word: str) -> str:
    return anyascii(word).replace(" ", "").casefold()


def _spelled(word: str) -> str:
    """Given names as passports spell them; anyascii spells Hangul by the Revised Romanisation."""
    return "".join(korean.SYLLABLES.get(sign) or anyascii(sign) for sign in word).casefold()
