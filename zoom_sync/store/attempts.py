"""Who may write an event's record: whoever began last, be it a rebuild or an erasure.

A rebuild begins before it reads the facts, so of two at once the newer one has the newer facts. An erasure begins
with the first row that it takes out, so that nothing is written any more of what was read before.
"""

from __future__ import annotations

from sqlalchemy import select, update

from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx
from zoom_sync.store.events import EventUnknown
from zoom_sync.store.faults import Overtaken

event = schema.event


def begin(tx: Tx, event_id: str) -> int:
    """Overtake whoever writes the event's record. Returns the number to `hold` it by. Raises EventUnknown.

    Holds the event's row until the end of the transaction.
    """
    taken = update(event).where(event.c.id == event_id).values(attempt=event.c.attempt + 1)
    attempt = tx.execute(taken.returning(event.c.attempt)).scalar()
    if attempt is None:
        raise EventUnknown(event_id)
    return int(attempt)


def hold(tx: Tx, event_id: str, attempt: int) -> int:
    """The shown generation. Holds the event's row, so that nobody else begins or shows in this transaction.

    Raises Overtaken where somebody has begun since.
    """
    held = stand(tx, event_id, hold=True)
    if held is None or held[0] != attempt:
        raise Overtaken
    return held[1]


def stand(tx: Tx, event_id: str, *, hold: bool = False) -> tuple[int, int] | None:
    """(attempt, generation): as long as they are the same, nobody was erased and nothing else is shown.

    `hold`: they stay so until the end of the transaction. None where there is no such event.
    """
    asked = select(event.c.attempt, event.c.generation).where(event.c.id == event_id)
    found = tx.execute(asked.with_for_update() if hold else asked).first()
    return None if found is None else (found.attempt, found.generation)
