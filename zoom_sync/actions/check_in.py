"""Check people in and out: one nonce, one check-in, however often it is sent.

What a door has kept while it had no network is never refused: it happened. A personal code that turns out to be
withdrawn, or of nobody, is kept as a check-in that names nobody and says why. Whoever is asked while the person
still stands there (`strict`) is told so instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from zoom_sync.actions import Clock
from zoom_sync.moments import reached
from zoom_sync.records import Claim, Event, Person, Trace, Trouble, Verdict, fact_id
from zoom_sync.rules.door_clock import Told, happened
from zoom_sync.rules.warnings import is_stray
from zoom_sync.store import audit, checkins, codes, events, hooks, jobs, people, traces, verdicts, watch
from zoom_sync.store.checkins import Passage
from zoom_sync.store.database import Store, Tx

UNDO_WITHIN = timedelta(minutes=10)
REBUILD_IN = timedelta(seconds=2)
WITHDRAWN = "its personal code was withdrawn"
UNKNOWN = "its personal code is not known here"
KEPT_NOTHING = "Nothing was kept."
NOBODY = Claim()


@dataclass(frozen=True, slots=True)
class Passing:
    """A check-in as it was handed in, or (`undoes`, another's nonce) that one is taken back.

    `ref` or a personal `code` names somebody who is known: then it is theirs, whatever else it says. Otherwise
    `claim` holds a name, an e-mail or a phone. `told` is the time by a phone's clock, `at` by a right one; with
    neither it happened now. `note` is said beside its reason in the record.
    """

    nonce: str
    claim: Claim = NOBODY
    direction: Literal["in", "out"] = "in"
    session: str = ""
    ref: str = ""
    code: str = ""
    told: Told | None = None
    at: datetime | None = None
    undoes: str = ""
    note: str = ""
    strict: bool = True


@dataclass(frozen=True, slots=True)
class Hand:
    """Who hands it in. `door`, `device`: ids, where it was one. `place`: what others are told, the door's name."""

    by: str = ""
    door: str = ""
    device: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class _Who:
    """Whom a check-in stands for. `facts`: all of theirs that are known."""

    person: Person | None = None
    fact: str = ""
    name: str = ""
    proven: str = ""  # the registration whose code was shown
    note: str = ""

    @property
    def facts(self) -> tuple[str, ...]:
        known = tuple(line.fact for line in self.person.evidence) if self.person else ()
        return tuple(dict.fromkeys((self.fact, *known)))


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
    `name`, and where the person was inside already `since` and `place`. `skew`: how far the phone's clock is
    ahead of ours.
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


def take_back(store: Store, event_id: str, id: str, *, by: str, clock: Clock) -> None:
    """An organiser takes back a check-in, at any later time. `id`: the fact's. Both stay on record."""
    now = clock.now()

    def steps(tx: Tx) -> None:
        event = events.known(tx, event_id)
        if checkins.get(tx, event_id, id) is None:
            raise Trouble(
                "There is no such check-in.", "Nothing was changed.", "Look at the list of check-ins."
            )
        _undo(tx, event, id, by=by, now=now)
        jobs.ask(tx, "rebuild", event_id, due=now + REBUILD_IN)

    store.run(steps)


def _take(
    tx: Tx, event: Event, one: Passing, *, hand: Hand, skew: timedelta, now: datetime
) -> dict[str, Any]:
    try:
        if one.undoes:
            return _take_back(tx, event, one, hand=hand, skew=skew, now=now)
        return _keep(tx, event, one, hand=hand, skew=skew, now=now)
    except Trouble as why:
        return {"nonce": one.nonce, "state": "refused", "new": False, "what": why.what, "remedy": why.remedy}


def _keep(
    tx: Tx, event: Event, one: Passing, *, hand: Hand, skew: timedelta, now: datetime
) -> dict[str, Any]:
    session = _session(event, one)
    who = _who(tx, event, one)
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


def _note(tx: Tx, event: Event, trace: Trace, who: _Who, *, hand: Hand, now: datetime) -> None:
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
    if verdicts.get(tx, _undo_id(event, trace.id)) is not None:  # it came before what it takes back
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


def _who(tx: Tx, event: Event, one: Passing) -> _Who:
    """Raises Trouble where nobody is named, and, if `strict`, for a code that stands for nobody."""
    claim = one.claim
    has_claim = bool(claim.name.strip() or claim.email.strip() or claim.phone.strip())
    note = ""
    if one.code:
        found = codes.resolve(tx, event.id, one.code)
        if found is not None and found.state == "valid":
            person = people.person(tx, event.id, found.fact)
            named = people.claims(tx, event.id, [found.fact]).get(found.fact)
            name = person.name if person else named.claim.name if named else ""
            return _Who(person, found.fact, name, proven=found.fact)
        if one.strict and found is not None:
            raise Trouble("This personal code was withdrawn.", KEPT_NOTHING, "Look the person up by name.")
        note = WITHDRAWN if found is not None else UNKNOWN
    # A program may give as a code what is an address in the record: a registrant id, say.
    ref = one.ref or (one.code if note == UNKNOWN else "")
    person = people.person(tx, event.id, ref) if ref else None
    if person is not None:
        return _Who(person, person.id, person.name)
    if has_claim or (note and not one.strict):
        return _Who(note=note)
    if ref:
        raise Trouble("This code names nobody here.", KEPT_NOTHING, "Check in by name.")
    raise Trouble("The check-in names nobody.", KEPT_NOTHING, "Give a ref, a name, an e-mail or a phone.")


def _take_back(
    tx: Tx, event: Event, one: Passing, *, hand: Hand, skew: timedelta, now: datetime
) -> dict[str, Any]:
    """A door takes back a check-in of its own, within ten minutes of it."""
    id = fact_id(event.key, "check_in", one.undoes)
    passage = checkins.get(tx, event.id, id)
    at = happened(one.told, skew=skew, now=now) if one.told else now
    # Its nonce is known to the phone it came from alone; so one that has not come yet is that phone's, too.
    if passage is not None and passage.device != hand.device:
        raise Trouble("This check-in is another door's.", "It stands.", "Ask the organiser to take it back.")
    if passage is not None and at - passage.at > UNDO_WITHIN:
        return {"nonce": one.nonce, "state": "late", "new": False}
    new = _undo(tx, event, id, by=hand.by, now=now)
    return {"nonce": one.nonce, "state": "undone", "new": new}


def _undo(tx: Tx, event: Event, id: str, *, by: str, now: datetime) -> bool:
    verdict = Verdict(_undo_id(event, id), "undo", (id,), by, now, undoes=id)
    new = verdicts.append(tx, event.id, verdict)
    if new:
        checkins.undo(tx, event.id, id, now=now)
        audit.note(tx, who=by, what="check-in taken back", event=event.id, about=id, now=now)
    return new


def _undo_id(event: Event, id: str) -> str:
    return fact_id(event.key, "verdict", "check_in undone", id)


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
