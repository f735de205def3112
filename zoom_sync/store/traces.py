"""Traces: facts that are only ever added, one by one, as readings, or as imports (`store.imports`)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, Text, cast, func, or_, select

from zoom_sync.records import Reading, Trace
from zoom_sync.store import facts, imports, laying, live, registrants, schema
from zoom_sync.store.codec import TRACE
from zoom_sync.store.dialect import Tx, among, queue_up

trace, reading_ = schema.trace, schema.reading

_CHUNK = 5_000
# Those without a number are from before there were any.
_NEWEST = (reading_.c.number.desc(), reading_.c.at.desc(), reading_.c.id.desc())


def append(
    tx: Tx, event_id: str, traces: Iterable[Trace], *, now: datetime, heard: datetime | None = None
) -> int:
    """Add the traces that are new, by their id. Returns how many were.

    A registration notice of Zoom's goes to the mirrored registrant, where the newest word counts. `heard`: by a
    delivery that came then.
    """
    notices: list[Trace] = []
    others: list[Trace] = []
    for each in traces:
        (notices if _is_notice(each) else others).append(each)
    new = registrants.hear(tx, event_id, notices, now=now) + facts.add(tx, event_id, others, now=now)
    if new or heard:
        told = max((each.at for each in others if each.at), default=None) if heard else None
        live.moved(tx, event_id, heard=heard, told=told)
    return new


def is_read(tx: Tx, event_id: str, instance: str) -> bool:
    """Whether there is a reading of this instance."""
    known = select(reading_.c.id).where(reading_.c.event == event_id, reading_.c.instance == instance)
    return tx.execute(known.limit(1)).first() is not None


def first_heard(tx: Tx, event_id: str, instances: Sequence[str]) -> dict[str, datetime]:
    """When the first was heard of each of these instances, by its UUID; nothing of those that nothing was heard of."""
    first = func.min(trace.c.at, type_=schema.Instant)
    asked = (trace.c.event == event_id, among(tx, trace.c.instance, instances), trace.c.at.is_not(None))
    rows = tx.execute(select(trace.c.instance, first).where(*asked).group_by(trace.c.instance))
    return {row.instance: row[1] for row in rows} if instances else {}


def keep_reading(
    run: laying.Run,
    event_id: str,
    reading: Reading,
    traces: Sequence[Trace],
    *,
    now: datetime,
    laid: str = "",
) -> bool:
    """`put_reading` in as many short transactions as its rows need; it is seen whole, with the last one."""
    if laid:
        return run(lambda tx: put_reading(tx, event_id, reading, (), now=now, laid=laid))
    if len(traces) <= laying.BATCH or run(lambda tx: _is_equal(_newest(tx, event_id, reading), reading)):
        return run(lambda tx: put_reading(tx, event_id, reading, traces, now=now))
    laid = laying.lay(run, event_id, traces, now=now)
    return run(lambda tx: put_reading(tx, event_id, reading, (), now=now, laid=laid))


def put_reading(
    tx: Tx, event_id: str, reading: Reading, traces: Sequence[Trace], *, now: datetime, laid: str = ""
) -> bool:
    """Keep one whole reading of an instance. Returns whether it differs from the newest one before it.

    An equal one (by digest) is recorded as having been read; its rows are those that are there already.
    `laid`: its rows were laid down under this id.
    """
    queue_up(tx, f"reading {event_id} {reading.instance}")
    before = _newest(tx, event_id, reading)
    id = laid or secrets.token_hex(16)
    is_equal = _is_equal(before, reading)
    tx.execute(
        reading_.insert().values(
            id=id,
            event=event_id,
            webinar=reading.webinar,
            instance=reading.instance,
            at=reading.at,
            complete=reading.complete,
            digest=reading.digest,
            source=reading.source,
            rows=reading.rows,
            content=before.content if before is not None and is_equal else id,
            number=before.number + 1 if before is not None else 1,
        )
    )
    if laid and not is_equal:
        laying.show(tx, event_id, laid, now=now)
    elif not is_equal:
        facts.add(tx, event_id, traces, now=now, reading=id)
    return before is None or before.digest != reading.digest


def _newest(tx: Tx, event_id: str, reading: Reading) -> Row[Any, Any, Any, Any] | None:
    """The newest reading of the same instance."""
    return tx.execute(
        select(reading_.c.digest, reading_.c.content, reading_.c.complete, reading_.c.number)
        .where(reading_.c.event == event_id, reading_.c.instance == reading.instance)
        .order_by(*_NEWEST)
        .limit(1)
    ).first()


def _is_equal(before: Row[Any, Any, Any, Any] | None, reading: Reading) -> bool:
    return before is not None and before.digest == reading.digest and before.complete == reading.complete


def readings(tx: Tx, event_id: str) -> list[Reading]:
    """Every reading of the event's instances, the oldest first."""
    rows = tx.execute(
        select(reading_)
        .where(reading_.c.event == event_id)
        .order_by(reading_.c.number, reading_.c.at, reading_.c.id)
    )
    return [
        Reading(
            webinar=row.webinar,
            instance=row.instance,
            at=row.at,
            complete=row.complete,
            digest=row.digest,
            source=row.source,
            rows=row.rows,
            number=row.number,
        )
        for row in rows
    ]


