"""A store of every released schema is opened, upgraded, and has lost nothing."""

from __future__ import annotations

import pytest

from tests.store import schemas
from tests.store.rows import everything
from zoom_sync.actions import backing_up
from zoom_sync.store import backups
from zoom_sync.store.database import Store


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/old.db"
    return request.getfixturevalue("empty_postgres_url")


@pytest.fixture(params=schemas.REVISIONS)
def old(request, empty_url):
    """A store as an earlier version left it."""
    schemas.load(empty_url, request.param)
    store = Store(empty_url)
    yield store
    store.close()


def as_before(after, before):
    """What is now in the tables and columns that there were before."""
    return {
        table: [{name: row[name] for name in rows[0]} for row in after[table]]
        for table, rows in before.items()
    }


def test_a_store_of_each_issue_is_upgraded_and_keeps_every_row(old):
    before = old.read(everything)
    assert all(len(rows) == 3 for rows in before.values())

    old.upgrade()

    assert old.schema_state() == "current"
    assert as_before(old.read(everything), before) == before


def test_a_backup_of_an_older_schema_is_restored_as_the_newest(old, tmp_path, clock):
    before = old.read(everything)
    kept = backing_up.upgrade(old, tmp_path / "kept", recipient="", now=clock.now())
    if kept is None:
        pytest.skip("this schema is the newest: it was not kept, since nothing changed")
    other = Store(f"sqlite:///{tmp_path}/other.db")

    backups.restore(other, kept, now=clock.now())

    after = as_before(other.read(everything), before)
    tables = set(before) - backups.NOT_BACK - {"task"}
    assert other.schema_state() == "current"
    assert {name: after[name] for name in tables} == {name: before[name] for name in tables}
    other.close()


def test_there_is_a_store_of_every_issue_on_both():
    assert schemas.REVISIONS[:2] == ["0001", "0002"]
    for revision in schemas.REVISIONS:
        for dialect in ("sqlite", "postgresql"):
            assert (schemas.HERE / f"{revision}.{dialect}.sql").is_file()
