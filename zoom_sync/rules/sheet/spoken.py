"""Hours and dates with the words of any language taken off: 下午2時30分 is 2:30 pm, 22 नवंबर 2022 is 22 nov 2022."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from zoom_sync.rules.sheet.languages.times import AFTERNOON, APART, BESIDE, MONTHS, MORNING

PLAIN = re.compile(r"[\d:.\s]*(?:[ap]m)?", re.ASCII)
HIDDEN = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0x061C, 0xFEFF]
)  # marks of direction and of width: a cell copied from right-to-left text is full of them
HAN_DATE = re.compile(
    r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?"
    r"(?:\s*\(?(?:星期|周|週)?[一二三四五六日月火水木金土]\)?)?"
)
SHORT = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _words(words: Iterable[str]) -> re.Pattern[str]:
    """Finds any of the words where they stand alone; between Han and kana there are no spaces."""
    alone = _any_of(word for word in words if not HAN.search(word))
    within = _any_of(word for word in words if HAN.search(word))
    return re.compile(
        rf"(?<![^\W\d])(?:{alone})(?![^\W\d])" + (f"|{within}" if within else ""), re.IGNORECASE
    )


HALVES = {_folded(word): half for half, words in (("am", MORNING), ("pm", AFTERNOON)) for word in words}
HALF = _words(HALVES)
NOISE = _words([_folded(word) for word in BESIDE])
BETWEEN = re.compile(rf"(?<=\d)\s*(?:{_any_of(APART)})\s*(?=\d)")
MONTH_OF = {_folded(word): SHORT[n] for n, words in enumerate(MONTHS) for word in words.split()}
MONTH = _words(MONTH_OF)


def hour_of(text: str) -> str:
    """The hour in a cell as digits, with am or pm behind it; a text that is no hour keeps its words."""
    if PLAIN.fullmatch(text):
        return text
    text = _folded(text.translate(HIDDEN)).replace("半", "30").strip()
    text, half = _half(BETWEEN.sub(":", text))
    text = NOISE.sub(" ", re.sub(r"(?<=\d)\s*分\s*(?=\d)", ":", text).replace("秒", ""))
    return f"{' '.join(text.split())} {half}".strip()


@lru_cache(maxsize=4096)
def date_of(text: str) -> str:
    """A text with its dates in Latin letters; one in ASCII is given back as it is."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", text.translate(HIDDEN))
    text = HAN_DATE.sub(r"\1-\2-\3 ", text).strip()
    text = MONTH.sub(lambda found: MONTH_OF[found[0].lower()], text)
    text, half = _half(text)
    return f"{text} {half}".strip()


def _half(text: str) -> tuple[str, str]:
    found = HALF.search(text)
    return (HALF.sub(" ", text).strip(), HALVES[found[0].lower()]) if found else (text, "")
