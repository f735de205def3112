"""How long a backup takes beside a copy of the file, and what the store needs on disk for each person.

    python -m bench backup [--people N]

The store is SQLite in a temporary folder. The peer is `shutil.copyfile` with an fsync of the same file in the same
run: what no backup of it can be faster than.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.builders import DAY, a_connection, a_registrant, an_event
from webhooks.events import Delivery, delivery_id
from zoom_sync.actions import rebuild
from zoom_sync.records import Reading
from zoom_sync.store import backups, events, inbox, registrants, traces
from zoom_sync.store.database import Store

PEOPLE = 20_000
READS = (timedelta(minutes=10),)


class Clock:
    def now(self) -> datetime:
        return datetime.now(UTC)


def run(people: int = PEOPLE) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/store.db")
        store.upgrade()
        event = filled(store, people)
        size = (Path(folder) / "store.db").stat().st_size
        print(f"{people} people with a registration, a connection and two deliveries each, and their record:")
        print(f"  store            {size / 1e6:8.1f} MB, {size / people:.0f} bytes a person")
        copied = _took(lambda: _copy(Path(folder) / "store.db", Path(folder) / "copy"))
        worst: list[float] = []
        ended = threading.Event()
        writer = threading.Thread(target=_keep_on, args=(store, ended, worst))
        writer.start()
        took = _took(lambda: backups.write(store, Path(folder) / "kept.backup"))
        ended.set()
        writer.join()
        print(f"  file copy, fsync {copied:8.2f} s")
        print(
            f"  backup           {took:8.2f} s, {took / copied:.1f} times the file copy; it is checked as well"
        )
        print(f"  longest commit meanwhile {max(worst) * 1000:.0f} ms of {len(worst)} ({store.describe()})")
        other = Store(f"sqlite:///{folder}/other.db")
        back = _took(lambda: backups.restore(other, Path(folder) / "kept.backup", now=Clock().now()))
        print(f"  restore          {back:8.2f} s, {size / back / 1e6:.1f} MB/s")
        other.close()
        store.close()
        assert event


def filled(store: Store, people: int) -> str:
    """One event whose people have all that a webinar leaves of them."""
    event, now = an_event(), DAY
    store.run(lambda tx: events.add(tx, event, now=now))
    run_ = store.run(lambda tx: registrants.start_run(tx, event.id, webinar=event.webinars[0].id, now=now))
    for start in range(0, people, 1000):
        some = range(start, min(start + 1000, people))
        rows = [a_registrant(f"Person {n}", f"p{n}@mela.example", id=f"R{n}") for n in some]
        kept = [_delivery(f"{n}{kind}") for n in some for kind in "jl"]
        store.run(
            lambda tx, rows=rows: registrants.put(tx, event_id=event.id, run=run_, traces=rows, now=now)
        )
        store.run(lambda tx, kept=kept: inbox.keep_all(tx, kept))
    rows = [a_connection(f"Person {n}", registrant_id=f"R{n}", user=str(n)) for n in range(people)]
    reading = Reading(
        webinar=event.webinars[0].id, instance=rows[0].instance, at=now, complete=True,
        digest="d", source="report", rows=people,
    )  # fmt: skip
    store.run(lambda tx: traces.put_reading(tx, event.id, reading, rows, now=now))
    rebuild.rebuild(store, event.id, reads=READS, clock=Clock())
    return event.id


def _delivery(name: str) -> Delivery:
    body = (
        f'{{"event": "webinar.participant_joined", "payload": "{name}", "filling": "{"x" * 400}"}}'.encode()
    )
    return Delivery(delivery_id(body), body, DAY, 1)


def _keep_on(store: Store, ended: threading.Event, took: list[float]) -> None:
    """Commit one delivery after another until told to end; the seconds of each."""
    number = 0
    while not ended.is_set() or not took:
        one = [_delivery(f"live {number}")]
        took.append(_took(lambda one=one: store.run(lambda tx: inbox.keep_all(tx, one))))
        number += 1


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    with target.open("rb") as file:
        os.fsync(file.fileno())


def _took(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
