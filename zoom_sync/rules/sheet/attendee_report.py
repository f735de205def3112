"""Zoom's webinar attendee report, in its three dialects: sections for host, panelists, attendees and others.

A row tells of a registration, of a connection, or of both. Rows of one registrant follow one another: the
first has the registration's time, each has the registrant's name and e-mail.
"""

from __future__ import annotations

from zoom_sync.records import Claim, Registration, Role
from zoom_sync.rules.sheet.days import Days
from zoom_sync.rules.sheet.making import NOTHING, Desk, claim_of, shown_name
from zoom_sync.rules.sheet.section import Line, Section
from zoom_sync.rules.sheet.values import presence, status, yes

ROLES: dict[str, Role] = {"host": "host", "panelist": "panelist"}


def read(desk: Desk) -> None:
    days = Days(desk)
    for section in desk.layout.sections:
        for line in section.lines:
            _row(desk, days, section, line)
    days.say()


def _row(desk: Desk, days: Days, section: Section, line: Line) -> None:
    claim = claim_of(section, line, name=_name(section, line))
    registered = section.cell(line, "registration_time")
    approval = section.cell(line, "approval")
    registration = None
    if registered not in NOTHING or approval not in NOTHING:
        registration = Registration(status(approval), desk.when(section, line, "registration_time"))
    role: Role = ROLES.get(section.title, "attendee")
    if "panelist" in approval.casefold():  # "upgraded to panelist"
        role = "panelist"
    came = section.cell(line, "time_in") not in NOTHING
    said = presence(section.cell(line, "attended"))
    if said in ("absent", "registered") and "attended" in section.columns and not came:
        desk.add(
            line,
            section,
            "registrant",
            "registrant",
            claim,
            registration=registration or Registration(),
            role=role,
        )
        return
    desk.add(
        line,
        section,
        "participant",
        "participant",
        claim,
        span=days.span(section, line),
        registration=registration,
        role=role,
        excluded="waiting room" if yes(section.cell(line, "waiting")) else "",
    )


def _name(section: Section, line: Line) -> str:
    """The registered name where the report has it: the shown one may be a device's."""
    registered = Claim(
        name=f"{section.cell(line, 'first_name')} {section.cell(line, 'last_name')}".strip(" -")
    )
    if registered.name:
        return registered.name
    return shown_name(section.cell(line, "name"), header=section.head("name"))
