"""The audit: who did what, to which id, when and why. It holds no names of attendees.

Lines are only ever added, and chained: each holds a hash (SHA-256) over itself and the hash of the line before, so
that whoever knows the newest hash can tell whether any line was changed since. A key would add nothing against
somebody who has both store and key, and would make lines of before a change of secrets unreadable.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import RootTransaction, select

from zoom_sync.store import schema
from zoom_sync.store.codec import canonical
from zoom_sync.store.dialect import Tx, queue_up, storable, storable_tree

audit = schema.audit

START = ""  # the hash before the first line
Values = Mapping[str, Any]
_noted: WeakKeyDictionary[RootTransaction, list[dict[str, Any]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Line:
    """`about` is an id; `event` "" for what concerns no event. `number` rises from line to line.

    `before`, `after`: ids and settings that the deed changed, where it changed any.
    """

    number: int
    at: datetime
    who: str
    what: str
    event: str
    about: str
    reason: str
    before: Values | None = None
    after: Values | None = None
    hash: str = ""


def note(
    tx: Tx,
    *,
    who: str,
    what: str,
    event: str = "",
    about: str = "",
    reason: str = "",
    before: Values | None = None,
    after: Values | None = None,
    now: datetime,
) -> None:
    """Add a line, in the transaction of the deed itself. `about` is an id, never a name.

    It is written when the transaction ends (`write`), so that nobody waits for the line of another while that one's
    deed goes on, and no two wait for each other.
    """
    root = tx.get_transaction()
    assert isinstance(root, RootTransaction)  # a deed is within `Store.run`
    _noted.setdefault(root, []).append(
        {
            "at": now,
            "who": storable(who, 200),
            "what": storable(what, 64),
            "event": event,
            "about": storable(about, 200),
            "reason": storable(reason),
            "before": None if before is None else storable_tree(dict(before)),
            "after": None if after is None else storable_tree(dict(after)),
        }
    )


def write(tx: Tx) -> None:
    """Write what was noted in this transaction, as the last that it does before it is committed."""
    root = tx.get_transaction()
    rows = _noted.pop(root, []) if isinstance(root, RootTransaction) else []
    if not rows:
        return
    queue_up(tx, "audit")
    last = newest(tx)
    number, hash = (last.number, last.hash) if last is not None else (0, START)
    for row in rows:
        number += 1
        hash = link(hash, Line(number, **row))
        row |= {"sequence": number, "hash": hash}
    tx.execute(audit.insert(), rows)


def link(previous: str, line: Line) -> str:
    """The hash of a line that follows one of the hash `previous`."""
    at = line.at.astimezone(UTC).isoformat(timespec="microseconds")
    said = [previous, line.number, at, line.who, line.what, line.event, line.about, line.reason]
    return hashlib.sha256(canonical([*said, line.before, line.after]).encode()).hexdigest()


def newest(tx: Tx) -> Line | None:
    """The newest line of all; None where there is none."""
    return next(iter(lines(tx, limit=1)), None)


def lines(tx: Tx, *, event: str | None = None, before: int | None = None, limit: int = 100) -> list[Line]:
    """The newest lines, the newest first: of one event, or of everything. `before`: only of a lower number."""
    statement = select(audit).order_by(audit.c.sequence.desc()).limit(limit)
    if event is not None:
        statement = statement.where(audit.c.event == event)
    if before is not None:
        statement = statement.where(audit.c.sequence < before)
    return [_line(row) for row in tx.execute(statement)]


def following(tx: Tx, *, after: int, limit: int) -> list[Line]:
    """The lines of higher numbers than `after`, the lowest first."""
    statement = select(audit).where(audit.c.sequence > after).order_by(audit.c.sequence).limit(limit)
    return [_line(row) for row in tx.execute(statement)]


def _line(row: Any) -> Line:
    return Line(
        row.sequence,
        row.at,
        row.who,
        row.what,
        row.event,
        row.about,
        row.reason,
        row.before,
        row.after,
        row.hash,
    )
