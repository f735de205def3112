"""What stands on the first page: of many events a line each, and what each of them waits for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, func, or_, select

from zoom_sync.records import Standing
from zoom_sync.store import hooks, imports, objections, schema
from zoom_sync.store.dialect import Tx

event, share, review, import_ = schema.event, schema.share, schema.review, schema.import_
letter, copy, task, movement = schema.letter, schema.copy, schema.task, schema.movement


@dataclass(frozen=True, slots=True)
class Line:
    id: str
    title: str
    starts: datetime
    ends: datetime
    heard: datetime | None = None  # as in `live.Look`
    told: datetime | None = None


def lines(tx: Tx, *, user: str = "", only: str = "") -> list[Line]:
    """The events that are there, the one that starts last first.

    `user`: those that are theirs or shared with them, "" for all; `only`: the one with this id, "" for all.
    """
    asked = (
        select(event.c.id, event.c.title, event.c.starts, event.c.ends, movement.c.heard, movement.c.told)
        .select_from(event.outerjoin(movement, movement.c.event == event.c.id))
        .where(event.c.removed.is_(None))
    )
    if user:
        shared = exists().where(share.c.event == event.c.id, share.c.user == user)
        asked = asked.where(or_(event.c.owner == user, shared))
    if only:
        asked = asked.where(event.c.id == only)
    rows = tx.execute(asked.order_by(event.c.starts.desc(), event.c.id))
    return [Line(*row) for row in rows]


def standings(tx: Tx, lines: Sequence[Line], *, failing_before: datetime) -> list[Standing]:
    """How these events stand. `failing_before`: a receiver of messages that fails since then is said to."""
    ids = [line.id for line in lines]
    told = {
        row.id: row.summary or {}
        for row in tx.execute(select(event.c.id, event.c.summary).where(event.c.id.in_(ids)))
    }
    questions, drafts, unknown = _questions(tx, ids), _drafts(tx, ids), _unknown(tx, ids)
    objected = objections.open_in(tx, ids)
    failing, faults = _failing(tx, ids), _faults(tx, ids)
    stuck = hooks.stuck(tx, ids, failing_before=failing_before)
    return [
        Standing(
            event=line.id,
            title=line.title,
            ends=line.ends,
            status=told[line.id].get("status", "none"),
            waiting_for=tuple(told[line.id].get("waiting_for", ())),
            notes=tuple(told[line.id].get("notes", ())),
            questions=questions.get(line.id, 0),
            doubtful=told[line.id].get("doubtful", 0),
            faults=faults.get(line.id, 0),
            drafts=drafts.get(line.id, 0),
            unknown=unknown.get(line.id, 0),
            objections=objected.get(line.id, 0),
            failing=failing.get(line.id, ""),
            stuck=stuck.get(line.id, 0),
        )
        for line in lines
        if line.id in told
    ]


def _questions(tx: Tx, ids: Sequence[str]) -> dict[str, int]:
    """Open questions of the newest record of each."""
    any_ = review.alias("any_")
    newest = (
        select(func.max(any_.c.generation))
        .where(any_.c.event == event.c.id, any_.c.generation <= event.c.generation)
        .correlate(event)
        .scalar_subquery()
    )
    mine = and_(review.c.event == event.c.id, review.c.generation == newest, review.c.rank >= 0)
    rows = tx.execute(
        select(event.c.id, func.count()).join(review, mine).where(event.c.id.in_(ids)).group_by(event.c.id)
    )
    return dict(rows.all())


def _faults(tx: Tx, ids: Sequence[str]) -> dict[str, int]:
    """Rows of files that were not understood, of those files that count."""
    rows = tx.execute(select(import_.c.event, import_.c.id, import_.c.faults).where(import_.c.event.in_(ids)))
    found: dict[str, int] = {}
    for row in rows:
        if row.faults and row.id not in imports.withdrawn(tx, row.event):
            found[row.event] = found.get(row.event, 0) + len(row.faults)
    return found


def _drafts(tx: Tx, ids: Sequence[str]) -> dict[str, int]:
    """Letters that nobody has approved or stopped."""
    rows = tx.execute(
        select(letter.c.event, func.count())
        .where(letter.c.event.in_(ids), letter.c.approved.is_(None), letter.c.stopped.is_(None))
        .group_by(letter.c.event)
    )
    return dict(rows.all())


def _unknown(tx: Tx, ids: Sequence[str]) -> dict[str, int]:
    """Copies of letters of which nobody knows whether they went out."""
    rows = tx.execute(
        select(letter.c.event, func.count())
        .join(copy, copy.c.letter == letter.c.id)
        .where(copy.c.state == "unknown", letter.c.event.in_(ids))
        .group_by(letter.c.event)
    )
    return dict(rows.all())


def _failing(tx: Tx, ids: Sequence[str]) -> dict[str, str]:
    """Why the last sync or rebuild was given up, by event."""
    rows: Any = tx.execute(
        select(task.c.key, task.c.error)
        .where(task.c.state == "failed", task.c.name.in_(("sync", "rebuild", "adopt")), task.c.key.in_(ids))
        .order_by(task.c.changed)
    )
    return {row.key: row.error for row in rows}
