"""The record as XLSX: people, evidence, unidentified, how counted. Every text is typed as text, no cell runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import IO, Any

from zoom_sync.files.writing.clean import printable
from zoom_sync.files.writing.columns import Cell, person_header, person_row
from zoom_sync.files.writing.shapes import iso, rule_dict
from zoom_sync.records import Person, Record, Trouble

MOST_ROWS = 1_048_575  # of a sheet, below its header
WIDTHS = {
    "name": 28,
    "email": 30,
    "organisation": 28,
    "ref": 40,
    "reason": 40,
    "evidence": 40,
    "first_seen": 20,
}


def write_workbook(record: Record, stream: IO[bytes]) -> None:
    """Raises Trouble for more rows than a sheet holds."""
    import xlsxwriter

    _refuse_too_many(record)
    book = xlsxwriter.Workbook(
        stream,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "remove_timezone": True,
        },
    )
    # the same record gives the same bytes
    book.set_properties({"title": printable(record.event.title), "created": datetime(2000, 1, 1)})  # noqa: DTZ001
    sheet = Sheets(book)
    header = person_header(record.event)
    sheet.add("people", header, (person_row(person, record.event) for person in record.people))
    entries = (*record.people, *record.unidentified)
    sheet.add("evidence", ["person", "name", "source", "ref", "reason"], _evidence(entries))
    sheet.add("unidentified", header, (person_row(person, record.event) for person in record.unidentified))
    sheet.add("how counted", ["what", "value"], _how(record))
    book.close()


class Sheets:
    """Writes one sheet after the other, each with a frozen header."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.bold = book.add_format({"bold": True, "bottom": 1})
        self.date = book.add_format({"num_format": 'yyyy-mm-dd hh:mm:ss"Z"'})

    def add(self, title: str, header: list[str], rows: Iterable[Iterable[Cell]]) -> None:
        sheet = self.book.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(header):
            sheet.set_column(column, column, WIDTHS.get(name, 16))
        for column, name in enumerate(header):
            sheet.write_string(0, column, printable(name), self.bold)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                self._write(sheet, number, column, cell)

    def _write(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, bool):
            sheet.write_boolean(row, column, cell)
        elif isinstance(cell, datetime):
            at = cell.astimezone(UTC).replace(tzinfo=None)
            if at.year < 1901:  # before a spreadsheet's first day
                sheet.write_string(row, column, iso(cell))
            else:
                sheet.write_datetime(row, column, at, self.date)
        elif isinstance(cell, str):
            sheet.write_string(row, column, printable(cell))
        else:
            sheet.write_number(row, column, cell)


def _evidence(people: Iterable[Person]) -> Iterator[list[Cell]]:
    for person in people:
        for one in person.evidence:
            yield [person.id, person.name, one.source, one.ref, one.reason]


def _how(record: Record) -> Iterator[list[Cell]]:
    event = record.event
    yield ["event", event.title]
    yield ["timezone", event.timezone]
    for day in event.days:
        yield ["day", f"{iso(day.start)} to {iso(day.end)}"]
    yield ["status", record.status]
    for waiting in record.waiting_for:
        yield ["waiting for", waiting]
    for name, value in rule_dict(event.rule).items():
        yield [f"rule: {name}", value]
    for name, count in record.counts.items():
        yield [f"count: {name}", count]
    yield ["open questions", len(record.review)]
    yield ["times", "UTC, in all sheets"]
    yield [
        "minutes",
        "both sides united: no minute counts twice; in_person_minutes is empty where a stay is unknown",
    ]
    if record.seal:
        yield ["seal", record.seal]
    for note in record.notes:
        yield ["note", note]


def _refuse_too_many(record: Record) -> None:
    evidence = sum(
        len(person.evidence) for people in (record.people, record.unidentified) for person in people
    )
    if max(evidence, len(record.people)) > MOST_ROWS:
        raise Trouble(
            f"The record has {evidence:,} pieces of evidence, more than the {MOST_ROWS:,} rows of a sheet.",
            "Nothing was written.",
            "Write it as json or csv.",
        )
