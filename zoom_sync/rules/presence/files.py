"""Rows of files beside connections that are known already.

The same connection may stand in Zoom's report as read from the API, in the report as a file, and in the same
file exported again. A row that equals a known connection of the same webinar (name, join and leave to the
second) is further evidence of it. The k-th equal row of a file goes with the k-th equal connection, so two
phones called "iPhone" that came and went together stay two.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import datetime

from zoom_sync.rules.presence.connection import Connection

_Key = tuple[str, datetime, datetime]


def with_files(known: list[Connection], rows: list[Connection]) -> list[Connection]:
    """Put each file's `rows` beside the equal ones of `known`, and of the files before; give all connections.

    A row with nothing equal, and one more of a kind than is known, becomes a connection of its own.
    """
    found = list(known)
    index: dict[_Key, list[int]] = defaultdict(list)
    for position, connection in enumerate(found):
        _enter(index, connection, position)
    files: dict[str, list[Connection]] = defaultdict(list)
    for row in rows:
        files[_file(row)].append(row)
    for name in sorted(files):
        taken: set[int] = set()
        new: list[Connection] = []
        for row in sorted(files[name], key=lambda row: _number(row.traces[0].ref)):
            equal = _equal(row, found, index, taken)
            if equal is None:
                new.append(row)
                continue
            taken.add(equal)
            found[equal] = replace(found[equal], copies=(*found[equal].copies, row.traces[0]))
        for row in new:
            _enter(index, row, len(found))
            found.append(row)
    return found


def _equal(
    row: Connection, found: list[Connection], index: dict[_Key, list[int]], taken: set[int]
) -> int | None:
    key = _key(row)
    for position in index.get(key, ()) if key else ():
        webinars = {row.traces[0].webinar, found[position].traces[0].webinar} - {""}
        excluded = {row.traces[0].excluded, found[position].traces[0].excluded}
        if position not in taken and len(webinars) < 2 and len(excluded) == 1:
            return position
    return None


def _enter(index: dict[_Key, list[int]], connection: Connection, position: int) -> None:
    key = _key(connection)
    if key is not None:
        index[key].append(position)


def _key(connection: Connection) -> _Key | None:
    """What two reports of one connection share. Zoom writes a comma in a name as # in its files."""
    if len(connection.spans) != 1 or connection.spans[0].end is None or not connection.spans[0].certain:
        return None
    span = connection.spans[0]
    name = " ".join(connection.traces[0].claim.name.replace("#", ",").split())
    return name, span.start.replace(microsecond=0), connection.spans[0].end.replace(microsecond=0)


def _file(row: Connection) -> str:
    return row.traces[0].file or row.traces[0].ref.rpartition("#")[0]


def _number(ref: str) -> tuple[int, str]:
    digits = ref.rpartition("#")[2]
    return int(digits) if digits.isascii() and digits.isdigit() else 0, ref
