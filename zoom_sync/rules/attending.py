"""Whether somebody's presence meets the event's rule: minutes, a share of the time, parts of the agenda, days.

Each minimum is asked only where it is set, and all that are set have to be met. A stay of which nobody noted
the end, or the beginning, meets the first two, since nothing speaks against it; of sessions and days it meets those
that it may have reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from zoom_sync.records import Event, Session, Span
from zoom_sync.rules.presence import Open, clip, day_of, days, minutes, union


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


def may_reach(stay: Open, session: Session, event: Event) -> bool:
    """Whether a stay that is not known whole may have been in a part of the agenda."""
    return stay == Open() or _may_reach(stay, _Part(session.id, session.span), event)


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
    """Whether a stay that is not known whole may have been in a part: on its day, begun before its end, ended after its
    start; in no other part of the agenda than the one that it was noted for.
    """
    sessions = [one.id for one in event.sessions]
    if stay.session in sessions and part.id in sessions:
        return stay.session == part.id
    if (at := stay.at(event)) is None:
        return len(event.days) == 1
    begun, ended = part.span.start, part.span.end
    return (
        day_of(at, event) == day_of(begun, event)
        and (stay.since is None or ended is None or stay.since < ended)
        and (stay.until is None or stay.until > begun)
    )


def _sessions(event: Event) -> list[_Part]:
    return [_Part(one.id, one.span) for one in event.sessions]


def _days(event: Event) -> list[_Part]:
    return [_Part(f"day {number}", day) for number, day in enumerate(days(event))]
