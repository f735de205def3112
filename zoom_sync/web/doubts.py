"""Which records of a person stand with them in doubt, each with what the record itself says of whom it is, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zoom_sync.records import Claim, Evidence, Person
from zoom_sync.rules.joining import doubt, doubted, is_office, ways
from zoom_sync.store import people

AT_MOST = 3  # of one person, in a table


@dataclass(frozen=True, slots=True)
class Join:
    """A record that was joined, and whom it speaks of."""

    line: Evidence
    claim: Claim
    office: bool  # by an office's mailbox, under a name that is not just the person's


def said(line: Evidence) -> str:
    """Why a record stands where it does, with what can be doubted of that."""
    return f"{line.reason}, {line.doubt}" if line.doubt else line.reason


def of_people(tx: Any, event_id: str, rows: Sequence[Person], way: str = "") -> dict[str, list[Join]]:
    """By person the records that were joined to their first, the most doubtful first, a few of each.

    `way`: one of `rules.joining.WAYS`, whose records come before all others.
    """
    lines = {one.id: _joined(one, way) for one in rows}
    came = people.claims(tx, event_id, [line.fact for found in lines.values() for line in found])
    return {
        one.id: [
            Join(
                line,
                came[line.fact].claim if line.fact in came else Claim(),
                _is_of_an_office(one, line),
            )
            for line in lines[one.id]
        ]
        for one in rows
    }


def of_person(person: Person) -> dict[str, bool]:
    """By fact each record of theirs that may be somebody else's, and whether an office's mailbox brought it here."""
    return {line.fact: _is_of_an_office(person, line) for line in doubted(person)}


def _is_of_an_office(person: Person, line: Evidence) -> bool:
    by_mailbox = is_office(person.email) and "mailbox" in ways(said(line), office=True)
    return by_mailbox and _doubt(person, line) > 0


def _joined(person: Person, way: str) -> list[Evidence]:
    others = [line for line in person.evidence[1:] if line.source != "manual"]
    office = is_office(person.email)
    return sorted(others, key=lambda one: (way not in ways(said(one), office=office), -_doubt(person, one)))[
        :AT_MOST
    ]


def _doubt(person: Person, line: Evidence) -> int:
    return doubt(said(line), office=is_office(person.email))
