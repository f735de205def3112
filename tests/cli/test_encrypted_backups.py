"""A backup that somebody takes away says nothing (C17)."""

from __future__ import annotations

import os
import time

import pytest

from tests.cli.test_privacy import event
from tests.cli.test_stores import kept, older

__all__ = ["event"]


@pytest.fixture
def key(zoom_sync, here, monkeypatch):
    """The public key, set for backups; the private one is in `backup.key`."""
    made = zoom_sync("secrets", "backup-key", "backup.key")
    monkeypatch.setenv("BACKUP_RECIPIENT", made.out.strip())
    return made.out.strip()


def test_a_backup_is_read_with_the_private_key_and_not_without(zoom_sync, here, event, key, monkeypatch):
    before = zoom_sync("export", event, "--format", "json").out
    made = zoom_sync("backup", "sealed.backup")
    assert made.exit == 0, made.err
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{here}/new.db")

    without = zoom_sync("restore", "sealed.backup")
    restored = zoom_sync("restore", "sealed.backup", "--key", "backup.key")

    assert (without.exit, restored.exit) == (1, 0)
    assert "--key" in without.err
    assert zoom_sync("export", event, "--format", "json").out == before


def test_nothing_of_it_is_readable_and_nothing_is_left_beside(zoom_sync, here, event, key):
    before = {path.name for path in here.iterdir()}

    zoom_sync("backup", "sealed.backup")

    sealed = (here / "sealed.backup").read_bytes()
    assert sealed.startswith(b"age-encryption.org/v1\n")
    assert b"quillfeather" not in sealed.lower()
    assert b"SQLite" not in sealed
    assert oct((here / "sealed.backup").stat().st_mode)[-3:] == "600"
    assert oct((here / "backup.key").stat().st_mode)[-3:] == "600"
    assert {path.name for path in here.iterdir()} == before | {"sealed.backup"}


def test_another_key_opens_nothing_and_leaves_the_store_empty(zoom_sync, here, event, key, monkeypatch):
    zoom_sync("backup", "sealed.backup")
    zoom_sync("secrets", "backup-key", "other.key")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{here}/new.db")

    refused = zoom_sync("restore", "sealed.backup", "--key", "other.key")

    assert refused.exit == 1
    assert "another key" in refused.err
    assert zoom_sync("restore", "sealed.backup", "--key", "backup.key").exit == 0


def test_a_wrong_public_key_writes_nothing(zoom_sync, here, event, monkeypatch):
    monkeypatch.setenv("BACKUP_RECIPIENT", "age1wrong")

    refused = zoom_sync("backup", "sealed.backup")

    assert refused.exit == 1
    assert not (here / "sealed.backup").exists()


def test_no_key_is_written_over(zoom_sync, here, key):
    before = (here / "backup.key").read_bytes()

    assert zoom_sync("secrets", "backup-key", "backup.key").exit == 1
    assert (here / "backup.key").read_bytes() == before


def test_what_an_upgrade_keeps_of_before_is_encrypted_too(
    zoom_sync, here, event, key, sqlite_url, monkeypatch
):
    before = zoom_sync("export", event, "--format", "json").out
    older(sqlite_url)

    assert zoom_sync("db", "upgrade").exit == 0

    (file,) = kept(here)
    assert (here / file).read_bytes().startswith(b"age-encryption.org/v1\n")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{here}/new.db")
    assert zoom_sync("restore", file, "--key", "backup.key").exit == 0
    assert zoom_sync("export", event, "--format", "json").out == before


def test_of_what_upgrades_kept_the_newest_two_stay_and_nothing_else_is_touched(
    zoom_sync, here, event, sqlite_url
):
    beside = ["zoom-sync-mine-20250101T000000Z.backup", "2025.backup"]
    upgrades = [
        f"zoom-sync-00{number}-{year}0101T000000Z.backup" for number, year in ((99, 2024), (10, 2025))
    ]
    for name in (*beside, *upgrades):
        (here / name).write_text("")
    older(sqlite_url)

    zoom_sync("db", "upgrade")

    (new,) = set(kept(here)) - {*beside, *upgrades}
    left = {path.name for path in here.glob("*.backup")}
    assert left == {*beside, upgrades[1], new}


def test_the_next_backup_removes_what_a_killed_one_left_in_the_clear_a_day_ago(zoom_sync, here, event, key):
    left = [here / name for name in (".backup.0123", "..backup.45.7.partial", ".backup.new")]
    for path in left:
        path.write_text("quillfeather")
    for path in left[:2]:
        os.utime(path, (time.time() - 90_000,) * 2)

    zoom_sync("backup", "sealed.backup")

    assert [path.exists() for path in left] == [False, False, True]


@pytest.mark.parametrize("setting", ["", "key"])
def test_a_stick_that_knows_no_links_takes_a_backup_and_none_is_written_over(
    zoom_sync, here, event, setting, monkeypatch, request
):
    if setting:
        request.getfixturevalue(setting)

    def refuse(source, target, **more):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)

    assert zoom_sync("backup", "stick.backup").exit == 0
    written = (here / "stick.backup").read_bytes()
    again = zoom_sync("backup", "stick.backup")

    assert (again.exit, "is there already" in again.err) == (1, True)
    assert (here / "stick.backup").read_bytes() == written
    assert [path.name for path in here.iterdir() if path.name.endswith(".partial")] == []
