"""Transactions are whole or did not happen; what goes wrong is told in words that hold no value."""

from __future__ import annotations

import logging
import os
import stat
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from tests.builders import an_event
from tests.faults.fate import DriverError, WordLost
from zoom_sync import moments
from zoom_sync.records import Trouble
from zoom_sync.store import audit, engine, events, faults, memory, schema, users
from zoom_sync.store.database import Store, StoreUnavailable, StoreUnusable
from zoom_sync.store.dialect import take_time


def test_what_a_transaction_wrote_is_there_afterwards(store, clock):
    store.run(lambda tx: memory.remember(tx, "gap", {"hours": 2}, now=clock.now()))

    assert store.read(lambda tx: memory.recall(tx, "gap")) == {"hours": 2}


def test_a_transaction_that_fails_leaves_nothing(store, clock):
    def steps(tx):
        memory.remember(tx, "gap", 1, now=clock.now())
        raise KeyError("the action failed")

    with pytest.raises(KeyError):
        store.run(steps)

    assert store.read(lambda tx: memory.recall(tx, "gap")) is None


def test_what_its_source_would_tell_again_is_seen_at_once_and_is_on_the_disk_with_the_next_that_must_be(
    store, clock
):
    """SQLite's log and PostgreSQL's are written in order, and a commit that waits for the disk waits for all of it."""
    asked = "PRAGMA synchronous" if store.dialect == "sqlite" else "SHOW synchronous_commit"
    may_wait, waits = (
        ({1} if engine.journal() == "WAL" else {2}, {2}) if store.dialect == "sqlite" else ({"off"}, {"on"})
    )

    def steps(tx):
        memory.remember(tx, "gap", 1, now=clock.now())
        return tx.execute(text(asked)).scalar_one()

    told = [store.soon(steps)]
    assert store.read(lambda tx: memory.recall(tx, "gap")) == 1
    told += [store.run(steps), store.soon(steps), store.once(steps)]

    assert ({told[0], told[2]}, {told[1], told[3]}) == (may_wait, waits)


def test_of_what_may_wait_for_the_disk_nothing_stays_either_where_it_fails(store, clock):
    def steps(tx):
        memory.remember(tx, "gap", 1, now=clock.now())
        raise KeyError("the page could not be read")

    with pytest.raises(KeyError):
        store.soon(steps)

    assert store.read(lambda tx: memory.recall(tx, "gap")) is None


@pytest.mark.parametrize("times", [0, 1, 2])
def test_what_is_done_once_is_done_once_though_the_word_of_its_commit_was_lost(store, clock, times):
    calls = []

    def steps(tx):
        calls.append(len(calls) + 1)
        audit.note(tx, who="t", what="deed", now=clock.now())
        return calls[-1]

    with moments.watched(WordLost(times)):
        assert store.once(steps) == 1

    assert calls == [1]
    assert len(store.read(audit.lines)) == 1


def test_what_is_done_once_and_fails_may_be_done_after_all(store, clock):
    def steps(tx):
        audit.note(tx, who="t", what="deed", now=clock.now())
        if len(failed) < 2:
            failed.append(1)
            raise OperationalError("(hidden)", {}, DriverError("40001"))
        return "done"

    failed = []
    assert store.once(steps) == "done"
    assert len(store.read(audit.lines)) == 1


def test_a_reader_sees_one_snapshot_while_others_write(store, clock):
    writer = threading.Thread(
        target=lambda: store.run(lambda tx: memory.remember(tx, "n", 2, now=clock.now()))
    )

    def steps(tx):
        before = memory.recall(tx, "n")
        writer.start()
        writer.join(0.5)  # without WAL it cannot commit before this reader has ended
        return before, memory.recall(tx, "n")

    store.run(lambda tx: memory.remember(tx, "n", 1, now=clock.now()))

    assert store.read(steps) == (1, 1)
    writer.join(30)
    assert store.read(lambda tx: memory.recall(tx, "n")) == 2


