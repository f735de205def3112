"""The record as XLSX: people, evidence, unidentified, how counted. Every text is typed as text, no cell runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import IO, Any

from zoom_sync.files import aside
from zoom_sync.files.document import Document
from zoom_sync.files.writing.clean import printable
from zoom_sync.files.writing.columns import Cell, person_header, person_row
from zoom_sync.files.writing.shapes import iso, rule_dict
from zoom_sync.records import Person, Record

MOST_ROWS = 1_048_575  # of a sheet, below its header
CREATED = datetime(2000, 1, 1)  # noqa: DTZ001  # of no zone; the same record gives the same bytes
WIDTHS = {
    "section": 30,
    "row": 34,
    "name": 28,
    "email": 30,
    "organisation": 28,
    "ref": 40,
    "reason": 40,
    "evidence": 40,
    "first_seen": 20,
}


def write_workbook(
    record: Record,
    people: Iterable[Person],
    unidentified: Iterable[Person],
    stream: IO[bytes],
    *,
    before: Iterable[tuple[str, list[str], Iterable[Iterable[Cell]]]] = (),
) -> None:
    """What is too long for a sheet goes on in further ones: "evidence", "evidence 2".

    `before`: title, header and rows of sheets that stand before the people.
    """
    with a_book(record.event.title, stream) as looks:
        _write(looks, record, people, unidentified, before)


@contextmanager
def a_book(title: str, stream: IO[bytes]) -> Iterator[Looks]:
    """A workbook that is in the stream at the end. What it puts aside meanwhile goes with it, however it ends."""
    import xlsxwriter

    with aside.folder("workbook") as folder:
        book = xlsxwriter.Workbook(
            stream,
            {
                "constant_memory": True,
                "tmpdir": str(folder),
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "remove_timezone": True,
            },
        )
        book.set_properties({"title": printable(title), "created": CREATED})
        yield Looks(book)
        book.close()


def _write(
    looks: Looks,
    record: Record,
    people: Iterable[Person],
    unidentified: Iterable[Person],
    before: Iterable[tuple[str, list[str], Iterable[Iterable[Cell]]]],
) -> None:
    for title, own_header, rows in before:
        Sheets(looks, title, own_header).add_all(rows)
    header = person_header(record.event)
    evidence = ["person", "name", "source", "ref", "reason"]
    listed, told = Sheets(looks, "people", header), Sheets(looks, "evidence", evidence)
    # All in one pass: each sheet that is begun goes to a file of its own until the book is closed.
    for person in people:
        listed.add(person_row(person, record.event))
        told.add_all(_evidence(person))
    nameless = Sheets(looks, "unidentified", header)
    for person in unidentified:
        nameless.add(person_row(person, record.event))
        told.add_all(_evidence(person))
    Sheets(looks, "how counted", ["what", "value"]).add_all(_how(record))


def report_sheets(document: Document) -> Iterator[tuple[str, list[str], Iterable[Iterable[Cell]]]]:
    """The figures of a report, one a row, for a pivot table; and the curve at every step. Times are UTC."""
    yield "figures", ["section", "row", "column", "value", "least", "most"], _figures(document)
    yield "presence", ["at", *document.points_head[1:]], document.points


def _figures(document: Document) -> Iterator[list[Cell]]:
    for _, name, one in document.figures:
        yield [document.kind, name, "", *one]
    for section in document.sections:
        if section.table is None or section.picture == "presence":
            continue
        for name, figures in section.table.rows:
            for column, figure in zip(section.table.head[1:], figures, strict=True):
                yield [section.title, name, column, *figure]


class Looks:
    """A workbook and how its cells look."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.bold = book.add_format({"bold": True, "bottom": 1})
        self.date = book.add_format({"num_format": 'yyyy-mm-dd hh:mm:ss"Z"'})


class Sheets:
    """Rows under one frozen header, in as many sheets as they need."""

    def __init__(self, looks: Looks, title: str, header: list[str]) -> None:
        self._looks, self._title, self._header = looks, title, header
        self._many = 0
        self._begin()

    def add_all(self, rows: Iterable[Iterable[Cell]]) -> None:
        for row in rows:
            self.add(row)

    def add(self, row: Iterable[Cell]) -> None:
        if self._row == MOST_ROWS:
            self._begin()
        self._row += 1
        for column, cell in enumerate(row):
            if cell is not None and cell != "":
                self._write(self._sheet, self._row, column, cell)

    def _begin(self) -> None:
        self._many += 1
        self._row = 0
        self._sheet = self._looks.book.add_worksheet(
            self._title + (f" {self._many}" if self._many > 1 else "")
        )
        self._sheet.freeze_panes(1, 0)
        for column, name in enumerate(self._header):
            self._sheet.set_column(column, column, WIDTHS.get(name, 16))
        for column, name in enumerate(self._header):
            self._sheet.write_string(0, column, printable(name), self._looks.bold)

    def _write(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, str):
            sheet.write_string(row, column, printable(cell))
        elif isinstance(cell, bool):
            sheet.write_boolean(row, column, cell)
        elif isinstance(cell, datetime):
            at = cell.astimezone(UTC).replace(tzinfo=None)
            if at.year < 1901:  # before a spreadsheet's first day
                sheet.write_string(row, column, iso(cell))
            else:
                sheet.write_datetime(row, column, at, self._looks.date)
        else:
            sheet.write_number(row, column, cell)


def _evidence(person: Person) -> Iterator[list[Cell]]:
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
    if record.pseudonymised:
        yield ["names", "left out: this event is protected, and `id` is a code for a person"]
    if record.seal:
        yield ["seal", record.seal]
    for note in record.notes:
        yield ["note", note]
