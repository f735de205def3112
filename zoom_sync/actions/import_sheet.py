"""Take a file into an event: a sign-in sheet, a registration list, one of Zoom's own reports."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta, tzinfo
from zoneinfo import ZoneInfo

from zoom_sync import intake
from zoom_sync.actions import Clock
from zoom_sync.moments import reached
from zoom_sync.records import Understood
from zoom_sync.store import audit, events, imports, jobs, laying
from zoom_sync.store.database import Store, Tx


def import_file(
    store: Store,
    event_id: str,
    *,
    data: bytes,
    name: str,
    clock: Clock,
    kind: str = "",
    columns: Mapping[str, str] | None = None,
    zone: tzinfo | None = None,
    by: str = "",
    dry_run: bool = False,
) -> tuple[Understood, int]:
    """Understand a file and keep its rows, seen all at once; gives what it was and how many rows were new.

    The same bytes again change nothing (0 new). `dry_run` stops before keeping. Times without a zone are read
    in `zone`, by default the event's. Raises Trouble for a file that cannot be understood.
    """
    event = store.read(lambda tx: events.known(tx, event_id, safe="Nothing was imported."))
    if event.erased is not None:
        raise events.EventErased
    understood = intake.understand(
        data, name=name, event=event, zone=zone or ZoneInfo(event.timezone), kind=kind, columns=columns or {}
    )
    if dry_run:
        return understood, 0
    now = clock.now()
    sha256 = intake.digest(data)
    laid = ""
    known = store.read(lambda tx: imports.counts(tx, event_id, sha256))
    if len(understood.traces) > laying.BATCH and not known:
        laid = laying.lay(store.soon, event_id, understood.traces, now=now, came=understood.came)

    def steps(tx: Tx) -> int:
        new = imports.put(
            tx, event_id, import_id=laid or secrets.token_hex(16), name=name[:120], sha256=sha256, by=by,
            kind=understood.kind, rows=understood.rows, faults=understood.faults, notes=understood.notes,
            columns=dict(understood.columns), traces=understood.traces, came=understood.came, now=now, laid=bool(laid),
        )  # fmt: skip
        if new:
            audit.note(tx, who=by, what="file imported", event=event_id, about=sha256[:32], now=now)
            if understood.kind == "sign-in" and events.open_again(tx, events.known(tx, event_id), now=now):
                audit.note(tx, who=by, what="room opened again: a sheet came", event=event_id, now=now)
            jobs.ask(tx, "rebuild", event_id, due=now + timedelta(seconds=1))
        return new

    reached("a file understood, not kept")
    kept = store.once(steps)
    reached("a file kept, not answered")
    return understood, kept
