"""What answering "same" to an open question would change, in words.

A forecast, as far as `uniting` can tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from zoom_sync.records import Event, Pair, Person
from zoom_sync.rules.merge.counts import counts
from zoom_sync.rules.merge.uniting import as_one

_WORDS = {"in_person": "in person"}


class Entry(NamedTuple):
    """A line of the record. `nameless`: it stands among the unidentified; `names`: what else its records call them."""

    person: Person
    nameless: bool = False
    names: Sequence[str] = ()


def with_effect(pairs: Iterable[Pair], entries: Iterable[Entry], event: Event) -> list[Pair]:
    """The questions, each with what "same" would change. `entries`: those that the questions are about."""
    asked = list(pairs)
    wanted = {fact for pair in asked for fact in pair.facts}
    owner = {line.fact: one for one in entries for line in one.person.evidence if line.fact in wanted}
    return [
        replace(pair, effect=effect([owner[fact] for fact in pair.facts if fact in owner], event))
        for pair in asked
    ]


def effect(entries: Sequence[Entry], event: Event) -> tuple[str, ...]:
    """Sentences about two entries that become one; they name nobody, so that no name is kept twice."""
    if len({entry.person.id for entry in entries}) != 2:
        return ()
    one, other = (entry.person for entry in entries)
    if any(line.source == "manual" for person in (one, other) for line in person.evidence):
        return (
            "One entry instead of two.",
            "What was decided of one of them, attended or absent, then holds for both.",
        )
    both = as_one((one, other), event)
    said = [f"One entry instead of two: {seen(both)} (before: {seen(one)}; {seen(other)})."]
    if both.attended and one.attended != other.attended and "absent" not in (one.mode, other.mode):
        said.append("Together they attended; apart one of them was there too briefly.")
    elif both.attended and not one.attended and not other.attended:
        said.append("Together they attended; apart neither was there long enough.")
    if both.role != "attendee" and one.role != other.role:
        said.append(f"Counts as {both.role}, so in none of the headline counts.")
    said.append(moved(entries, [Entry(both, all(entry.nameless for entry in entries))]))
    return tuple(said)


def seen(person: Person) -> str:
    """Where and how long: "virtual, 83.5 minutes"."""
    where = _WORDS.get(person.mode, person.mode)
    if person.mode == "absent":
        return where
    if person.minutes_at_least and not person.minutes:
        return f"{where}, stay unknown"
    return f"{where}, {'at least ' if person.minutes_at_least else ''}{round(person.minutes, 1):g} minutes"


def moved(before: Sequence[Entry], after: Sequence[Entry]) -> str:
    """Which headline counts move, and how far: "Counts: absent −1."."""
    was, then = _counts(before), _counts(after)
    moves = {name: then[name] - was[name] for name in was}
    told = [f"{_WORDS.get(name, name)} {'+' if by > 0 else '−'}{abs(by)}" for name, by in moves.items() if by]
    return f"Counts: {', '.join(told)}." if told else "No headline count changes."


def _counts(entries: Sequence[Entry]) -> dict[str, int]:
    nameless = [entry.person for entry in entries if entry.nameless]
    return counts((entry.person for entry in entries if not entry.nameless), nameless)
