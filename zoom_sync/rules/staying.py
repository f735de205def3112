"""How long people stayed, when they came, and when they left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from statistics import fmean, median
from typing import Any

from zoom_sync.records import Event, Mode, Person
from zoom_sync.rules.presence import days

STAY_BANDS = (0, 5, 15, 30, 60, 120, 240)
AROUND_BANDS = (5, 15, 30, 60)
SEEN_MODES: tuple[Mode, ...] = ("virtual", "in_person", "both")


def stay(seen: Sequence[Person]) -> dict[str, Any]:
    """Whose stay is known only in part stands under `unknown`, in no band and in no average."""
    known = [person for person in seen if not person.minutes_at_least]
    bands = []
    for low, high in zip(STAY_BANDS, (*STAY_BANDS[1:], None), strict=True):
        inside = [one for one in known if one.minutes >= low and (high is None or one.minutes < high)]
        bands.append({"from": low, "to": high, **by_mode(inside)})
    lengths = [person.minutes for person in known]
    return {
        "bands": bands,
        "known": len(known),
        "unknown": len(seen) - len(known),
        "mean_minutes": round(fmean(lengths), 1) if lengths else None,
        "median_minutes": round(median(lengths), 1) if lengths else None,
    }


def arrivals(event: Event, seen: Iterable[Person]) -> dict[str, Any]:
    """Minutes from the start of the day on which somebody was first seen."""
    late = []
    for person in seen:
        if person.first_seen is not None:
            started = [day.start for day in days(event) if day.start <= person.first_seen]
            late.append((person.first_seen - max(started, default=event.starts)) / timedelta(minutes=1))
    return {"bands": _around(late), "unknown": sum(person.first_seen is None for person in seen)}


def departures(event: Event, seen: Iterable[Person]) -> dict[str, Any]:
    """Minutes before the end of the day on which somebody was last seen; unknown where a stay is open."""
    early, unknown = [], 0
    for person in seen:
        if person.last_seen is None or person.minutes_at_least:
            unknown += 1
            continue
        ends = [day.end for day in days(event) if day.end is not None and day.end >= person.last_seen]
        early.append((min(ends, default=event.ends) - person.last_seen) / timedelta(minutes=1))
    return {"bands": _around(early), "unknown": unknown}


def _around(distances: Sequence[float]) -> list[dict[str, Any]]:
    edges = (float("-inf"), 0, *AROUND_BANDS, float("inf"))
    shown = (None, 0, *AROUND_BANDS, None)
    return [
        {
            "over": shown[n],
            "to": shown[n + 1],
            "people": sum(edges[n] < one <= edges[n + 1] for one in distances),
        }
        for n in range(len(edges) - 1)
    ]


def by_mode(members: Iterable[Person]) -> dict[str, int]:
    modes = Counter(person.mode for person in members)
    return {mode: modes[mode] for mode in SEEN_MODES}
