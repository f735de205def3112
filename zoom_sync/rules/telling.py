"""What other systems are told of a record: that it was merged, that it is final, that what was final is not so.

A record *stands* once it is final and says the same since. It is told when one first stands, and from then on
whenever one stops standing or stands anew: so whoever took over what was final hears that it changed, and of a storm
of changes once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal

from zoom_sync.records import Final
from zoom_sync.rules.reopening import is_changed

AGAIN = tuple(  # after the first attempt and each that follows; the last, three days on, ends it
    timedelta(seconds=seconds) for seconds in (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
GIVE_UP = sum(AGAIN, timedelta()) * 1.2  # nothing gets through for so long: what waited as long is given up
SHORTEST_REST, LONGEST_REST = timedelta(seconds=5), timedelta(minutes=10)
LONGEST_WAIT = timedelta(days=1)  # that a receiver can ask for
GATHERED = timedelta(seconds=10)  # within which merges of one event are told once
KEPT = timedelta(days=30)  # how long what was sent can be sent again


def stands(final: Final | None, notes: Sequence[str]) -> bool:
    """Whether the version that was final last is what the record says."""
    return final is not None and not final.lapsed and not is_changed(notes)


def told(
    before: tuple[Final | None, Sequence[str]], after: tuple[Final | None, Sequence[str]]
) -> Literal["final", "corrected"] | None:
    """What is told of a record beside that it was merged. Each: its final version, and its notes."""
    was, now = before[0], after[0]
    if now is None:
        return None
    if was is None:
        return "final" if stands(*after) else None
    is_same = was.at == now.at and stands(*before) == stands(*after)
    return None if is_same else "corrected"


def due(tries: int, *, now: datetime, wait: timedelta, share: float) -> datetime | None:
    """When a message goes out again whose attempt number `tries` failed; None: it is given up.

    `wait`: for how long they asked. `share`: 0 to 1, which draws the moments of many apart, by a tenth at most.
    """
    if tries > len(AGAIN):
        return None
    return now + max(AGAIN[tries - 1] * (1 + share / 10), min(wait, LONGEST_WAIT))


def rest(failing: datetime, *, now: datetime, wait: timedelta) -> datetime:
    """Until when a receiver is left alone through which nothing gets since `failing`: the longer, the longer."""
    pause = min(max((now - failing) / 2, SHORTEST_REST), LONGEST_REST)
    return now + max(pause, min(wait, LONGEST_WAIT))


def moment(at: datetime) -> str:
    """As messages say it: UTC, to the microsecond."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
