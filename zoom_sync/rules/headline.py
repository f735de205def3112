"""What a record says in one line: how many people it has, and how far the counts may move.

Made once per record, so that a page that is looked at often needs not read fifty thousand people. All values are
JSON.
"""

from __future__ import annotations

from typing import Any

from zoom_sync.records import Record
from zoom_sync.rules.ranges import ranges


def name(event_id: str) -> str:
    """The name under which the newest headline of an event is remembered."""
    return f"headline:{event_id}"


def headline(record: Record) -> dict[str, Any]:
    """`people`, `unidentified`: entries of the record that are listed. `ranges`: the least and most that open
    questions and doubtful joins leave of each count. `owners`: for every fact of an open question the id of the person
    it stands with.
    """
    asked = {fact for pair in record.review for fact in pair.facts}
    return {
        "people": sum(not one.is_withdrawn for one in record.people),
        "unidentified": len(record.unidentified),
        "ranges": {name: list(found) for name, found in ranges(record).items()},
        "owners": {
            evidence.fact: person.id
            for person in (*record.people, *record.unidentified)
            for evidence in person.evidence
            if evidence.fact in asked
        },
    }
