"""The room's side: signatures with times, and check-ins in and out at a door.

A time in without a time out is presence with a stay that is not known; nothing is guessed. See
docs/decisions/0002-breaks-between-signatures.md for the breaks that count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from zoom_sync.records import Event, Span, Trace
from zoom_sync.rules.presence.connection import BACKWARDS
from zoom_sync.rules.presence.spans import days, union


class Open(NamedTuple):
    """A stay of which only the beginning, only the end, or no time at all is known.

    `session`: the part of the agenda that it was noted for, "" for none.
    """

    since: datetime | None = None
    until: datetime | None = None
    session: str = ""

    def at(self, event: Event) -> datetime | None:
        """An instant of its day; None where nobody noted even that."""
        noted = next((one.span.start for one in event.sessions if one.id == self.session), None)
        return self.since or self.until or noted


@dataclass(frozen=True, slots=True)
class Room:
    """One person in the room. `spans`: closed, neither bridged nor clipped. `known` False: there is more.

    `open`: the stays that are not known whole. `flaws`: trace id -> why its times count nothing.
    """

    seen: bool
    spans: tuple[Span, ...]
    known: bool
    open: tuple[Open, ...] = ()
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
    checked, stays = _check_ins([trace for trace in counted if trace.kind == "check_in"], event)
    stays += [
        Open(since=stay.start if stay else trace.at, session=trace.session)
        for trace, stay in told
        if stay is None or stay.end is None
    ]
    return Room(
        seen=bool(counted),
        spans=tuple(_signatures(whole, event) + checked),
        known=not stays and len(whole) == len(told),
        open=tuple(stays),
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


def _check_ins(traces: list[Trace], event: Event) -> tuple[list[Span], list[Open]]:
    """Intervals from in to out, for each session and day by itself, and the stays of which one of the two is missing.

    A second "in" changes nothing: two doors, or a door asked twice. An "in" is not carried into another day:
    who forgot to check out on the first evening was not there until the next.
    """
    of_day: dict[tuple[str, int], list[Trace]] = defaultdict(list)
    spans: list[Span] = []
    stays: list[Open] = []
    for trace in traces:
        if trace.at is None:
            stays.append(Open(session=trace.session))
        else:
            of_day[trace.session, day_of(trace.at, event)].append(trace)
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
                stays.append(Open(until=moment, session=key[0]))
        if start is not None:
            stays.append(Open(since=start, session=key[0]))
    return spans, stays


def day_of(moment: datetime, event: Event) -> int:
    """Which of the event's days an instant belongs to: the last that began at most six hours after it."""
    early = timedelta(hours=6)
    if len(event.days) == 1:  # nearly every event
        return 0
    begun = [number for number, day in enumerate(days(event)) if day.start - early <= moment]
    return begun[-1] if begun else 0
