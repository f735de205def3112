"""The record as JSON and as CSV, written row by row: a million people need no more memory than one."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from datetime import datetime
from typing import IO, Any

from zoom_sync.files.writing.clean import inert
from zoom_sync.files.writing.columns import Cell, person_header, person_row
from zoom_sync.files.writing.shapes import head_dict, iso, pair_dict, person_dict
from zoom_sync.records import Person, Record

_compact = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def write_json(
    record: Record, people: Iterable[Person], unidentified: Iterable[Person], stream: IO[bytes]
) -> None:
    """One person a line, so that two records can be compared by any tool that compares lines."""
    out = io.TextIOWrapper(stream, encoding="utf-8", newline="\n", write_through=False)
    out.write("{" + _compact(head_dict(record))[1:-1])
    _rows(out, "people", map(person_dict, people))
    _rows(out, "unidentified", map(person_dict, unidentified))
    _rows(out, "review", map(pair_dict, record.review))
    out.write("\n}\n")
    out.flush()
    out.detach()


def _rows(out: io.TextIOWrapper, name: str, rows: Iterable[dict[str, Any]]) -> None:
    out.write(f',\n"{name}": [')
    separator = "\n"
    for row in rows:
        out.write(separator + _compact(row))
        separator = ",\n"
    out.write("]")


def write_csv(
    record: Record, people: Iterable[Person], unidentified: Iterable[Person], stream: IO[bytes]
) -> None:
    """The people alone, in UTF-8 with a byte order mark, or Excel would spoil every letter that is not English."""
    write_rows(
        [person_header(record.event)],
        (person_row(person, record.event) for person in people),
        stream=stream,
    )


def write_rows(
    header: Iterable[Iterable[Cell]],
    rows: Iterable[Iterable[Cell]],
    *,
    stream: IO[bytes],
    is_marked: bool = True,
) -> None:
    """`is_marked`: with a byte order mark, for people; a program would take it for a part of the first header."""
    out = io.TextIOWrapper(stream, encoding="utf-8-sig" if is_marked else "utf-8", newline="")
    writer = csv.writer(out)
    for part in (header, rows):
        for row in part:
            writer.writerow([_cell(cell) for cell in row])
    out.flush()
    out.detach()


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return iso(cell) or ""
    return inert(cell) if isinstance(cell, str) else str(cell)
