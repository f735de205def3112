"""What the seal of a final record stands on: its facts, its decisions, its plan and each of its lines.

Used by the rebuild, which seals, and by `verify`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from zoom_sync.files.writing.shapes import head_dict, pair_dict, person_dict
from zoom_sync.records import Event, Record, Verdict
from zoom_sync.rules.seal import Content, Kind, canonical
from zoom_sync.store import snapshot, traces, verdicts
from zoom_sync.store.codec import EVENT
from zoom_sync.store.database import Store, Tx

# What is said of an event that decides its record.
_DECIDES = ("days", "timezone", "sessions", "webinars", "rule", "caution")


def contents(store: Store, head: Record) -> Iterator[Content]:
    """All that the seal of this record stands on, as it is now in the store."""
    event = head.event
    yield Content(Kind.HEAD, "", canonical(sealed_head(head_dict(head))))
    yield Content(Kind.PLAN, "", canonical(plan(event)))
    yield from evidence(store, event.id)
    everybody = snapshot.everybody(store, event.id, generation=event.generation)
    for kind, entries in zip((Kind.PERSON, Kind.UNIDENTIFIED), everybody, strict=True):
        for one in entries:
            yield Content(kind, one.id, canonical(person_dict(one)))
    for pair in head.review:
        yield Content(Kind.QUESTION, pair.facts[0], canonical(pair_dict(pair)), other=pair.facts[-1])


def evidence(store: Store, event_id: str) -> Iterator[Content]:
    """The facts that count, and the decisions."""

    def steps(tx: Tx) -> tuple[list[str], list[Verdict]]:
        return list(traces.texts(tx, event_id)), verdicts.of_event(tx, event_id)

    facts, decided = store.read(steps)
    for text in facts:
        # Each store spells JSON in its own way.
        fact = json.loads(text)
        yield Content(Kind.FACT, fact["id"], canonical(fact))
    for verdict in decided:
        yield Content(Kind.DECISION, verdict.id, canonical(_verdict(verdict)))


def sealed_head(head: dict[str, Any]) -> dict[str, Any]:
    """What of an exported head is sealed: not the seal itself, nor how many were erased since."""
    counts = {name: number for name, number in head["counts"].items() if name != "erased"}
    return {name: value for name, value in head.items() if name != "seal"} | {"counts": counts}


def plan(event: Event) -> dict[str, Any]:
    """What was said of an event that decides its record."""
    said = {name: value for name, value in EVENT.to_json(event).items() if name in _DECIDES}
    return said | {
        "protected": event.protected,
        "room_closed": event.room_closed is not None,
        "waived": event.waived,
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "id": verdict.id,
        "kind": verdict.kind,
        "refs": list(verdict.refs),
        "by": verdict.by,
        "at": verdict.at.isoformat(),
        "reason": verdict.reason,
        "undoes": verdict.undoes,
    }
