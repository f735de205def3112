"""The signs that the service leaves of itself: who is alive, what was refused, when nobody took deliveries.

They are few small values in `setting`, written every few seconds by processes that may be several.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from zoom_sync.records import Span, Trouble
from zoom_sync.store import jobs, memory, schema
from zoom_sync.store.dialect import Tx, queue_up

SILENT_S = 60  # who was not heard of for so long counts as gone
_GAPS_KEPT = 20
_STAMPS = 10
_STRAYS_KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Gap:
    """From `start` to `end` no process could take deliveries; `touched`: the events read again for it."""

    start: datetime
    end: datetime
    touched: tuple[str, ...]


def take_beat(tx: Tx, *, now: datetime, awake_s: float | None) -> Span | None:
    """Note that a process can take deliveries; gives the gap before, where for a minute none could.

    `awake_s`: how long ago, by a clock that nobody sets, this process last noted so; None at its start. A
    clock that jumps makes no gap.
    """
    queue_up(tx, "zoom-sync watch")
    before = _instant(memory.recall(tx, memory.TAKING))
    memory.remember(tx, memory.TAKING, now.isoformat(), now=now)
    is_long = awake_s is None or awake_s > SILENT_S
    if before is None or not is_long or now - before <= timedelta(seconds=SILENT_S):
        return None
    return Span(before, now)


def add_gap(tx: Tx, gap: Gap, *, now: datetime) -> None:
    """Keep a gap; the oldest of many are let go."""
    row = {"start": gap.start.isoformat(), "end": gap.end.isoformat(), "events": list(gap.touched)}
    memory.remember(tx, memory.GAPS, [*(memory.recall(tx, memory.GAPS) or []), row][-_GAPS_KEPT:], now=now)


def gaps(tx: Tx) -> list[Gap]:
    """When no process could take deliveries, the oldest first."""
    found = memory.recall(tx, memory.GAPS) or []
    return [
        Gap(datetime.fromisoformat(one["start"]), datetime.fromisoformat(one["end"]), tuple(one["events"]))
        for one in found
    ]


def last_sign(tx: Tx) -> datetime | None:
    """When a web or worker process was last heard of."""
    taking = _instant(memory.recall(tx, memory.TAKING))
    return max((one for one in (taking, jobs.last_beat(tx)) if one is not None), default=None)


def add_refused(tx: Tx, counts: Mapping[str, int], *, now: datetime) -> None:
    """Add deliveries that were refused, by cause."""
    if not counts:
        return
    queue_up(tx, "zoom-sync watch")
    known = memory.recall(tx, memory.REFUSED) or {}
    for cause, count in counts.items():
        before = known.get(cause, {"count": 0})["count"]
        known[cause] = {"count": before + count, "last": now.isoformat()}
    memory.remember(tx, memory.REFUSED, known, now=now)


def refused(tx: Tx) -> dict[str, tuple[int, datetime]]:
    """How many deliveries were refused by all processes so far, and when the last, by cause."""
    found = memory.recall(tx, memory.REFUSED) or {}
    return {cause: (one["count"], datetime.fromisoformat(one["last"])) for cause, one in found.items()}


def add_stray(tx: Tx, event_id: str, *, now: datetime) -> None:
    """Note a check-in that lies far from its event's days. Those of former weeks are forgotten."""
    queue_up(tx, "zoom-sync watch")
    known = strays(tx)
    count = known[event_id][0] if event_id in known else 0
    recent = {event: one for event, one in known.items() if now - one[1] < _STRAYS_KEPT}
    told = {event: {"count": n, "last": at.isoformat()} for event, (n, at) in recent.items()}
    told[event_id] = {"count": count + 1, "last": now.isoformat()}
    memory.remember(tx, memory.STRAYS, told, now=now)


def strays(tx: Tx) -> dict[str, tuple[int, datetime]]:
    """How many check-ins lately came that lie far from their event's days, and when the last, by event."""
    found = memory.recall(tx, memory.STRAYS) or {}
    return {event: (one["count"], datetime.fromisoformat(one["last"])) for event, one in found.items()}


def note_clock(tx: Tx, *, ahead_s: float, now: datetime) -> None:
    """Note how far Zoom's clock is ahead of ours, as one of its answers said."""
    memory.remember(tx, memory.ZOOM_CLOCK, {"ahead_s": ahead_s, "at": now.isoformat()}, now=now)


def clock_ahead(tx: Tx, *, since: datetime) -> float | None:
    """How far Zoom's clock was ahead of ours when it was last seen; None where that was before `since`."""
    found = memory.recall(tx, memory.ZOOM_CLOCK)
    return found["ahead_s"] if found and datetime.fromisoformat(found["at"]) >= since else None


def ages(tx: Tx, *, since: datetime) -> tuple[float, ...]:
    """Of the last deliveries since then, how many seconds before they came Zoom signed them; the newest first."""
    delivery = schema.delivery
    rows = tx.execute(
        select(delivery.c.received, delivery.c.stamp)
        .where(delivery.c.received >= since)
        .order_by(delivery.c.received.desc())
        .limit(_STAMPS)
    )
    return tuple(row.received.timestamp() - row.stamp for row in rows)


def note_sync(tx: Tx, event_id: str, troubles: list[Trouble], *, now: datetime) -> None:
    """Note what the newest sync could not read; a complete one takes its event's note away."""
    said: dict[str, Any] | None = memory.recall(tx, memory.SYNC_TROUBLE)
    if troubles:
        told = {
            "at": now.isoformat(),
            "event": event_id,
            "what": f"{troubles[0].what} {troubles[0].remedy}".strip(),
        }
        memory.remember(tx, memory.SYNC_TROUBLE, told, now=now)
    elif said and said["event"] == event_id:
        memory.remember(tx, memory.SYNC_TROUBLE, {}, now=now)


def sync_trouble(tx: Tx) -> tuple[datetime, str, str] | None:
    """What the newest sync that was not complete could not read: when, of which event, in words."""
    found = memory.recall(tx, memory.SYNC_TROUBLE)
    return (datetime.fromisoformat(found["at"]), found["event"], found["what"]) if found else None


def blocked(tx: Tx, *, now: datetime) -> dict[str, datetime]:
    """Zoom's labels of calls of which none may go before an instant that is to come."""
    rows = tx.execute(select(schema.quota.c.label, schema.quota.c.blocked_until))
    return {row.label: row.blocked_until for row in rows if row.blocked_until and row.blocked_until > now}


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
