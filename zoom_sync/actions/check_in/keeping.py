"""Keep check-ins as facts, one for each nonce, with all that stands beside them, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Literal

from zoom_sync.actions import Clock
from zoom_sync.actions.check_in.passing import KEPT_NOTHING, REBUILD_IN, Hand, Passing
from zoom_sync.actions.check_in.undoing import take_back_at_door, was_undone
from zoom_sync.actions.check_in.whose import Whose, whose
from zoom_sync.moments import reached
from zoom_sync.records import Claim, Event, Trace, Trouble, Verdict, fact_id
from zoom_sync.rules.door_clock import happened
from zoom_sync.rules.warnings import is_stray
from zoom_sync.store import audit, checkins, events, hooks, jobs, traces, verdicts, watch
from zoom_sync.store.checkins import Passage
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
    note: str = "",
    place: str = "",
    door: str = "",
) -> dict[str, Any]:
    """Keep one check-in; gives what `hand_in` does. Raises Trouble if it names nobody."""
    one = Passing(nonce, claim, direction, session, ref, code, at=at, note=note)
    (kept,) = hand_in(store, event_id, [one], hand=Hand(by, door=door, place=place), clock=clock)
    if kept["state"] == "refused":
        raise Trouble(kept["what"], KEPT_NOTHING, kept["remedy"])
    return kept


def hand_in(
    store: Store,
    event_id: str,
    handed: Sequence[Passing],
    *,
    hand: Hand,
    clock: Clock,
    skew: timedelta = timedelta(0),
) -> list[dict[str, Any]]:
    """Keep check-ins, all of them in one transaction; gives for each what became of it, in their order.

    `nonce`; `state`: "in", "out", "undone", "late" (too late to be taken back) or "refused", which says `what`
    and `remedy`. Of one that was kept also its fact's `id`, `new` (False: this nonce was known), `ref`, `at`,
    `name`, for whoever stands at the door to see whom they let in, and where the person was inside already `since`
    and `place`. `skew`: how far the phone's clock is ahead of ours.
    """
    now = clock.now()

    def steps(tx: Tx) -> list[dict[str, Any]]:
        event = events.known(tx, event_id, safe=KEPT_NOTHING)
        kept = [_take(tx, event, one, hand=hand, skew=skew, now=now) for one in handed]
        if any(one.get("new") for one in kept):
            if any(one.get("new") and one["state"] in ("in", "out") for one in kept) and events.open_again(
                tx, event, now=now
            ):
                audit.note(
                    tx, who=hand.by, what="room opened again: a check-in came", event=event_id, now=now
                )
            jobs.ask(tx, "rebuild", event_id, due=now + REBUILD_IN)
        return kept

    told = store.run(steps)
    reached("a check-in kept, not answered")
    return told


def _take(
    tx: Tx, event: Event, one: Passing, *, hand: Hand, skew: timedelta, now: datetime
) -> dict[str, Any]:
    try:
        if one.undoes:
            return take_back_at_door(tx, event, one, hand=hand, skew=skew, now=now)
        return _keep(tx, event, one, hand=hand, skew=skew, now=now)
    except Trouble as why:
        return {"nonce": one.nonce, "state": "refused", "new": False, "what": why.what, "remedy": why.remedy}


def _keep(
    tx: Tx, event: Event, one: Passing, *, hand: Hand, skew: timedelta, now: datetime
) -> dict[str, Any]:
    session = _session(event, one)
    who = whose(tx, event, one)
    at = one.at or (happened(one.told, skew=skew, now=now) if one.told else now)
    trace = Trace(
        id=fact_id(event.key, "check_in", one.nonce),
        kind="check_in",
        source="check_in",
        ref=one.nonce,
        claim=replace(one.claim, name=one.claim.name or who.name),
        at=at,
        direction=one.direction,
        session=session,
        place=hand.place,
        stands_for=who.proven,
        device_at=one.told.at if one.told and one.told.at != at else None,
        note=", ".join(filter(None, (one.note, who.note))),
    )
    before = checkins.last(tx, event.id, {"": who.facts}, session=session).get("") if who.fact else None
    new = bool(traces.append(tx, event.id, [trace], now=now))
    if new:
        _note(tx, event, trace, who, hand=hand, now=now)
    else:
        known = checkins.get(tx, event.id, trace.id)
        at = known.at if known else at
    told = {
        "nonce": one.nonce,
        "id": trace.id,
        "state": one.direction,
        "new": new,
        "ref": trace.ref,
        "at": at,
        "name": trace.claim.name,
    }
    if one.direction == "in" and before and before.direction == "in" and before.id != trace.id:
        told |= {"since": before.at, "place": before.place}
    return told


def _note(tx: Tx, event: Event, trace: Trace, who: Whose, *, hand: Hand, now: datetime) -> None:
    """What stands beside a new check-in, in its transaction."""
    assert trace.at is not None
    passage = Passage(
        trace.id, who.fact or trace.id, trace.at, trace.direction, trace.session,
        hand.door, hand.place, hand.device, kept=now,
    )  # fmt: skip
    checkins.add(tx, event.id, passage)
    if who.person is not None and not who.proven:
        verdicts.append(
            tx, event.id, _same(event.key, trace, who.person.id, by=hand.by or "the door", now=now)
        )
    if was_undone(tx, event, trace.id):  # it came before what it takes back
        checkins.undo(tx, event.id, trace.id, now=now)
    if is_stray(event, trace.at):
        watch.add_stray(tx, event.id, now=now)
    if trace.direction == "in":
        data = {
            "event": event.id,
            "check_in": trace.id,
            "person": who.fact or None,
            "session": trace.session or None,
            "place": trace.place or None,
        }
        hooks.tell(tx, event.id, "checked_in", key=trace.id, at=trace.at, data=data, fact=trace.id, now=now)
    audit.note(tx, who=hand.by, what="checked in", event=event.id, about=trace.id, now=now)


def _session(event: Event, one: Passing) -> str:
    if not one.session or one.session in {known.id for known in event.sessions}:
        return one.session
    if one.strict:
        raise Trouble(f"The event has no session {one.session[:40]!r}.", KEPT_NOTHING, "Leave it out.")
    return ""  # it was there when the phone last heard of the agenda


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
