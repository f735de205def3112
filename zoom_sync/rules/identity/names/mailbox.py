"""A name as its own mailbox spells it: who signs "Meenakshi M." and writes from meenakshimuthukumar@ is Muthukumar.

Only what the name says already is spelled out: an initial, a usual other spelling, a word after a name of one word.
Somebody else's mailbox spells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zoom_sync.rules.identity.names.comparing import alike
from zoom_sync.rules.identity.names.name import Name
from zoom_sync.rules.identity.names.skeleton import bones
from zoom_sync.rules.identity.names.weight import weak

SHORTEST = 3  # letters of a word that a mailbox spells
_BETWEEN = re.compile(r"[^a-z]+")
Words = tuple[str, ...]


def spelled_out(name: Name, address: str) -> Name | None:
    """The name with the words of its mailbox in place of its own; None where these say nothing more."""
    own = name.words
    if not 1 <= len(own) <= 2 or name.foreign:
        return None
    tokens = [token for token in _BETWEEN.split(address.partition("@")[0]) if token]
    for words in _readings(own, tokens):
        if words != own:
            return Name(
                words, (words,), False, {word: bones(word) for word in words}, "person", (), weak(words), True
            )
    return None


def _readings(own: Words, tokens: list[str]) -> Iterator[Words]:
    """What the mailbox may say, the surest first; nothing where it says the name as it is."""
    halves = list(_halves(tokens))
    if len(tokens) == 1 and tokens[0] in own:
        return  # one of its words, whole: no word is hidden in it
    if len(own) == 1:
        yield from ((own[0], other) for one, other in halves if one == own[0] and len(other) >= SHORTEST)
    elif not any(_is(one, own[0]) and _is(other, own[1]) for one, other in halves):
        for one, other in halves:
            if _is(one, own[0]) and _told(other, own[1]):
                yield own[0], other
            elif _is(one, own[1]) and _told(other, own[0]):
                yield other, own[1]


def _halves(tokens: list[str]) -> Iterator[tuple[str, str]]:
    """Two words, or one written together cut in two wherever it may be, each way round."""
    if len(tokens) == 2:
        first, second = tokens
        yield first, second
        yield second, first
    elif len(tokens) == 1:
        (whole,) = tokens
        for at in range(1, len(whole)):
            yield whole[:at], whole[at:]
            yield whole[at:], whole[:at]


def _is(part: str, word: str) -> bool:
    """Whether this part of the mailbox is the word, or its first letter."""
    return part in (word, word[0])


def _told(part: str, word: str) -> bool:
    """Whether this part spells the word out: an initial, or another spelling."""
    if len(part) < SHORTEST or part == word:
        return False
    return part[0] == word if len(word) == 1 else alike(part, word)
