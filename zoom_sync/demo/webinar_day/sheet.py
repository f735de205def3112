"""The two sign-in sheets as somebody typed them up: a CSV from the hall's desk, a workbook from the afternoon."""

from __future__ import annotations

import csv
import io
from datetime import datetime

import xlsxwriter

from zoom_sync.demo.webinar_day.hall import AFTERNOON, MORNING
from zoom_sync.demo.webinar_day.parts import Cast, Signature, wall

HEADER = ("S.No.", "Name", "Organisation", "Designation", "E-mail", "Phone", "Time in", "Time out")
PAGE = 25  # rows on a page of paper


def sheets(cast: Cast) -> dict[str, bytes]:
    """File name -> content."""
    return {MORNING: _csv(_rows(cast, MORNING)), AFTERNOON: _workbook(_rows(cast, AFTERNOON))}


def _rows(cast: Cast, sheet: str) -> list[Signature]:
    rows = [row for person in cast.people for row in person.signatures if row.sheet == sheet]
    return sorted(rows, key=lambda row: row.n)


def _csv(rows: list[Signature]) -> bytes:
    """With a title above, the header again where a page of paper ended, and hours as people write them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["Attendance sheet: Silver Oak, 11 November 2022"])
    writer.writerow(HEADER)
    for before, row in zip([None, *rows], rows, strict=False):
        same = before is not None and before.organisation == row.organisation != ""
        organisation = "-do-" if same else row.organisation
        times = [_clock(row.time_in, row.n), _clock(row.time_out, row.n)]
        if row.n % PAGE == 1 and row.n > 1:
            writer.writerow(HEADER)
        writer.writerow(
            [row.n, row.name, organisation, row.designation, row.email, row.phone, *times],
        )
    return out.getvalue().encode("utf-8-sig")


def _workbook(rows: list[Signature]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet("After lunch")
    hours = book.add_format({"num_format": "hh:mm"})
    page.write_row(0, 0, HEADER)
    for line, row in enumerate(rows, start=1):
        page.write_number(line, 0, row.n)
        page.write_row(line, 1, (row.name, row.organisation, row.designation, row.email))
        page.write_string(line, 5, row.phone)
        for column, instant in ((6, row.time_in), (7, row.time_out)):
            if instant is not None:
                page.write_datetime(line, column, wall(instant).time(), hours)
    book.close()
    return out.getvalue()


def _clock(instant: datetime | None, n: int) -> str:
    """Now and then by the twelve-hour clock, with am and pm or without."""
    if instant is None:
        return ""
    local = wall(instant)
    if n % 7 == 3:
        return f"{local.hour % 12 or 12}:{local:%M}"
    return f"{local:%I:%M %p}" if n % 7 == 5 else f"{local:%H:%M}"
