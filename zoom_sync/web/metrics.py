"""Figures for a monitoring system, as Prometheus text.

Most are read from the store when asked for, so that every process tells the same; only how long deliveries
took, and what this process refused, are counted by the process itself.
"""

from __future__ import annotations

import threading
from collections import Counter as Tally
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol, cast

from flask import Blueprint, Response
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from zoom_sync.actions import notice
from zoom_sync.rules import warnings
from zoom_sync.rules.warnings import Signs
from zoom_sync.store import hooks, inbox, jobs, memory, outbox, quota
from zoom_sync.web.rooms import rooms
from zoom_sync.zoom.limits import Label

if TYPE_CHECKING:
    from zoom_sync.wiring import Rooms

metrics = Blueprint("metrics", __name__)

LATELY = timedelta(hours=24)  # deliveries are counted for so long, by whole hours
_STEPS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 2.5, 3.0)  # seconds; Zoom gives up after 3

_counted = CollectorRegistry()
_refusals = Counter(
    "zoom_sync_deliveries_refused", "Deliveries refused by this process", ["cause"], registry=_counted
)
_intake = Histogram(
    "zoom_sync_intake_seconds",
    "How long a delivery that had arrived waited for its answer in this process",
    ["status"],
    buckets=_STEPS,
    registry=_counted,
)
_new: Tally[str] = Tally()
_lock = threading.Lock()


class Cause(Protocol):
    @property
    def cause(self) -> str: ...


def refused(why: Cause) -> None:
    """Count a delivery that was refused; its cause is one of a few words."""
    _refusals.labels(cause=why.cause).inc()
    with _lock:
        _new[why.cause] += 1


def answered(status: int, seconds: float) -> None:
    """Count how long a delivery waited for its answer."""
    _intake.labels(status=str(status)).observe(seconds)


def take_refusals() -> dict[str, int]:
    """What was refused since this was last called, by cause."""
    with _lock:
        taken = dict(_new)
        _new.clear()
    return taken


def put_back(refusals: Mapping[str, int]) -> None:
    """What was taken, and could not be handed on."""
    with _lock:
        _new.update(refusals)


@metrics.get("/metrics")
def metrics_text() -> Response:
    stored = CollectorRegistry()
    stored.register(Stored(rooms()))
    return Response(generate_latest(_counted) + generate_latest(stored), content_type=CONTENT_TYPE_LATEST)


@dataclass(frozen=True, slots=True)
class Figures:
    """What the store tells at one moment; by outcome, state, name or label."""

    last_sync: datetime | None
    outcomes: Mapping[str, int]
    letters: Mapping[str, int]
    waiting: Mapping[str, int]
    failed: Mapping[str, int]
    quota_left: Mapping[str, int]
    hooks: hooks.Faring


def figures(rooms: Rooms) -> Figures:
    now = rooms.clock.now()

    def steps(tx: Any) -> Figures:
        sync = memory.recall(tx, memory.LAST_COMPLETE_SYNC)
        return Figures(
            last_sync=datetime.fromisoformat(sync) if isinstance(sync, str) else None,
            outcomes=inbox.counts(tx, since=now - LATELY),
            letters={str(state): count for state, count in outbox.counts(tx).items()},
            waiting=Tally(task["name"] for task in jobs.waiting(tx)),
            failed=Tally(task["name"] for task in jobs.failures(tx)),
            quota_left=_quota_left(tx, rooms, now),
            hooks=hooks.faring(tx),
        )

    return rooms.store.read(steps)


def _quota_left(tx: Any, rooms: Rooms, now: datetime) -> dict[str, int]:
    """Calls of each kind that are left of today; a kind that was never asked for is not listed."""
    account = rooms.account
    if account is None:
        return {}
    name = rooms.account_name()
    asked = quota.left(tx, name, now=now, per_day=0)
    return {
        label: quota.left(tx, name, now=now, per_day=account.limit(cast(Label, label)).per_day)[label]
        for label in asked
    }


class Stored(Collector):
    """Reads the store once per scrape."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    def describe(self) -> list[Metric]:
        return []  # nothing is asked of the store before a scrape

    def collect(self) -> Iterator[Metric]:
        rooms = self._rooms
        signs = notice.signs(rooms.store, config=rooms.config, clock=rooms.clock)
        yield from _signs(signs)
        found = figures(rooms)
        yield _age(
            "last_complete_sync_age_seconds", "Since the last complete sync", found.last_sync, signs.now
        )
        yield _labelled(
            "deliveries", "Deliveries of the last 24 hours, by what became of them", "outcome", found.outcomes
        )
        yield _labelled("letters", "Copies of letters, by state", "state", found.letters)
        yield _labelled("tasks_waiting", "Tasks that wait", "name", found.waiting)
        yield _labelled("tasks_failed", "Tasks that failed or were given up", "name", found.failed)
        yield _labelled(
            "zoom_quota_left",
            "Calls to Zoom that are left of today (UTC), by kind",
            "label",
            found.quota_left,
        )
        yield from _hooks(found.hooks, signs.now)


def _hooks(found: hooks.Faring, now: datetime) -> Iterator[Metric]:
    yield _labelled("hooks", "Addresses of other systems, by how they fare", "state", found.hooks)
    yield _labelled(
        "hook_messages", "Messages to other systems that have not arrived", "state", found.messages
    )
    text = "Since when nothing gets through to the system that fails longest"
    yield _age("hook_failing_seconds", text, found.failing, now, none=0)


def _signs(signs: Signs) -> Iterator[Metric]:
    now, unread = signs.now, signs.oldest_unread
    yield _age("inbox_oldest_unread_seconds", "Age of the oldest unread delivery", unread, now, none=0)
    yield _age("last_delivery_age_seconds", "Since the last delivery", signs.last_delivery, now)
    yield _age("worker_beat_age_seconds", "Since a worker was last heard of", signs.worker, now)
    yield _age("validated_age_seconds", "Since Zoom last validated the address", signs.challenged, now)
    off = warnings.clock_off(signs)
    if off is not None:
        yield GaugeMetricFamily(
            "zoom_sync_clock_off_seconds", "How far Zoom's clock is ahead of ours", value=off
        )
    refused = CounterMetricFamily(
        "zoom_sync_refused_by_all", "Deliveries refused by all processes", labels=["cause"]
    )
    for cause, one in sorted(signs.refused.items()):
        refused.add_metric([cause], one.count)
    yield refused
    tries = Tally[str]()
    for task in signs.failing:
        tries[task.name] = max(tries[task.name], task.tries)
    yield _labelled("task_failures_in_a_row", "How often a task has failed in a row", "name", tries)
    yield _labelled(
        "warnings", "Warnings that the page Status shows", "name", warnings.tally(warnings.warnings(signs))
    )


def _age(name: str, text: str, since: datetime | None, now: datetime, *, none: float = -1) -> Metric:
    """Seconds since an instant; `none` where there was never one."""
    value = none if since is None else max(0.0, (now - since).total_seconds())
    return GaugeMetricFamily(f"zoom_sync_{name}", text, value=value)


def _labelled(name: str, text: str, label: str, values: Mapping[str, int]) -> Metric:
    family = GaugeMetricFamily(f"zoom_sync_{name}", text, labels=[label])
    for word, value in sorted(values.items()):
        family.add_metric([word or "unread"], value)
    return family
