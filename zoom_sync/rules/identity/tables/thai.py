"""Thai letters as sounds in Latin letters. Data only.

Source: The Unicode Standard's names of the letters, and the Royal Thai General System of Transcription, in the
spellings that passports prefer to it: j for cho chan, no h after p, t and k, r and l at the end of a syllable.
"""

from __future__ import annotations

from zoom_sync.rules.identity.tables import words

INITIAL = dict(
    zip(
        "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
        words("k k k k k k ng j ch ch s ch y d t t t t n d t t t t n b p p f p f p m y r l w s s s h l . h"),
        strict=True,
    )
)
FINAL = {
    **dict.fromkeys("จฉชซฌฎฏฐฑฒดตถทธศษส", "t"),
    **dict.fromkeys("บปพฟภ", "p"),
    **dict.fromkeys("ขคฆ", "k"),
    **dict.fromkeys("ญณ", "n"),
    **{"ย": "i", "ว": "w", "อ": "o"},
}
LEADING = {"เ": "e", "แ": "ae", "โ": "o", "ใ": "ai", "ไ": "ai"}
VOWELS = {
    "ะ": "a",
    "ั": "a",
    "า": "a",
    "ำ": "am",
    "ิ": "i",
    "ี": "i",
    "ึ": "ue",
    "ื": "ue",
    "ุ": "u",
    "ู": "u",
    "ๅ": "a",
}
WRITTEN_OUT = {"ฤ": "รึ", "ฦ": "ลึ"}  # letters that are a consonant with its vowel
SILENT = "์"
DROPPED = "็่้๊๋ๆฯํฺ"
LONG = "ัาีืู"  # the consonant after one of these closes the syllable
CLUSTERED = "รลว"  # follow another consonant in one syllable
# Vowels that are written around a consonant, which is "-".
AROUND = (
    (r"เ(C+)ีย", r"\1Ia"),
    (r"เ(C+)ือ", r"\1Uea"),
    (r"เ(C+)า", r"\1Ao"),
    (r"เ(C+)ิ", r"\1Oe"),
    (r"เ(C)อ", r"\1Oe"),
)
