"""What a time that is told of somebody tells beside itself: of how long they were there, and of sessions.

Who left ten minutes after they came was not there for an hour; who came at noon was in no session of the morning; who
was there for all but ten minutes was in each that is longer. Where that would tell of a hidden figure, no time is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from zoom_sync.records import Event, Session, Span
from zoom_sync.rules.disclosure.counting import NOT_KNOWN, bands

STEP = timedelta(minutes=5)  # that times are rounded to
_NEAR = STEP / 2


@dataclass(frozen=True, slots=True)
class Hours:
    """The clock of an event for people of one mode. `hidden`: the sessions whose number of them is not shown."""

    event: Event
    hidden: tuple[Session, ...]

    def may_arrive(self, minutes: str, arrived: str) -> bool:
        """Whether an arrival may be told beside a band of minutes, "" where that is not told."""
        if not minutes and self._longest(arrived, "") < bands(self.event)[-1]:
            return False
        return self._is_silent(minutes, arrived, "")

    def may_leave(self, minutes: str, arrived: str, left: str) -> bool:
        """Whether they may be told when they left. With it goes how long they stayed at most: so that is told first."""
        return bool(minutes) and self._is_silent(minutes, arrived, left)

    def _is_silent(self, minutes: str, arrived: str, left: str) -> bool:
        """Whether it stays open of every hidden session whether they were in it."""
        from_, to = _within(arrived, left)
        inside = Span(from_ or self.event.starts, to or self.event.ends)
        away = self._longest(arrived, left) - (float(minutes) if minutes and minutes != NOT_KNOWN else 0)
        return all(0 < _overlap(inside, [session.span]) <= away for session in self.hidden)

    def _longest(self, arrived: str, left: str) -> float:
        """How many minutes they can have been there at most."""
        from_, to = _within(arrived, left)
        if self.event.rule.clip_to_event:
            return _overlap(Span(from_ or self.event.starts, to or self.event.ends), self.event.days)
        return (to - from_) / timedelta(minutes=1) if from_ and to else float("inf")


def _within(arrived: str, left: str) -> tuple[datetime | None, datetime | None]:
    """The widest that rounded times leave."""
    return (
        datetime.fromisoformat(arrived) - _NEAR if arrived else None,
        datetime.fromisoformat(left) + _NEAR if left else None,
    )


def _overlap(one: Span, others: Iterable[Span]) -> float:
    """Minutes of a span that lie within others, which do not meet."""
    assert one.end is not None
    parts = (min(one.end, other.end or other.start) - max(one.start, other.start) for other in others)
    return sum(max(part, timedelta()) / timedelta(minutes=1) for part in parts)
