"""When a check-in happened, by a phone whose own clock may be wrong.

A phone says with each check-in what its clock showed, and when it hands them in what it shows now: the difference
to ours is how far it is ahead. A phone may have been put right meanwhile (many are, as soon as they have a network
again), so it also says how far ahead it was when it last heard from us before the check-in, and, where the page was
not opened anew since, how much time passed by a clock that nobody sets. What the phone said is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

RIGHT = timedelta(
    seconds=2
)  # a clock that is off by no more is right: the way through the network takes time, too
SET = timedelta(seconds=5)  # two skews that differ by more surely mean that the clock was set in between


@dataclass(frozen=True, slots=True)
class Told:
    """What a phone says of the time of a check-in.

    `at`: its clock then. `skew`: how far that was ahead of ours when it last heard from us before, None if it
    never did. `heard`: our clock at that moment. `age`: how long ago it was, by a clock that nobody sets.
    """

    at: datetime
    skew: timedelta | None = None
    heard: datetime | None = None
    age: timedelta | None = None


def happened(told: Told, *, skew: timedelta, now: datetime) -> datetime:
    """The instant by our clock, never after `now`. `skew`: how far the phone's clock is ahead at this moment."""
    possible = list(_possible(told, skew, now))
    within = [one for one in possible if (told.heard is None or one >= told.heard - SET) and one <= now + SET]
    return min((within or possible)[0], now)


def _possible(told: Told, skew: timedelta, now: datetime) -> Iterator[datetime]:
    """What it may have been, the likeliest first."""
    was_set = told.skew is not None and abs(told.skew - skew) > SET
    if was_set and told.age is not None:
        yield now - told.age
    if told.skew is not None:  # nearer to the check-in than `skew` is: a clock is also set by a second or two
        yield _right(told.at, told.skew)
    yield _right(told.at, skew)


def _right(at: datetime, skew: timedelta) -> datetime:
    return at if abs(skew) <= RIGHT else at - skew