def test_writers_that_look_first_wait_for_one_another_and_none_fails(store, clock):
    store.run(lambda tx: memory.remember(tx, "n", 0, now=clock.now()))

    def add_one(tx):
        from zoom_sync.store.dialect import queue_up

        queue_up(tx, "n")
        memory.remember(tx, "n", memory.recall(tx, "n") + 1, now=clock.now())

    threads = [threading.Thread(target=lambda: [store.run(add_one) for _ in range(10)]) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert store.read(lambda tx: memory.recall(tx, "n")) == 60


def test_steps_are_run_again_after_a_passing_fault(store, clock):
    tries = []

    def steps(tx):
        tries.append(1)
        memory.remember(tx, "n", len(tries), now=clock.now())
        if len(tries) < 3:
            raise passing_fault()

    store.run(steps)

    assert len(tries) == 3
    assert store.read(lambda tx: memory.recall(tx, "n")) == 3


def test_a_fault_that_does_not_pass_is_told_after_three_tries(store):
    tries = []

    def steps(tx):
        tries.append(1)
        raise passing_fault()

    with pytest.raises(StoreUnavailable, match="locked by other work"):
        store.run(steps)

    assert len(tries) == 3


@pytest.mark.postgres
@pytest.mark.parametrize("sqlstate", ["40001", "40P01", "57P01"])
def test_passing_faults_of_postgresql_are_tried_again(postgres_store, clock, sqlstate):
    tries = []

    def steps(tx):
        tries.append(1)
        memory.remember(tx, "n", len(tries), now=clock.now())
        if len(tries) == 1:
            tx.execute(text(f"DO $$ BEGIN RAISE EXCEPTION SQLSTATE '{sqlstate}'; END $$"))

    postgres_store.run(steps)

    assert postgres_store.read(lambda tx: memory.recall(tx, "n")) == 2


@pytest.mark.postgres
def test_a_connection_that_the_server_ended_is_replaced(postgres_store, clock):
    tries = []

    def steps(tx):
        tries.append(1)
        pid = tx.execute(text("SELECT pg_backend_pid()")).scalar()
        if len(tries) == 1:
            in_thread(
                lambda: postgres_store.run(
                    lambda other: other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
                )
            )
        memory.remember(tx, "n", len(tries), now=clock.now())

    postgres_store.run(steps)

    assert postgres_store.read(lambda tx: memory.recall(tx, "n")) == 2


@pytest.mark.postgres
def test_a_postgresql_that_is_not_there_is_told_in_a_sentence(caplog):
    caplog.set_level(logging.DEBUG)
    store = Store("postgres://zoom:the-password@127.0.0.1:1/nothing")

    with pytest.raises(StoreUnavailable) as caught:
        store.writable()

    assert "did not answer" in str(caught.value)
    assert "the-password" not in str(caught.value) + caplog.text
    store.close()


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("right", "wrong"),
    [("zoom_sync_", "no_such_"), ("postgresql://postgres", "postgresql://nobody-we-know")],
    ids=["database", "user"],
)
def test_who_is_not_let_in_is_told_so_at_once(postgres_url, right, wrong):
    if right not in postgres_url:
        pytest.skip("TEST_DATABASE_URL has another user")
    store = Store(postgres_url.replace(right, wrong))

    with pytest.raises(StoreUnusable, match="let nobody in") as caught:
        store.schema_state()

    assert wrong.removeprefix("postgresql://") not in everything_told(caught.value)
    store.close()


def test_an_error_of_the_store_never_tells_a_value(store, clock, caplog):
    caplog.set_level(logging.DEBUG)
    secret = "survivor@shelter.example"

    def twice(tx):
        row = {"id": "1", "email": secret, "role": "admin", "created": clock.now()}
        tx.execute(schema.user.insert().values(row))
        tx.execute(schema.user.insert().values({**row, "id": "2"}))

    with pytest.raises(faults.StoreRefused) as caught:
        store.run(twice)

    assert secret not in everything_told(caught.value) + caplog.text


