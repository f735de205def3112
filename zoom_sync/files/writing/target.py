"""Where a file goes: whole or not at all. What stands there is replaced only when the new one is complete."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from zoom_sync.records import Trouble


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A stream whose content takes the place of `path` at the end; an error leaves `path` as it was.

    The file is readable by its owner alone, since it holds people. Raises Trouble where it cannot be written.
    """
    if path.exists() and not path.is_file() and not path.is_dir():  # a pipe or /dev/stdout cannot be replaced
        with path.open("wb") as stream:
            yield stream
        return
    scratch = ""
    try:
        if path.is_dir():
            raise IsADirectoryError
        descriptor, scratch = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:60]}.")
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(scratch, path)
    except OSError as why:
        raise Trouble(
            f"{path} could not be written: {_reason(why)}.",
            "What stood there is unchanged.",
            "Name another place.",
        ) from why
    finally:
        if scratch:
            with suppress(FileNotFoundError):
                os.unlink(scratch)


def folder_at(path: Path) -> None:
    """Make a folder that its owner alone may open, if it is not there. Raises Trouble where there can be none."""
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as why:
        raise Trouble(
            f"The folder {path} could not be made: {_reason(why)}.",
            "Nothing was written.",
            "Name another place.",
        ) from why


def _reason(why: OSError) -> str:
    if isinstance(why, FileNotFoundError):
        return "there is no such folder"
    if isinstance(why, IsADirectoryError):
        return "it is a folder"
    if isinstance(why, PermissionError):
        return "this user may not write there"
    return (os.strerror(why.errno) if why.errno else "it is no place for a file").lower()
