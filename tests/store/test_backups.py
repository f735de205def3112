"""A backup holds everything at one moment, and comes back into an empty store of either kind, whole or not at all."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading

import pytest

from tests.builders import an_event
from tests.store.rows import everything, fill
from zoom_sync.records import Trouble
from zoom_sync.store import backups, copying, events, jobs
from zoom_sync.store.database import Store


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty(request, tmp_path):
    """A store without tables, of each kind, to be filled."""
    on_sqlite = request.param == "sqlite"
    store = Store(
        f"sqlite:///{tmp_path}/other.db" if on_sqlite else request.getfixturevalue("empty_postgres_url")
    )
    yield store
    store.close()


def but(rows, *names):
    return {name: found for name, found in rows.items() if name not in names}


def test_a_backup_of_either_store_fills_an_empty_one_of_either_kind(store, empty, tmp_path, clock):
    store.run(fill)
    before = store.read(everything)

    counted = backups.write(store, tmp_path / "kept.backup")
    copied = backups.restore(empty, tmp_path / "kept.backup", now=clock.now())

    after = empty.read(everything)
    assert but(counted, "lease") == {name: len(rows) for name, rows in but(before, "lease").items()}
    assert empty.schema_state() == "current"
    held = backups.NOT_BACK
    assert but(after, "task", *held) == but(before, "task", *held)
    assert [after[name] for name in held] == [[]] * len(held)
    assert after["task"][: len(before["task"])] == before["task"]
    assert sum(copied.values()) == sum(len(rows) for rows in but(before, *held).values())


def test_what_is_added_to_a_restored_store_gets_a_number_of_its_own(store, empty, tmp_path, clock):
    store.run(fill)
    backups.write(store, tmp_path / "kept.backup")

    backups.restore(empty, tmp_path / "kept.backup", now=clock.now())

    assert empty.run(lambda tx: jobs.defer(tx, "another", key="k", due=clock.now()))


def test_every_record_is_asked_for_again_after_a_restore(store, empty, tmp_path, clock):
    store.run(lambda tx: events.add(tx, an_event(), now=clock.now()))
    backups.write(store, tmp_path / "kept.backup")

    backups.restore(empty, tmp_path / "kept.backup", now=clock.now())

    assert empty.read(lambda tx: jobs.is_open(tx, "rebuild", key=an_event().id))


def test_moving_takes_all_but_the_leases_along(store, empty, clock):
    store.run(fill)
    before = store.read(everything)

    backups.move(store, empty, now=clock.now())

    after = empty.read(everything)
    assert but(after, "task", "lease") == but(before, "task", "lease")
    assert after["lease"] == []


def test_a_backup_is_for_its_owner_alone_and_overwrites_nothing(sqlite_store, tmp_path):
    target = tmp_path / "kept.backup"
    backups.write(sqlite_store, target)

    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with pytest.raises(Trouble, match="is there already"):
        backups.write(sqlite_store, target)
    assert sorted(path.name for path in tmp_path.iterdir() if "kept" in path.name) == ["kept.backup"]


def test_a_store_that_holds_an_event_is_not_restored_over(store, tmp_path, clock):
    backups.write(store, tmp_path / "kept.backup")
    store.run(lambda tx: events.add(tx, an_event(), now=clock.now()))

    with pytest.raises(backups.NotEmpty, match="1 rows in “e"):
        backups.restore(store, tmp_path / "kept.backup", now=clock.now())

    assert len(store.read(events.all)) == 1


def test_a_started_but_unused_store_can_be_filled(store, tmp_path, clock):
    """Whoever starts the service once before restoring has its tables, and what it remembers of itself."""
    store.run(lambda tx: events.add(tx, an_event(), now=clock.now()))
    backups.write(store, tmp_path / "kept.backup")
    store.run(lambda tx: events.remove(tx, an_event().id))
    store.writable()

    backups.restore(store, tmp_path / "kept.backup", now=clock.now())

    assert len(store.read(events.all)) == 1


def test_a_restore_that_breaks_off_leaves_the_store_empty(store, empty, tmp_path, clock):
    store.run(fill)
    backups.write(store, tmp_path / "kept.backup")

    def broken(name, rows):
        if name == "trace":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backups.restore(empty, tmp_path / "kept.backup", now=clock.now(), heard=broken)

    assert set(empty.read(copying.rows).values()) == {0}
    backups.restore(empty, tmp_path / "kept.backup", now=clock.now())
    assert empty.read(copying.rows)["event"] == 3


STRANGE = {
    "no database": lambda path: path.write_bytes(b"not a database" * 100),
    "another program's": lambda path: _other(path),
    "nothing": lambda path: path.write_bytes(b""),
}


def _other(path):
    made = sqlite3.connect(path)
    made.execute("CREATE TABLE recipes (name TEXT)")
    made.commit()
    made.close()


@pytest.mark.parametrize("kind", STRANGE)
def test_what_is_no_backup_is_refused_in_words(kind, sqlite_store, tmp_path, clock):
    path = tmp_path / "strange"
    STRANGE[kind](path)
    before = path.read_bytes()

    with pytest.raises(backups.BackupUnusable, match="is not a backup"):
        backups.restore(sqlite_store, path, now=clock.now())

    assert path.read_bytes() == before


def test_a_damaged_backup_is_refused(sqlite_store, tmp_path, clock):
    sqlite_store.run(lambda tx: fill(tx, each=3))
    path = tmp_path / "kept.backup"
    backups.write(sqlite_store, path)
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(os.urandom(8192))
    other = Store(f"sqlite:///{tmp_path}/other.db")

    with pytest.raises(backups.BackupUnusable, match="damaged"):
        backups.restore(other, path, now=clock.now())

    assert other.schema_state() == "empty"
    other.close()


def test_a_backup_of_a_newer_version_is_refused(sqlite_store, tmp_path, clock):
    backups.write(sqlite_store, tmp_path / "kept.backup")
    file = sqlite3.connect(tmp_path / "kept.backup")
    file.execute("UPDATE alembic_version SET version_num = '9999'")
    file.commit()
    file.close()
    other = Store(f"sqlite:///{tmp_path}/other.db")

    with pytest.raises(backups.BackupUnusable, match="newer version"):
        backups.restore(other, tmp_path / "kept.backup", now=clock.now())
    other.close()


def test_a_folder_that_is_not_there_is_told_in_words(sqlite_store, tmp_path):
    with pytest.raises(Trouble, match="could not be written"):
        backups.write(sqlite_store, tmp_path / "nowhere" / "kept.backup")


def test_a_backup_is_of_one_moment_while_others_write(store, tmp_path, clock):
    """Two events are added in each transaction: a backup between the two would hold one of them."""
    ended, numbers = threading.Event(), iter(range(10_000))

    def write():
        while not ended.is_set():
            number = next(numbers)
            pair = [an_event(id=f"{side}{number}".ljust(32, "-")) for side in "ab"]
            store.run(lambda tx, pair=pair: [events.add(tx, one, now=clock.now()) for one in pair])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            counted = backups.write(store, tmp_path / f"{number}.backup")
            assert counted["event"] % 2 == 0
    finally:
        ended.set()
        writer.join()
    assert next(numbers) > 3
