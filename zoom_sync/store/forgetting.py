"""Letting go of what was kept long enough, and of what is left when somebody was taken out (`store.erasing`).

What came stays known as having come: the same delivery is not taken for a new one, and a letter's sums stay.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, null, or_, select, update

from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx, among, take_time

GONE = "erased"  # the state of a letter, an outcome of a delivery
_AT_ONCE = 500
_NOTHING = b"{}"  # what is left of a delivery that could not be read


def forget_raw(tx: Tx, event_id: str, deliveries: Sequence[str]) -> int:
    """Let go of what an event was made of, as it came; what was understood of it stays. Returns how many rows."""
    take_time(tx)
    forget_deliveries(tx, deliveries)
    trace = schema.trace
    came = update(trace).where(trace.c.event == event_id, trace.c.cells.is_not(None)).values(cells=null())
    rows = tx.execute(came).rowcount
    tx.execute(update(schema.import_).where(schema.import_.c.event == event_id).values(faults=[], notes=[]))
    return len(deliveries) + rows


def forget_unasked(tx: Tx, *, before: datetime) -> int:
    """Let go of what was told before then of webinars that no event has. Returns how many of some there were."""
    told = schema.notification
    of_events = select(schema.entrance.c.webinar)
    old = select(told.c.id).where(told.c.at < before, told.c.webinar.not_in(of_events)).limit(_AT_ONCE)
    ids = list(tx.execute(old).scalars())
    forget_deliveries(tx, ids)
    return len(ids)


def forget_letters(tx: Tx, *, before: datetime, now: datetime) -> int:
    """Of copies of letters that last changed so long ago leave the state alone. Returns how many of some there were."""
    copy = schema.copy
    told = or_(copy.c.address != "", copy.c.name != "")  # some have no address, and were skipped for that
    old = select(copy).where(copy.c.changed < before, told, copy.c.state != "planned")
    rows = [dict(row) for row in tx.execute(old.limit(_AT_ONCE)).mappings()]
    write_off(tx, rows, now=now)
    return len(rows)


def forget_deliveries(tx: Tx, deliveries: Sequence[str]) -> None:
    """What they said goes; that they came stays."""
    for start in range(0, len(deliveries), _AT_ONCE):
        some = deliveries[start : start + _AT_ONCE]
        tx.execute(delete(schema.notification).where(among(tx, schema.notification.c.id, some)))
        stub(tx, some)


def forget_kept_mail(tx: Tx, addresses: Iterable[str]) -> None:
    """Let go of letters that were kept here instead of mailed."""
    kept, every = schema.kept_mail, sorted(addresses)
    for start in range(0, len(every), _AT_ONCE):
        some = every[start : start + _AT_ONCE]
        tx.execute(delete(kept).where(func.lower(kept.c.address).in_(some)))


def write_off(tx: Tx, copies: Sequence[Mapping[str, Any]], *, now: datetime) -> None:
    """A copy of a letter stays as its state alone, so that the sums of the letter do."""
    table = schema.copy
    for number, row in enumerate(copies):
        unsent = row["state"] in ("planned", "claimed")
        tx.execute(
            update(table)
            .where(table.c.letter == row["letter"], table.c.key == row["key"])
            .values(
                key=_free_key(tx, row["letter"], number),
                person="",
                name="",
                address="",
                fields={},
                reason=GONE,
                state="skipped" if unsent else row["state"],
                due=None,
                changed=now,
            )
        )


def _free_key(tx: Tx, letter: str, number: int) -> str:
    table = schema.copy
    while True:
        key = f"{GONE} {number}"
        taken = select(table.c.key).where(table.c.letter == letter, table.c.key == key)
        if tx.execute(taken).first() is None:
            return key
        number += 1_000


def stub(tx: Tx, deliveries: Sequence[str]) -> None:
    """Leave of deliveries that they came, and what they were called: so the same one is still known."""
    rows = tx.execute(
        select(schema.delivery.c.id, schema.delivery.c.name).where(
            among(tx, schema.delivery.c.id, list(deliveries))
        )
    ).all()
    for row in rows:
        body = json.dumps({"event": row.name, "payload": {}}).encode() if row.name else _NOTHING
        tx.execute(update(schema.delivery).where(schema.delivery.c.id == row.id).values(body=body))


def stub_unreadable(tx: Tx, *, before: datetime | None = None) -> int:
    """Leave nothing of deliveries that could not be read: nobody can say of whom they speak. Returns how many.

    `before`: only of those that were received before then.
    """
    which = [schema.delivery.c.outcome.startswith("unreadable"), schema.delivery.c.body != _NOTHING]
    if before is not None:
        which.append(schema.delivery.c.received < before)
    ids = list(tx.execute(select(schema.delivery.c.id).where(*which)).scalars())
    stub(tx, ids)
    return len(ids)
