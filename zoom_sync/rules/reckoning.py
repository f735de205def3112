"""Why somebody has so many minutes: which rows cover each stretch of their time, and what was added and taken off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Literal

from zoom_sync.records import Event, Span
from zoom_sync.rules.pieces import Piece
from zoom_sync.rules.presence import minutes, room, side, union

Side = Literal["virtual", "in_person"]
# Why a stretch counts, or does not: a row covers it; a short gap between rows; the event's hours are over; a row
# says when it began and no row when it ended.
Why = Literal["covered", "gap", "outside", "open"]


Told = tuple[Span, tuple[str, ...]]  # a span, and the facts of the rows that say so


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time in which the same rows say that somebody was there. `facts`: of the rows, as evidence has."""

    side: Side
    span: Span
    facts: tuple[str, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class Sum:
    """Minutes of one side: `told` by its rows one by one, `twice` of that by several at once, `gaps` added, `outside`
    of the event's hours taken off; `counted` is what is left.
    """

    side: Side
    rows: int
    told: float
    twice: float
    gaps: float
    outside: float
    counted: float


def stretches(pieces: Sequence[Piece], event: Event) -> list[Stretch]:
    """A person's time in stretches, by their start; both sides."""
    found: list[Stretch] = []
    for which, told, counted in _sides(pieces, event):
        closed = [(span, facts) for span, facts in told if span.end is not None]
        found += _cut(which, closed, counted)
        found += [Stretch(which, span, facts, "open") for span, facts in told if span.end is None]
    return sorted(found, key=lambda one: (one.span.start, one.side))


def sums(pieces: Sequence[Piece], event: Event) -> list[Sum]:
    """How the minutes of each side come about, for the sides on which somebody was seen with times."""
    found = []
    for which, told, counted in _sides(pieces, event):
        spans = [span for span, _ in told if span.end is not None]
        if not spans:
            continue
        alone, whole = minutes(union(spans)), sum(minutes([span]) for span in spans)
        parts = _cut(which, [(span, ("",)) for span in spans], counted)
        gaps, outside = (
            sum(minutes([one.span]) for one in parts if one.why == why) for why in ("gap", "outside")
        )
        sum_ = (whole, whole - alone, gaps, outside, minutes(counted))
        found.append(Sum(which, len(spans), *(round(one, 3) for one in sum_)))
    return found


def _sides(pieces: Sequence[Piece], event: Event) -> list[tuple[Side, list[Told], list[Span]]]:
    """Of each side the spans as their rows tell them, and what of them counts by the event's rule."""
    seen = [piece for piece in pieces if not piece.excluded and not piece.flaw]
    online: list[Told] = [
        (span, (piece.main.id,)) for piece in seen if piece.connected for span in piece.spans
    ]
    stayed = room([piece.main for piece in seen], event).spans
    return [
        ("virtual", online, side([span for span, _ in online if span.end is not None], event)),
        ("in_person", _in_the_room(seen, event), side(stayed, event)),
    ]


def _in_the_room(pieces: Iterable[Piece], event: Event) -> list[Told]:
    told: list[Told] = []
    passed = []
    for piece in pieces:
        trace = piece.main
        if trace.kind == "sign_in":
            stays = (stay for stay in trace.stays if stay)
            # One that ends before it begins counts nothing.
            told += [(stay, (trace.id,)) for stay in stays if stay.end is None or stay.end >= stay.start]
        elif trace.kind == "check_in" and trace.at is not None:
            passed.append(trace)
    stayed = room(passed, event).spans
    for span in stayed:
        ends = (span.start, span.end)
        told.append((span, tuple(trace.id for trace in passed if trace.at in ends)))
    # Whoever came in and was never seen to go.
    last = max((span.end for span in stayed if span.end is not None), default=None)
    came = [
        trace
        for trace in passed
        if trace.direction == "in" and trace.at and (last is None or trace.at > last)
    ]
    for trace in sorted(came, key=lambda one: (one.at, one.id))[:1]:
        told.append((Span(trace.at or event.starts, None), (trace.id,)))
    return told


def _cut(which: Side, told: Sequence[Told], counted: Sequence[Span]) -> list[Stretch]:
    edges = sorted(
        {
            moment
            for span in (*(span for span, _ in told), *counted)
            for moment in (span.start, span.end)
            if moment
        }
    )
    found: list[Stretch] = []
    for start, end in pairwise(edges):
        within = Span(start, end)
        facts = tuple(dict.fromkeys(fact for span, rows in told if _within(within, span) for fact in rows))
        counts = any(_within(within, span) for span in counted)
        if not facts and not counts:
            continue
        why: Why = "covered" if facts and counts else "gap" if counts else "outside"
        last = found[-1] if found else None
        if last and (last.facts, last.why, last.span.end) == (facts, why, start):
            found[-1] = Stretch(which, Span(last.span.start, end), facts, why)
        else:
            found.append(Stretch(which, within, facts, why))
    return found


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and _end(inner) <= _end(outer)


def _end(span: Span) -> datetime:
    return span.end if span.end is not None else span.start
