"""One event in numbers and pictures, from its newest record."""

from __future__ import annotations

from typing import Any

from zoom_sync.files import drawing, report_page
from zoom_sync.records import Trouble
from zoom_sync.rules import report as rules
from zoom_sync.store import events, snapshot
from zoom_sync.store.database import Store


def report(store: Store, event_id: str) -> dict[str, Any]:
    """The report as JSON-able values: `rules.report`. Raises Trouble where there is no record yet."""
    record, summary = store.read(lambda tx: (snapshot.record(tx, event_id), events.summary(tx, event_id)))
    if record is None or summary is None:
        raise Trouble(
            "This event has no record yet.",
            "Nothing was written.",
            "`zoom-sync merge EVENT` makes one; `zoom-sync event list` shows the events.",
        )
    return rules.report(record, until=summary["at"] if record.status == "provisional" else None)


def html(store: Store, event_id: str) -> str:
    """The report as one HTML page that loads nothing. Raises Trouble where there is no record yet."""
    return report_page.page(report(store, event_id))


def svg(store: Store, event_id: str) -> str:
    """The presence curve alone. Raises Trouble where there is no record yet."""
    return drawing.presence(report(store, event_id))
