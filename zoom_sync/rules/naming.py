"""A name as somebody wrote it, in the two parts by which letters greet and other systems file: given and family.

What stands beside a name is in neither: the person's organisation, a degree or title after it, pronouns. Where a comma
is the only sign ("Asha Rao, IOM"), capitals after a full name are an organisation, and all else is a given name.
"""

from __future__ import annotations

import re

from zoom_sync.rules.identity.names.scripts import clean, latin
from zoom_sync.rules.identity.organisations import SMALL, Words, abbreviates, short
from zoom_sync.rules.identity.organisations import read as organisations
from zoom_sync.rules.identity.tables import asides, words

_MARK = re.compile(r"\s*[,|]\s*|\s+[-–—]\s+|\s*[(\[]")
_CLOSED = re.compile(r"[)\]]\s*$")
_PLAIN = re.compile(r"[^,|()\[\]–—-]*")
_NO_LETTER = re.compile(r"[\W_]")
_AFTER = frozenset(words("she her hers he him his they them theirs")) | (asides.TITLES - asides.SHORT)
# Behind a full name only: they are somebody's name, too.
_DEGREES = asides.SHORT | frozenset(
    words("ma ba bs ms md jd mph mpa mpp med bed bcom mcom bpharm frcs frcp obe mbe cbe")
)


def parted(name: str, organisation: str = "") -> tuple[str, str]:
    """Given and family name: what stands before a comma, else the last word, is the family.

    One word alone is the family's. `organisation`: the person's.
    """
    whole = alone(name, organisation)
    family, comma, given = whole.partition(",")
    if comma and given.strip() and family.strip():
        return " ".join(given.split()), " ".join(family.split())
    *first, last = whole.split() or [""]
    return " ".join(first), last


def alone(name: str, organisation: str = "") -> str:
    """The name without what stands beside it."""
    if _PLAIN.fullmatch(name):  # nearly all
        return name
    own = organisations(organisation)
    while marks := list(_MARK.finditer(name)):
        before, beside = name[: marks[-1].start()], _CLOSED.sub("", name[marks[-1].end() :])
        if not before.strip() or not _is_beside(beside, before, own):
            break
        name = before
    if marks and _is_named(name[: marks[0].start()], own):
        name = name[marks[0].end() :]
    return name


def _is_beside(text: str, before: str, own: tuple[Words, ...]) -> bool:
    said = [_NO_LETTER.sub("", latin(clean(word))) for word in re.split(r"[\s/]+", text)]
    told = [word for word in said if word]
    if _AFTER.issuperset(told):
        return True
    if len(before.split()) > 1:
        if (_AFTER | _DEGREES).issuperset(told):
            return True
        if text.isupper() and not before.isupper() and "." not in text and min(map(len, told)) > 1:
            return True
    return _is_named(text, own)


def _is_named(text: str, own: tuple[Words, ...]) -> bool:
    """Whether a text is the organisation, written out or for short."""
    return any(
        _telling(one) == _telling(other) or _is_short(one, other) or _is_short(other, one)
        for one in organisations(text)[:1]
        for other in own
    )


def _telling(said: Words) -> Words:
    return tuple(word for word in said if word not in SMALL)


def _is_short(one: Words, other: Words) -> bool:
    return len(one) == 1 and len(other) > 1 and (one[0] == short(other) or abbreviates(one[0], other))
