"""Registrants: each row mirrors what Zoom says of one registration, by its listings and its notices.

A listing is a run: it starts, its pages are put, it finishes. Only a finished run says that somebody who was
not listed is missing; one that was cut short says nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select, update

from zoom_sync.records import Registration, Trace
from zoom_sync.store import hearing, schema
from zoom_sync.store.codec import TRACE
from zoom_sync.store.dialect import Tx, queue_up, storable
from zoom_sync.store.dialect import put as put_rows

listing, registrant = schema.listing, schema.registrant

_Key = tuple[str, str]  # webinar, registrant id
_STAYS = ("cancelled", "denied", "missing")


def start_run(tx: Tx, event_id: str, *, webinar: str, occurrence: str = "", now: datetime) -> str:
    """Begin a listing of one webinar's registrants, all statuses. Returns the run's id.

    `now` by Zoom's clock: of what a notice says and what is listed, the later counts.
    """
    run = secrets.token_hex(16)
    tx.execute(
        listing.insert().values(
            id=run, event=event_id, webinar=webinar, occurrence=occurrence, started=now, finished=None
        )
    )
    return run


def put(tx: Tx, event_id: str, *, run: str, traces: Sequence[Trace], now: datetime) -> int:
    """Take over one page of a listing. Returns how many rows are new or changed.

    The time at which Zoom said it (`at`) is not a change: it stays while all else is equal. What a notice
    said later than this page was read stays too, and the row counts as listed.
    """
    return _mirror(tx, event_id, run, traces, now=now)


def hear(tx: Tx, event_id: str, traces: Sequence[Trace], *, now: datetime) -> int:
    """Take over notices (registered, approved, denied, cancelled). Returns how many registrants they changed.

    A notice tells less than a listing: what it leaves empty keeps what was known.
    """
    return _mirror(tx, event_id, "", traces, now=now)


def finish_run(tx: Tx, event_id: str, *, run: str, began: datetime | None = None, now: datetime) -> int:
    """End a listing that reached its last page. Returns how many registrants it found missing.

    `began`: when, by our own clock; without it, as `start_run` was told.

    Left alone: who was known as cancelled or denied, whose row changed while the listing was read, and who
    was last listed for another occurrence of the webinar.
    """
    told = tx.execute(select(listing).where(listing.c.id == run, listing.c.event == event_id)).one()
    tx.execute(update(listing).where(listing.c.id == run).values(finished=now))
    same_list = select(listing.c.id).where(
        listing.c.event == event_id,
        listing.c.webinar == told.webinar,
        listing.c.occurrence == told.occurrence,
    )
    unseen = tx.execute(
        select(registrant).where(
            registrant.c.event == event_id,
            registrant.c.webinar == told.webinar,
            registrant.c.listed != run,
            or_(registrant.c.listed == "", registrant.c.listed.in_(same_list)),
            registrant.c.status.not_in(_STAYS),
            registrant.c.changed <= (began or told.started),
        )
    ).all()
    put_rows(tx, registrant, [_missing(row, now) for row in unseen])
    return len(unseen)


def last_listing(tx: Tx, event_id: str) -> dict[str, datetime]:
    """When the newest complete listing of each webinar ended."""
    rows = tx.execute(
        select(listing.c.webinar, func.max(listing.c.finished, type_=schema.Instant))
        .where(listing.c.event == event_id, listing.c.finished.is_not(None))
        .group_by(listing.c.webinar)
    )
    return dict(rows.all())


def _mirror(tx: Tx, event_id: str, run: str, traces: Iterable[Trace], *, now: datetime) -> int:
    said: dict[_Key, list[Trace]] = {}
    for trace in traces:
        key = (storable(trace.webinar, 32), storable(trace.claim.registrant_id or trace.id, 128))
        said.setdefault(key, []).append(trace)
    if not said:
        return 0
    queue_up(tx, f"registrants {event_id}")
    known = _known(tx, event_id, said)
    rows, same, changed = [], [], 0
    for key, found in said.items():
        before = known.get(key)
        trace = _listed(before, found) if run else _heard(before, found)
        row = _row(event_id, key, trace, run or (before.listed if before else ""), now)
        if before is None or row["fact"] | {"at": None} != before.fact | {"at": None}:
            rows.append(row)
            changed += 1
        elif run:
            same.append(key)
        elif row["fact"] != before.fact:  # said again, later: what is older than that has no say any more
            rows.append(row | {"changed": before.changed})
    put_rows(tx, registrant, rows)
    if run:
        _list(tx, event_id, run, same)
    return changed


def _listed(known: Row[Any] | None, found: Sequence[Trace]) -> Trace:
    """The row of a listing; where a notice said something later, what that leaves empty is filled from it."""
    trace = found[-1]
    if known is None:
        return trace
    before = TRACE.of_json(known.fact)
    return hearing.filled(before, trace) if hearing.is_older(trace, before, before.at) else trace


def _heard(known: Row[Any] | None, notices: Sequence[Trace]) -> Trace:
    if known is None:
        return hearing.first(notices)
    before = TRACE.of_json(known.fact)
    told = max((at for at in (before.at, known.begun) if at is not None), default=None)
    gone = known.changed if known.status == "missing" else None
    return hearing.hear(before, notices, told=told, gone=gone)


def _known(tx: Tx, event_id: str, keys: Iterable[_Key]) -> dict[_Key, Row[Any]]:
    """The rows of these; `begun`: when the newest listing began that held it."""
    by_webinar = _by_webinar(keys)
    rows = tx.execute(
        select(registrant, listing.c.started.label("begun"))
        .outerjoin(listing, listing.c.id == registrant.c.listed)
        .where(registrant.c.event == event_id, _any_of(by_webinar))
    )
    return {(row.webinar, row.registrant_id): row for row in rows}


def _by_webinar(keys: Iterable[_Key]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for webinar, id in keys:
        grouped.setdefault(webinar, []).append(id)
    return grouped


def _any_of(by_webinar: dict[str, list[str]]) -> ColumnElement[bool]:
    return or_(
        *(
            and_(registrant.c.webinar == webinar, registrant.c.registrant_id.in_(ids))
            for webinar, ids in by_webinar.items()
        )
    )


def _list(tx: Tx, event_id: str, run: str, keys: Iterable[_Key]) -> None:
    """Note that this listing held them too."""
    by_webinar = _by_webinar(keys)
    if by_webinar:
        mine = (registrant.c.event == event_id, _any_of(by_webinar))
        tx.execute(update(registrant).where(*mine).values(listed=run))


def _row(event_id: str, key: tuple[str, str], trace: Trace, run: str, now: datetime) -> dict[str, Any]:
    return {
        "event": event_id,
        "webinar": key[0],
        "registrant_id": key[1],
        "id": trace.id,
        "ref": storable(trace.ref, 400),
        "fact": TRACE.to_json(trace),
        "status": storable(trace.registration.status, 16) if trace.registration else "approved",
        "listed": run,
        "changed": now,
    }


def _missing(row: Row[Any], now: datetime) -> dict[str, Any]:
    """`at` stays: it is when Zoom last spoke of it. `changed` tells when it was found to be gone."""
    before = TRACE.of_json(row.fact)
    registration = replace(before.registration or Registration(), status="missing")
    fact = TRACE.to_json(replace(before, registration=registration))
    return {**row._asdict(), "fact": fact, "status": "missing", "changed": now}
