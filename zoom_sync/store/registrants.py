"""Registrants: each row mirrors what Zoom says of one registration, by its listings and its notices.

A listing is a run: it starts, its pages are put, it finishes. Only a finished run says that somebody who was
not listed is missing; one that was cut short says nothing.

The id of a registration's fact is made of its webinar and Zoom's id of it, so that one index finds it by either. Such
ids come in no order, and each row of a page that is new touches a page of its own in each index that holds them.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, Text, bindparam, cast, func, or_, select, update

from zoom_sync.records import Registration, Trace, fact_id
from zoom_sync.store import erasures, hearing, schema
from zoom_sync.store.codec import TRACE
from zoom_sync.store.dialect import (
    Tx,
    add_many,
    among_given,
    given,
    plain,
    plain_insert,
    put_many,
    queue_up,
    storable,
)

listing, registrant = schema.listing, schema.registrant

_CHUNK, _AT_ONCE = 5_000, 500
Named = tuple[str, str]  # webinar, Zoom's id of a registration
_STAYS = ("cancelled", "denied", "missing")
_SAID = attrgetter(*(field.name for field in fields(Trace) if field.name != "at"))


class _Held(NamedTuple):
    """A row that is there; what follows the trace only notices ask for.

    `begun`: when the newest listing began that held it.
    """

    trace: Trace
    status: str = ""
    listed: str = ""
    changed: datetime | None = None
    begun: datetime | None = None


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


def is_any(tx: Tx, event_id: str) -> bool:
    """Whether the event has a registrant yet, of whatever list."""
    of_event = select(registrant.c.id).where(registrant.c.event == event_id)
    return tx.execute(of_event.limit(1)).first() is not None


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


def finish_run(
    tx: Tx, event_id: str, *, run: str, began: datetime | None = None, is_first: bool = False, now: datetime
) -> int:
    """End a listing that reached its last page. Returns how many registrants it found missing.

    `began`: when, by our own clock; without it, as `start_run` was told. `is_first`: nobody was known when it began,
    so nobody can be missing, and the rows need not be gone through.

    Left alone: who was known as cancelled or denied, whose row changed while the listing was read, and who
    was last listed for another occurrence of the webinar.
    """
    told = tx.execute(select(listing).where(listing.c.id == run, listing.c.event == event_id)).one()
    tx.execute(update(listing).where(listing.c.id == run).values(finished=now))
    if is_first:
        return 0
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
    changed = plain(tx, registrant.c.changed)(now)
    put_many(tx, registrant, [_missing(row, changed) for row in unseen])
    return len(unseen)


def registered(tx: Tx, event_id: str) -> dict[str, datetime]:
    """When people registered, by the id of the fact: Zoom's registrations and those of files, where they tell it."""
    mirrored = select(cast(registrant.c.fact, Text)).where(registrant.c.event == event_id)
    added = schema.trace
    filed = select(cast(added.c.fact, Text)).where(added.c.event == event_id, added.c.kind == "registrant")
    known = {}
    for statement in (mirrored, filed):
        for text in tx.execute(statement, execution_options={"yield_per": _CHUNK}).scalars():
            one = TRACE.of_text(text)
            if one.registration is not None and one.registration.created is not None:
                known[one.id] = one.registration.created
    return known


def last_listing(tx: Tx, event_id: str) -> dict[str, datetime]:
    """When the newest complete listing of each webinar ended."""
    rows = tx.execute(
        select(listing.c.webinar, func.max(listing.c.finished, type_=schema.Instant))
        .where(listing.c.event == event_id, listing.c.finished.is_not(None))
        .group_by(listing.c.webinar)
    )
    return dict(rows.all())


def facts_of(tx: Tx, event_id: str, asked: Collection[Named]) -> dict[Named, str]:
    """The facts of these registrations, of those that are mirrored."""
    key = _key(tx, event_id) if asked else None
    if key is None:
        return {}
    named = {fact_id(key, "registrant", webinar, id): (webinar, id) for webinar, id in asked}
    ids, found = list(named), dict[Named, str]()
    for start in range(0, len(ids), _AT_ONCE):
        some = registrant.c.id.in_(ids[start : start + _AT_ONCE])
        for id in tx.execute(select(registrant.c.id).where(registrant.c.event == event_id, some)).scalars():
            found[named[id]] = id
    return found


def by_ref(tx: Tx, event_id: str, refs: Collection[str]) -> dict[str, list[str]]:
    """The facts of the registrations with these refs: Zoom's ids, behind their webinar's or not."""
    listed = select(listing.c.webinar).where(listing.c.event == event_id)
    own = select(schema.entrance.c.webinar).where(schema.entrance.c.event == event_id).union(listed)
    meant: dict[Named, list[str]] = {}
    for webinar in tx.execute(own).scalars().all() if refs else ():
        for ref in refs:
            meant.setdefault((webinar, ref.removeprefix(f"{webinar}/")), []).append(ref)
    found: dict[str, list[str]] = {}
    for named, fact in facts_of(tx, event_id, meant).items():
        for ref in meant[named]:
            found.setdefault(ref, []).append(fact)
    return found


