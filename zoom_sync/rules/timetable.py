"""When an event is read from Zoom again, by itself.

Before the event its registrants, during it as well, afterwards its reports at the times of `REPORT_READS`.
What was missed while the service was down is due at once, and once: a due time that has passed is one sync,
not one for each time that passed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from zoom_sync.records import Event, Instance
from zoom_sync.rules.finality import interval

FAR, NEAR = timedelta(days=30), timedelta(days=2)
RARELY, OFTEN, LIVE = timedelta(hours=6), timedelta(hours=1), timedelta(minutes=15)
MORE = 8  # readings beyond the planned ones: with twenty minutes between the first, they span three days


def next_sync(
    event: Event,
    instances: Sequence[Instance],
    *,
    attempts: Sequence[datetime],
    reads: Sequence[timedelta],
    now: datetime,
    heard: datetime | None = None,
    is_unsettled: bool = False,
) -> datetime | None:
    """The instant at which the event is to be synced next (it may have passed), or None: no more by itself.

    `attempts`: the syncs so far that found Zoom ready, oldest first. `instances`: those that belong to the
    event. `heard`: when Zoom last told that one of them ended; readings count from then, since an end that
    was told late must not bring all of them at once. `is_unsettled`: the readings so far do not agree; then there
    are `MORE` after the planned ones, each twice as long after the one before.
    """
    if not event.webinars:
        return None
    last = attempts[-1] if attempts else None
    over = _over(event, instances, now)
    if over is None or over > now:
        if event.starts - now > FAR:
            return now if last is None else None
        pace = LIVE if event.starts <= now else OFTEN if event.starts - now <= NEAR else RARELY
        return now if last is None else last + pace
    over = max(over, heard) if heard is not None else over
    readings = [attempt for attempt in attempts if attempt >= over]
    if len(readings) < len(reads):
        return _reading(over, readings, reads)
    extra = len(readings) - len(reads)
    return readings[-1] + interval(reads) * 2**extra if is_unsettled and readings and extra < MORE else None


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
