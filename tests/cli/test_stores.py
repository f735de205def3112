"""Backup, restore, upgrade, move and rotation, as an operator does them at a terminal."""

from __future__ import annotations

import os
import secrets
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command

from tests.builders import an_event
from tests.conftest import FakeClock
from zoom_sync.actions import follow_up
from zoom_sync.actions.follow_up import leaving
from zoom_sync.keys import Keys
from zoom_sync.store import backups, events, jobs, letters, migrating, optouts, outbox, shelf
from zoom_sync.store.database import Store
from zoom_sync.wiring import SystemClock

ADD = (
    "event", "add", "--title", "A meeting", "--starts", "2026-03-10T09:00", "--ends", "2026-03-10T13:00",
    "--timezone", "Asia/Kolkata", "--venue", "Main hall",
)  # fmt: skip
SHEET = "Name,Email\nAsha Rao,asha@rao.example\nPaul Adeyemi,paul@adeyemi.example\n"


@pytest.fixture
def record(zoom_sync, here):
    """An event with a record, as an organiser would make one: its id."""
    event = zoom_sync(*ADD).out.strip()
    (here / "sheet.csv").write_text(SHEET)
    assert zoom_sync("import", event, "sheet.csv", "--kind", "sign-in").exit == 0
    assert zoom_sync("merge", event).exit == 0
    return event


def exported(zoom_sync, event):
    answer = zoom_sync("export", event, "--format", "json")
    assert answer.exit == 0
    return answer.out


def test_a_backup_comes_back_into_an_empty_store_with_the_same_export(zoom_sync, record, monkeypatch):
    before = exported(zoom_sync, record)

    assert zoom_sync("backup", "kept.backup").exit == 0
    monkeypatch.setenv("DATABASE_URL", "sqlite:///new.db")
    answer = zoom_sync("restore", "kept.backup")

    assert (answer.exit, answer.out) == (0, "")
    assert "1 events are back" in answer.err
    assert exported(zoom_sync, record) == before


def test_a_store_in_use_is_not_restored_over(zoom_sync, record):
    zoom_sync("backup", "kept.backup")

    answer = zoom_sync("restore", "kept.backup")

    assert answer.exit == 1
    assert "is not empty" in answer.err
    assert "Nothing was changed" in answer.err


@pytest.mark.parametrize("file", ["missing.backup", "sheet.csv"])
def test_what_is_no_backup_is_one_sentence(zoom_sync, record, monkeypatch, file):
    monkeypatch.setenv("DATABASE_URL", "sqlite:///new.db")

    answer = zoom_sync("restore", file)

    assert answer.exit == 1
    assert "Nothing was restored" in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.postgres
def test_one_command_moves_from_sqlite_to_postgresql(zoom_sync, record, empty_postgres_url, monkeypatch):
    before = exported(zoom_sync, record)

    answer = zoom_sync("db", "copy", "--to", empty_postgres_url)

    assert answer.exit == 0
    assert "the exports of 1 events are identical byte for byte" in answer.err
    monkeypatch.setenv("DATABASE_URL", empty_postgres_url)
    monkeypatch.setenv("SECRET_KEY", "k" * 40)
    assert exported(zoom_sync, record) == before
    assert zoom_sync("event", "close", record).exit == 0


@pytest.mark.postgres
def test_a_move_whose_record_differs_is_refused(zoom_sync, record, empty_postgres_url, monkeypatch):
    from zoom_sync.store import copying

    whole = copying.copy

    def spoiled(source, target, **more):
        copied = whole(source, target, **more)
        target.exec_driver_sql("UPDATE person SET body = jsonb_set(body, '{minutes}', '1')")
        return copied

    monkeypatch.setattr(copying, "copy", spoiled)

    answer = zoom_sync("db", "copy", "--to", empty_postgres_url)

    assert answer.exit == 1
    assert "is not the same in the new store" in answer.err


def test_a_store_that_is_being_written_to_is_not_left(zoom_sync, record, sqlite_url):
    store = Store(sqlite_url)
    store.run(lambda tx: jobs.beat(tx, "w", now=SystemClock().now()))
    store.close()

    answer = zoom_sync("db", "copy", "--to", "sqlite:///other.db")

    assert answer.exit == 1
    assert "Nothing was copied" in answer.err


def older(url):
    """Bring a store back to the first schema."""
    store = Store(url)
    with store._engine.connect() as connection:
        if store.dialect == "sqlite":  # else the rows that point to a table that is made anew go with it
            connection.connection.execute("PRAGMA foreign_keys=OFF")
        with connection.begin():
            command.downgrade(migrating.config(connection), "0001")
        connection.invalidate()
    store.close()


def kept(folder):
    return [name for name in os.listdir(folder) if name.endswith(".backup")]


