"""The record to files: JSON, CSV, XLSX; the open questions; any text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO

from zoom_sync.files.document import Document
from zoom_sync.files.writing.answers import Answer, read_answers
from zoom_sync.files.writing.as_text import write_csv, write_json, write_rows
from zoom_sync.files.writing.as_workbook import report_sheets, write_workbook
from zoom_sync.files.writing.columns import Cell
from zoom_sync.files.writing.questions import write_questions
from zoom_sync.files.writing.shapes import pair_dict, person_dict, record_dict
from zoom_sync.files.writing.target import replacing
from zoom_sync.records import Person, Record, Trace, Trouble

__all__ = [
    "FORMATS", "Answer", "format_of", "pair_dict", "person_dict", "read_answers", "record_dict", "write_bytes",
    "write_list", "write_questions", "write_record", "write_report", "write_review", "write_text",
]  # fmt: skip

Writer = Callable[[Record, Iterable[Person], Iterable[Person], IO[bytes]], None]
FORMATS: Mapping[str, Writer] = {
    "json": write_json,
    "csv": write_csv,
    "xlsx": write_workbook,
}


def write_record(
    record: Record,
    format: str,
    target: Path | IO[bytes],
    *,
    people: Iterable[Person] | None = None,
    unidentified: Iterable[Person] | None = None,
) -> None:
    """The whole record. A path is replaced when all is written. Raises Trouble for an unknown format.

    `people`, `unidentified`: in place of those of the record, gone through once, so that they may come from a
    store page by page.
    """
    everybody = (
        record.people if people is None else people,
        record.unidentified if unidentified is None else unidentified,
    )
    if format not in FORMATS:
        raise Trouble(
            f"“{format}” is no format of the record.", "Nothing was written.", "Choose json, csv or xlsx."
        )
    if isinstance(target, Path):
        with replacing(target) as stream:
            FORMATS[format](record, *everybody, stream)
    else:
        FORMATS[format](record, *everybody, target)


def write_report(
    record: Record,
    document: Document,
    target: Path | IO[bytes],
    *,
    people: Iterable[Person],
    unidentified: Iterable[Person],
) -> None:
    """A report as XLSX: its figures, the curve, then the record as `write_record` has it."""
    if isinstance(target, Path):
        with replacing(target) as stream:
            write_workbook(record, people, unidentified, stream, before=report_sheets(document))
    else:
        write_workbook(record, people, unidentified, target, before=report_sheets(document))


def write_list(header: Iterable[Cell], rows: Iterable[Iterable[Cell]], target: Path | IO[bytes]) -> None:
    """Rows below a header as CSV for a program: no byte order mark, and no cell that a spreadsheet would run."""
    if isinstance(target, Path):
        with replacing(target) as stream:
            write_rows([header], rows, stream=stream, is_marked=False)
    else:
        write_rows([header], rows, stream=target, is_marked=False)


def write_review(record: Record, path: Path, traces: Iterable[Trace] = ()) -> None:
    """The open questions; `traces` as `write_questions` takes them."""
    with replacing(path) as stream:
        write_questions(record, stream, traces)


def write_bytes(content: bytes, path: Path) -> None:
    with replacing(path) as stream:
        stream.write(content)


def write_text(text: str, path: Path) -> None:
    write_bytes(text.encode("utf-8", "replace"), path)


def format_of(path: Path) -> str:
    """The format that a file's ending names. Raises Trouble if it names none."""
    ending = path.suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        raise Trouble(
            f"The ending of {path.name} names no format of the record.",
            "Nothing was written.",
            "End it in .json, .csv or .xlsx.",
        )
    return ending
