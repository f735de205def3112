"""What people are found by: without regard to accents, case, the order of words, or the script.

What is looked in and what is looked for are folded by one rule. A name in another script is kept as it is written,
as it is read in Latin letters, and by the skeleton of each word, since nobody knows how the reading is spelled:
চক্রবর্তী is found as "chakraborty" and as "chakravarti", and রহিমা both as "rahima" and in her own letters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from zoom_sync.rules.identity.names import bones
from zoom_sync.rules.identity.names.scripts import clean, latin

LONGEST = 1200  # bytes that are looked in; they stand in an index
MOST_WORDS = 8  # of one search
_NUMBER = re.compile(r"(?<![\w.@-])\+?\(?\d[\d\s().-]{4,}\d(?![\w@-])")
_SKELETON = "="  # stands before a skeleton, so that only a skeleton is found by it

Spellings = tuple[str, ...]


def found_by(name: str, organisation: str, email: str, phone: str) -> tuple[str, str]:
    """`words` and `group` of a person."""
    return words(name, organisation, email, phone), group(organisation)


def words(name: str, organisation: str, email: str = "", phone: str = "") -> str:
    """The text in which a person is looked for: name, organisation, address and number, folded."""
    told = f"{name} {organisation}"
    folded = _fold(f"{_one_number(told) if told.isascii() else _told(told)} {email} {_one_number(phone)}")
    return folded if len(folded) < LONGEST // 4 else folded.encode()[:LONGEST].decode(errors="ignore")


def asked(text: str) -> list[Spellings]:
    """What somebody looks for: for each word the spellings of which one must occur in `words`."""
    told = _one_number(unicodedata.normalize("NFKC", text))
    return [_spellings(word) for word in told.split()[:MOST_WORDS]]


def occurs(text: str, looked_for: str) -> bool:
    """Whether each word that somebody looks for occurs in a text, such as a title."""
    told = _fold(_one_number(text)) if text.isascii() else _told(text)
    return all(any(spelling in told for spelling in word) for word in asked(looked_for))


@lru_cache(maxsize=4096)  # a large event has few
def group(organisation: str) -> str:
    """By what people of one organisation stand together: its letters, however they were written."""
    return (_fold(organisation) if organisation.isascii() else _latin(organisation))[:100]


def _told(text: str) -> str:
    text = _one_number(text)
    own, read = _fold(unicodedata.normalize("NFKC", text)), _latin(text).split()
    if not _is_foreign(own):
        return " ".join(read)
    skeletons = (f"{_SKELETON}{bones(word)}" for word in read if len(word) > len("abc"))
    return " ".join(dict.fromkeys((*read, *own.split(), *skeletons)))


def _spellings(word: str) -> Spellings:
    own, read = _fold(word), _latin(word)
    skeleton = bones(read) if " " not in read else read
    found = [own if _is_foreign(own) else read, read]
    if _is_foreign(own):
        found.append(skeleton)
    if len(read) > len("abc"):
        found.append(f"{_SKELETON}{skeleton}")
    return tuple(dict.fromkeys(one for one in found if one))


def _one_number(text: str) -> str:
    """A phone number as one word of digits, however it is spaced: so it is found by its last ones, too."""
    return _NUMBER.sub(lambda found: "".join(filter(str.isdecimal, found[0])), text) if text else text


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


def _latin(text: str) -> str:
    return " ".join(latin(clean(text)).split())


def _is_foreign(text: str) -> bool:
    """Whether letters of another script than Latin stand in it."""
    return not text.isascii() and any(
        sign.isalpha() and not unicodedata.name(sign, "").startswith("LATIN") for sign in text
    )
