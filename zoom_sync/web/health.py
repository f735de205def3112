"""Whether the service is well: for load balancers in a word, for the people who run it in sentences."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, jsonify, render_template
from flask.typing import ResponseReturnValue

from zoom_sync.records import Trouble
from zoom_sync.store import inbox, jobs, memory
from zoom_sync.web import access
from zoom_sync.web.rooms import rooms, visitor

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
            body |= details()
    answer = jsonify(body)
    answer.status_code = 503 if trouble else 200
    return answer


@health.get("/status")
def status() -> ResponseReturnValue:
    trouble = store_trouble()
    known = {} if trouble else details()
    return render_template(
        "status.html",
        trouble=trouble,
        worker="unknown" if trouble else worker_word(),
        store=rooms().store.describe() if trouble is None else "",
        **known,
    )


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

    def steps(tx: Any) -> dict[str, Any]:
        return {
            "last_delivery": _iso(inbox.last_delivery(tx)),
            "oldest_unread": _iso(inbox.queue_age(tx)),
            "last_complete_sync": memory.recall(tx, memory.LAST_COMPLETE_SYNC),
            "deliveries": inbox.counts(tx),
            "tasks_waiting": len(jobs.waiting(tx)),
            "tasks_failed": [_plain(task) for task in jobs.failures(tx)],
        }

    return rooms().store.read(steps)


def _plain(task: dict[str, Any]) -> dict[str, Any]:
    return {name: _iso(value) if isinstance(value, datetime) else value for name, value in task.items()}


def _iso(instant: datetime | None) -> str | None:
    return instant.isoformat(timespec="seconds").replace("+00:00", "Z") if instant else None
