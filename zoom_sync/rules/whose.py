"""Whose may a connection without a name be? Who is likely comes first, each with what speaks for it.

Nothing here decides: it only orders whom an organiser looks at first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from zoom_sync.records import Person, Span
from zoom_sync.rules.identity.names.scripts import clean, latin
from zoom_sync.rules.identity.tables.devices import DEVICES, MODELS, NOBODY

# What speaks for somebody: a word or number of the connection's name is theirs; they came on Zoom as it ended; they
# registered and were seen nowhere; they were in the room at other times; they were on Zoom at other times.
Why = Literal["name", "follows", "absent", "room", "zoom"]
_WORTH: dict[Why, int] = {"name": 5, "follows": 4, "absent": 3, "room": 2, "zoom": 1}
SOON = timedelta(minutes=5)  # whoever changes the device is back by then
_WORDS = re.compile(r"[a-z]{3,}")
_RUNS = re.compile(r"\d{3,}")


_NOT_A_NAME = DEVICES | MODELS | NOBODY


@dataclass(frozen=True, slots=True)
class Candidate:
    person: Person
    why: tuple[Why, ...]


def words(name: str) -> list[str]:
    """The words and numbers of a connection's name that may be somebody's: no device, no letter alone."""
    told = [word for word in _WORDS.findall(latin(clean(name))) if word not in _NOT_A_NAME]
    return [*told, *_RUNS.findall(re.sub(r"[\s().-]", "", name))]


def candidates(
    entry: Person, named: Iterable[Person], others: Iterable[Person], most: int
) -> list[Candidate]:
    """The likeliest first; `named`: who has a word or number of its name, `others`: who else may be meant.

    Whoever was on Zoom, or in the room, at that very time is not proposed, unless their name speaks for them.
    """
    known = {one.id for one in named}
    people = {one.id: one for one in (*named, *others) if one.id != entry.id}
    found = []
    for one in people.values():
        why = _why(entry, one, by_name=one.id in known)
        if why and ("name" in why or not _elsewhere(entry, one)):
            found.append(Candidate(one, why))
    found.sort(
        key=lambda one: (
            _elsewhere(entry, one.person),
            -sum(map(_WORTH.__getitem__, one.why)),
            one.person.name,
        )
    )
    return found[:most]


def _why(entry: Person, one: Person, *, by_name: bool) -> tuple[Why, ...]:
    found: list[Why] = ["name"] if by_name else []
    if one.mode == "absent":
        return (*found, "absent") if one.registered else tuple(found)
    if _follows(entry, one):
        found.append("follows")
    elif one.mode == "virtual":
        found.append("zoom")
    if one.mode in ("in_person", "both"):
        found.append("room")
    return tuple(found)


def _follows(entry: Person, one: Person) -> bool:
    """Whether they came on Zoom for the first time as the connection ended."""
    end, first = entry.last_seen, min((span.start for span in one.virtual), default=None)
    return bool(end and first and abs(first - end) <= SOON)


def _elsewhere(entry: Person, one: Person) -> bool:
    """Whether they were on Zoom otherwise, or in the room, while the connection stood, but for a moment of change."""
    theirs = (*one.virtual, *one.in_person)
    return any(_meet(span, there) for span in _stays(entry) for there in theirs)


def _stays(entry: Person) -> Sequence[Span]:
    if entry.virtual:
        return entry.virtual
    return [Span(entry.first_seen, entry.last_seen)] if entry.first_seen else []


def _meet(one: Span, other: Span) -> bool:
    ends = [span.end for span in (one, other) if span.end is not None]
    shared = min(ends) - max(one.start, other.start) if ends else SOON * 2
    return shared > SOON
