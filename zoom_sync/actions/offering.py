"""The webinars of the connected account, for whoever makes an event to choose from.

The list is read by the worker when somebody wants it and it is older than ten minutes; a large account has thousands
of webinars, and nobody waits for Zoom in front of a form.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Protocol

from zoom_sync.actions import Clock
from zoom_sync.records import Trouble, WebinarInfo
from zoom_sync.store import jobs, memory
from zoom_sync.store.database import Store, Tx

FRESH = timedelta(minutes=10)
MOST = 500  # of an account, those whose start is nearest to now


@dataclass(frozen=True, slots=True)
class Offered:
    """`webinars`: (number, topic, start). `at`: when they were read; `trouble`: why the last try failed."""

    webinars: tuple[tuple[str, str, datetime | None], ...] = ()
    at: datetime | None = None
    trouble: str = ""


class Listing(Protocol):
    def __call__(self) -> Iterator[WebinarInfo]: ...


def offered(store: Store, *, now: datetime) -> Offered:
    """What is known of the account's webinars; asks the worker to read them if that is long ago."""
    told = store.read(lambda tx: memory.recall(tx, memory.OFFERED)) or {}
    tried = datetime.fromisoformat(told["tried"]) if told else None
    if tried is None or now - tried >= FRESH:
        store.run(lambda tx: jobs.defer(tx, "offer", due=now))
    return Offered(
        tuple(
            (id, topic, datetime.fromisoformat(at) if at else None)
            for id, topic, at in told.get("webinars", ())
        ),
        datetime.fromisoformat(told["at"]) if told.get("at") else None,
        told.get("trouble", ""),
    )


def offer(store: Store, listing: Listing, *, clock: Clock) -> None:
    """Read the account's webinars. Where Zoom refuses, the list of before stays, and why is told beside it."""
    now = clock.now()
    try:
        read = list(listing())
    except Trouble as trouble:
        why = f"{trouble.what} {trouble.remedy}".strip()
        store.run(lambda tx: _failed(tx, why, now))
        return
    far = timedelta(days=36_500)
    nearest = sorted(read, key=lambda one: abs(one.start - now) if one.start else far)
    rows = [[one.id, one.topic, one.start.isoformat() if one.start else ""] for one in islice(nearest, MOST)]
    told = {"tried": now.isoformat(), "at": now.isoformat(), "webinars": rows, "trouble": ""}
    store.run(lambda tx: memory.remember(tx, memory.OFFERED, told, now=now))


def _failed(tx: Tx, why: str, now: datetime) -> None:
    before = memory.recall(tx, memory.OFFERED) or {"at": "", "webinars": []}
    memory.remember(tx, memory.OFFERED, {**before, "tried": now.isoformat(), "trouble": why}, now=now)
