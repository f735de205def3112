"""What a record says in one line: who is inside now, how many people it has, how far the counts may move.

Made once per record, so that a page that is looked at every few seconds needs not read fifty thousand people.
All values are JSON.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from zoom_sync.records import Record, Trace
from zoom_sync.rules.ranges import ranges


def name(event_id: str) -> str:
    """The name under which the newest headline of an event is remembered."""
    return f"headline:{event_id}"


def headline(record: Record, traces: Iterable[Trace], *, ended: Collection[str]) -> dict[str, Any]:
    """`zoom`, `room`, `both`: people inside now; `people`, `unidentified`: entries of the record.

    `traces` are those the record was made of; `ended` the instances whose end is known. `ranges`: the least
    and most that open questions leave of each count. `owners`: for every fact of an open question the id of
    the person it stands with.
    """
    everybody = (*record.people, *record.unidentified)
    by_ref = {evidence.ref: person.id for person in everybody for evidence in person.evidence}
    facts = list(traces)
    zoom = {by_ref[ref] for ref in _open_connections(facts, ended) if ref in by_ref}
    room = _in_the_room(facts, by_ref)
    asked = {fact for pair in record.review for fact in pair.facts}
    return {
        "zoom": len(zoom),
        "room": len(room),
        "both": len(zoom & room),
        "people": len(record.people),
        "unidentified": len(record.unidentified),
        "ranges": {name: list(found) for name, found in ranges(record).items()},
        "owners": {
            evidence.fact: person.id
            for person in everybody
            for evidence in person.evidence
            if evidence.fact in asked
        },
    }


def _open_connections(traces: Iterable[Trace], ended: Collection[str]) -> set[str]:
    """The refs of connections that began in a run that goes on, and were not heard to end since."""
    began: dict[tuple[str, str], Trace] = {}
    left: dict[tuple[str, str], datetime] = {}
    for trace in traces:
        key = (trace.instance, trace.connection)
        if trace.kind == "joined" and not trace.excluded and trace.instance not in ended:
            if key not in began or _at(trace) > _at(began[key]):
                began[key] = trace
        elif trace.kind == "left" and trace.at is not None:
            left[key] = max(left.get(key, trace.at), trace.at)
        elif trace.kind == "participant" and trace.span is not None and trace.span.end is not None:
            left[key] = max(left.get(key, trace.span.end), trace.span.end)
    return {trace.ref for key, trace in began.items() if key not in left or left[key] < _at(trace)}


def _in_the_room(traces: Iterable[Trace], by_ref: dict[str, str]) -> set[str]:
    """Whose last check-in was one in. A sheet is written afterwards and tells nothing of now."""
    passed: dict[str, list[Trace]] = defaultdict(list)
    for trace in traces:
        if trace.kind == "check_in" and trace.ref in by_ref and not trace.excluded:
            passed[by_ref[trace.ref]].append(trace)
    return {
        person
        for person, seen in passed.items()
        if max(seen, key=lambda trace: (_at(trace), trace.id)).direction == "in"
    }


def _at(trace: Trace) -> datetime:
    assert trace.at is not None  # joined and check_in always tell when
    return trace.at
