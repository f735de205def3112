"""Tables and what is understood of them, for tests of `rules.sheet`."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.builders import an_event
from zoom_sync.records import Event, Span, Table, Trace, Understood
from zoom_sync.rules import sheet

KOLKATA = ZoneInfo("Asia/Kolkata")


def day(start: str, end: str, *, zone: ZoneInfo = KOLKATA) -> Span:
    """A day of an event by its wall times: day("2022-11-22T09:30", "2022-11-22T13:00")."""
    first, last = (datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC) for text in (start, end))
    return Span(first, last)


def a_meeting(*days: Span, zone: str = "Asia/Kolkata") -> Event:
    """By default one day in New Delhi, 22 November 2022, 09:30 to 13:00."""
    return an_event(days=days or (day("2022-11-22T09:30", "2022-11-22T13:00"),), timezone=zone)


def a_table(text: str, *, name: str = "file.csv", delimiter: str = ",") -> Table:
    lines = text.strip("\n").splitlines()
    rows = tuple(tuple(row) for row in csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter))
    return Table(name, rows, hashlib.sha256(text.encode()).hexdigest(), tuple(range(1, len(rows) + 1)))


def understood(
    text: str,
    *,
    event: Event | None = None,
    kind: str = "",
    columns: Mapping[str, str] | None = None,
    **table: Any,
) -> Understood:
    event = event or a_meeting()
    return sheet.understand(
        a_table(text, **table), event, zone=ZoneInfo(event.timezone), kind=kind, columns=columns
    )


def wall(trace: Trace, *, zone: ZoneInfo = KOLKATA) -> tuple[str, str]:
    """The stay of a trace in the wall time of the place, as "22 09:30"."""

    def say(at: datetime | None) -> str:
        return at.astimezone(zone).strftime("%d %H:%M") if at else ""

    return (say(trace.span.start), say(trace.span.end)) if trace.span else ("", "")


def walls(text: str, **options: Any) -> list[tuple[str, str]]:
    return [wall(trace) for trace in understood(text, **options).traces]


def names(text: str, **options: Any) -> list[str]:
    return [trace.claim.name for trace in understood(text, **options).traces]
