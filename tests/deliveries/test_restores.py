"""The restore drill: a backup that was taken under load, in an empty store, is the service as it was."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.builders import an_event
from tests.conftest import FakeClock
from tests.deliveries.web import Nursery, Senders, a_join, until_it_answers
from webhooks.events import Delivery, delivery_id
from zoom_sync.actions import export, import_sheet, read_inbox, rebuild
from zoom_sync.records import Webinar
from zoom_sync.store import backups, events, inbox, schema
from zoom_sync.store.database import Store
from zoom_sync.wiring import SystemClock

LIVE = an_event(key=b"\x01" * 32)
PAST = an_event(id="p" * 32, title="An earlier meeting", key=b"\x02" * 32, webinars=(Webinar("111"),))
SHEET = "Name,Email,Time in,Time out\n" + "".join(
    f"Person {number},p{number}@mela.example,09:{number % 60:02},12:30\n" for number in range(200)
)
READS = ()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "sqlite":
        return Store(f"sqlite:///{tmp_path}/restored.db")
    return Store(request.getfixturevalue("empty_postgres_url"))


@pytest.fixture
def other_kind(store: Store, request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """An empty store, of the kind that the full one is not."""
    if store.dialect == "postgresql":
        return Store(f"sqlite:///{tmp_path}/restored.db")
    return Store(request.getfixturevalue("empty_postgres_url"))


@pytest.fixture(autouse=True)
def two_events(store: Store, clock: FakeClock) -> None:
    """One that is going on, and one with a record from a sheet."""
    for event in (LIVE, PAST):
        store.run(lambda tx, event=event: events.add(tx, event, now=clock.now()))
    import_sheet.import_file(
        store, PAST.id, data=SHEET.encode(), name="sheet.csv", kind="sign-in", by="t", clock=clock
    )
    # By the clock of the worker, who may do it again at any time: it then changes nothing.
    rebuild.rebuild(store, PAST.id, reads=READS, clock=SystemClock())


def test_a_backup_taken_under_load_restores_with_every_export_the_same(
    store: Store, store_url: str, other_kind: Store, tmp_path: Path, clock: FakeClock, processes: Nursery
) -> None:
    (kept,) = taken_under_load(processes, store, store_url, tmp_path, backups_=1)

    assert_restored(store, finished(store, clock), kept, other_kind, clock)


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_each_of_twenty_backups_of_a_storm_restores(
    store: Store, store_url: str, empty: Store, tmp_path: Path, clock: FakeClock, processes: Nursery
) -> None:
    made = taken_under_load(processes, store, store_url, tmp_path, backups_=20)
    right = finished(store, clock)
    for number, kept in enumerate(made):
        if number:
            wiped(empty)
        assert_restored(store, right, kept, empty, clock)


def taken_under_load(
    processes: Nursery, store: Store, url: str, folder: Path, *, backups_: int
) -> list[tuple[Path, set[int]]]:
    """Backups made while web and worker are sent deliveries, each with what had been confirmed before it."""
    senders, made = Senders(many=3), list[tuple[Path, set[int]]]()
    web, port = processes.start("web", url)
    processes.start("worker", url)
    until_it_answers(port)
    threads = senders.storm(port)
    for number in range(backups_):
        _until(lambda wanted=(number + 1) * 30: len(senders.confirmed) >= wanted)  # type: ignore[misc]
        confirmed = set(senders.confirmed)
        backups.write(store, folder / f"{number}.backup")
        made.append((folder / f"{number}.backup", confirmed))
    after = len(senders.confirmed)
    _until(lambda: len(senders.confirmed) > after)
    processes.kill(web)
    for thread in threads:
        thread.join(30)
    processes.kill_all()
    return made


def _until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end, "nothing was confirmed for a minute"
        time.sleep(0.01)


def finished(store: Store, clock: FakeClock) -> dict[str, bytes]:
    """Read all that waits; gives the export of each event."""
    while read_inbox.read_some(store, clock=clock):
        pass
    rebuild.rebuild(store, LIVE.id, reads=READS, clock=clock)
    return {event.id: exported(store, event.id) for event in (LIVE, PAST)}


def assert_restored(
    store: Store, right: dict[str, bytes], kept: tuple[Path, set[int]], empty: Store, clock: FakeClock
) -> None:
    """`right`: what the events of the full store came to."""
    file, confirmed = kept

    backups.restore(empty, file, now=clock.now())

    if empty.dialect == "sqlite":
        assert empty.read(lambda tx: tx.execute(text("PRAGMA integrity_check")).scalar()) == "ok"
        assert empty.read(lambda tx: tx.execute(text("PRAGMA foreign_key_check")).all()) == []
    there = {row.id for row in deliveries(empty)}
    assert {delivery_id(a_join(number)) for number in confirmed} <= there
    assert exported(empty, PAST.id) == right[PAST.id]
    # What came after the backup comes again, here from the full store; then both are the same.
    later = [
        Delivery(row.id, row.body, row.received, row.stamp)
        for row in deliveries(store)
        if row.id not in there
    ]
    assert later
    empty.run(lambda tx: inbox.keep_all(tx, later))
    assert finished(empty, clock) == right


def deliveries(store: Store) -> list:  # type: ignore[type-arg]
    return list(store.read(lambda tx: tx.execute(schema.delivery.select()).all()))


def exported(store: Store, event_id: str) -> bytes:
    into = io.BytesIO()
    export.export(store, event_id, format="json", target=into)
    return into.getvalue()


def wiped(store: Store) -> None:
    refusals = (
        ['DROP TRIGGER IF EXISTS "audit_no_UPDATE"', 'DROP TRIGGER IF EXISTS "audit_no_DELETE"']
        if store.dialect == "sqlite"
        else ["DROP TRIGGER IF EXISTS audit_no_change ON audit"]
    )

    def steps(tx: object) -> None:
        for one in refusals:  # an audit is only added to, but in a store that is thrown away
            tx.execute(text(one))  # type: ignore[attr-defined]
        for table in reversed(schema.metadata.sorted_tables):
            tx.execute(table.delete())  # type: ignore[attr-defined]

    store.run(steps)
