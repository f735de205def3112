"""When an event is read from Zoom again, by itself.

Before the event its registrants, during it as well, and between its days; after a run its reports at the times of
`REPORT_READS`, which count from the last day's end once all are over.
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
LATE = timedelta(hours=2)  # so long after a day's end a run whose end is not known may still go on
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
    ends = [instance.end for instance in instances if instance.end is not None]
    late = LATE if any(instance.end is None for instance in instances) else timedelta(0)
    day = next((day for day in event.days if (day.end or day.start) + late > now), None)
    if (
        day is None
    ):  # a run that nobody told of may have been on the last day, whenever those that are known ended
        ends.append(event.ends)
    elif not attempts:
        return now
    over = max(one for one in (*ends, heard) if one is not None) if ends else None
    reading = None if over is None else _reading(over, attempts, reads, is_unsettled=is_unsettled)
    if day is None or day.start - now > FAR:
        return reading
    pace = LIVE if day.start <= now else OFTEN if day.start - now <= NEAR else RARELY
    return min(due for due in (attempts[-1] + pace, reading) if due is not None)


def _reading(
    over: datetime, attempts: Sequence[datetime], reads: Sequence[timedelta], *, is_unsettled: bool
) -> datetime | None:
    """The next reading: at its planned time, and no closer to the one before than the plan has them."""
    readings = [attempt for attempt in attempts if attempt >= over]
    number, extra = len(readings), len(readings) - len(reads)
    if extra >= 0:
        return (
            readings[-1] + interval(reads) * 2**extra if is_unsettled and readings and extra < MORE else None
        )
    planned = over + reads[number]
    if not readings:
        return planned
    return max(planned, readings[-1] + (reads[number] - reads[number - 1]))
