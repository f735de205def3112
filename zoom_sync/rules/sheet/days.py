"""Which day the hours of a row are of, and where in it: hours alone are read inside the event's days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo

from zoom_sync.records import Span
from zoom_sync.rules.sheet.dates import date_in, has_time, instant, moment
from zoom_sync.rules.sheet.hours import Hour, When, Window, hour, place, stay
from zoom_sync.rules.sheet.making import NOTHING, Desk
from zoom_sync.rules.sheet.section import Line, Section
from zoom_sync.rules.sheet.values import is_ditto, presence

STAMP = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2})?")
SHORTEST = 10  # characters of a date with an hour
LONGEST_DAY = timedelta(hours=18)


class Days:
    """Places the times of a file's rows. `say` at the end adds what could not be placed to the notes."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.windows: dict[tzinfo, dict[date, Window]] = {}
        days = self._days(desk.zone)
        titled = [day for day in (date_in(title, desk.order) for title in desk.layout.titles) if day]
        named = date_in(desk.shown, desk.order)
        self.title_day = next((day for day in titled if not days or day in days), None)
        if self.title_day is None and named in days:
            self.title_day = named
        self.homeless: set[int] = set()  # rows
        self.dates: dict[str, date | None] = {}

    def stays(self, section: Section, line: Line, dated: str = "") -> list[Span | None]:
        """All stays of a row that has several columns of times; None, which stands first, where one is not known."""
        if not section.further:
            return [self.span(section, line, dated)]
        turns = range(min(section.turns("time_in"), section.turns("time_out")))
        told = {turn: self.span(section, line, dated, turn) for turn in turns}
        known: list[Span | None] = [span for span in told.values() if span]
        lost = any(
            not span and section.cell(line, "time_out", turn) not in NOTHING for turn, span in told.items()
        )
        return [None, *known] if lost or not known else known

    def span(self, section: Section, line: Line, dated: str = "", turn: int = 0) -> Span | None:
        """The stay that a row tells of, None if it says no time. `dated`: the date beside or above it.

        `turn`: of which of its columns of times, 0 for the first.
        """
        zone = self.desk.zone_of(section, "time_in", "check_in")
        coming = section.cell(line, "time_in", turn) if turn else self._coming(section, line)
        came, until = self._read(line, coming)
        left, late = self._read(line, section.cell(line, "time_out", turn))
        came, left = came or (left if late else None), late or left or until
        start, end = self._placed(line, came, left, dated, zone)
        if start is None:
            # left at a known hour, came at an unknown one: seen, the stay unknown
            return None
        begun = instant(start, zone)
        return Span(begun, instant(end, zone, after=begun) if end else None)

    def _coming(self, section: Section, line: Line) -> str:
        """The cell that says when somebody came: the hour, the check-in, the answer to a form."""
        came = section.cell(line, "time_in")
        if came in NOTHING and "check_in" in section.columns:
            came = _time_of(section.cell(line, "check_in"))
        if came in NOTHING and (form := self.desk.layout.dialect) and form.is_form:
            came = section.cell(line, "registration_time")
        return came

    def _placed(
        self, line: Line, came: When, left: When, dated: str, zone: tzinfo
    ) -> tuple[datetime | None, datetime | None]:
        """The two with their day: that of the other one, if it says one, else that of the row or the sheet."""
        if not (isinstance(came, Hour) or isinstance(left, Hour)):
            return came, left
        walls = [
            _wall(one, zone) if isinstance(one, datetime) and one.tzinfo else one for one in (came, left)
        ]
        day = next((one.date() for one in walls if isinstance(one, datetime)), None)
        day = day or self._day(line, dated, zone)
        if day is None:
            self.homeless.add(line.n)
            return None, None
        start, end = place(walls[0], walls[1], day, self._days(zone).get(day))
        return (came if isinstance(came, datetime) else start), (left if isinstance(left, datetime) else end)

    def _day(self, line: Line, dated: str, zone: tzinfo) -> date | None:
        if dated not in self.dates:
            read = moment(dated, self.desk.order)
            self.dates[dated] = read.date() if read else date_in(dated, self.desk.order)
        if (found := self.dates[dated]) is not None:
            return found
        if dated and not line.day:
            self.desk.fault(line, f"the date “{dated[:40]}” could not be read; the row is kept.")
        days = self._days(zone)
        return self.title_day or (next(iter(days)) if len(days) == 1 else None)

    def _days(self, zone: tzinfo) -> dict[date, Window]:
        """The event's days in the wall time of a zone."""
        if zone not in self.windows:
            days = (window for day in self.desk.event.days for window in _windows(day, zone))
            self.windows[zone] = {window.start.date(): window for window in days}
        return self.windows[zone]

    def _read(self, line: Line, cell: str) -> tuple[When, When]:
        """What a cell says of a time, and of the one until which somebody stayed if it says both."""
        if cell in NOTHING or is_ditto(cell):
            return None, None
        if (read := self._time(cell)) is not None:
            return read, None
        came, left = map(self._time, stay(cell) or ("", ""))
        if came is None or left is None:
            if presence(cell) == "absent":
                return None, None
            self.desk.fault(line, f"the time “{cell[:40]}” could not be read; the row is kept without it.")
            return None, None
        return came, left

    def _time(self, text: str) -> When:
        at = moment(text, self.desk.order) if len(text) >= SHORTEST and has_time(text) else None
        return at or hour(text)

    def say(self) -> None:
        if self.homeless:
            self.desk.notes.append(
                f"The hours of {len(self.homeless)} rows were not used: nothing says which day they "
                "are of. Put the date into a column “Date” or above the header, or give the event's times."
            )


def _time_of(cell: str) -> str:
    """A check-in cell may hold the instant instead of a yes, also in brackets behind the name of a list."""
    if (hour(cell) is not None and not cell.isdecimal()) or has_time(cell):
        return cell
    found = STAMP.search(cell)
    return found.group(0) if found else ""


def _windows(day: Span, zone: tzinfo) -> Iterator[Window]:
    """The days that a span covers. One from a morning to the evening of a later day is so many days of work."""
    start, end = _wall(day.start, zone), _wall(day.end or day.start, zone)
    if end - start <= LONGEST_DAY or end.time() <= start.time():
        yield Window(start, end)
        return
    for number in range((end.date() - start.date()).days + 1):
        date = start.date() + timedelta(days=number)
        yield Window(datetime.combine(date, start.time()), datetime.combine(date, end.time()))


def _wall(at: datetime, zone: tzinfo) -> datetime:
    return at.astimezone(zone).replace(tzinfo=None)
