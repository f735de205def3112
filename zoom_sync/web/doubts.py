"""Which records of a person stand with them in doubt, each with what the record itself says of whom it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zoom_sync.records import Claim, Evidence, Person
from zoom_sync.rules.joining import doubt
from zoom_sync.store import people

AT_MOST = 3  # of one person, in a table


@dataclass(frozen=True, slots=True)
class Join:
    """A record that was joined, and whom it speaks of."""

    line: Evidence
    claim: Claim


def said(line: Evidence) -> str:
    """Why a record stands where it does, with what can be doubted of that."""
    return f"{line.reason}, {line.doubt}" if line.doubt else line.reason


def of_people(tx: Any, event_id: str, rows: Sequence[Person]) -> dict[str, list[Join]]:
    """By person the records that were joined to their first, the most doubtful first, a few of each."""
    lines = {one.id: _joined(one) for one in rows}
    came = people.claims(tx, event_id, [line.fact for found in lines.values() for line in found])
    return {
        id: [Join(line, came[line.fact].claim if line.fact in came else Claim()) for line in found]
        for id, found in lines.items()
    }


def _joined(person: Person) -> list[Evidence]:
    others = [line for line in person.evidence[1:] if line.source != "manual"]
    return sorted(others, key=lambda line: -doubt(said(line)))[:AT_MOST]
