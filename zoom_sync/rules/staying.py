"""How long people stayed, when they came, and when they left, in bands."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, median
from typing import Any

from zoom_sync.rules.figures import AROUND_BANDS, SEEN_MODES, STAY_BANDS, UNKNOWN
from zoom_sync.rules.found import Found


def stay(found: Found, lengths: Sequence[float]) -> dict[str, Any]:
    """`lengths`: the minutes of all whose stay is known whole. Of whom only a part is known stands under `unknown`, in
    no band and in no average.
    """
    highs = (*STAY_BANDS[1:], None)
    return {
        "bands": [
            {"from": low, "to": high, **found.row("stay", str(low), SEEN_MODES)}
            for low, high in zip(STAY_BANDS, highs, strict=True)
        ],
        "known": found["stay", "known", "people"],
        "unknown": found["stay", UNKNOWN, "people"],
        "mean_minutes": round(fmean(lengths), 1) if lengths else None,
        "median_minutes": round(median(lengths), 1) if lengths else None,
    }


def around(found: Found, section: str) -> dict[str, Any]:
    """People by minutes from the start of the day on which they were first seen ("arrivals"), or before the end of the
    day on which they were last seen ("departures"); unknown where a stay is open.
    """
    overs, tos = (None, 0, *AROUND_BANDS), (0, *AROUND_BANDS, None)
    return {
        "bands": [
            {"over": over, "to": to, **found.row(section, "" if to is None else str(to), ("people",))}
            for over, to in zip(overs, tos, strict=True)
        ],
        "unknown": found[section, UNKNOWN, "people"],
    }
