"""How the records of a person came to be theirs, and how much of that can be doubted.

Told from the reasons that the record gives, so that whoever looks through doubtful joins sees why each is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from zoom_sync.records import DECIDED, Evidence, Person
from zoom_sync.rules.identity import SHARED
from zoom_sync.rules.identity.short import ANOTHER_FIRST, FIRST_INITIAL, LAST_INITIAL, ONE_NAME

# In the order of the bits that a store keeps; only ever added to at the end.
WAYS = ("mailbox", "initials", "phone", "e-mail", "name", "decision", "likeness")
_BIT = {way: 1 << number for number, way in enumerate(WAYS)}
_INITIALS = frozenset((FIRST_INITIAL, LAST_INITIAL))
_LIKE = frozenset(("same name", "same surname", "same first name", "same single name", ONE_NAME))
# How doubtful a way alone is, and what adds to it. A key under one full name leaves no doubt, nor does a decision.
_DOUBT = {"name": 5, "likeness": 3, "mailbox": 3}
_MORE = {
    ANOTHER_FIRST: 5, FIRST_INITIAL: 4, LAST_INITIAL: 4, ONE_NAME: 3, "another word in the name": 3,
    "other spelling": 1,
}  # fmt: skip
_CLEAR = frozenset(("first record", "registrant id", "same connection"))  # nearly all, and none is doubtful
_OWN = 2  # at most, where a mailbox or phone agrees that is one person's own
_AT_ONCE = 4  # more, of somebody who was on Zoom and in the room at one time
# Mailboxes that are nobody's own, by what stands before the @.
_OFFICES = frozenset((
    "accueil", "accounts", "admin", "administration", "booking", "bureau", "contact", "contacto", "enquiries",
    "events", "hello", "help", "hr", "info", "inquiries", "kontakt", "mail", "marketing", "media", "membership",
    "office", "oficina", "post", "press", "reception", "sales", "secretaria", "secretariat", "secretary",
    "support", "team", "training", "welcome",
))  # fmt: skip


def bit(way: str) -> int:
    """The number by which a store keeps one of `WAYS`."""
    return _BIT[way]


def joined(reasons: tuple[str, ...], email: str = "", at_once: bool = False) -> tuple[int, int]:
    """The ways in which records were joined, as bits, and how doubtful the most doubtful is: 0 is not at all.

    `email`: the person's. `at_once`: whether they were on Zoom and in the room at one time.
    """
    return _joined(reasons, bool(reasons) and is_office(email), at_once)


@lru_cache(maxsize=4096)  # a large event has few
def _joined(reasons: tuple[str, ...], office: bool, at_once: bool) -> tuple[int, int]:
    bits, most = 0, 0
    for reason in reasons:
        bits |= sum(_BIT[way] for way in ways(reason, office=office))
        most = max(most, doubt(reason, office=office, at_once=at_once))
    return bits, most


def doubted(person: Person) -> list[Evidence]:
    """The records of a person that may be somebody else's: each that stands with them in any doubt."""
    evidence = person.evidence
    if len(evidence) == 1:  # nearly everybody who never came
        return []
    lines = [
        line for line in evidence[1:] if (line.doubt or line.reason not in _CLEAR) and line.source != "manual"
    ]
    if not lines:
        return lines
    office = is_office(person.email)
    return [line for line in lines if _said(line.reason, line.doubt, office)]


@lru_cache(maxsize=4096)
def _said(reason: str, beside: str, office: bool) -> int:
    return doubt(f"{reason}, {beside}" if beside else reason, office=office)


def is_office(email: str) -> bool:
    """Whether this is an office's mailbox by its name, such as info@ or office.dhaka@."""
    box = email.partition("@")[0].casefold()
    return bool(box) and not _OFFICES.isdisjoint(re.split(r"[-._+0-9]", box))


def ways(reason: str, *, office: bool = False) -> frozenset[str]:
    """Which of `WAYS` a reason tells of; none for what leaves no doubt, such as a registrant id.

    `office`: the mailbox that it speaks of is an office's.
    """
    if reason.startswith("name ("):
        return frozenset(("name",))
    if DECIDED in reason:
        return frozenset(("decision",))
    parts = reason.split(", ")
    return frozenset(_of_parts(parts, office))


def doubt(reason: str, *, office: bool = False, at_once: bool = False) -> int:
    """How doubtful a join is for this reason. Being in two places at once adds to a doubt, and is none by itself:
    many follow on a laptop what they sit in."""
    found, parts = ways(reason, office=office), reason.split(", ")
    if not found or "decision" in found:
        return 0
    more = sum(_MORE.get(part, 0) for part in parts)
    if office and not more and SHARED not in parts and "name" not in found:
        return 0  # one full name under an office's mailbox
    most = max(_DOUBT.get(way, 0) for way in found) + more + ("several" in reason and "name" in found)
    if not found.isdisjoint(("e-mail", "phone")) and "mailbox" not in found and SHARED not in parts:
        most = most if ANOTHER_FIRST in parts else min(most, _OWN)
    return most + _AT_ONCE if most and at_once else most


def _of_parts(parts: list[str], office: bool) -> Iterable[str]:
    if parts[0] in _LIKE:
        yield "likeness"
    for key in ("e-mail", "phone"):
        if key in parts or f"same {key}" in parts:
            yield key
    if (SHARED in parts and "e-mail" in parts) or (office and ("e-mail" in parts or "same e-mail" in parts)):
        yield "mailbox"
    if _INITIALS.intersection(parts):
        yield "initials"
