"""How long a batch of certificates takes, from the record to the ZIP, and how much memory.

    python -m bench certificates [--people N]

Names are of six scripts. What is done again after ten people were corrected is measured, too.
"""

from __future__ import annotations

import resource
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tests.web import sample
from zoom_sync.actions import certificates
from zoom_sync.store.database import Store

PEOPLE = 1_000
NAMES = ("María Ó Briain", "प्रज्ञा शर्मा", "প্রজ্ঞা শর্মা", "فاطمة الزهراء", "สมชาย ใจดี", "தமிழ்ச்செல்வி")
URL = "https://attendance.mela.example"
ORDER = certificates.Order(issuer="Mela Trust", signatory="Sita Devi, Director")


class Clock:
    def now(self) -> datetime:
        return datetime.now(UTC)


def run(people: int = PEOPLE) -> None:
    event = sample.the_event()
    everybody = tuple(
        sample.a_person(n, event, name=f"{NAMES[n % len(NAMES)]} {n}", mode="virtual") for n in range(people)
    )
    record = replace(sample.a_record(event, 0, final=True), people=everybody)
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/store.db")
        store.upgrade()
        sample.keep(store, record, now=Clock().now())
        before = _memory()
        with _Timed(f"{people:,} certificates issued and made"):
            _batch(store, event.id)
        print(f"  memory: {before:.0f} MB before, {_memory():.0f} MB at the most")
        archive = Path(folder) / "all.zip"
        with _Timed("the ZIP of all"), archive.open("wb") as target:
            certificates.write_archive(store, event.id, target, public_url=URL)
        print(f"  {archive.stat().st_size / 1e6:.1f} MB, {archive.stat().st_size / people / 1e3:.0f} KB each")
        changed = tuple(replace(one, minutes=one.minutes / 2) for one in everybody[:10])
        sample.keep_record(store, replace(record, people=(*changed, *everybody[10:])), now=Clock().now())
        with _Timed("again, after ten were corrected"):
            done = _batch(store, event.id)
        print(f"  {done.replaced} replaced, {done.kept} as before")
        with _Timed("the roster of credit hours"):
            certificates.roster(store, event.id, Path(folder) / "credits.xlsx")
        store.close()


def _batch(store: Store, event_id: str) -> certificates.Outcome:
    done = certificates.issue(store, event_id, ORDER, by="bench", clock=Clock())
    certificates.make(store, event_id, public_url=URL)
    return done


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class _Timed:
    """Says how long something took, by the clock and of a processor."""

    def __init__(self, what: str) -> None:
        self._what = what

    def __enter__(self) -> None:
        self._began, self._spent = time.monotonic(), time.process_time()

    def __exit__(self, *_: object) -> None:
        took, cpu = time.monotonic() - self._began, time.process_time() - self._spent
        print(f"{self._what}: {took:.1f} s, {cpu:.1f} s of a processor")
