"""Backups as they leave the machine, and come back: encrypted where a public key is set.

What is not encrypted yet, or not any more, lies beside the store meanwhile, where the same names lie anyway, and
goes in any case: what a killed process left of it, with a backup of a later day.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO, TypeVar

from zoom_sync import age
from zoom_sync.records import Trouble
from zoom_sync.store import backups, migrating
from zoom_sync.store.copying import Heard
from zoom_sync.store.database import Store, Tx

T = TypeVar("T")
_BEFORE_UPGRADES = "zoom-sync-[0-9][0-9][0-9][0-9]-*T*Z.backup"
_KEPT = 2
_LEFT = (
    ".backup.*",
    "..backup.*",
    ".zoom-sync-*.backup.*.partial",
)  # what a killed process leaves beside the store
_LEFT_S = 86_400  # older than any that is still being written


def back_up(
    store: Store, target: Path, *, recipient: str, look: Callable[[Tx], T], heard: Heard
) -> tuple[dict[str, int], T | None]:
    """Write a backup, encrypted to `recipient` unless that is "". Returns the rows by table, and what `look` sees.

    `look` is asked in the backup itself, and only where its schema is the newest.
    """
    _sweep(backups.folder_of(store))
    is_newest = store.schema_state() == "current"
    if not recipient:
        counted = backups.write(store, target, heard=heard)
        return counted, backups.look(target, look) if is_newest else None
    age.check_recipient(recipient)
    if target.exists():
        raise backups.AlreadyThere(target)
    with _beside(store) as plain:
        counted = backups.write(store, plain, heard=heard)
        seen = backups.look(plain, look) if is_newest else None
        with plain.open("rb") as source, _whole(target) as sealed:
            age.write(source, sealed, recipient)
    return counted, seen


def upgrade(store: Store, folder: Path | None, *, recipient: str, now: datetime) -> Path | None:
    """Bring a store to the newest schema; one that is older is first backed up to a file in `folder`.

    Returns that file, or None where there was nothing to keep. `folder` None: without it. Of such files the newest
    `_KEPT` stay.
    """
    kept = None
    if folder is not None and store.schema_state() == "older":
        revision = store.read(migrating.revision)
        kept = folder / f"zoom-sync-{revision}-{now:%Y%m%dT%H%M%S}Z.backup"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(backups.AlreadyThere):  # web and worker may start at the same moment
            back_up(store, kept, recipient=recipient, look=lambda tx: None, heard=lambda name, rows: None)
    store.upgrade()
    if kept is not None:
        made = sorted(kept.parent.glob(_BEFORE_UPGRADES), key=lambda path: path.name.rpartition("-")[2])
        for path in made[:-_KEPT]:
            path.unlink(missing_ok=True)
    return kept


def bring_back(
    store: Store, source: Path, *, key: Path | None, now: datetime, heard: Heard
) -> dict[str, int]:
    """Fill an empty store from a backup; `key`: the file with the private key. Returns the rows by table."""
    if not _is_sealed(source):
        return backups.restore(store, source, now=now, heard=heard)
    if key is None:
        raise Trouble(
            f"{source} is encrypted.",
            "Nothing was restored.",
            "Give the file with the private key: --key FILE.",
        )
    with _beside(store) as plain:
        try:
            identities = age.identities(key.read_text())
            with source.open("rb") as sealed, open(plain, "xb", opener=_private) as target:
                target.writelines(age.read(sealed, identities))
        except (OSError, UnicodeDecodeError) as why:
            raise Trouble(
                f"{source} or {key} could not be read ({type(why).__name__}).", "Nothing was restored."
            ) from why
        return backups.restore(store, plain, now=now, heard=heard)


def _is_sealed(source: Path) -> bool:
    with suppress(OSError), source.open("rb") as file:
        return file.read(len(age.MAGIC)) == age.MAGIC
    return False


def _sweep(folder: Path) -> None:
    """Remove what killed backups and restores left, which may not be encrypted."""
    for path in [one for pattern in _LEFT for one in folder.glob(pattern)]:
        with suppress(OSError):  # another process does the same
            if path.stat().st_mtime < time.time() - _LEFT_S:
                path.unlink()


@contextmanager
def _beside(store: Store) -> Iterator[Path]:
    """A name beside the store that nothing is left under."""
    folder = backups.folder_of(store)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f".backup.{secrets.token_hex(8)}"
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


@contextmanager
def _whole(target: Path) -> Iterator[IO[bytes]]:
    """A new file that is there whole and on disk, or not at all."""
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        with open(partial, "xb", opener=_private) as file:
            yield file
        backups.keep(partial, target)
    except FileExistsError:
        raise backups.AlreadyThere(target) from None
    except OSError as why:
        raise Trouble(
            f"The backup {target} could not be written ({why.strerror}).",
            "No part of it was left, and the store was not changed.",
            "Give a folder that may be written and has room for it.",
        ) from why
    finally:
        partial.unlink(missing_ok=True)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
