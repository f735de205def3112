"""What was joined wrongly and what was missed, grouped by what the two records show. For reading, not for scores.

Of two people in one entry, or two parts of one person, the likest two records are looked at: those that have
most in common are what a join hangs on, or could have hung on.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from bench.identity import events, methods, score
from bench.identity.peers.rows import Row, read

COMMONEST = 20
LIKE = 80  # of 100: two spellings of one name rather than two names
KIND = {"registrants": "registration", "participants": "connection", "sign-in": "row"}
CONTACTS = ("mailbox", "phone")  # links and organisations differ too often to tell anything
FIELDS = ("link", *CONTACTS, "organisation")


class Cause(NamedTuple):
    """`asked`: whether a question was put, or the engine's reason for what it joined."""

    records: str
    names: str
    same: str
    differ: str
    asked: str


def told(drawn: Sequence[tuple[events.Source, str]]) -> str:
    """Markdown: the commonest wrong and missed joins of zoom-sync over these events, each a source and a seed."""
    wrong: dict[Cause, list[str]] = defaultdict(list)
    missed: dict[Cause, list[str]] = defaultdict(list)
    for source, seed in drawn:
        with events.laid(source, seed) as folder:
            record = methods.run(methods.OURS, folder).record
            known, rows = source.truth(folder), {row.ref: row for row in read(folder)}
        entry, _ = score.placed(known, record)
        owner = score.owners(known, entry)
        for cause, example in _wrong(record, rows, entry, owner):
            wrong[cause].append(example)
        for cause, example in _missed(record, rows, entry, owner, known):
            missed[cause].append(example)
    return "\n\n".join((_table("joined wrongly", wrong, len(drawn)), _table("missed", missed, len(drawn))))


def _wrong(
    record: Mapping[str, Any],
    rows: Mapping[str, Row],
    entry: Mapping[str, score.Place],
    owner: Mapping[str, str],
) -> Iterator[tuple[Cause, str]]:
    reasons = {one["ref"]: one["reason"] for person in record["people"] for one in person["evidence"]}
    for refs in _grouped(entry).values():
        people = defaultdict(list)
        for ref in refs:
            if owner[ref]:
                people[owner[ref]].append(rows[ref])
        first, *others = sorted(people.values(), key=len, reverse=True) or [[]]
        for other in others:
            one, two = _likest(first, other)
            given = {reasons.get(row.ref, "").partition(" (")[0] for row in (one, two)} - {"first record"}
            yield _cause(one, two, " / ".join(sorted(given))), _example(one, two)


def _missed(
    record: Mapping[str, Any], rows: Mapping[str, Row], entry: Mapping[str, score.Place], owner: Mapping[str, str],
    known: Mapping[str, score.Known],
) -> Iterator[tuple[Cause, str]]:  # fmt: skip
    asked = {frozenset(entry[ref] for ref in one["refs"] if ref in entry) for one in record["review"]}
    people = defaultdict(lambda: defaultdict(list))
    for ref, person in owner.items():
        if person:
            people[person][entry[ref]].append(rows[ref])
    for parts in people.values():
        (place, first), *others = sorted(parts.items(), key=lambda part: len(part[1]), reverse=True)
        for other_place, other in others:
            one, two = _likest(first, other)
            tied = known[one.ref].knot == known[two.ref].knot
            state = "asked" if {place, other_place} in asked else "not asked" if tied else "not to be known"
            yield _cause(one, two, state), _example(one, two)


def _grouped(entry: Mapping[str, score.Place]) -> dict[score.Place, list[str]]:
    grouped = defaultdict(list)
    for ref, place in entry.items():
        grouped[place].append(ref)
    return grouped


def _likest(some: Sequence[Row], others: Sequence[Row]) -> tuple[Row, Row]:
    return max(itertools.product(some, others), key=lambda pair: _likeness(*pair))


def _likeness(one: Row, other: Row) -> tuple[int, float, str, str]:
    same = sum(
        2 for field in FIELDS[:3] if getattr(one, field) and getattr(one, field) == getattr(other, field)
    )
    return same, fuzz.token_sort_ratio(one.name, other.name), one.ref, other.ref


def _cause(one: Row, other: Row, asked: str) -> Cause:
    kinds = sorted(KIND.get(row.ref.partition(".")[0], row.ref) for row in (one, other))
    same, differ = [], []
    for field in FIELDS:
        first, second = getattr(one, field), getattr(other, field)
        if first and second and first == second:
            same.append(field)
        elif first and second and field in CONTACTS:
            differ.append(field)
    return Cause(" + ".join(kinds), names(one.name, other.name), ", ".join(same), ", ".join(differ), asked)


def names(one: str, other: str) -> str:
    """How two names stand to each other, in words."""
    few, many = sorted((one.split(), other.split()), key=len)
    if not few:
        return "one shows no name"
    if few == many:
        return "same name"
    if sorted(few) == sorted(many) or "".join(few) == "".join(many):
        return "same words, set otherwise"
    if set(few) <= set(many):
        return "one name within the other"
    if len(few) == len(many) or len(few) > 1:
        left = [word for word in many if word not in few]
        initials = [word for word in few if word not in many]
        if all(
            any(whole[0] == word[0] and 1 in (len(word), len(whole)) for whole in left) for word in initials
        ):
            return "initials"
    if fuzz.token_sort_ratio(one, other) >= LIKE:
        return "other spelling"
    return "some words in common" if set(few) & set(many) else "nothing in common"


def _example(one: Row, other: Row) -> str:
    return f"{one.shown} ~ {other.shown}".replace("|", "/")


def _table(title: str, found: Mapping[Cause, list[str]], count: int) -> str:
    states = Counter(cause.asked for cause, examples in found.items() for _ in examples)
    parted = "".join(f", {times:,} {state}" for state, times in states.most_common() if title == "missed")
    lines = [
        f"{sum(map(len, found.values())):,} {title} at {count} events{parted}; the commonest kinds:",
        "",
        f"| times | records | names | same | differ | {'reason' if 'wrong' in title else 'state'} | such as |",
        "|---" * 7 + "|",
    ]
    for cause, times in Counter({cause: len(examples) for cause, examples in found.items()}).most_common(
        COMMONEST
    ):
        lines.append(f"| {times} | " + " | ".join(cause) + f" | {found[cause][0]} |")
    return "\n".join(lines)
