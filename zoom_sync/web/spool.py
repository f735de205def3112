"""Uploaded files between the preview and the import: on this machine, for an hour, readable by us alone.

The name on disk is random and never the one that was sent. Whoever confirms on another machine, or after a
restart, is asked for the file again.
"""

from __future__ import annotations

import os
import re
import secrets
import threading
import time
from contextlib import suppress
from pathlib import Path

from zoom_sync.files import aside

KEPT_S = 3600
_ID = re.compile(r"[0-9a-f]{32}")


class Spool:
    """A folder of its own, made when first needed and only readable by this user.

    What a process before left when it was killed is swept at the start.
    """

    def __init__(self) -> None:
        self._folder: Path | None = None
        aside.sweep("uploads", older_s=KEPT_S)

    def keep(self, data: bytes) -> str:
        """Put bytes away; gives the id to take them back by. They go by themselves after an hour."""
        id = secrets.token_hex(16)
        with open(self._path(id), "xb", opener=_private) as file:
            file.write(data)
        ending = threading.Timer(KEPT_S + 1, self._sweep)
        ending.daemon = True
        ending.start()
        return id

    def peek(self, id: str) -> bytes | None:
        """The bytes kept under an id, or None if there are none (any more)."""
        if not _ID.fullmatch(id):
            return None
        try:
            return self._path(id).read_bytes()
        except FileNotFoundError:
            return None

    def drop(self, id: str) -> None:
        if _ID.fullmatch(id):
            self._path(id).unlink(missing_ok=True)

    def _path(self, id: str) -> Path:
        if self._folder is None or not self._folder.is_dir():
            self._folder = aside.make("uploads")
        return self._folder / id

    def _sweep(self) -> None:
        aside.sweep("uploads", older_s=KEPT_S)  # of processes that were killed since this one began
        for file in self._folder.glob("*") if self._folder is not None else ():
            with suppress(FileNotFoundError):  # another request was faster
                if time.time() - file.stat().st_mtime > KEPT_S:
                    file.unlink()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
