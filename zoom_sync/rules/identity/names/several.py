"""Texts that name two people: two at one screen, or a couple that registered as one."""

from __future__ import annotations

import re

from zoom_sync.rules.identity.names.name import Name
from zoom_sync.rules.identity.names.scripts import clean, latin

_JOINED = re.compile(r"([^\W\d_]{2,})\s*(?:[&/+]|\b(?:and|et|und|y|e)\b)\s*([^\W\d_]{2,})", re.IGNORECASE)

_SIGNS = frozenset("&/+")  # which join two words; a word does with spaces around it, so there are three


def several(text: str, name: Name) -> bool:
    """Whether `text`, read as `name`, joins two people's words: "Asha & Ravi", not "Asha (she/her)" or "M/o Labour"."""
    if not name.words or (text.isascii() and len(text.split()) < 3 and _SIGNS.isdisjoint(text)):
        return False
    return any(_named(one, name) and _named(other, name) for one, other in _JOINED.findall(clean(text)))


def _named(word: str, name: Name) -> bool:
    return latin(word).casefold() in name.words
