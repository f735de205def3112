"""What the page of one person says beside the person: their time, what was decided, what may be theirs or is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zoom_sync.actions.decide import SAME_CONNECTION
from zoom_sync.records import Event, Person, Trace, Verdict
from zoom_sync.rules import finality, reckoning, whose
from zoom_sync.rules.merge.effect import Entry, effect
from zoom_sync.rules.merge.parting import parting
from zoom_sync.rules.pieces import Piece
from zoom_sync.rules.search import asked as words_of
from zoom_sync.rules.sharing import material
from zoom_sync.store import finding, people, verdicts, webinars
from zoom_sync.web import bars, doubts, history, sides

STRANGERS = 50  # entries without a name that are offered
HITS = 20
POOL, PROPOSED = 30, 8  # people of each kind that are looked at, and those of all that are proposed


def of_person(tx: Any, event: Event, found: Person, asked: dict[str, str]) -> dict[str, Any]:
    """What the page needs beside the person: their time, what was decided, and what may be theirs or is not."""
    facts = {evidence.fact for evidence in found.evidence}
    said = verdicts.of_event(tx, event.id)
    taken = history.steps(said)
    nameless = people.is_nameless(tx, event.id, found.id)
    strangers = [] if nameless else people.read(tx, event.id, kind="unidentified", limit=STRANGERS + 1)
    time = _time(tx, event, found, said)
    other = people.person(tx, event.id, asked["with"]) if asked["with"] else None
    return {
        **time,
        "done": _done(tx, event.id, taken, asked["done"]),
        "steps": history.about(taken, found),
        "says": {fact: sides.said(trace.claim, found) for fact, trace in time["came"].items()},
        "candidates": _candidates(tx, event.id, found) if nameless else [],
        "open_pairs": [pair for pair in people.review(tx, event.id) if facts & set(pair.facts)],
        "doubted": {} if nameless else doubts.of_person(found),
        "parts": [one for one in found.evidence if one.source != "manual" and one.reason != SAME_CONNECTION],
        "nameless": nameless,
        "hits": _hits(tx, event.id, asked["who"], found),
        "besides": _hits(tx, event.id, asked["beside"], found),
        "other": other if other is not None and other.id != found.id else None,
        "effect": _effect(tx, event, found, other),
        "strangers": strangers[:STRANGERS],
        "more_strangers": len(strangers) > STRANGERS,
    }


def _done(tx: Any, event_id: str, taken: Sequence[history.Step], id: str) -> dict[str, Any] | None:
    """The step that was just taken, whom it speaks of now, and whether the record does not show it yet."""
    step = next((step for step in taken if any(one.id == id for one in step.said)), None)
    if step is None or not step.stands:
        return None
    refs = [ref for one in step.said for ref in one.refs]
    whom = {one.id: one for ref in refs if (one := people.person(tx, event_id, ref)) is not None}
    apart = any(one.kind in ("different", "shared") for one in step.said)
    is_waiting = len(whom) < 2 if apart else len(whom) > 1
    if step.head.kind == "named":
        is_waiting = all(one.name != " ".join(step.head.reason.split()) for one in whom.values())
    return {"step": step, "people": list(whom.values()), "is_waiting": is_waiting}


def _time(tx: Any, event: Event, found: Person, said: list[Verdict]) -> dict[str, Any]:
    """Their time in stretches, each with its rows, and how the minutes come about."""
    lines = {one.fact: one for one in found.evidence}
    came, theirs = pieces_of(tx, event, found, said)
    absent = found.mode == "absent"  # also by decision: then nothing that was seen counts
    parts = [] if absent else reckoning.stretches(theirs, event)
    return {
        "came": came,
        "lines": lines,
        "stretches": parts,
        "sums": [] if absent else reckoning.sums(theirs, event),
        "bars": bars.of_person(parts, event),
        "connections": [piece.main for piece in theirs if piece.connected and piece.main.kind != "shared"],
    }


def pieces_of(
    tx: Any, event: Event, found: Person, said: Sequence[Verdict]
) -> tuple[dict[str, Trace], list[Piece]]:
    """Their records as they came, by fact, and the pieces that were made of them."""
    facts = {one.fact for one in found.evidence}
    second = [ref for one in said if one.kind == "shared" and one.id in facts for ref in one.refs]
    came = {
        one.id: one
        for one in people.evidence_of(tx, event.id, [*(one.fact for one in found.evidence), *second])
    }
    ids = [webinar.id for webinar in event.webinars]
    own, foreign = finality.sort_instances(event, webinars.instances(tx, ids), webinars.infos(tx, ids))
    pieces, _ = material(finality.counted(event, came.values(), own, foreign), said, finality.ends(own))
    return came, [piece for piece in pieces if piece.main.id in facts]


def of_parting(tx: Any, event: Event, found: Person, fact: str, said: Sequence[Verdict]) -> tuple[str, ...]:
    """What splitting a record off from a person would change, in sentences."""
    infos = webinars.infos(tx, [webinar.id for webinar in event.webinars])
    return parting(found, fact, pieces_of(tx, event, found, said)[1], event, infos)


def _effect(tx: Any, event: Event, found: Person, other: Person | None) -> tuple[str, ...]:
    """What joining the two would change, in sentences."""
    if other is None:
        return ()
    entries = [Entry(one, people.is_nameless(tx, event.id, one.id)) for one in (found, other)]
    return effect(entries, event)


def _candidates(tx: Any, event_id: str, entry: Person) -> list[whose.Candidate]:
    """Whose a connection without a name may be, of a few of each kind that may be meant."""

    def some(**asked: Any) -> list[Person]:
        return finding.page(tx, event_id, finding.Query(**asked), limit=POOL)[0]

    named = [one for word in whose.words(entry.name) for one in some(words=words_of(word))]
    others = some(modes=("absent",), registration="approved") + some(modes=("in_person",), sort="least")
    if entry.last_seen:
        end, soon = int(entry.last_seen.timestamp()), int(whose.SOON.total_seconds())
        others += some(first=(end - soon, end + soon), is_seen=True)
    return whose.candidates(entry, named, others, PROPOSED)


def _hits(tx: Any, event_id: str, who: str, found: Person) -> list[Person]:
    """Whom the words find, but for the person themselves."""
    if not who:
        return []
    hits, _ = finding.page(tx, event_id, finding.Query(words=words_of(who)), limit=HITS)
    return [one for one in hits if one.id != found.id]
