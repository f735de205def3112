"""The room's side: signatures with times, and check-ins in and out at a door.

A time in without a time out is presence with a stay that is not known; nothing is guessed. See
docs/decisions/0002-breaks-between-signatures.md for the breaks that count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from zoom_sync.records import Event, Span, Trace
from zoom_sync.rules.presence.connection import BACKWARDS
from zoom_sync.rules.presence.spans import days, union


@dataclass(frozen=True, slots=True)
class Room:
    """One person in the room. `spans`: closed, neither bridged nor clipped. `known` False: there is more.

    `flaws`: trace id -> why its times count nothing.
    """

    seen: bool
    spans: tuple[Span, ...]
    known: bool
    flaws: tuple[tuple[str, str], ...] = ()


ABSENT = Room(seen=False, spans=(), known=True)


def room(traces: Iterable[Trace], event: Event) -> Room:
    """Put together what one person's signatures and check-ins say; excluded ones count nothing."""
    counted = [trace for trace in traces if trace.kind in ("sign_in", "check_in") and not trace.excluded]
    if not counted:
        return ABSENT
    signed = [trace for trace in counted if trace.kind == "sign_in"]
    told = [(trace, stay) for trace in signed for stay in trace.stays]
    whole = [
        (trace, stay) for trace, stay in told if stay and stay.end is not None and stay.start <= stay.end
    ]
    checked, known = _check_ins([trace for trace in counted if trace.kind == "check_in"], event)
    return Room(
        seen=bool(counted),
        spans=tuple(_signatures(whole, event) + checked),
        known=known and len(whole) == len(told),
        flaws=tuple((trace.id, BACKWARDS) for trace in signed if all(map(_backwards, trace.stays))),
    )


def _backwards(span: Span | None) -> bool:
    return span is not None and span.end is not None and span.end < span.start


def _signatures(stays: Iterable[tuple[Trace, Span]], event: Event) -> list[Span]:
    """The signatures' spans; on one sheet a short break between two of them counts as present."""
    sheets: dict[str, list[Span]] = defaultdict(list)
    for trace, stay in stays:
        sheets[trace.file or trace.ref].append(stay)
    breaks = timedelta(seconds=event.rule.sheet_breaks_s)
    return [span for name in sorted(sheets) for span in union(sheets[name], bridge=breaks)]


def _check_ins(traces: list[Trace], event: Event) -> tuple[list[Span], bool]:
    """Intervals from in to out, for each session and day by itself, and whether every stay is known.

    A second "in" changes nothing: two doors, or a door asked twice. An "in" is not carried into another day:
    who forgot to check out on the first evening was not there until the next.
    """
    of_day: dict[tuple[str, int], list[Trace]] = defaultdict(list)
    for trace in traces:
        if trace.at is not None:
            of_day[trace.session, day_of(trace.at, event)].append(trace)
    spans: list[Span] = []
    known = True
    for key in sorted(of_day):
        start: datetime | None = None
        closed = False
        for moment, is_out in sorted(
            (trace.at, trace.direction == "out") for trace in of_day[key] if trace.at
        ):
            if not is_out:
                start, closed = start or moment, False
            elif start is not None:
                spans.append(Span(start, moment))
                start, closed = None, True
            elif not closed:
                known = False
        known = known and start is None
    return spans, known


def day_of(moment: datetime, event: Event) -> int:
    """Which of the event's days an instant belongs to: the last that began at most six hours after it."""
    early = timedelta(hours=6)
    begun = [number for number, day in enumerate(days(event)) if day.start - early <= moment]
    return begun[-1] if begun else 0
