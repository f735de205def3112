"""Bytes to letters: which encoding a text file was written in.

A wrong guess spoils names without an error, so the order is: a byte order mark; many zero bytes (UTF-16);
strict UTF-8; else every candidate is scored by whether the words it gives are words of a language that is
written in it. Statistical detectors were tried and turned «Núñez» into «Núńez».
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from zoom_sync.records import Trouble

MARKS = (  # the longer mark first: UTF-32's little-endian mark begins like UTF-16's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
WESTERN = (
    "àâæçéèêëîïôœùûüÿ",  # French
    "áéíñóúü",  # Spanish
    "äöüß",  # German
    "áâãàçéêíóôõúü",  # Portuguese
    "àèéìíîòóùú",  # Italian
    "åäöæøéü",  # Nordic
    "áðéíóúýþæö",  # Icelandic
    "àçèéíïòóúü",  # Catalan
    "áéëïóöüèê",  # Dutch
)
CENTRAL = (
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "ăâîșțşţ",  # Romanian
    "čćđšž",  # Croatian, Bosnian, Slovene
)
# in this order: the first wins a tie
ALPHABETS: dict[str, tuple[str, ...]] = {
    "cp1252": WESTERN,
    "cp1250": CENTRAL,
    "cp1251": ("CYRILLIC",),
    "cp1256": ("ARABIC",),
    "cp1253": ("GREEK",),
    "cp1255": ("HEBREW",),
    "cp1254": ("çğıöşüâîû",),
    "mac_roman": WESTERN,
    "shift_jis": ("CJK", "HIRAGANA", "KATAKANA"),
    "gb18030": ("CJK",),
    "euc_kr": ("HANGUL",),
    "big5": ("CJK",),
}
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
ENOUGH_LINES, ENOUGH_BYTES = 5_000, 400_000


@dataclass(frozen=True, slots=True)
class Letters:
    """A text, the encoding it was in, and whether another encoding would have done as well."""

    text: str
    encoding: str
    doubt: str = ""


def decode(data: bytes, *, name: str) -> Letters:
    """The text of a file, without its byte order mark. Raises Trouble if no encoding gives words."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return Letters(data[len(mark) :].decode(encoding, "replace"), encoding)
    if encoding := _wide(data):
        return Letters(data.decode(encoding, "replace"), encoding)
    try:
        return Letters(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _mixed(data, name) or _eight_bit(data, name)


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: in Latin text every second byte is zero."""
    head = data[:4000]
    if len(head) < 4:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) * 0.2 and even < odd / 4:
        return "utf-16-le"
    if even > len(head) * 0.2 and odd < even / 4:
        return "utf-16-be"
    return ""


def _mixed(data: bytes, name: str) -> Letters | None:
    """Lines of two encodings, as when exports were pasted together: each line is read in its own."""
    lines = data.split(b"\n")
    good: dict[int, str] = {}
    bad: list[int] = []
    for n, line in enumerate(lines):
        if line.isascii():
            continue
        try:
            good[n] = line.decode("utf-8")
        except UnicodeDecodeError:
            bad.append(n)
    if len(good) < len(bad):
        return None
    encoding = _eight_bit(b"\n".join(lines[n] for n in bad), name).encoding
    wrong = set(bad)
    text = "\n".join(
        good[n] if n in good else line.decode(encoding if n in wrong else "ascii", "replace")
        for n, line in enumerate(lines)
    )
    where = ", ".join(str(n + 1) for n in bad[:5])
    doubt = f"The file mixes two encodings: most of it is UTF-8, but line {where} was read as {encoding}."
    return Letters(text, f"utf-8 and {encoding}", doubt)


def _eight_bit(data: bytes, name: str) -> Letters:
    sample = _telling(data)
    scores = [(_score(sample, encoding, alphabets), encoding) for encoding, alphabets in ALPHABETS.items()]
    best = max(score for score, _ in scores)
    fitting = [encoding for score, encoding in scores if score == best]
    if best <= 0:
        raise Trouble(
            f"The letters of {name} could not be made out: no encoding turns its bytes into words.",
            "Nothing was taken from it.",
            "Save it again as “CSV UTF-8” and give it once more.",
        )
    text = data.decode(fitting[0], "replace")
    # encodings that give the same letters are no doubt
    other = next(
        (e for e in fitting[1:] if sample.decode(e, "replace") != sample.decode(fitting[0], "replace")), ""
    )
    doubt = (
        f"Its letters were read as {fitting[0]}, but {other} would fit as well: look at the names."
        if other
        else ""
    )
    return Letters(text, fitting[0], doubt)


def _telling(data: bytes) -> bytes:
    """The lines that are not plain ASCII: only they tell one encoding from another."""
    lines = [line for line in re.split(rb"[\r\n]+", data) if not line.isascii()]
    return b"\n".join(lines[:ENOUGH_LINES])[:ENOUGH_BYTES]


def _score(sample: bytes, encoding: str, alphabets: tuple[str, ...]) -> int:
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError as why:
        if encoding != "cp1252":  # the only one with holes that real files have bytes in
            return -1_000_000
        text = sample.decode(encoding, "replace")
        if text.count("\ufffd") > len(why.object) // 100:
            return -1_000_000
    total = 0
    for word in WORD.findall(text):
        if not word.isascii():
            total += 1 if _is_word(word, alphabets) else -2
    strange = sum(
        1
        for letter in text
        if not letter.isascii() and unicodedata.category(letter) in ("Cc", "Co", "Cn", "So")
    )
    return total - 2 * strange


def _is_word(word: str, alphabets: tuple[str, ...]) -> bool:
    if alphabets[0].isupper():  # a script: no ASCII letter among its own
        return all(
            any(unicodedata.name(letter, "").startswith(script) for script in alphabets)
            or unicodedata.category(letter) in ("Mn", "Lm")
            for letter in word
        ) and _is_spoken(word, alphabets[0])
    odd = {letter for letter in word.lower() if not letter.isascii() and letter != "’"}
    return any(odd <= set(alphabet) for alphabet in alphabets) and _capitals_stand_right(word)


VOWELS = {"CYRILLIC": "аеёиоуыэюяіїєў", "GREEK": "αεηιουωάέήίόύώϊϋΐΰ"}


def _is_spoken(word: str, script: str) -> bool:
    """Hebrew read as Cyrillic or Greek gives letters of one script, but no word anybody could say."""
    if (
        script in VOWELS
        and not word.isupper()
        and len(word) > 1
        and not set(word.lower()) & set(VOWELS[script])
    ):
        return False
    if script == "GREEK" and ("ς" in word[:-1] or (len(word) > 1 and word.endswith("σ"))):
        return False
    return _capitals_stand_right(word)


def _capitals_stand_right(word: str) -> bool:
    parts = re.split(r"['’]", word)
    return all(
        part.isupper() or part[1:] == part[1:].lower() or part.startswith(("Mc", "Mac")) for part in parts
    )
