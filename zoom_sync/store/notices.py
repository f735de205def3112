"""What people are told of their data, version by version, and which version each of them was told.

Nothing is asked of anybody for this: who registered or signed was told what stood there at that time, so it is
read off the facts that are there anyway.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from zoom_sync.records import Trace
from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx, queue_up, storable

table = schema.notice

BASES = ("consent", "legitimate interest", "public interest", "contract", "legal obligation")
_WHERE = {
    "registrant": "registration",
    "sign_in": "sign-in sheet",
    "check_in": "door",
    "participant": "Zoom",
    "joined": "Zoom",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """`basis`: the lawful basis that the organiser states, one of `BASES`."""

    version: int
    since: datetime
    basis: str
    text: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """Where and when somebody was told, and what: None where no notice stood yet. `at` None: not known when."""

    where: str
    at: datetime | None
    notice: Notice | None

    def told(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "where": self.where,
            "at": self.at.isoformat() if self.at else None,
            "basis": self.notice.basis if self.notice else None,
            "notice": self.notice.version if self.notice else None,
        }


def of(tx: Tx, event_id: str) -> list[Notice]:
    """Every version, the oldest first."""
    rows = tx.execute(select(table).where(table.c.event == event_id).order_by(table.c.version))
    return [Notice(row.version, row.since, row.basis, row.text, row.by) for row in rows]


def put(tx: Tx, event_id: str, *, basis: str, text: str, by: str, now: datetime) -> Notice:
    """Let this hold from now on. The same as the newest changes nothing. Gives the newest."""
    queue_up(tx, f"notices {event_id}")
    known = of(tx, event_id)
    if known and (known[-1].basis, known[-1].text) == (basis, storable(text)):
        return known[-1]
    made = Notice(len(known) + 1, now, basis, storable(text), storable(by, 200))
    tx.execute(
        table.insert().values(
            event=event_id, version=made.version, since=now, basis=basis, text=made.text, by=made.by
        )
    )
    return made


def given(tx: Tx, event_id: str, traces: Iterable[Trace]) -> list[Given]:
    """What somebody was told, by their facts, the earliest first; each place once."""
    versions = of(tx, event_id)
    found: dict[str, Given] = {}
    for one in sorted(traces, key=_when):
        where = _WHERE.get(one.kind)
        if where is not None and where not in found:
            at = _at(one)
            stood = [each for each in versions if at is None or each.since <= at]
            found[where] = Given(where, at, stood[-1] if stood else None)
    return list(found.values())


def _at(one: Trace) -> datetime | None:
    if one.registration is not None and one.registration.created is not None:
        return one.registration.created
    return one.at or (one.span.start if one.span else None)


def _when(one: Trace) -> tuple[bool, str]:
    at = _at(one)
    return at is None, at.isoformat() if at else ""