def _key(tx: Tx, event_id: str) -> bytes | None:
    key = tx.execute(select(schema.event.c.key).where(schema.event.c.id == event_id)).scalar()
    return None if key is None else bytes(key)


def _mirror(tx: Tx, event_id: str, run: str, traces: Iterable[Trace], *, now: datetime) -> int:
    said: dict[str, list[Trace]] = {}
    for trace in erasures.let_in(tx, event_id, traces):
        if trace.id in said:
            said[trace.id].append(trace)
        else:
            said[trace.id] = [trace]
    if not said:
        return 0
    queue_up(tx, f"registrants {event_id}")
    instant = plain(tx, registrant.c.changed)
    changed = instant(now)
    new = _unknown(tx, event_id, run, said, changed) if run else 0
    if new == len(said):
        return new
    known = _known(tx, event_id, said, whole=not run)
    rows, same = [], []
    for id, found in said.items():
        before = known.get(id)
        trace = _listed(before, found) if run else _heard(before, found)
        if before is None or _SAID(trace) != _SAID(before.trace):
            rows.append(_row(event_id, trace, run or (before.listed if before else ""), changed))
            new += 1
        elif run:
            same.append(id)
        elif trace.at != before.trace.at:  # said again, later: what is older than that has no say any more
            rows.append(_row(event_id, trace, before.listed, instant(before.changed)))
    put_many(tx, registrant, rows)
    if same:
        _list(tx, event_id, run, same)
    return new


def _unknown(tx: Tx, event_id: str, run: str, said: Mapping[str, list[Trace]], changed: Any) -> int:
    """Add those of a listing who are not there; returns how many. None is, nearly always, if the first is not.

    So a list that is read for the first time is written without a look at each of its rows before.
    """
    if _known(tx, event_id, [next(iter(said))], whole=False):
        return 0
    rows = [_row(event_id, _listed(None, found), run, changed) for found in said.values()]
    return add_many(tx, plain_insert(tx.dialect, registrant, tuple(rows[0]), known="left"), rows)


def _listed(known: _Held | None, found: Sequence[Trace]) -> Trace:
    """The row of a listing; where a notice said something later, what that leaves empty is filled from it."""
    trace = found[-1]
    if known is None:
        return trace
    before = known.trace
    return hearing.filled(before, trace) if hearing.is_older(trace, before, before.at) else trace


def _heard(known: _Held | None, notices: Sequence[Trace]) -> Trace:
    if known is None:
        return hearing.first(notices)
    told = max((at for at in (known.trace.at, known.begun) if at is not None), default=None)
    gone = known.changed if known.status == "missing" else None
    return hearing.hear(known.trace, notices, told=told, gone=gone)


def _known(tx: Tx, event_id: str, ids: Iterable[str], *, whole: bool) -> dict[str, _Held]:
    asked = _held(tx.dialect.name, whole)
    rows = tx.execute(asked, {"of_event": event_id, "ids": given(tx, list(ids))})
    return {id: _Held(TRACE.of_text(fact), *others) for id, fact, *others in rows}


@lru_cache
def _held(dialect: str, whole: bool) -> Select[Any]:
    """The query of `_known`, made once: making it anew takes as long as asking it."""
    # A noun is made of text several times faster than of a dict.
    asked = select(registrant.c.id, cast(registrant.c.fact, Text))
    if whole:
        more = (registrant.c.status, registrant.c.listed, registrant.c.changed, listing.c.started)
        asked = asked.add_columns(*more).outerjoin(listing, listing.c.id == registrant.c.listed)
    return asked.where(*_mine(dialect))


@lru_cache
def _mine(dialect: str) -> tuple[ColumnElement[bool], ...]:
    return registrant.c.event == bindparam("of_event"), among_given(dialect, registrant.c.id, "ids")


def _list(tx: Tx, event_id: str, run: str, ids: Sequence[str]) -> None:
    """Note that this listing held them too."""
    told = update(registrant).where(*_mine(tx.dialect.name)).values(listed=run)
    tx.execute(told, {"of_event": event_id, "ids": given(tx, ids)})


def _row(event_id: str, trace: Trace, run: str, changed: Any) -> dict[str, Any]:
    """A row as the driver takes it, and so is `changed`."""
    return {
        "event": event_id,
        "id": trace.id,
        "webinar": storable(trace.webinar, 32),
        "registrant_id": storable(trace.claim.registrant_id or trace.id, 128),
        "ref": storable(trace.ref, 400),
        "fact": TRACE.to_text(trace),
        "status": storable(trace.registration.status, 16) if trace.registration else "approved",
        "listed": run,
        "changed": changed,
    }


def _missing(row: Row[Any], changed: Any) -> dict[str, Any]:
    """`at` stays: it is when Zoom last spoke of it. `changed` tells when it was found to be gone."""
    before = TRACE.of_json(row.fact)
    registration = replace(before.registration or Registration(), status="missing")
    return _row(row.event, replace(before, registration=registration), row.listed, changed)
