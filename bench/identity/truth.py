"""What can be known of an event: whose each record is, and which records of one person anything ties together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from bench.identity.event import Event, Record
from bench.identity.people import Person

ALL = ("full", "i family", "given i", "given", "family")


def known(event: Event, refs: Iterable[tuple[str, Record]]) -> Iterator[tuple[str, str, str, str]]:
    """(ref, person or "", others it may be given to, the knot it belongs to) of each record.

    Two records of one person are in one *knot* if a chain of marks ties them, each of which is this person's
    alone at the event: a link, a mailbox, a number, a name as far as it is shown, or such a name together with
    the organisation. Between knots nothing tells, so no rule can join them except by luck.
    """
    refs = list(refs)
    owners: dict[str, Person | None] = {}
    for _, record in refs:
        for mark in record.marks:
            owners[mark] = record.person if owners.get(mark, record.person) is record.person else None
    names = Counter(name for person in event.crowd.people for name in _names(person))
    ties = defaultdict(list)
    for number, (_, record) in enumerate(refs):
        if record.person:
            marks = [mark for mark in record.marks if owners[mark]]
            ties[record.person.key].append((number, marks + _telling(record, names)))
    knots = {number: knot for numbered in ties.values() for number, knot in _knots(numbered)}
    for number, (ref, record) in enumerate(refs):
        key = record.person.key if record.person else ""
        either = "|".join(other.key for other in record.either)
        yield ref, key, either, f"{key}.{knots[number]}" if key else ""


def _names(person: Person) -> Iterator[tuple[object, ...]]:
    for form in ALL:
        yield _name(person, form)
        yield (*_name(person, form), person.organisation)


def _name(person: Person, form: str) -> tuple[object, ...]:
    given, family = person.given.spellings[0], person.family.spellings[0] if person.family else ""
    second = person.second.spellings[0] if person.second else ""
    return {
        "full": ("full", given, family, second),
        "i family": ("i family", given[:1], family),
        "given i": ("given i", given, family[:1]),
        "given": ("given", given),
        "family": ("family", family),
    }[form]


def _telling(record: Record, names: Counter[tuple[object, ...]]) -> list[str]:
    if not record.form or record.person is None:
        return []
    name = _name(record.person, record.form)
    alone = ["name"] if names[name] == 1 else []
    return alone + (["name at"] if record.place and names[(*name, record.person.organisation)] == 1 else [])


def _knots(numbered: list[tuple[int, list[str]]]) -> Iterator[tuple[int, int]]:
    """Each record's number with that of the first record it is tied to, over chains of common marks."""
    parent = {number: number for number, _ in numbered}

    def root(number: int) -> int:
        while parent[number] != number:
            number = parent[number]
        return number

    first: dict[str, int] = {}
    for number, marks in numbered:
        for mark in marks:
            one, other = sorted((root(first.setdefault(mark, number)), root(number)))
            parent[other] = one
    for number, _ in numbered:
        yield number, root(number)