def of_event(tx: Tx, event_id: str) -> list[Trace]:
    """All traces that count; see `texts`."""
    return list(map(TRACE.of_text, texts(tx, event_id)))


def texts(tx: Tx, event_id: str) -> Iterator[str]:
    """All traces that count, as JSON: registrants as mirrored, added ones, and each instance's decisive reading.

    The rows of a file that was taken back do not. Decisive is the newest complete reading; where none is
    complete, the newest.
    """
    mirrored = select(cast(schema.registrant.c.fact, Text)).where(schema.registrant.c.event == event_id)
    added = select(cast(trace.c.fact, Text)).where(
        trace.c.event == event_id,
        or_(trace.c.reading == "", trace.c.reading.in_(_decisive(tx, event_id) + imports.ids(tx, event_id))),
    )
    if withdrawn := imports.withdrawn(tx, event_id):
        added = added.where(trace.c.import_id.not_in(withdrawn))
    for statement in (mirrored, added):
        yield from tx.execute(statement, execution_options={"yield_per": _CHUNK}).scalars()


def cells(tx: Tx, event_id: str, fact: str) -> list[tuple[str, str]]:
    """The row of a file behind a fact as it came: what stands above each cell, and the cell; [] if none is kept."""
    found = tx.execute(_row(event_id, fact)).scalar()
    return [(head, cell) for head, cell in found or ()]


def column(tx: Tx, event_id: str, header: str) -> dict[str, str]:
    """What the rows of files have under a header, whatever its case and spaces, by the facts that they became."""
    wanted, found = " ".join(header.casefold().split()), {}
    asked = select(trace.c.id, trace.c.cells).where(trace.c.event == event_id, trace.c.cells.is_not(None))
    for id, cells in tx.execute(asked, execution_options={"yield_per": _CHUNK}):
        for head, cell in cells or ():
            if " ".join(head.casefold().split()) == wanted:
                found[id] = cell.strip()
    return found


def licences(tx: Tx, event_id: str) -> dict[str, str]:
    """The licence numbers that people told when they registered, by their facts."""
    found: dict[str, str] = {}
    for table in (trace, schema.registrant):
        said = table.c.fact["claim"]["licence"].as_string()
        asked = select(table.c.id, said).where(table.c.event == event_id, said.is_not(None))
        found |= {id: licence.strip() for id, licence in tx.execute(asked)}
    return found


def has_cells(tx: Tx, event_id: str, fact: str) -> bool:
    """Whether the row behind a fact is kept as it came."""
    return tx.execute(_row(event_id, fact).with_only_columns(trace.c.id)).first() is not None


def _row(event_id: str, fact: str) -> Select[Any]:
    return (
        select(trace.c.cells)
        .where(trace.c.event == event_id, trace.c.id == fact, cast(trace.c.cells, Text).is_not(None))
        .limit(1)
    )


def _decisive(tx: Tx, event_id: str) -> list[str]:
    """The readings that hold the rows of each instance's decisive reading."""
    rank = func.row_number().over(
        partition_by=reading_.c.instance,
        order_by=(reading_.c.complete.desc(), *_NEWEST),
    )
    ranked = select(reading_.c.content, rank.label("rank")).where(reading_.c.event == event_id).subquery()
    return list(tx.execute(select(ranked.c.content).where(ranked.c.rank == 1)).scalars())


def _is_notice(each: Trace) -> bool:
    return each.kind == "registrant" and not each.file and bool(each.webinar and each.claim.registrant_id)
