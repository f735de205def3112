"""Whether somebody's presence meets the event's rule: minutes, a share of the time, parts of the agenda, days.

Each minimum is asked only where it is set, and all that are set have to be met. A stay whose end nobody noted meets
the first two, since nothing speaks against it; of sessions and days it meets those that it may have reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from zoom_sync.records import Event, Span
from zoom_sync.rules.presence import clip, day_of, days, minutes, union


class Open(NamedTuple):
    """A stay of which no end, or no time at all, is known. `session`: the part of the agenda that it was noted for."""

    at: datetime | None = None
    session: str = ""


class _Part(NamedTuple):
    """A session or a day."""

    id: str
    span: Span


def attends(
    event: Event, spans: Sequence[Span], known: float, *, is_open: bool = False, stays: Iterable[Open] = ()
) -> bool:
    """Whether somebody who was seen meets the rule.

    `spans`: of both sides, bridged and clipped; `known`: their minutes, those on both sides once. `is_open`: there
    is more than that, which `stays` may name.
    """
    rule = event.rule
    if not is_open and known < rule.minimum_minutes:
        return False
    if rule.minimum_share and not is_open and known * 100 < rule.minimum_share * minutes(days(event)):
        return False
    if not (rule.minimum_sessions or rule.minimum_days):  # nearly every event
        return True
    there, opened = union(spans), list(stays)
    return _reaches(event, _sessions(event), rule.minimum_sessions, there, opened) and _reaches(
        event, _days(event), rule.minimum_days, there, opened
    )


def _reaches(
    event: Event, parts: Sequence[_Part], least: int, there: Sequence[Span], stays: Sequence[Open]
) -> bool:
    """Whether so many of the parts were met, or all of them where there are fewer."""
    wanted = min(least, len(parts))
    if not wanted:
        return True
    met = {part.id for part in parts if _is_met(part, there, event.rule.part_minutes)}
    met |= {part.id for part in parts if any(_may_reach(stay, part, event) for stay in stays)}
    if not met and len(event.days) > 1 and any(stay == Open() for stay in stays):
        return wanted == 1  # seen on a day that nobody noted: that is one of them
    return len(met) >= wanted


def _is_met(part: _Part, there: Sequence[Span], least: float) -> bool:
    found = minutes(clip(there, [part.span]))
    return found >= least if least else found > 0


def _may_reach(stay: Open, part: _Part, event: Event) -> bool:
    """Whether a stay that is not known whole may have been in a part: it began on that day, before its end."""
    if stay.session and any(part.id == session.id for session in event.sessions):
        return stay.session == part.id
    if stay.at is None:
        return len(event.days) == 1
    return day_of(stay.at, event) == day_of(part.span.start, event) and stay.at < (part.span.end or stay.at)


def _sessions(event: Event) -> list[_Part]:
    return [_Part(one.id, one.span) for one in event.sessions]


def _days(event: Event) -> list[_Part]:
    return [_Part(f"day {number}", day) for number, day in enumerate(days(event))]
