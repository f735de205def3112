"""State what the people of an event are told of their data, and on what ground it is kept."""

from __future__ import annotations

from zoom_sync.actions import Clock
from zoom_sync.records import Trouble
from zoom_sync.store import audit, events, notices
from zoom_sync.store.database import Store, Tx
from zoom_sync.store.notices import BASES, Notice


def state_notice(store: Store, event_id: str, *, basis: str, text: str, clock: Clock, by: str = "") -> Notice:
    """From now on this is what people are told; what was said before stays with those who were told it.

    Raises Trouble for a basis that is none, and for an empty text.
    """
    if basis not in BASES:
        raise Trouble(
            f"{basis[:40]!r} is no ground.", "Nothing was changed.", f"Choose one of: {', '.join(BASES)}."
        )
    if not text.strip():
        raise Trouble(
            "The notice is empty.", "Nothing was changed.", "Say who keeps what, what for, and how long."
        )
    now = clock.now()

    def steps(tx: Tx) -> Notice:
        if events.known(tx, event_id).erased is not None:
            raise events.EventErased
        before = notices.of(tx, event_id)
        made = notices.put(tx, event_id, basis=basis, text=text.strip(), by=by, now=now)
        if made not in before:
            about = f"version {made.version}"
            audit.note(tx, who=by, what="notice stated", event=event_id, about=about, reason=basis, now=now)
        return made

    return store.once(steps)
