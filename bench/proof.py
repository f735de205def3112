"""How long a large final record takes to be sealed, and an export of it to be verified.

    python -m bench proof [--people N]

The record is made of registrations and of a report read twice, so that it is final; each step is a process of its own.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.scale import event as made
from bench.scale.measure import measured
from bench.scale.parts import READS, Clock
from zoom_sync.actions import rebuild, verify
from zoom_sync.actions.export import export
from zoom_sync.actions.rebuild import sealing
from zoom_sync.store import schema
from zoom_sync.store.database import Store

PEOPLE = 100_000


def run(people: int = PEOPLE) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/store.db")
        store.upgrade()
        event = made.keep(store, people)
        store.close()
        for what in STEPS:
            done = subprocess.run(
                [sys.executable, "-m", "bench.proof", what, folder, event.id],
                check=True,
                capture_output=True,
                text=True,
            )
            print(f"{people:,} people, {what}: {done.stdout.strip()}", flush=True)


def record(store: Store, event_id: str, folder: str) -> str:
    found = rebuild.rebuild(store, event_id, reads=READS, clock=Clock())
    with Path(folder, "record.json").open("wb") as target:
        export(store, event_id, format="json", target=target)
    return found.status


def seal(store: Store, event_id: str, folder: str) -> str:
    """As the first time: without a seal that gives its salts."""
    for table in (schema.seal_part, schema.seal):
        store.run(lambda tx, table=table: tx.execute(table.delete()))  # type: ignore[misc]
    return "sealed" if sealing.seal(store, event_id, now=Clock().now()) else "NOT SEALED"


def verified(store: Store, event_id: str, folder: str) -> str:
    before = Path(folder, "record.json")
    with before.open("wb") as target:
        export(store, event_id, format="json", target=target)
    began = time.process_time()
    outcome = verify.file(store, before)
    return f"{len(outcome.differs)} differences, verifying alone {time.process_time() - began:.1f} s of a processor"


STEPS: dict[str, Callable[[Store, str, str], str]] = {
    "record and export": record,
    "seal": seal,
    "export and verify": verified,
}


def one(what: str, folder: str, event_id: str) -> None:
    """Take one step, and say how long it took."""
    store = Store(f"sqlite:///{folder}/store.db")
    with measured() as told:
        said = STEPS[what](store, event_id, folder)
    print(f"{said}; {told['wall']:.1f} s, {told['cpu']:.1f} s of a processor, {told['peak']:.0f} MB at most")
    store.close()


if __name__ == "__main__":
    one(*sys.argv[1:])
