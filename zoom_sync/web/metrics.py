"""Figures for a monitoring system, as Prometheus text.

Most are read from the store when asked for, so that every process tells the same; only refused deliveries,
which must cost no store access, are counted by the process that refused them.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from flask import Blueprint, Response
from prometheus_client import CollectorRegistry, Counter, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from zoom_sync.store import inbox, jobs, memory, outbox
from zoom_sync.web.rooms import rooms

if TYPE_CHECKING:
    from zoom_sync.wiring import Rooms

metrics = Blueprint("metrics", __name__)

_counted = CollectorRegistry()
_refusals = Counter(
    "zoom_sync_deliveries_refused", "Deliveries refused by this process", ["cause"], registry=_counted
)


class Cause(Protocol):
    @property
    def cause(self) -> str: ...


def refused(why: Cause) -> None:
    """Count a delivery that was refused; its cause is one of a few words."""
    _refusals.labels(cause=why.cause).inc()


@metrics.get("/metrics")
def metrics_text() -> Response:
    stored = CollectorRegistry()
    stored.register(Stored(rooms()))
    return Response(generate_latest(_counted) + generate_latest(stored), content_type=CONTENT_TYPE_LATEST)


class Stored(Collector):
    """Reads one snapshot of the store per scrape."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    def describe(self) -> list[Metric]:
        return []  # nothing is asked of the store before a scrape

    def collect(self) -> Iterator[Metric]:
        found = self._rooms.store.read(_figures)
        now = self._rooms.clock.now()
        yield _age(
            "inbox_oldest_unread_seconds", "Age of the oldest unread delivery", found["unread"], now, none=0
        )
        yield _age("last_delivery_age_seconds", "Since the last delivery", found["delivery"], now)
        yield _age("worker_beat_age_seconds", "Since a worker was last heard of", found["beat"], now)
        yield _age("last_complete_sync_age_seconds", "Since the last complete sync", found["sync"], now)
        yield _labelled("deliveries", "Deliveries kept, by what became of them", "outcome", found["outcomes"])
        yield _labelled("letters", "Copies of letters, by state", "state", found["letters"])
        yield _labelled("tasks_waiting", "Tasks that wait", "name", found["waiting"])
        yield _labelled("tasks_failed", "Tasks that were given up", "name", found["failed"])


def _figures(tx: Any) -> dict[str, Any]:
    sync = memory.recall(tx, memory.LAST_COMPLETE_SYNC)
    return {
        "unread": inbox.queue_age(tx),
        "delivery": inbox.last_delivery(tx),
        "beat": jobs.last_beat(tx),
        "sync": datetime.fromisoformat(sync) if isinstance(sync, str) else None,
        "outcomes": inbox.counts(tx),
        "letters": outbox.counts(tx),
        "waiting": Tally(task["name"] for task in jobs.waiting(tx)),
        "failed": Tally(task["name"] for task in jobs.failures(tx)),
    }


def _age(name: str, text: str, since: datetime | None, now: datetime, *, none: float = -1) -> Metric:
    """Seconds since an instant; `none` where there was never one."""
    value = none if since is None else max(0.0, (now - since).total_seconds())
    return GaugeMetricFamily(f"zoom_sync_{name}", text, value=value)


def _labelled(name: str, text: str, label: str, values: dict[str, int]) -> Metric:
    family = GaugeMetricFamily(f"zoom_sync_{name}", text, labels=[label])
    for word, value in sorted(values.items()):
        family.add_metric([word or "unread"], value)
    return family
