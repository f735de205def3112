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

_Key = tuple[str, datetime, datetime | None]


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
            found[equal] = _beside(found[equal], row)
            _enter(index, found[equal], equal)
        for row in new:
            _enter(index, row, len(found))
            found.append(row)
    return found


def _equal(
    row: Connection, found: list[Connection], index: dict[_Key, list[int]], taken: set[int]
) -> int | None:
    key = _key(row)
    if key is None or key[2] is None:
        return None
    candidates: list[int] = [*index.get(key, []), *index.get((key[0], key[1], None), [])]
    for position in candidates:
        webinars = {row.traces[0].webinar, found[position].traces[0].webinar} - {""}
        excluded = {row.traces[0].excluded, found[position].traces[0].excluded}
        if position not in taken and len(webinars) < 2 and len(excluded) == 1:
            return position
    return None


def _beside(known: Connection, row: Connection) -> Connection:
    """The connection with one more copy, which also tells the end that was not known or was set by us."""
    copies = (*known.copies, row.traces[0])
    if all(span.end is not None and span.certain for span in known.spans):
        return replace(known, copies=copies)
    return replace(known, copies=copies, spans=row.spans, known=True)


def _enter(index: dict[_Key, list[int]], connection: Connection, position: int) -> None:
    key = _key(connection)
    if key is not None and position not in index[key]:
        index[key].append(position)


def _key(connection: Connection) -> _Key | None:
    """What two reports of one connection share; its end is None where nobody told it.

    Zoom writes a comma in a name as # in its files.
    """
    if len(connection.spans) != 1:
        return None
    (span,) = connection.spans
    name = " ".join(connection.traces[0].claim.name.replace("#", ",").split())
    told = span.end if span.certain else None
    return name, span.start.replace(microsecond=0), told.replace(microsecond=0) if told else None


def _file(row: Connection) -> str:
    return row.traces[0].file or row.traces[0].ref.rpartition("#")[0]


def _number(ref: str) -> tuple[int, str]:
    digits = ref.rpartition("#")[2]
    return int(digits) if digits.isascii() and digits.isdigit() else 0, ref
