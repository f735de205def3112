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
from zoom_sync.store import schema
from zoom_sync.store.codec import TRACE
from zoom_sync.store.dialect import Tx, queue_up, storable
from zoom_sync.store.dialect import put as put_rows

listing, registrant = schema.listing, schema.registrant

_STAYS = ("cancelled", "denied", "missing")


def start_run(tx: Tx, event_id: str, *, webinar: str, occurrence: str = "", now: datetime) -> str:
    """Begin a listing of one webinar's registrants, all statuses. Returns the run's id."""
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
    """Take over notices (registered, approved, denied, cancelled). Returns how many told something newer.

    A notice tells less than a listing: what it leaves empty keeps what was known.
    """
    return _mirror(tx, event_id, "", traces, now=now)


def finish_run(tx: Tx, event_id: str, *, run: str, now: datetime) -> int:
    """End a listing that reached its last page. Returns how many registrants it found missing.

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
            registrant.c.changed <= told.started,
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
    newest: dict[tuple[str, str], Trace] = {}
    for trace in traces:
        key = (storable(trace.webinar, 32), storable(trace.claim.registrant_id or trace.id, 128))
        if key not in newest or not _is_older(trace, newest[key]):
            newest[key] = trace
    if not newest:
        return 0
    queue_up(tx, f"registrants {event_id}")
    known = _known(tx, event_id, newest)
    rows, same = [], []
    for key, trace in newest.items():
        row = _next_row(event_id, key, trace, known.get(key), run, now)
        if row is None:
            same.append(key)
        else:
            rows.append(row)
    put_rows(tx, registrant, rows)
    if run:
        _list(tx, event_id, run, same)
    return len(rows)


def _known(tx: Tx, event_id: str, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Row[Any]]:
    by_webinar = _by_webinar(keys)
    rows = tx.execute(select(registrant).where(registrant.c.event == event_id, _any_of(by_webinar)))
    return {(row.webinar, row.registrant_id): row for row in rows}


def _by_webinar(keys: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
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


def _list(tx: Tx, event_id: str, run: str, keys: Iterable[tuple[str, str]]) -> None:
    """Note that this listing held them too."""
    by_webinar = _by_webinar(keys)
    if by_webinar:
        mine = (registrant.c.event == event_id, _any_of(by_webinar))
        tx.execute(update(registrant).where(*mine).values(listed=run))


def _next_row(
    event_id: str, key: tuple[str, str], trace: Trace, known: Row[Any] | None, run: str, now: datetime
) -> dict[str, Any] | None:
    """The row as it will stand; None where its content stays."""
    if known is None:
        return _row(event_id, key, trace, run, now)
    if not run:
        trace = _filled(trace, TRACE.of_json(known.fact))
    row = _row(event_id, key, trace, run or known.listed, now)
    if {**row["fact"], "at": None} == {**known.fact, "at": None}:
        return None
    return None if _is_older(trace, TRACE.of_json(known.fact)) else row


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
    before = TRACE.of_json(row.fact)
    registration = replace(before.registration or Registration(), status="missing")
    fact = TRACE.to_json(replace(before, registration=registration, at=now))
    return {**row._asdict(), "fact": fact, "status": "missing", "changed": now}


def _is_older(trace: Trace, other: Trace) -> bool:
    return trace.at is not None and other.at is not None and trace.at < other.at


def _filled(notice: Trace, before: Trace) -> Trace:
    """The notice, with what it leaves empty taken from what was known."""
    names = ("name", "email", "phone", "organisation", "country", "account_id", "code")
    gaps = {name: getattr(before.claim, name) for name in names if not getattr(notice.claim, name)}
    registration = notice.registration
    if registration is not None and registration.created is None and before.registration is not None:
        registration = replace(registration, created=before.registration.created)
    return replace(
        notice, claim=replace(notice.claim, **gaps), registration=registration, ref=before.ref, id=before.id
    )
