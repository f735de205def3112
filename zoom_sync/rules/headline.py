"""What a record says in one line: who is inside now, how many people it has, how far the counts may move.

Made once per record, so that a page that is looked at every few seconds needs not read fifty thousand people.
All values are JSON.
"""

from __future__ import annotations

from typing import Any

from zoom_sync.records import Person, Record
from zoom_sync.rules.ranges import ranges


def headline(record: Record) -> dict[str, Any]:
    """`zoom`, `room`, `both`: people whose connection or stay has not ended; `people`, `unidentified`: entries.

    `ranges`: the least and most that open questions leave of each count. `owners`: for every fact of an open
    question the id of the person it stands with.
    """
    everybody = (*record.people, *record.unidentified)
    zoom = {person.id for person in everybody if any(span.end is None for span in person.virtual)}
    room = {person.id for person in everybody if any(span.end is None for span in person.in_person)}
    return {
        "zoom": len(zoom),
        "room": len(room),
        "both": len(zoom & room),
        "people": len(record.people),
        "unidentified": len(record.unidentified),
        "ranges": {name: list(found) for name, found in ranges(record).items()},
        "owners": _owners(record, everybody),
    }


def _owners(record: Record, everybody: tuple[Person, ...]) -> dict[str, str]:
    asked = {fact for pair in record.review for fact in pair.facts}
    return {
        evidence.fact: person.id
        for person in everybody
        for evidence in person.evidence
        if evidence.fact in asked
    }
