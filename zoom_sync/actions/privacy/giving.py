"""A copy of all that is held about one person, over every table of the data map."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from zoom_sync.actions import Clock
from zoom_sync.records import Event
from zoom_sync.rules.protection import reason_for
from zoom_sync.store import audit, datamap, events, holding, notices
from zoom_sync.store.database import Store, Tx
from zoom_sync.store.holding import Held

# Of a line what it is about, beside what is personal in it.
_WITH = ("id", "event", "webinar", "kind", "at", "since", "received", "read", "state", "direction", "place")


def give(store: Store, held: Sequence[Held], *, clock: Clock, by: str, reason: str = "") -> dict[str, Any]:
    """What is held, as JSON: `events`, each with its tables; `staff`: what stands under their address as a user.

    It is a line of the audit of each event. Raises Trouble where one of them is protected and no reason is given.
    """
    now = clock.now()

    def steps(tx: Tx) -> dict[str, Any]:
        where = {one.event: events.known(tx, one.event, removed=True) for one in held}
        for one in held:
            about, why = one.lines[0].id if one.lines else "", reason_for(where[one.event], reason)
            audit.note(tx, who=by, what="person exported", event=one.event, about=about, reason=why, now=now)
        addresses = sorted({address for one in held for address in one.addresses})
        return {
            "made": _plain(now),
            "events": [_of_event(tx, where[one.event], one) for one in held],
            "staff": {
                name: [_row(row, columns) for row in rows]
                for name, rows in holding.staff_rows(tx, addresses).items()
                for columns in [datamap.columns("staff")[name]]
            },
        }

    return store.once(steps)


def _of_event(tx: Tx, event: Event, held: Held) -> dict[str, Any]:
    columns = datamap.columns("attendee")
    return {
        "event": {
            "id": event.id,
            "title": event.title,
            "starts": _plain(event.starts),
            "ends": _plain(event.ends),
            "kept_until": _plain(event.keep_until),
        },
        "consent": [given.told() for given in notices.given(tx, event.id, held.traces)],
        "tables": {
            name: [_row(row, columns[name]) for row in rows] for name, rows in holding.rows(tx, held).items()
        },
    }


def _row(row: dict[str, Any], columns: Sequence[str]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in row.items() if name in columns or name in _WITH}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        raw = bytes(value)
        try:
            return raw.decode()
        except UnicodeDecodeError:
            return base64.b64encode(raw).decode()
    return value
