"""A roster of credit hours as XLSX: a line for each person and day. Every text is typed as text, no cell runs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import IO, NamedTuple

from zoom_sync.files.writing.as_workbook import Sheets, a_book

HEADER = [
    "licence",
    "name",
    "email",
    "organisation",
    "event",
    "date",
    "hours",
    "minutes",
    "at_least",
    "certificate",
]


class Line(NamedTuple):
    """`hours` to two decimals, and `minutes`: None where nobody knows. `certificate`: the code of theirs."""

    licence: str
    name: str
    email: str
    organisation: str
    event: str
    date: date
    hours: float | None
    minutes: float | None
    at_least: bool
    certificate: str = ""


def write_roster(title: str, lines: Iterable[Line], stream: IO[bytes]) -> None:
    with a_book(title, stream) as looks:
        sheet = Sheets(looks, "credits", HEADER)
        for line in lines:
            sheet.add(line._replace(date=line.date.isoformat()))  # type: ignore[arg-type]  # read alike everywhere
