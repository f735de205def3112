"""A sheet from the room: who signed, when they came and left, as far as the sheet says.

Columns such as *Checked in*, *Attended*, *Status*, *Signature* decide by their values; a row that says no is
a registration and no presence. Hours are read inside the event's days.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from zoom_sync.records import Claim, Registration, Span
from zoom_sync.rules.sheet.dates import date_in, has_time, instant, moment
from zoom_sync.rules.sheet.hours import Hour, Window, hour, place
from zoom_sync.rules.sheet.layout import Line, Section
from zoom_sync.rules.sheet.making import NOTHING, Desk, claim_of
from zoom_sync.rules.sheet.people_list import names_nobody
from zoom_sync.rules.sheet.values import is_ditto, presence, signed, status

DECIDING = ("check_in", "attended", "status", "signature")  # the first that says something decides


def read(desk: Desk) -> None:
    days = Days(desk)
    for section in desk.layout.sections:
        deciding = _deciding(section)
        above = Claim()
        date_above = ""
        for line in section.lines:
            claim = _as_above(claim_of(section, line), above)
            date_above = (
                section.cell(line, "date") or date_above
            )  # merged cells have their value in the first
            above = claim
            if names_nobody(desk, line, claim):
                continue
            if not _came(section, line, deciding):
                said = section.cell(line, "status") or section.cell(line, "approval")
                desk.add(
                    line, section, "registrant", "registrant", claim, registration=Registration(status(said))
                )
                continue
            span = days.span(section, line, date_above or line.day)
            desk.add(line, section, "sign_in", "sign_in", claim, span=span)
    days.say()


def _deciding(section: Section) -> list[str]:
    """The columns that decide. One that is empty throughout decides nothing: a typed list has no signatures."""
    there = [name for name in DECIDING if name in section.columns]
    return [name for name in there if any(section.cell(line, name) for line in section.lines)]


def _came(section: Section, line: Line, deciding: list[str]) -> bool:
    """Whether the row says that its person was in the room."""
    if not deciding or any(section.cell(line, name) not in NOTHING for name in ("time_in", "time_out")):
        return not any(
            presence(section.cell(line, name)) == "absent" and section.cell(line, name) for name in deciding
        )
    for name in deciding:
        cell = section.cell(line, name)
        if name == "signature":
            return signed(cell)
        said = presence(cell)
        if said == "present" or cell:
            return said == "present"
    return False


def _as_above(claim: Claim, above: Claim) -> Claim:
    """`-do-` and ditto marks mean the row above; a name repeated so is nobody else's, so names stay."""
    return replace(
        claim,
        organisation=above.organisation if is_ditto(claim.organisation) else claim.organisation,
        country=above.country if is_ditto(claim.country) else claim.country,
        email=above.email if is_ditto(claim.email) else claim.email,
        phone=above.phone if is_ditto(claim.phone) else claim.phone,
    )


class Days:
    """Which day a row's hours are of, and where in it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.windows = {}
        for day in desk.event.days:
            start = _wall(day.start, desk)
            self.windows[start.date()] = Window(start, _wall(day.end or day.start, desk))
        titled = [day for day in (date_in(title, desk.order) for title in desk.layout.titles) if day]
        named = date_in(desk.shown, desk.order)
        self.title_day = next((day for day in titled if not self.windows or day in self.windows), None)
        if self.title_day is None and named in self.windows:
            self.title_day = named
        self.homeless = 0
        self.dates: dict[str, date | None] = {}

    def span(self, section: Section, line: Line, dated: str) -> Span | None:
        """The stay that a row tells of, None if it says no time."""
        came, left = section.cell(line, "time_in"), section.cell(line, "time_out")
        if came in NOTHING and section.columns.get("check_in", -1) >= 0:
            came = _time_of(section.cell(line, "check_in"))
        day = self._day(line, dated, (came, left))
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

    def _day(self, line: Line, dated: str, cells: tuple[str, str]) -> date | None:
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
            self.desk.fault(
                line, f"the time “{cell[:40]}” could not be read; the row counts as present without it."
            )
        return read

    def say(self) -> None:
        if self.homeless:
            self.desk.notes.append(
                f"The hours of {self.homeless} rows were not used: nothing says which day they "
                "are of. Put the date into a column “Date” or above the header, or give the event's times."
            )


def _time_of(cell: str) -> str:
    """A check-in cell may hold the instant instead of a yes."""
    return cell if (hour(cell) is not None and not cell.isdecimal()) or has_time(cell) else ""


def _wall(at: datetime, desk: Desk) -> datetime:
    return at.astimezone(desk.zone).replace(tzinfo=None)
