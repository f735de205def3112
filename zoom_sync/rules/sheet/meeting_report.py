"""Reports with one row per connection: Zoom's meeting participants and what is shaped like it.

In its short form (“unique users”) the report has no times: then somebody was seen, for how long is unknown.
"""

from __future__ import annotations

from dataclasses import replace

from zoom_sync.rules.sheet.days import Days
from zoom_sync.rules.sheet.making import Desk, claim_of, shown_name
from zoom_sync.rules.sheet.values import yes


def read(desk: Desk) -> None:
    days = Days(desk)
    host = desk.layout.summary.get("email", "").casefold()
    for section in desk.layout.sections:
        header = section.head("name")
        for line in section.lines:
            claim = claim_of(section, line)
            claim = replace(claim, name=shown_name(claim.name, header=header))
            desk.add(
                line,
                section,
                "participant",
                "participant",
                claim,
                span=days.span(section, line),
                role="host" if host and claim.email.casefold() == host else "attendee",
                excluded="waiting room" if yes(section.cell(line, "waiting")) else "",
            )
    days.say()
