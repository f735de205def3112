"""Rows of files beside connections that are known already.

The same connection may stand in Zoom's report as read from the API, in the report as a file, and in the same
file exported again. A row that equals a known connection of the same webinar (name, join and leave to the
second) is further evidence of it. The k-th equal row of a file goes with the k-th equal connection, so two
phones called "iPhone" that came and went together stay two.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from zoom_sync.rules.presence.connection import Connection

_Key = tuple[str, datetime, datetime | None]


def with_files(known: list[Connection], rows: list[Connection]) -> list[Connection]:
    """Put each file's `rows` beside the equal ones of `known`, and of the files before; give all connections.

    A row with nothing equal, and one more of a kind than is known, becomes a connection of its own.
    """
    files: dict[str, list[Connection]] = defaultdict(list)
    for row in rows:
        files[_file(row)].append(row)
    found = list(known)
    if len(files) + bool(found) < 2:  # nothing that anything could be equal to
        return found + _in_order(rows)
    index: dict[_Key, list[int]] = defaultdict(list)
    for position, connection in enumerate(found):
        _enter(index, _key(connection), position)
    for name in sorted(files):
        taken: set[int] = set()
        new: list[tuple[_Key | None, Connection]] = []
        for row in _in_order(files[name]):
            key = _key(row)
            equal = _equal(row, key, found, index, taken)
            if equal is None:
                new.append((key, row))
                continue
            taken.add(equal)
            found[equal] = _beside(found[equal], row)
            _enter(index, _key(found[equal]), equal)
        for key, row in new:
            _enter(index, key, len(found))
            found.append(row)
    return found


def _in_order(rows: list[Connection]) -> list[Connection]:
    return sorted(rows, key=lambda row: _number(row.traces[0].ref))


def _equal(
    row: Connection, key: _Key | None, found: list[Connection], index: dict[_Key, list[int]], taken: set[int]
) -> int | None:
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
        return known._replace(copies=copies)
    return known._replace(copies=copies, spans=row.spans, known=True)


def _enter(index: dict[_Key, list[int]], key: _Key | None, position: int) -> None:
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
    return name, _second(span.start), _second(told) if told else None


def _second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0) if moment.microsecond else moment


def _file(row: Connection) -> str:
    return row.traces[0].file or row.traces[0].ref.rpartition("#")[0]


def _number(ref: str) -> tuple[int, str]:
    digits = ref.rpartition("#")[2]
    return int(digits) if digits.isascii() and digits.isdigit() else 0, ref
