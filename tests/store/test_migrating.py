"""Bringing a store to the newest schema, and refusing what is not ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import inspect, text

from tests.builders import an_event
from zoom_sync.store import events, migrating, schema
from zoom_sync.store.database import Store, StoreUnusable


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty(request, tmp_path):
    url = (
        f"sqlite:///{tmp_path}/new.db"
        if request.param == "sqlite"
        else request.getfixturevalue("empty_postgres_url")
    )
    store = Store(url)
    yield store
    store.close()


def test_an_empty_store_gets_all_tables_and_is_then_current(empty):
    assert empty.schema_state() == "empty"

    empty.upgrade()

    assert empty.schema_state() == "current"
    assert set(schema.metadata.tables) <= set(empty.read(lambda tx: inspect(tx).get_table_names()))


def test_upgrading_twice_changes_nothing(empty, clock):
    empty.upgrade()
    empty.run(lambda tx: events.add(tx, an_event(), now=clock.now()))

    empty.upgrade()

    assert len(empty.read(events.all)) == 1


def test_the_revisions_make_exactly_the_schema_in_code(empty):
    empty.upgrade()

    with empty._engine.begin() as connection:
        command.check(migrating.config(connection))


def test_every_revision_can_be_taken_back(empty):
    empty.upgrade()

    with empty._engine.begin() as connection:
        command.downgrade(migrating.config(connection), "base")

    assert empty.schema_state() == "empty"
    empty.upgrade()
    assert empty.schema_state() == "current"


def test_a_killed_upgrade_leaves_nothing_behind(empty, monkeypatch):
    whole = command.upgrade

    def killed(*args):
        whole(*args)
        raise KeyboardInterrupt

    monkeypatch.setattr(migrating.command, "upgrade", killed)
    with pytest.raises(KeyboardInterrupt):
        empty.upgrade()
    monkeypatch.undo()

    assert empty.schema_state() == "empty"
    assert empty.read(lambda tx: inspect(tx).get_table_names()) == []
    empty.upgrade()
    assert empty.schema_state() == "current"


def test_a_store_of_a_newer_version_is_refused_and_left_as_it_is(store):
    store.run(lambda tx: tx.execute(text("UPDATE alembic_version SET version_num = '9999'")))

    assert store.schema_state() == "newer"
    with pytest.raises(StoreUnusable, match="newer version"):
        store.upgrade()
    found = store.read(lambda tx: tx.execute(text("SELECT version_num FROM alembic_version")).scalar())
    assert found == "9999"


def test_a_file_of_another_program_is_left_as_it_is(tmp_path):
    store = Store(f"sqlite:///{tmp_path}/other.db")
    store.run(lambda tx: tx.execute(text("CREATE TABLE recipes (name TEXT)")))

    with pytest.raises(StoreUnusable, match="another program"):
        store.upgrade()

    assert store.read(lambda tx: inspect(tx).get_table_names()) == ["recipes"]
    store.close()


def test_it_works_from_any_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    store = Store("sqlite:///here.db")

    store.upgrade()

    assert store.schema_state() == "current"
    assert Path(tmp_path, "here.db").exists()
    store.close()


def test_a_store_of_the_first_schema_keeps_its_events_and_protects_none(empty, clock):
    migrating.upgrade(empty._engine, to="0001")
    day = {"start": "2026-03-03T09:00:00Z", "end": "2026-03-03T10:00:00Z"}
    row = {"id": "a" * 32, "title": "Old", "starts": clock.now(), "ends": clock.now(), "created": clock.now()}
    row |= {"plan": {"timezone": "UTC", "days": [day], "caution": "careful"}, "key": b"k"}
    empty.run(lambda tx: tx.execute(schema.event.insert().values(row)))
    assert empty.schema_state() == "older"

    empty.upgrade()

    assert empty.schema_state() == "current"
    kept = empty.read(lambda tx: events.get(tx, "a" * 32))
    assert (kept.title, kept.caution, kept.protected) == ("Old", "careful", False)
