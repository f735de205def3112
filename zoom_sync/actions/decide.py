"""A person decides: these are the same, these are not, this one was there. A fact like any other."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from zoom_sync.actions import Clock
from zoom_sync.files.writing import Answer
from zoom_sync.moments import reached
from zoom_sync.records import Event, Person, Trouble, Verdict, VerdictKind, fact_id
from zoom_sync.rules.verdicts import standing
from zoom_sync.store import audit, events, jobs, people, verdicts
from zoom_sync.store.database import Store, Tx

NOTHING = "Nothing was decided."
CONNECTIONS = ("joined", "left", "participant")  # kinds of traces that tell of one
SAME_CONNECTION = "same connection"  # a row that repeats a connection goes wherever the connection goes


@dataclass(frozen=True, slots=True)
class Saying:
    """One decision as it is meant, before it is kept. `facts` are trace ids."""

    kind: VerdictKind
    facts: tuple[str, ...] = ()
    undoes: str = ""


def decide(
    store: Store,
    event_id: str,
    *,
    kind: VerdictKind,
    refs: Sequence[str],
    by: str,
    clock: Clock,
    reason: str = "",
    undoes: str = "",
    nonce: str = "",
) -> Verdict:
    """Keep one decision and ask for the record anew.

    `refs` are people's ids, evidence refs or fact ids; of `shared` the connection, and the second person at its
    screen. The decision holds fact ids, so it survives every
    sync, import and rebuild. `undo` names another decision in `undoes`. The same `nonce` is one decision.
    Of `named` the reason is the name. Raises Trouble for a ref or decision that is not known; nothing is kept then.
    """
    if kind == "named" and not reason.strip():
        raise Trouble("A name of no letters is none.", NOTHING, "Say what the person is called.")

    def mean(tx: Tx, event: Event) -> list[Saying]:
        if kind == "undo":
            return _undoing(tx, event, [undoes])
        facts = _facts(people.facts_of_refs(tx, event.id, list(refs)), refs, kind)
        if kind == "shared":
            _two_at_a_screen(tx, event, *facts)
        return [Saying(kind, facts)]

    (verdict,) = _keep(store, event_id, mean, by=by, clock=clock, reason=reason, nonce=nonce)
    return verdict


def split(
    store: Store,
    event_id: str,
    *,
    person: str,
    others: Sequence[str],
    by: str,
    clock: Clock,
    reason: str = "",
    nonce: str = "",
) -> list[Verdict]:
    """Say that some of a person's evidence is somebody else's: one other person's, and not this one's.

    `person` is a ref of the person, `others` are refs or fact ids among their evidence. Gives the decisions
    that say so: each that stays is different from the first that goes, and those that go are the same.
    Raises Trouble for a ref that is none of this person's, and where nothing would go or stay.
    """

    def mean(tx: Tx, event: Event) -> list[Saying]:
        found = people.person(tx, event.id, person)
        if found is None:
            raise _unknown("record", person, "Take the `id` of a person from the export.")
        going, staying = _parted(found, others)
        together = [Saying("same", tuple(going))] if len(going) > 1 else []
        return [*together, *(Saying("different", (one, going[0])) for one in staying)]

    return _keep(store, event_id, mean, by=by, clock=clock, reason=reason, nonce=nonce)


def undo(
    store: Store, event_id: str, *, decisions: Sequence[str], by: str, clock: Clock, reason: str = ""
) -> list[Verdict]:
    """Take back decisions that were made at once, or undos. Raises Trouble if one of them is not known."""

    def mean(tx: Tx, event: Event) -> list[Saying]:
        return _undoing(tx, event, decisions)

    return _keep(store, event_id, mean, by=by, clock=clock, reason=reason)


def answer(
    store: Store, event_id: str, answers: Sequence[Answer], *, by: str, clock: Clock, reason: str = ""
) -> tuple[list[Verdict], list[Answer]]:
    """Take answered questions as decisions, a later row as the newer one.

    Gives the decisions, and the answers that speak of a record that is not here. What is decided so already is
    not decided again, so that the same answers twice are one.
    """
    strangers: list[Answer] = []

    def mean(tx: Tx, event: Event) -> list[Saying]:
        strangers.clear()
        known = people.facts_of_refs(tx, event.id, [ref for one in answers for ref in one.refs])
        decided = {(one.kind, frozenset(one.refs)) for one in standing(verdicts.of_event(tx, event.id))}
        said = []
        for one in answers:
            facts = tuple(known[ref] for ref in one.refs if ref in known)
            if len(set(facts)) < len(one.refs):
                strangers.append(one)
            elif (one.kind, frozenset(facts)) not in decided:
                said.append(Saying(one.kind, facts))
        return said

    made = _keep(store, event_id, mean, by=by, clock=clock, reason=reason, apart=timedelta(microseconds=1))
    return made, strangers


def _keep(
    store: Store,
    event_id: str,
    mean: Callable[[Tx, Event], list[Saying]],
    *,
    by: str,
    clock: Clock,
    reason: str,
    nonce: str = "",
    apart: timedelta = timedelta(0),
) -> list[Verdict]:
    """Keep all of what is meant, or nothing. `apart`: how much newer each is than the one before it."""
    now, once = clock.now(), nonce or secrets.token_hex(16)

    def steps(tx: Tx) -> list[Verdict]:
        event = events.known(tx, event_id, safe=NOTHING)
        made = [
            _verdict(event, saying, f"{once}/{n}" if n else once, by=by, reason=reason, at=now + n * apart)
            for n, saying in enumerate(mean(tx, event))
        ]
        new = [verdict for verdict in made if verdicts.append(tx, event_id, verdict)]
        for verdict in new:
            meant = {"refs": list(verdict.refs)} if verdict.refs else None
            undone = {"decision": verdict.undoes} if verdict.undoes else None
            # Why stands with the decision, where an erasure reaches it; the audit's lines stay for ever.
            audit.note(
                tx, who=by, what=f"decided {verdict.kind}", event=event_id, about=verdict.id,
                before=undone, after=meant, now=now,
            )  # fmt: skip
        if new:
            jobs.ask(tx, "rebuild", event_id, due=now)
        return made

    kept = store.once(steps)
    reached("a decision kept, not answered")
    return kept


def _verdict(event: Event, saying: Saying, once: str, *, by: str, reason: str, at: datetime) -> Verdict:
    return Verdict(
        id=fact_id(event.key, "verdict", once),
        kind=saying.kind,
        refs=saying.facts,
        by=by,
        at=at,
        reason=reason,
        undoes=saying.undoes,
    )


def _facts(known: dict[str, str], refs: Sequence[str], kind: str) -> tuple[str, ...]:
    for ref in refs:
        if ref not in known:
            raise _unknown("record", ref, "Take the `id` of a person or any evidence `ref` from the export.")
    facts = tuple(dict.fromkeys(known[ref] for ref in refs))
    least = 2 if kind in ("same", "different", "shared") else 1
    if len(facts) < least:
        raise Trouble(
            f"'{kind}' needs {least} different records.",
            NOTHING,
            "Name each of them by its ref.",
        )
    return facts


def _two_at_a_screen(tx: Tx, event: Event, connection: str, other: str) -> None:
    """Refuse what is no connection, and a second person who is the first."""
    kept = people.claims(tx, event.id, [connection]).get(connection)
    if kept is None or kept.kind not in CONNECTIONS:
        raise Trouble("Only a connection on Zoom has a screen.", NOTHING, "Name the connection by its ref.")
    first, second = (people.person(tx, event.id, fact) for fact in (connection, other))
    if first is not None and second is not None and first.id == second.id:
        raise Trouble(
            "This connection is that person's own already.", NOTHING, "Name the second one at the screen."
        )


def _parted(person: Person, others: Sequence[str]) -> tuple[list[str], list[str]]:
    """The facts that go, and those that stay."""
    lines = [one for one in person.evidence if one.source != "manual" and one.reason != SAME_CONNECTION]
    asked = set(others)
    if foreign := sorted(asked - {name for one in lines for name in (one.ref, one.fact)}):
        raise _unknown("evidence of this person", foreign[0], "Look at the person again: it may have moved.")
    going = [one.fact for one in lines if one.ref in asked or one.fact in asked]
    staying = [one.fact for one in lines if one.fact not in going]
    if not going or not staying:
        raise Trouble("Some of the evidence must go, and some must stay.", NOTHING, "Choose part of it.")
    return list(dict.fromkeys(going)), list(dict.fromkeys(staying))


def _undoing(tx: Tx, event: Event, decisions: Sequence[str]) -> list[Saying]:
    known = {verdict.id for verdict in verdicts.of_event(tx, event.id)}
    for one in decisions:
        if one not in known:
            raise _unknown("decision", one, "`zoom-sync review` and the event's page show decisions.")
    return [Saying("undo", undoes=one) for one in dict.fromkeys(decisions)]


def _unknown(what: str, name: str, remedy: str) -> Trouble:
    return Trouble(f"There is no {what} {name[:80]!r} at this event.", NOTHING, remedy)