def test_an_upgrade_first_keeps_the_store_as_it_was(zoom_sync, record, here, sqlite_url, monkeypatch):
    before = exported(zoom_sync, record)
    older(sqlite_url)

    answer = zoom_sync("db", "upgrade")

    assert answer.exit == 0
    (file,) = kept(here)
    assert file in answer.err
    assert exported(zoom_sync, record) == before
    monkeypatch.setenv("DATABASE_URL", "sqlite:///new.db")
    assert zoom_sync("restore", file).exit == 0
    assert exported(zoom_sync, record) == before


def test_an_upgrade_that_cannot_keep_the_old_one_changes_nothing(zoom_sync, record, sqlite_url, monkeypatch):
    older(sqlite_url)
    real = os.link

    def full(source, target, **more):
        if str(target).endswith(".backup"):
            raise OSError(28, "No space left on device")
        return real(source, target, **more)

    monkeypatch.setattr(os, "link", full)

    answer = zoom_sync("db", "upgrade")

    assert answer.exit == 1
    assert "No space left on device" in answer.err
    store = Store(sqlite_url)
    assert store.schema_state() == "older"
    store.close()


def test_any_command_upgrades_an_older_sqlite_store_by_itself_after_a_backup(
    zoom_sync, record, here, sqlite_url
):
    older(sqlite_url)

    assert zoom_sync("event", "list").exit == 0
    assert len(kept(here)) == 1


@pytest.mark.postgres
def test_on_postgresql_an_older_store_stops_every_command_but_the_upgrade(
    zoom_sync, here, postgres_url, monkeypatch
):
    monkeypatch.setenv("DATABASE_URL", postgres_url)
    monkeypatch.setenv("SECRET_KEY", "k" * 40)
    monkeypatch.setattr(backups, "DATA", Path("data"))  # in the folder of the command, as it is for everybody
    older(postgres_url)

    for line in (["event", "list"], ["worker"], ["web"]):
        answer = zoom_sync(*line)
        assert answer.exit == 1
        assert "zoom-sync db upgrade" in answer.err
    assert zoom_sync("db", "upgrade").exit == 0

    assert zoom_sync("event", "list").exit == 0
    assert len(kept(here / "data")) == 1


OLD, NEW = "o" * 40, "n" * 40


def test_after_a_rotation_the_older_secret_can_go(zoom_sync, sqlite_url, monkeypatch):
    store, clock, old = Store(sqlite_url), FakeClock(), Keys([OLD])
    token = {"access_token": secrets.token_hex(8), "expires_at": 2_000_000_000}
    shelf.StoredTokens(store, old, clock, name="zoom:a").keep(token)
    letter_to(store, clock, "asha@rao.example")
    follow_up.unsubscribe(store, old, leaving.token(old, "asha@rao.example"), clock=clock)
    monkeypatch.setenv("SECRET_KEY", f"{NEW},{OLD}")

    answer = zoom_sync("secrets", "rotate")

    assert (answer.exit, "1 tokens" in answer.err, "Marked anew: 1" in answer.err) == (0, True, True)
    new = Keys([NEW])
    assert shelf.StoredTokens(store, new, clock, name="zoom:a").load() == token
    assert store.read(lambda tx: optouts.has(tx, leaving.marks(new, "asha@rao.example")))
    store.close()


def test_a_rotation_says_what_the_older_secret_is_still_needed_for(zoom_sync, sqlite_url, monkeypatch):
    store, clock, old = Store(sqlite_url), FakeClock(), Keys([OLD])
    follow_up.unsubscribe(store, old, leaving.token(old, "gone@rao.example"), clock=clock)
    shelf.StoredTokens(store, Keys(["x" * 40]), clock, name="zoom:a").keep({"access_token": "t"})
    event = zoom_sync(*ADD).out.strip()
    monkeypatch.setenv("SECRET_KEY", "x" * 40)
    assert zoom_sync("hook", "add", event, "--url", "https://crm.example/in").exit == 0
    store.close()
    monkeypatch.setenv("SECRET_KEY", f"{NEW},{OLD}")

    answer = zoom_sync("secrets", "rotate")

    assert "1 tokens are opened by no secret" in answer.err
    assert "1 hooks have secrets that no secret of SECRET_KEY opens: end them" in answer.err
    assert "1 who want no letters may be known by an older secret alone" in answer.err


def letter_to(store, clock, address):
    event = an_event()
    letter = letters.Letter("l" * 32, event.id, "virtual", "Hello", "text", clock.now())
    copy = outbox.Copy(
        letter=letter.id, key=address, person="p", name="Asha", address=address, fields={}, state="planned"
    )

    def steps(tx):
        events.add(tx, event, now=clock.now() - timedelta(days=1))
        letters.plan(tx, letter)
        outbox.address(tx, letter.id, [copy], now=clock.now())

    store.run(steps)
