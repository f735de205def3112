"""Whether the service is well: for load balancers in a word, for the people who run it in sentences."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast

from flask import Blueprint, Flask, g, jsonify, render_template
from flask.typing import ResponseReturnValue

from zoom_sync.actions import notice
from zoom_sync.records import Trouble
from zoom_sync.rules import warnings
from zoom_sync.rules.warnings import Warning
from zoom_sync.store import jobs
from zoom_sync.web import access, metrics
from zoom_sync.web.rooms import rooms, visitor
from zoom_sync.web.visitor import NOBODY, Visitor

health = Blueprint("health", __name__)

SILENT_AFTER = timedelta(seconds=60)


@health.get("/healthz")
def healthz() -> ResponseReturnValue:
    return jsonify(status="alive")


@health.get("/readyz")
def readyz() -> ResponseReturnValue:
    """200 if this process can store a delivery, else 503. A silent worker is told, and is no 503."""
    trouble = store_trouble()
    body: dict[str, Any] = {"status": "unavailable" if trouble else "ready", "worker": "unknown"}
    if trouble is None:
        body["worker"] = worker_word()
    if access.may("operation", visitor()):
        body["store"] = trouble.what if trouble else rooms().store.describe()
        if trouble is None:
            body |= {name: _plain(value) for name, value in details().items()}
    answer = jsonify(body)
    answer.status_code = 503 if trouble else 200
    return answer


@health.get("/status")
def status() -> ResponseReturnValue:
    """The same in words, for the people who run the service."""
    trouble = store_trouble()
    return render_template(
        "status.html",
        trouble=trouble,
        worker="unknown" if trouble else worker_word(),
        store=rooms().store.describe() if trouble is None else "",
        known={} if trouble else details(),
        now=rooms().clock.now(),
    )


def attach(app: Flask) -> None:
    """Have warnings above every page of those whom they concern."""
    app.context_processor(lambda: {"banner": banner})


def banner() -> list[Warning]:
    """What is amiss, for whoever looks at a page: all of it for who runs the service; an event's for its own."""
    event, looks = g.get("event"), visitor_of_page()
    runs_it = access.may("operation", looks)
    concerns = event is not None and access.may("attendance", looks)
    if not looks.signed_in or not (runs_it or concerns):
        return []
    try:
        found = notice.warnings(rooms().store, config=rooms().config, clock=rooms().clock)
    except Trouble:
        return []  # the page says so itself
    return found if runs_it else [one for one in found if event.id in one.events]


def visitor_of_page() -> Visitor:
    return cast(Visitor, g.get("visitor", NOBODY))


def store_trouble() -> Trouble | None:
    """Why no delivery could be stored at this moment; None if one could."""
    store = rooms().store
    try:
        state = store.schema_state()
        if state != "current":
            return Trouble(f"The store's schema is {state}.", "", "Run `zoom-sync db upgrade`.")
        store.writable()
    except Trouble as trouble:
        return trouble
    return None


def worker_word() -> str:
    """ "ok", or "silent" where no worker has been heard of for a minute."""
    last = rooms().store.read(jobs.last_beat)
    return "ok" if last is not None and rooms().clock.now() - last <= SILENT_AFTER else "silent"


def details() -> dict[str, Any]:
    """What an operator asks first; no people in it."""
    signs = notice.signs(rooms().store, config=rooms().config, clock=rooms().clock)
    found = metrics.figures(rooms())
    return {
        "warnings": [
            {"name": one.name, "text": one.text, "since": one.since} for one in warnings.warnings(signs)
        ],
        "last_delivery": signs.last_delivery,
        "oldest_unread": signs.oldest_unread,
        "validated": signs.challenged,
        "last_complete_sync": found.last_sync,
        "deliveries": dict(found.outcomes),
        "refused": {cause: {"count": one.count, "last": one.last} for cause, one in signs.refused.items()},
        "gap": {"start": signs.gap.start, "end": signs.gap.end} if signs.gap else None,
        "clock_off_s": warnings.clock_off(signs),
        "zoom_quota_left": dict(found.quota_left),
        "letters": dict(found.letters),
        "tasks_waiting": sum(found.waiting.values()),
        "tasks_failed": rooms().store.read(jobs.failures),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value
