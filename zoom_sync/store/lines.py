"""Lines: what a store keeps of a person or an unidentified entry, beside the ids of its generations."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from anyascii import anyascii

from zoom_sync.records import Evidence, Person, Record
from zoom_sync.store.codec import PERSON
from zoom_sync.store.dialect import storable

# In which words a person is looked for, and under which name their organisation stands; of their name,
# organisation, address and number.
FoundBy = Callable[[str, str, str, str], tuple[str, str]]
# In which ways their records were joined, as bits, and how much that can be doubted; of the reasons, their mailbox,
# and whether they were on Zoom and in the room at once.
JoinedBy = Callable[[tuple[str, ...], str, bool], tuple[int, int]]
# What a line says that only the person tells, in plain values: they take a third of the time to send.
Told = tuple[
    str, str, str, tuple[str, str, str, str, str], str, str, str, bool, float, int | None, int, str, int,
    tuple[str, ...], bool,
]  # fmt: skip
NOT_REGISTERED = "none"  # in place of a registration's status
WITHDRAWN = "withdrawn"  # in place of a mode: all that was noted of them was taken back
_BITS = 62  # of a whole number that both stores keep


class Line(NamedTuple):
    """One row. `text`: the person as JSON; `facts`: the ids of the facts they are made of.

    `mode`: the person's, or WITHDRAWN. `ways`, `doubt`: as `JoinedBy` gives them. `by_name`: how many of its records
    stand here on the name alone.
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
    ways: int
    doubt: int
    by_name: int


def plain(text: str) -> str:
    """Text as it is searched and sorted: in ASCII letters, lower case."""
    if text.isascii() and text.isprintable():
        return " ".join(text.casefold().split())
    return " ".join(anyascii(unicodedata.normalize("NFKC", storable(text))).casefold().split())


def sort_key(one: Person) -> str:
    """By name; who has none comes last."""
    return _sort_key(one.name)


def _sort_key(name: str) -> str:
    return (plain(name) or "~")[:200]


def by_letters(name: str, organisation: str, email: str, phone: str) -> tuple[str, str]:
    """What a person is found by where nobody says it better: letters without accents."""
    return plain(f"{name} {organisation} {email} {phone}"), plain(organisation)


def without_doubt(reasons: tuple[str, ...], email: str, at_once: bool) -> tuple[int, int]:
    """How records were joined where nobody says it: in no way that is asked for."""
    return 0, 0


def told(one: Person, *, nameless: bool, also: Sequence[str] = ()) -> Told:
    """The first half of a line, which the process makes that thinks; see `line`. `also`: their other names."""
    evidence = one.evidence
    return (
        one.id,
        "unidentified" if nameless else "person",
        PERSON.to_text(one),
        (one.name, one.organisation, one.email, one.phone, " ".join(also)),
        WITHDRAWN if one.mode == "absent" and not nameless and one.is_withdrawn else one.mode,
        one.role,
        one.registration_status or NOT_REGISTERED,
        one.attended,
        one.minutes,
        int(one.first_seen.timestamp()) if one.first_seen else None,
        _attended(one) if one.sessions else 0,
        evidence[0].fact if len(evidence) == 1 else " ".join(sorted({each.fact for each in evidence})),
        sum(each.by_name for each in evidence[1:]) if one.by_name and not nameless else 0,
        ()
        if len(evidence) == 1
        else tuple(sorted({_said(each) for each in evidence[1:] if each.ref != each.fact})),
        len(evidence) > 1 and one.mode == "both" and one.at_once is not None,
    )


def line(half: Told, found_by: FoundBy, joined_by: JoinedBy) -> Line:
    """The whole line: the process finishes it that writes, and has the time."""
    (
        id, kind, text, names, mode, role, registration, attended, minutes, first, sessions, facts, by_name, reasons,
        at_once,
    ) = half  # fmt: skip
    ways, doubt = joined_by(reasons, names[2], at_once)
    name, organisation, email, phone, also = names
    search, group = found_by(f"{name} {also}" if also else name, organisation, email, phone)
    search, group, sort = storable(search), storable(group, 100), _sort_key(names[0])
    return Line(
        id, kind, text, sort, mode, search, role, registration, attended, minutes, first, sessions, group,
        facts, ways, doubt, by_name,
    )  # fmt: skip


def of_record(record: Record, found_by: FoundBy, joined_by: JoinedBy) -> Iterator[Line]:
    """The lines of a whole record, by id: a store is written fastest in the order of its keys."""
    entries = [(one, False) for one in record.people] + [(one, True) for one in record.unidentified]
    for one, nameless in sorted(entries, key=_id):
        yield line(told(one, nameless=nameless), found_by, joined_by)


def _said(evidence: Evidence) -> str:
    return f"{evidence.reason}, {evidence.doubt}" if evidence.doubt else evidence.reason


def _attended(one: Person) -> int:
    """The parts of the agenda that somebody was in, as bits: the n-th is worth 2^n."""
    if one.mode == "absent":
        return 0
    held = (part.virtual_minutes or part.in_person_minutes for part in one.sessions[:_BITS])
    return sum(1 << number for number, minutes in enumerate(held) if minutes)


def _id(entry: tuple[Person, bool]) -> str:
    return entry[0].id
