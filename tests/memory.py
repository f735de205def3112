"""Where a test run keeps its files: in memory where there is room, for it would wait for a disk half of its time.

What the tests prove of a disk (what is synced before an answer, what a full one does) they prove by the calls
that are made, so they need none. The long proofs lie on the real one, for they also measure.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM = 3 * 2**30  # bytes; a run takes a third of it
PREFIX = "zoom-sync-tests-"


def is_usable() -> bool:
    """Whether there is memory to keep files in. One test compiles a library there and loads it."""
    try:
        there = os.statvfs(MEMORY)
    except OSError:
        return False
    has_room = there.f_bavail * there.f_frsize > ROOM
    return has_room and os.access(MEMORY, os.W_OK) and not there.f_flag & os.ST_NOEXEC


def base() -> Path:
    """Memory, or else the machine's folder for what is temporary."""
    return MEMORY if is_usable() else Path(tempfile.gettempdir())


def make_folder() -> Path:
    """A folder in memory for all temporary files of this process and of those that it starts."""
    for left in MEMORY.glob(f"{PREFIX}*"):
        if not _lives(int(left.name.removeprefix(PREFIX))):  # a run that was killed
            shutil.rmtree(left, ignore_errors=True)
    folder = MEMORY / f"{PREFIX}{os.getpid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
    return folder


def _lives(pid: int) -> bool:
    with suppress(ProcessLookupError):
        with suppress(PermissionError):  # somebody else's
            os.kill(pid, 0)
        return True
    return False
