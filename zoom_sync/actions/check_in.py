"""Check somebody in at a door: one nonce, one check-in, however often it is sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Literal

from zoom_sync.actions import Clock
from zoom_sync.moments import reached
from zoom_sync.records import Claim, Trace, Trouble, Verdict, fact_id
from zoom_sync.store import audit, events, jobs, people, traces, verdicts
from zoom_sync.store.database import Store, Tx


def check_in(
    store: Store,
    event_id: str,
    *,
    claim: Claim,
    nonce: str,
    clock: Clock,
    at: datetime | None = None,
    direction: Literal["in", "out"] = "in",
    session: str = "",
    ref: str = "",
    code: str = "",
    by: str = "",
) -> dict[str, Any]:
    """Keep one check-in; gives {"nonce", "new", "ref", "at"}.

    `ref` (or a personal code) names somebody already known: the check-in is theirs, whatever else it says.
    Otherwise the claim must hold a name, an e-mail or a phone. Without `at` it happened now.
    Raises Trouble if it names nobody.
    """
    now = clock.now()

    def steps(tx: Tx) -> dict[str, Any]:
        event = events.known(tx, event_id, safe="Nothing was kept.")
        if session and session not in {known.id for known in event.sessions}:
            raise Trouble(f"The event has no session {session[:40]!r}.", "Nothing was kept.", "Leave it out.")
        person = people.person(tx, event_id, ref or code) if ref or code else None
        if person is None and (ref or code):
            if not (claim.name or claim.email or claim.phone):
                raise Trouble("This code names nobody here.", "Nothing was kept.", "Check in by name.")
        elif not (ref or code or claim.name.strip() or claim.email.strip() or claim.phone.strip()):
            raise Trouble(
                "The check-in names nobody.", "Nothing was kept.", "Give a ref, a name, an e-mail or a phone."
            )
        trace = Trace(
            id=fact_id(event.key, "check_in", nonce),
            kind="check_in",
            source="check_in",
            ref=nonce,
            claim=replace(claim, name=claim.name or (person.name if person else ""), code=code),
            at=at or now,
            direction=direction,
            session=session,
        )
        new = bool(traces.append(tx, event_id, [trace], now=now))
        if new:
            if person is not None:
                verdicts.append(
                    tx, event_id, _same(event.key, trace, person.id, by=by or "the door", now=now)
                )
            audit.note(tx, who=by, what="checked in", event=event_id, about=trace.id, now=now)
            due = now + timedelta(seconds=2)
            jobs.ask(tx, "rebuild", event_id, due=due)
        return {"nonce": nonce, "new": new, "ref": trace.ref, "at": trace.at}

    kept = store.run(steps)
    reached("a check-in kept, not answered")
    return kept


def _same(key: bytes, trace: Trace, person: str, *, by: str, now: datetime) -> Verdict:
    """Whoever stood at the door said who it was: a decision, so it can be undone like any other."""
    return Verdict(
        id=fact_id(key, "verdict", "check_in", trace.ref),
        kind="same",
        refs=(trace.id, person),
        by=by,
        at=now,
        reason="chosen at the door",
    )