def test_a_naive_instant_is_refused(store, clock):
    with pytest.raises(Exception, match="without a zone"):
        store.run(lambda tx: events.add(tx, an_event(), now=clock.now().replace(tzinfo=None)))


def test_an_instant_in_another_zone_is_the_same_instant(store, clock):
    from datetime import timedelta, timezone

    there = clock.now().astimezone(timezone(timedelta(hours=5, minutes=30)))
    store.run(lambda tx: memory.remember(tx, "n", 1, now=there))

    changed = store.read(lambda tx: tx.execute(select(schema.setting.c.changed)).scalar())
    assert changed == clock.now()
    assert changed.utcoffset() == timedelta(0)


def test_a_store_without_tables_says_what_to_do(tmp_path):
    store = Store(f"sqlite:///{tmp_path}/new.db")

    with pytest.raises(StoreUnusable, match="zoom-sync db upgrade"):
        store.read(events.all)
    store.close()


def test_the_store_says_which_it_is(store):
    said = store.describe()

    assert said.startswith("SQLite 3." if store.dialect == "sqlite" else "PostgreSQL ")
    store.writable()


def test_sqlite_is_opened_so_that_nothing_committed_is_lost(sqlite_store):
    def pragma(name):
        return sqlite_store.read(lambda tx: tx.execute(text(f"PRAGMA {name}")).scalar())

    assert pragma("synchronous") == 2  # FULL
    assert pragma("foreign_keys") == 1
    assert pragma("secure_delete") == 1
    assert pragma("trusted_schema") == 0
    assert pragma("busy_timeout") == 5000
    assert pragma("journal_mode").upper() == engine.journal()


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 7, 0), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 46, 1), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_wal_is_used_only_where_the_library_keeps_what_is_committed(version, safe):
    assert engine.wal_is_safe(version) is safe


def test_an_older_library_takes_over_a_store_that_a_newer_one_kept_in_wal(sqlite_url, clock, monkeypatch):
    newer = Store(sqlite_url)
    newer.run(lambda tx: memory.remember(tx, "n", 1, now=clock.now()))
    newer.close()
    monkeypatch.setattr(engine, "wal_is_safe", lambda version: False)

    older = Store(sqlite_url)

    assert older.describe().endswith("TRUNCATE")
    assert older.read(lambda tx: memory.recall(tx, "n")) == 1
    older.run(lambda tx: memory.remember(tx, "n", 2, now=clock.now()))
    older.close()


def test_files_are_for_their_owner_only(tmp_path):
    store = Store(f"sqlite:///{tmp_path}/data/store.db")
    store.upgrade()

    folder = tmp_path / "data"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    store.close()


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(StoreUnusable, match="does not exist"):
        Store(f"sqlite:///{tmp_path}/no/such/store.db")


@pytest.mark.parametrize("lines", [0.1, 1, 30, 500])
def test_a_file_that_is_no_database_is_told_and_left_as_it_is(tmp_path, lines):
    path = tmp_path / "notes.txt"
    content = "Shopping list: tea, sugar\n" * 500
    path.write_text(content[: int(lines * 26)])

    with pytest.raises(StoreUnusable, match="is not a database"):
        Store(f"sqlite:///{path}").upgrade()

    assert path.read_text() == content[: int(lines * 26)]


def test_a_folder_in_place_of_the_file_is_told(tmp_path):
    with pytest.raises(StoreUnusable, match="is not a database"):
        Store(f"sqlite:///{tmp_path}")


def test_a_damaged_database_is_told_and_left_as_it_is(tmp_path):
    path = tmp_path / "store.db"
    path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    store = Store(f"sqlite:///{path}")

    with pytest.raises(StoreUnusable, match=r"not a database|damaged"):
        store.upgrade()

    assert path.read_bytes() == b"SQLite format 3\x00" + b"\xff" * 5000
    store.close()


