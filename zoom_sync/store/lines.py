"""Lines: what a store keeps of a person or an unidentified entry, beside the ids of its generations."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from anyascii import anyascii

from zoom_sync.records import Person, Record
from zoom_sync.store.codec import PERSON
from zoom_sync.store.dialect import storable

# In which words a person is looked for, and under which name their organisation stands.
FoundBy = Callable[[Person], tuple[str, str]]
_BITS = 62  # of a whole number that both stores keep


class Line(NamedTuple):
    """One row. `text`: the person as JSON; `facts`: the ids of the facts they are made of.

    `by_name`: how many of its records stand here on the name alone.
    """

    id: str
    kind: str  # person or unidentified
    text: str
    sort: str
    mode: str
    search: str
    role: str
    registration: str
    attended: bool
    minutes: float
    first: int | None
    sessions: int
    group: str
    facts: str
    by_name: int


def plain(text: str) -> str:
    """Text as it is searched and sorted: in ASCII letters, lower case."""
    if text.isascii() and text.isprintable():
        return " ".join(text.casefold().split())
    return " ".join(anyascii(unicodedata.normalize("NFKC", storable(text))).casefold().split())


def sort_key(one: Person) -> str:
    """By name; who has none comes last."""
    return (plain(one.name) or "~")[:200]


def by_letters(one: Person) -> tuple[str, str]:
    """What a person is found by where nobody says it better: letters without accents."""
    return plain(f"{one.name} {one.organisation} {one.email}"), plain(one.organisation)


def line(one: Person, *, nameless: bool, found_by: FoundBy) -> Line:
    search, group = found_by(one)
    evidence = one.evidence
    return Line(
        id=one.id,
        kind="unidentified" if nameless else "person",
        text=PERSON.to_text(one),
        sort=sort_key(one),
        mode=one.mode,
        search=storable(search),
        role=one.role,
        registration=one.registration_status or "none",
        attended=one.attended,
        minutes=one.minutes,
        first=int(one.first_seen.timestamp()) if one.first_seen else None,
        sessions=_attended(one) if one.sessions else 0,
        group=storable(group, 100),
        facts=evidence[0].fact if len(evidence) == 1 else " ".join(sorted({each.fact for each in evidence})),
        by_name=sum(each.by_name for each in evidence[1:]) if one.by_name and not nameless else 0,
    )


def of_record(record: Record, found_by: FoundBy) -> Iterator[Line]:
    """The lines of a whole record, by id: a store is written fastest in the order of its keys."""
    entries = [(one, False) for one in record.people] + [(one, True) for one in record.unidentified]
    for one, nameless in sorted(entries, key=_id):
        yield line(one, nameless=nameless, found_by=found_by)


def _attended(one: Person) -> int:
    """The parts of the agenda that somebody was in, as bits: the n-th is worth 2^n."""
    if one.mode == "absent":
        return 0
    held = (part.virtual_minutes or part.in_person_minutes for part in one.sessions[:_BITS])
    return sum(1 << number for number, minutes in enumerate(held) if minutes)


def _id(entry: tuple[Person, bool]) -> str:
    return entry[0].id
