"""A backup that somebody takes away says nothing (C17)."""

from __future__ import annotations

import pytest

from tests.cli.test_privacy import event

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
