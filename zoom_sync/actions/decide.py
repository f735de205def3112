"""A person decides: these are the same, these are not, this one was there. A fact like any other."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from zoom_sync.actions import Clock
from zoom_sync.records import Trouble, Verdict, VerdictKind, fact_id
from zoom_sync.store import audit, events, jobs, people, verdicts
from zoom_sync.store.database import Store, Tx


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

    `refs` are people's ids, evidence refs or fact ids; the decision holds fact ids, so it survives every
    sync, import and rebuild. `undo` names another decision in `undoes`. The same `nonce` is one decision.
    Raises Trouble for a ref or decision that is not known; nothing is kept then.
    """
    now = clock.now()

    def steps(tx: Tx) -> Verdict:
        event = events.known(tx, event_id, safe="Nothing was decided.")
        if kind == "undo":
            if verdicts.get(tx, undoes) is None:
                raise _unknown("decision", undoes, "`zoom-sync review` and the event's page show decisions.")
            facts: tuple[str, ...] = ()
        else:
            facts = _facts(people.facts_of_refs(tx, event_id, list(refs)), refs, kind)
        verdict = Verdict(
            id=fact_id(event.key, "verdict", nonce or secrets.token_hex(16)),
            kind=kind,
            refs=facts,
            by=by,
            at=now,
            reason=reason,
            undoes=undoes,
        )
        if verdicts.append(tx, event_id, verdict):
            audit.note(
                tx, who=by, what=f"decided {kind}", event=event_id, about=verdict.id, reason=reason, now=now
            )
            jobs.ask(tx, "rebuild", event_id, due=now)
        return verdict

    return store.run(steps)


def _facts(known: dict[str, str], refs: Sequence[str], kind: str) -> tuple[str, ...]:
    for ref in refs:
        if ref not in known:
            raise _unknown("record", ref, "Take the `id` of a person or any evidence `ref` from the export.")
    facts = tuple(dict.fromkeys(known[ref] for ref in refs))
    least = 2 if kind in ("same", "different") else 1
    if len(facts) < least:
        raise Trouble(
            f"'{kind}' needs {least} different records.",
            "Nothing was decided.",
            "Name each of them by its ref.",
        )
    return facts


def _unknown(what: str, name: str, remedy: str) -> Trouble:
    return Trouble(f"There is no {what} {name[:80]!r} at this event.", "Nothing was decided.", remedy)
