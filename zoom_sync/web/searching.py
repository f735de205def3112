"""Finding somebody at a door: a few hits, with no more than is needed to tell them apart."""

from __future__ import annotations

from typing import Any

from zoom_sync.records import Person
from zoom_sync.rules.search import asked
from zoom_sync.store import finding
from zoom_sync.store.database import Store

FROM_LETTERS = 3
AT_MOST = 8


def hits(store: Store, event_id: str, text: str) -> list[dict[str, Any]]:
    """People whose name or organisation holds every word of `text`; none below three letters."""
    if len("".join(text.split())) < FROM_LETTERS:
        return []
    query = finding.Query(words=asked(text))
    found, _ = store.read(lambda tx: finding.page(tx, event_id, query, limit=AT_MOST))
    return [_hit(person) for person in found]


def _hit(person: Person) -> dict[str, Any]:
    return {
        "ref": person.id,
        "name": person.name,
        "organisation": person.organisation,
        "inside": any(span.end is None for span in person.in_person),
    }
