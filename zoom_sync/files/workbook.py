"""XLSX to rows of text, by a child process with limits (`workbook_child.py`)."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from zoom_sync.files import workbook_child as child
from zoom_sync.records import Table, Trouble

WALL_SECONDS = 60  # the child's processor time is capped at 40 s; this is for a machine with much to do
SAFE = "Nothing was taken from it."
LIMITS = (
    f"{child.COLUMNS} columns, {child.ROWS:,} rows, {child.CELLS:,} cells "
    f"and {child.UNPACKED // 1024 // 1024} MB unpacked"
)
SENTENCES = {
    "half a zip": ("{name} is damaged: it is only a part of a workbook.", "Copy or download it again."),
    "broken": (
        "{name} could not be read as a workbook: a part of it is damaged.",
        "Open it and save it again.",
    ),
    "password": ("{name} is protected by a password.", "Save a copy without the password."),
    "not a workbook": ("{name} is a zip, but no XLSX workbook.", "Save it as XLSX or CSV."),
    "too large": (
        f"{{name}} is too large for a sheet: the limits are {LIMITS}.",
        "Save only the rows and columns that are needed, or save it as CSV, which has no limit of rows.",
    ),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    title: str
    rows: tuple[tuple[str, ...], ...]


def read(data: bytes, *, name: str, sha256: str) -> Table:
    """The rows of the first visible sheet, and of those after it that have the same header.

    `numbers` are the rows as the spreadsheet shows them, counted on where a further sheet follows.
    Raises Trouble with one sentence for everything that is no readable workbook within the limits.
    """
    sheets, refused = _ask_child(data)
    if refused:
        what, remedy = SENTENCES[refused]
        raise Trouble(what.format(name=name), SAFE, remedy)
    filled = [sheet for sheet in sheets if any(sheet.rows)]
    if not filled:
        raise Trouble(
            f"{name} has no visible sheet with anything in it.", SAFE, "Unhide the sheet and save it."
        )
    first, *others = filled
    same = [sheet for sheet in others if _header(sheet) == _header(first)]
    left = ", ".join(f"“{sheet.title}”" for sheet in others if sheet not in same)
    rows = tuple(row for sheet in (first, *same) for row in sheet.rows)
    notes = (f"Read the sheet “{first.title}”, not {left}: their headers differ.",) if left else ()
    return Table(name, rows, sha256, tuple(range(1, len(rows) + 1)), notes)


def _header(sheet: Sheet) -> tuple[str, ...]:
    first = next((row for row in sheet.rows if len([cell for cell in row if cell.strip()]) > 1), ())
    return tuple(cell.strip().casefold() for cell in first)


def _ask_child(data: bytes) -> tuple[list[Sheet], str]:
    """The visible sheets, or why there are none: a key of SENTENCES."""
    command = [sys.executable, "-I", str(Path(child.__file__))]
    try:
        done = subprocess.run(  # noqa: S603  our own interpreter and module
            command, input=data, capture_output=True, timeout=WALL_SECONDS, check=False
        )
        answer = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):  # ended by its limits before it could print
        return [], "too large"
    sheets = [Sheet(one["title"], tuple(map(tuple, one["rows"]))) for one in answer.get("sheets", [])]
    return sheets, answer.get("refused", "")
