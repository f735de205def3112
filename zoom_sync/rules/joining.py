"""How the records of a person came to be theirs, and how much of that can be doubted.

Told from the reasons that the record gives, so that whoever looks through doubtful joins sees why each is one.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from zoom_sync.rules.identity import SHARED
from zoom_sync.rules.identity.short import FIRST_INITIAL, LAST_INITIAL, ONE_NAME

# In the order of the bits that a store keeps; only ever added to at the end.
WAYS = ("mailbox", "initials", "phone", "e-mail", "name", "decision", "likeness")
_BIT = {way: 1 << number for number, way in enumerate(WAYS)}
_INITIALS = frozenset((FIRST_INITIAL, LAST_INITIAL))
_LIKE = frozenset(("same name", "same surname", "same first name", "same single name", ONE_NAME))
# How doubtful a way alone is, and what adds to it. A key under one full name leaves no doubt, nor does a decision.
_DOUBT = {"name": 5, "likeness": 3, "mailbox": 3}
_MORE = {FIRST_INITIAL: 4, LAST_INITIAL: 4, ONE_NAME: 3, "another word in the name": 3, "other spelling": 1}


def bit(way: str) -> int:
    """The number by which a store keeps one of `WAYS`."""
    return _BIT[way]


@lru_cache(maxsize=4096)  # a large event has few
def joined(reasons: tuple[str, ...]) -> tuple[int, int]:
    """The ways in which records were joined, as bits, and how doubtful the most doubtful is: 0 is not at all."""
    bits, most = 0, 0
    for reason in reasons:
        found = ways(reason)
        bits |= sum(_BIT[way] for way in found)
        most = max(most, doubt(reason))
    return bits, most


def ways(reason: str) -> frozenset[str]:
    """Which of `WAYS` a reason tells of; none for what leaves no doubt, such as a registrant id."""
    if reason.startswith("name ("):
        return frozenset(("name",))
    if "decided by " in reason:
        return frozenset(("decision",))
    parts = reason.split(", ")
    return frozenset(_of_parts(parts))


def doubt(reason: str) -> int:
    """How doubtful a join is for this reason."""
    found = ways(reason)
    if not found or "decision" in found:
        return 0
    more = sum(_MORE.get(part, 0) for part in reason.split(", "))
    return max(_DOUBT.get(way, 0) for way in found) + more + ("several" in reason and "name" in found)


def _of_parts(parts: list[str]) -> Iterable[str]:
    if parts[0] in _LIKE:
        yield "likeness"
    for key in ("e-mail", "phone"):
        if key in parts or f"same {key}" in parts:
            yield key
    if SHARED in parts and "e-mail" in parts:
        yield "mailbox"
    if _INITIALS.intersection(parts):
        yield "initials"
