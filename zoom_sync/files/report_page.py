"""A report as one HTML page that stands by itself: to be printed, sent or kept. It loads nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import zip_longest
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from zoom_sync.files.document import Document
from zoom_sync.files.printing import reports

TABLE_ROWS = 20


def page(document: Document) -> str:
    """The whole page of a report."""
    pages = Environment(
        loader=PackageLoader("zoom_sync.files"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Pictures are SVG text whose words are escaped.
    return pages.get_template("report.html").render(document=document, pictures=reports.pictures(document))


def table(report: Mapping[str, Any], *, rows: int = TABLE_ROWS) -> list[Mapping[str, Any]]:
    """Points of the curve for the table beside it: about so many, at round distances, each day's end too."""
    points, step_s = report["curve"]["points"], report["curve"]["step_s"]
    minutes = max(1, len(points) * step_s // 60)
    every = next((one for one in (1, 5, 10, 15, 30, 60, 120, 240) if minutes / one <= rows), 480)
    step = max(1, every * 60 // step_s)
    chosen, number = [], 0
    for point, following in zip_longest(points, points[1:]):
        is_last = following is None or _seconds(point, following) > step_s
        if number % step == 0 or is_last:
            chosen.append(point)
        number = 0 if is_last else number + 1
    return chosen


def _seconds(point: Mapping[str, Any], following: Mapping[str, Any]) -> float:
    return (datetime.fromisoformat(following["at"]) - datetime.fromisoformat(point["at"])).total_seconds()