def test_a_store_that_may_not_be_written_is_told(sqlite_url):
    store = Store(sqlite_url.replace("sqlite:///", "sqlite:///file:") + "?mode=ro&uri=true")

    with pytest.raises(StoreUnusable, match="may not be written"):
        store.writable()
    store.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_file_without_the_right_to_write_is_told(tmp_path):
    path = tmp_path / "store.db"
    path.touch(mode=0o400)

    with pytest.raises(StoreUnusable, match="may not be written"):
        Store(f"sqlite:///{path}")


@pytest.mark.parametrize(
    "url", ["", "mysql://u:p@h/x", "sqlite://", "sqlite:///:memory:", "nonsense", "http://x"]
)
def test_an_address_that_names_no_store_is_told_without_repeating_it(url):
    with pytest.raises(StoreUnusable, match="DATABASE_URL") as caught:
        Store(url)

    assert "p@h" not in str(caught.value)


@pytest.mark.postgres
def test_both_spellings_of_a_postgresql_address_are_understood(postgres_url):
    for scheme in ("postgres://", "postgresql://"):
        store = Store(postgres_url.replace("postgresql://", scheme, 1))
        assert store.schema_state() == "current"
        store.close()


def test_a_full_disk_is_told_and_the_store_recovers_by_itself(sqlite_store, clock):
    def fill(tx):
        pages = tx.execute(text("PRAGMA page_count")).scalar()
        tx.execute(text(f"PRAGMA max_page_count={pages}"))
        try:
            for number in range(100):
                memory.remember(tx, f"n{number}", "x" * 4000, now=clock.now())
        finally:
            tx.connection.execute("PRAGMA max_page_count=1000000")

    with pytest.raises(StoreUnavailable, match="disk is full"):
        sqlite_store.run(fill)

    sqlite_store.writable()
    assert sqlite_store.read(lambda tx: memory.recall(tx, "n0")) is None


def test_a_store_locked_by_another_program_is_told_and_comes_back(sqlite_url, monkeypatch, clock):
    monkeypatch.setattr(engine, "BUSY_MS", 20)
    store = Store(sqlite_url, clock=clock)
    # the same library: two in one process do not see each other's locks
    other = engine.SQLITE.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreUnavailable, match="locked by other work"):
        store.writable()

    other.execute("ROLLBACK")
    other.close()
    store.writable()
    store.close()


def test_deleted_names_do_not_stay_in_the_file(sqlite_store, sqlite_url, clock):
    marker = "Xanthippe-of-the-shelter"
    sqlite_store.run(lambda tx: users.add(tx, f"{marker}@x.example", role="admin", now=clock.now()))
    sqlite_store.run(lambda tx: tx.execute(schema.user.delete()))
    sqlite_store.close()

    path = Path(sqlite_url.removeprefix("sqlite:///"))
    kept = b"".join(file.read_bytes() for file in path.parent.glob("store.db*"))
    assert marker.lower().encode() not in kept


def test_opening_a_store_is_quick(sqlite_url):
    took = []
    for _ in range(3):  # of which the quickest counts: the machine may have other things to do
        started = time.monotonic()
        store = Store(sqlite_url)
        store.read(events.all)
        took.append(time.monotonic() - started)
        store.close()

    assert min(took) < 1


def in_thread(work):
    thread = threading.Thread(target=work)
    thread.start()
    thread.join(30)


def passing_fault():
    from sqlalchemy.exc import OperationalError

    busy = engine.SQLITE.OperationalError("database is locked")
    busy.sqlite_errorname = "SQLITE_BUSY"
    return OperationalError("UPDATE …", {}, busy)


def everything_told(error: Trouble) -> str:
    """What a log or a traceback could show of it."""
    import traceback

    return "".join(traceback.format_exception(error)) + repr(error) + str(vars(error))


def test_work_that_nobody_waits_for_may_take_longer_than_a_page_in_its_transaction_alone(postgres_store):
    def longest(tx):
        return tx.execute(text("SHOW statement_timeout")).scalar_one()

    def steps(tx):
        take_time(tx)
        return longest(tx)

    assert (postgres_store.run(steps), postgres_store.read(longest)) == ("0", "10s")
