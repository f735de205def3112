"""Take a check-in back: it stays on record with what took it back, and counts nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from zoom_sync.actions import Clock
from zoom_sync.actions.check_in.passing import REBUILD_IN, Hand, Passing
from zoom_sync.records import Event, Trouble, Verdict, fact_id
from zoom_sync.rules.door_clock import happened
from zoom_sync.store import audit, checkins, events, jobs, verdicts
from zoom_sync.store.database import Store, Tx

UNDO_WITHIN = timedelta(minutes=10)


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


def take_back_at_door(
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


def was_undone(tx: Tx, event: Event, id: str) -> bool:
    """Whether the check-in was taken back, be it before it came."""
    return verdicts.get(tx, _undo_id(event, id)) is not None


def _undo(tx: Tx, event: Event, id: str, *, by: str, now: datetime) -> bool:
    verdict = Verdict(_undo_id(event, id), "undo", (id,), by, now, undoes=id)
    new = verdicts.append(tx, event.id, verdict)
    if new:
        checkins.undo(tx, event.id, id, now=now)
        audit.note(tx, who=by, what="check-in taken back", event=event.id, about=id, now=now)
    return new


def _undo_id(event: Event, id: str) -> str:
    return fact_id(event.key, "verdict", "check_in undone", id)
