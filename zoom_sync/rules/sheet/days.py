"""Which day the hours of a row are of, and where in it: hours alone are read inside the event's days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from zoom_sync.records import Span
from zoom_sync.rules.sheet.dates import date_in, has_time, instant, moment
from zoom_sync.rules.sheet.hours import Hour, Window, hour, place
from zoom_sync.rules.sheet.layout import Line, Section
from zoom_sync.rules.sheet.making import NOTHING, Desk
from zoom_sync.rules.sheet.values import is_ditto

STAMP = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2})?")
LONGEST_DAY = timedelta(hours=18)


class Days:
    """Places the times of a file's rows. `say` at the end adds what could not be placed to the notes."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.windows = {
            window.start.date(): window for day in desk.event.days for window in _windows(day, desk)
        }
        titled = [day for day in (date_in(title, desk.order) for title in desk.layout.titles) if day]
        named = date_in(desk.shown, desk.order)
        self.title_day = next((day for day in titled if not self.windows or day in self.windows), None)
        if self.title_day is None and named in self.windows:
            self.title_day = named
        self.homeless = 0
        self.dates: dict[str, date | None] = {}

    def span(self, section: Section, line: Line, dated: str = "") -> Span | None:
        """The stay that a row tells of, None if it says no time. `dated`: the date beside or above it."""
        came, left = section.cell(line, "time_in"), section.cell(line, "time_out")
        if came in NOTHING and section.columns.get("check_in", -1) >= 0:
            came = _time_of(section.cell(line, "check_in"))
        if came in NOTHING and (form := self.desk.layout.dialect) and form.is_form:
            came = section.cell(line, "registration_time")
        day = self._day(line, dated)
        walls = [moment(cell, self.desk.order) if has_time(cell) else None for cell in (came, left)]
        hours = [
            None if wall else self._hour(line, cell) for wall, cell in zip(walls, (came, left), strict=True)
        ]
        if day is None and any(hours):
            self.homeless += 1
            return None
        placed = place(hours[0], hours[1], day, self.windows.get(day)) if day and any(hours) else (None, None)
        start, end = walls[0] or placed[0], walls[1] or placed[1]
        if start is None:
            # left at a known hour, came at an unknown one: seen, the stay unknown
            return None
        begun = instant(start, self.desk.zone)
        return Span(begun, instant(end, self.desk.zone, after=begun) if end else None)

    def _day(self, line: Line, dated: str) -> date | None:
        if dated not in self.dates:
            read = moment(dated, self.desk.order)
            self.dates[dated] = read.date() if read else date_in(dated, self.desk.order)
        if (found := self.dates[dated]) is not None:
            return found
        if dated and not line.day:
            self.desk.fault(line, f"the date “{dated[:40]}” could not be read; the row is kept.")
        return self.title_day or (next(iter(self.windows)) if len(self.windows) == 1 else None)

    def _hour(self, line: Line, cell: str) -> Hour | None:
        if cell in NOTHING or is_ditto(cell):
            return None
        read = hour(cell)
        if read is None:
            self.desk.fault(line, f"the time “{cell[:40]}” could not be read; the row is kept without it.")
        return read

    def say(self) -> None:
        if self.homeless:
            self.desk.notes.append(
                f"The hours of {self.homeless} rows were not used: nothing says which day they "
                "are of. Put the date into a column “Date” or above the header, or give the event's times."
            )


def _time_of(cell: str) -> str:
    """A check-in cell may hold the instant instead of a yes, also in brackets behind the name of a list."""
    if (hour(cell) is not None and not cell.isdecimal()) or has_time(cell):
        return cell
    found = STAMP.search(cell)
    return found.group(0) if found else ""


def _windows(day: Span, desk: Desk) -> Iterator[Window]:
    """The days that a span covers. One from a morning to the evening of a later day is so many days of work."""
    start, end = _wall(day.start, desk), _wall(day.end or day.start, desk)
    if end - start <= LONGEST_DAY or end.time() <= start.time():
        yield Window(start, end)
        return
    for number in range((end.date() - start.date()).days + 1):
        date = start.date() + timedelta(days=number)
        yield Window(datetime.combine(date, start.time()), datetime.combine(date, end.time()))


def _wall(at: datetime, desk: Desk) -> datetime:
    return at.astimezone(desk.zone).replace(tzinfo=None)
