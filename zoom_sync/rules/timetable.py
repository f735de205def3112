"""When an event is read from Zoom again, by itself.

Before the event its registrants, during it as well, afterwards its reports at the times of `REPORT_READS`.
What was missed while the service was down is due at once, and once: a due time that has passed is one sync,
not one for each time that passed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from zoom_sync.records import Event, Instance

FAR, NEAR = timedelta(days=30), timedelta(days=2)
AGAIN = timedelta(minutes=10)  # after a sync that was not complete
RARELY, OFTEN, LIVE = timedelta(hours=6), timedelta(hours=1), timedelta(minutes=15)
REPORTS_KEPT = timedelta(days=180)  # Zoom's reports reach back six months (contract 2.7)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One sync of an event: when it ended, and whether it was complete (a complete one is a reading)."""

    at: datetime
    complete: bool


def next_sync(
    event: Event,
    instances: Sequence[Instance],
    *,
    attempts: Sequence[Attempt],
    reads: Sequence[timedelta],
    now: datetime,
) -> datetime | None:
    """The instant at which the event is to be synced next (it may have passed), or None: no more by itself.

    `attempts`: the syncs so far, oldest first. `instances`: those that belong to the event.
    """
    if not event.webinars:
        return None
    last = attempts[-1].at if attempts else None
    over = _over(event, instances, now)
    if over is None or over > now:
        if event.starts - now > FAR:
            return now if last is None else None
        pace = LIVE if event.starts <= now else OFTEN if event.starts - now <= NEAR else RARELY
        return now if last is None else last + pace
    readings = [attempt.at for attempt in attempts if attempt.complete and attempt.at >= over]
    if len(readings) >= len(reads):
        return None
    due = _reading(over, readings, reads)
    if attempts and not attempts[-1].complete:
        due = max(due, attempts[-1].at + min(AGAIN, *reads))
    return due


def _over(event: Event, instances: Sequence[Instance], now: datetime) -> datetime | None:
    """When its last run ended; its planned end if no run is known; None while a run goes on near its time."""
    ends = [instance.end for instance in instances if instance.end is not None]
    running = any(instance.end is None for instance in instances)
    if running and now < event.ends + timedelta(hours=2):
        return None
    return max(ends) if ends and not running else max([event.ends, *ends])


def _reading(over: datetime, readings: Sequence[datetime], reads: Sequence[timedelta]) -> datetime:
    """The next reading: at its planned time, and no closer to the one before than the plan has them."""
    number = len(readings)
    planned = over + reads[number]
    if not readings:
        return planned
    return max(planned, readings[-1] + (reads[number] - reads[number - 1]))
