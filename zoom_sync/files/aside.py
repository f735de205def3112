"""Folders of this machine for what lies there a short while, for us alone: they end with their use, or with the next.

A process that is killed leaves its own behind; whoever makes one of the same kind takes away what is too old.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LONGEST_S = 86_400  # no use of a folder lasts longer


@contextmanager
def folder(kind: str) -> Iterator[Path]:
    """An empty folder that only this user may look into (0700), gone with all that is in it when the block ends."""
    sweep(kind, older_s=LONGEST_S)
    made = make(kind)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def make(kind: str) -> Path:
    """The same, which stays until it is swept."""
    return Path(tempfile.mkdtemp(prefix=_prefix(kind)))


def sweep(kind: str, *, older_s: float) -> None:
    """Take away all our folders of a kind in which nothing came or went for so many seconds.

    By the folder's own time: whoever writes a file may give it any.
    """
    before = time.time() - older_s
    for one in Path(tempfile.gettempdir()).glob(_prefix(kind) + "*"):
        with suppress(OSError):  # another process was faster, or it is not ours to look into
            told = one.lstat()
            if stat.S_ISDIR(told.st_mode) and told.st_uid == os.getuid() and told.st_mtime < before:
                shutil.rmtree(one, ignore_errors=True)


def _prefix(kind: str) -> str:
    return f"zoom-sync-{kind}-"
