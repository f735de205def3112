"""Reads one XLSX from its standard input and prints its visible sheets as JSON; run by `workbook.py`.

A file of strangers can be a bomb, so it is opened in a process of its own whose memory and time are capped,
and which knows nothing of the project. It prints either {"sheets": [{"title", "rows"}]} or {"refused": why}.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

MEMORY = 800 * 1024 * 1024
PROCESSOR_SECONDS = 40
UNPACKED = 200 * 1024 * 1024
RATIO = 200
ENTRIES = 1000
COLUMNS, ROWS, CELLS = 200, 200_000, 2_000_000


class Refused(Exception):
    """One of the words that `workbook.py` has a sentence for."""


def main() -> None:
    cap()
    try:
        answer: dict[str, Any] = {"sheets": sheets(sys.stdin.buffer.read())}
    except Refused as why:
        answer = {"refused": str(why)}
    except MemoryError:
        answer = {"refused": "too large"}
    except Exception as why:  # openpyxl raises whatever a broken part of a file made it stumble over
        answer = {"refused": "broken", "why": type(why).__name__}
    # lone surrogates cannot be printed as UTF-8, and need no place here
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


def cap() -> None:
    try:
        import resource
    except ImportError:  # Windows: there the parent's time limit remains
        return
    for limit, value in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, PROCESSOR_SECONDS)):
        try:
            resource.setrlimit(limit, (value, value))
        except (ValueError, OSError):  # macOS refuses RLIMIT_AS; a lower hard limit is as good
            continue


def sheets(data: bytes) -> list[dict[str, Any]]:
    check_zip(data)
    import defusedxml  # noqa: F401  openpyxl parses with it when it is there, and must not without
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    found, budget = [], [CELLS]
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            # a dimension written in the file may lie: without it openpyxl reads to the end
            sheet.reset_dimensions()
            found.append({"title": sheet.title, "rows": list(rows(sheet, budget))})
    return found


def check_zip(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            refuse_large(entries, len(data))
            refuse_many_cells(archive)
    except (zipfile.BadZipFile, OSError, ValueError) as why:
        raise Refused("half a zip") from why
    names = {entry.filename for entry in entries}
    if not any(name.lower().endswith("workbook.xml") for name in names):
        raise Refused("not a workbook")


def refuse_large(entries: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("password")
    if len(entries) > ENTRIES or unpacked > UNPACKED or unpacked > RATIO * max(packed, 10_000):
        raise Refused("too large")


def refuse_many_cells(archive: zipfile.ZipFile) -> None:
    """Count the cells as bytes: a hundred times faster than parsing what would then be refused."""
    for name in archive.namelist():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            cells, tail = 0, b""
            with archive.open(name) as part:
                while chunk := part.read(2**20):
                    chunk = tail + chunk
                    cells += chunk.count(b"<c ") + chunk.count(b"<c>")
                    tail = chunk[-2:]
                    if cells > CELLS:
                        raise Refused("too large")


def rows(sheet: Any, budget: list[int]) -> Iterator[list[str]]:
    """The rows as text, without the empty cells at their end and the empty rows at the end of the sheet."""
    empty = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        budget[0] -= len(row)
        if number > ROWS or budget[0] < 0:
            raise Refused("too large")
        cells = [text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > COLUMNS:
            raise Refused("too large")
        if not cells:
            empty += 1
            continue
        yield from ([] for _ in range(empty))
        empty = 0
        yield cells


def text(value: Any) -> str:
    """A cell as its reader sees it: a phone number is no float, midnight of a date is no time."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e18 else repr(value)
    if isinstance(value, dt.datetime):
        if value.time() == dt.time():
            return value.date().isoformat()
        return (value + dt.timedelta(milliseconds=500)).replace(microsecond=0).isoformat(" ")
    if isinstance(value, dt.time):
        return value.replace(microsecond=0).isoformat()
    if isinstance(value, dt.timedelta):  # a time of day with the format [h]:mm
        seconds = round(value.total_seconds())
        return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}:{seconds % 60:02}"
    return str(value)


if __name__ == "__main__":
    main()
