"""Files that were brought in, and whether they still count.

A file is taken back whole, and may be brought back; both are facts, and the newest word of an import counts. What is
taken back keeps its rows, which count nothing: the record is as if the file had never come.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from zoom_sync.records import Fault, Row, Trace
from zoom_sync.store import facts, laying, schema
from zoom_sync.store.dialect import Tx, add_or_nothing, queue_up, storable, storable_tree

import_, withdrawal = schema.import_, schema.withdrawal


def put(
    tx: Tx,
    event_id: str,
    *,
    import_id: str,
    name: str,
    sha256: str,
    kind: str,
    by: str,
    rows: int,
    faults: Sequence[Fault],
    notes: Sequence[str],
    columns: dict[str, str],
    traces: Sequence[Trace],
    now: datetime,
    laid: bool = False,
    came: Mapping[str, Row] | None = None,
) -> int:
    """Keep a file's traces and that it was imported. Returns how many are new; a file that counts already: 0.

    `laid`: the traces were laid down under `import_id`. `came`: by trace the row as it came.
    """
    queue(tx, event_id, sha256)
    before = _of_bytes(tx, event_id, sha256)
    gone = withdrawn(tx, event_id)
    if any(one not in gone for one in before):
        return 0
    about = {
        "id": import_id,
        "event": event_id,
        "name": storable(name, 200),
        "sha256": sha256,
        "kind": kind,
        "at": now,
        "by": storable(by, 200),
        "rows": rows,
        "faults": [{"ref": storable(fault.ref), "reason": storable(fault.reason)} for fault in faults],
        "notes": storable_tree(list(notes)),
        "columns": storable_tree(dict(columns)),
        "again": len(before),
    }
    if not add_or_nothing(tx, import_, [about]):
        return 0
    if laid:
        laying.show(tx, event_id, import_id, now=now)
        return len(traces)
    # The same bytes make the same facts, which the import that was taken back has already: these are its own.
    reading = import_id if before else ""
    return facts.add(tx, event_id, traces, now=now, reading=reading, import_id=import_id, came=came)


def counts(tx: Tx, event_id: str, sha256: str) -> bool:
    """Whether a file with these bytes was imported and not taken back."""
    return bool(set(_of_bytes(tx, event_id, sha256)) - withdrawn(tx, event_id))


def get(tx: Tx, id: str) -> dict[str, Any] | None:
    """One import, as `all` gives it."""
    event_id = tx.execute(select(import_.c.event).where(import_.c.id == id)).scalar()
    found = [] if event_id is None else all(tx, event_id)
    return next((one for one in found if one["id"] == id), None)


def all(tx: Tx, event_id: str) -> list[dict[str, Any]]:
    """The imported files, the oldest first: the columns of the table, and `withdrawn`.

    `withdrawn` is None, or who took it back, when and why: {"by", "at", "reason"}.
    """
    said = {one.import_id: one for one in tx.execute(_newest_words(event_id)) if one.withdrawn}
    rows = tx.execute(select(import_).where(import_.c.event == event_id).order_by(import_.c.at, import_.c.id))
    found = []
    for each in rows:
        word = said.get(each.id)
        told = None if word is None else {"by": word.by, "at": word.at, "reason": word.reason}
        found.append({**each._mapping, "withdrawn": told})
    return found


def ids(tx: Tx, event_id: str) -> list[str]:
    """The imports that count."""
    gone = withdrawn(tx, event_id)
    known = tx.execute(select(import_.c.id).where(import_.c.event == event_id)).scalars()
    return [one for one in known if one not in gone]


def withdrawn(tx: Tx, event_id: str) -> set[str]:
    """The imports that were taken back and not brought back since."""
    return {one.import_id for one in tx.execute(_newest_words(event_id)) if one.withdrawn}


def say(
    tx: Tx, event_id: str, import_id: str, *, withdrawn: bool, by: str, reason: str, now: datetime
) -> None:
    """Add the word that an import is taken back, or brought back."""
    told = {
        "event": event_id,
        "import_id": import_id,
        "withdrawn": withdrawn,
        "by": storable(by, 200),
        "at": now,
        "reason": storable(reason),
    }
    tx.execute(withdrawal.insert().values(told))


def queue(tx: Tx, event_id: str, sha256: str) -> None:
    """Let one transaction at a time decide whether these bytes count."""
    queue_up(tx, f"import {event_id} {sha256}")


def _of_bytes(tx: Tx, event_id: str, sha256: str) -> list[str]:
    known = select(import_.c.id).where(import_.c.event == event_id, import_.c.sha256 == sha256)
    return list(tx.execute(known).scalars())


def _newest_words(event_id: str) -> Select[Any]:
    newest = (
        select(func.max(withdrawal.c.sequence))
        .where(withdrawal.c.event == event_id)
        .group_by(withdrawal.c.import_id)
    )
    return select(withdrawal).where(withdrawal.c.sequence.in_(newest))
