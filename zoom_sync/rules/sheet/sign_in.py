"""A sheet from the room: who signed, when they came and left, as far as the sheet says.

Columns such as *Checked in*, *Attended*, *Status*, *Signature* decide by their values; a row that says no is
a registration and no presence. That somebody registered says neither yes nor no. Hours are read inside the
event's days.
"""

from __future__ import annotations

import re
from dataclasses import replace

from zoom_sync.records import Claim
from zoom_sync.rules.sheet.by_day import came, day_columns
from zoom_sync.rules.sheet.days import Days
from zoom_sync.rules.sheet.making import NOTHING, Desk, claim_of
from zoom_sync.rules.sheet.people_list import names_nobody, registration
from zoom_sync.rules.sheet.section import Line, Section
from zoom_sync.rules.sheet.values import is_ditto, is_mark, presence, signed

REPEATED = ("organisation", "country", "email", "phone")
CODE = re.compile(r"[A-Z]{2}")
DECIDING = ("check_in", "attended", "status", "signature")  # the first that says something decides


def read(desk: Desk) -> None:
    days = Days(desk)
    for section in desk.layout.sections:
        deciding = _deciding(section)
        is_ticked = "signature" in deciding and _is_ticked(section)
        ticked = () if deciding else day_columns(section)
        is_form = desk.layout.dialect is not None and desk.layout.dialect.is_form
        listed = not is_form and (_is_of_registrants(section, deciding) or bool(ticked))
        above, date_above = Claim(), ""
        for line in section.lines:
            claim = above = _as_above(claim_of(section, line), above)
            date_above = (
                section.cell(line, "date") or date_above
            )  # merged cells have their value in the first
            if names_nobody(desk, section, line, claim):
                continue
            registered = registration(desk, section, line)
            whose = "" if is_ticked else claim.name
            if not (came(line, ticked) if ticked else _came(section, line, deciding, whose)):
                desk.add(line, section, "registrant", "registrant", claim, registration=registered)
                continue
            span, *further = days.stays(section, line, date_above or line.day)
            desk.add(
                line,
                section,
                "sign_in",
                "sign_in",
                claim,
                span=span,
                further=tuple(further),
                registration=registered if listed else None,
            )
    days.say()


def _is_of_registrants(section: Section, deciding: list[str]) -> bool:
    """Whether who is on it had registered: a list that says of each whether they came. Signing needs no such."""
    return bool({"registration_time", "approval", "registrant_id"} & section.columns.keys()) or any(
        name != "signature" for name in deciding
    )


def _deciding(section: Section) -> list[str]:
    """The columns that decide. One that is empty throughout decides nothing: a typed list has no signatures."""
    there = [name for name in DECIDING if name in section.columns]
    said = {name: [cell for line in section.lines for cell in section.cells(line, name)] for name in there}
    return [name for name in there if any(said[name])]


def _is_ticked(section: Section) -> bool:
    """Whether its column of signatures holds yes and no, P and A, instead of names and initials."""
    filled = [(line, cell) for line in section.lines for cell in section.cells(line, "signature") if cell]
    return all(presence(cell) for _, cell in filled) and any(
        is_mark(cell, claim_of(section, line).name) for line, cell in filled
    )


def _came(section: Section, line: Line, deciding: list[str], name: str) -> bool:
    """Whether the row says that its person, called `name`, was in the room."""
    times = (*section.cells(line, "time_in"), *section.cells(line, "time_out"))
    hours = [cell for cell in times if cell not in NOTHING]
    if hours and all(presence(cell) == "absent" for cell in hours):
        return False
    for field in deciding:
        if field == "signature":
            signatures = section.cells(line, field)
            if hours and all(cell in NOTHING for cell in signatures):
                continue
            return any(signed(cell, name) for cell in signatures)
        cell = section.cell(line, field)
        if cell and (said := presence(cell)) in ("present", "absent"):
            return said == "present"
    return bool(hours) or not deciding


def _as_above(claim: Claim, above: Claim) -> Claim:
    """`-do-` and ditto marks mean the row above; a name repeated so is nobody else's, so names stay."""
    said = ((name, getattr(claim, name)) for name in REPEATED)
    same = {name: getattr(above, name) for name, cell in said if is_ditto(cell) and not _is_code(name, cell)}
    return replace(claim, **same) if same else claim


def _is_code(name: str, cell: str) -> bool:
    """Whether it is a country's: ID is Indonesia and DO the Dominican Republic."""
    return name == "country" and bool(CODE.fullmatch(cell))
