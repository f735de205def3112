"""How long somebody was there.

Spans are half-open and in aware UTC. The length of a set of spans is the length of their union, so a phone
beside a laptop counts once. Nothing here knows what time it is: an open connection is closed by the caller.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from operator import attrgetter

from zoom_sync.records import Event, Span

_NOTHING = timedelta(0)
_MINUTE = timedelta(minutes=1)
_ORDER = attrgetter("start", "end")


def union(spans: Iterable[Span], *, bridge: timedelta = timedelta(0)) -> list[Span]:
    """Join spans that touch, overlap, or lie at most `bridge` apart.

    Takes them in any order: a "left" may arrive after the rejoin it precedes (contract 4.8).
    Gives disjoint spans, earliest first; each is certain only if all its parts were.
    Raises ValueError for a span without an end.
    """
    ordered = _in_order(spans)
    if len(ordered) < 2:  # nearly everybody
        return ordered
    joined: list[Span] = []
    last, last_end = ordered[0], _end(ordered[0])
    for span in ordered[1:]:
        end = _end(span)
        if span.start <= last_end or span.start - last_end <= bridge:
            if end > last_end:
                last_end = end
                last = Span(last.start, end, last.certain and span.certain)
            elif last.certain and not span.certain:
                last = Span(last.start, last_end, certain=False)
        else:
            joined.append(last)
            last, last_end = span, end
    joined.append(last)
    return joined


def clip(spans: Iterable[Span], within: Iterable[Span]) -> list[Span]:
    """The parts of `spans` inside `within`, earliest first. Both are closed; `within` is disjoint."""
    return _clipped(_in_order(spans), _in_order(within))


def _clipped(spans: Iterable[Span], frames: Iterable[Span]) -> list[Span]:
    parts = []
    for span in spans:
        begun, ended = span.start, _end(span)
        for frame in frames:
            first, last = frame.start, _end(frame)
            if first <= begun < ended <= last:  # nearly every one
                parts.append(span)
            elif (start := max(begun, first)) < (end := min(ended, last)):
                parts.append(Span(start, end, span.certain))
    return parts


def minutes(spans: Iterable[Span]) -> float:
    """The length of disjoint, closed spans in minutes, exact to the second, given to three decimals."""
    length = _NOTHING
    for span in spans:
        length += (span.end or _end(span)) - span.start
    return round(length / _MINUTE, 3) if length else 0.0


def side(spans: Iterable[Span], event: Event) -> list[Span]:
    """One side's presence by the event's rule: gaps bridged first, then clipped to the days.

    In this order, a gap that spans the start of a day does not cost the part inside it.
    """
    whole = _in_order(spans)
    if len(whole) > 1:  # not nearly everybody's
        whole = union(whole, bridge=timedelta(seconds=event.rule.bridge_gaps_s))
    if not event.rule.clip_to_event:
        return whole
    return _clipped(whole, event.days if len(event.days) == 1 else days(event))


def days(event: Event) -> list[Span]:
    """The event's days, disjoint."""
    return union(event.days)


def _end(span: Span) -> datetime:
    if span.end is None:
        raise ValueError("a span without an end has no length")
    return span.end


def _in_order(spans: Iterable[Span]) -> list[Span]:
    given = list(spans)
    for span in given:
        if span.end is None:
            _end(span)
    if len(given) > 1:
        given.sort(key=_ORDER)
    return given
