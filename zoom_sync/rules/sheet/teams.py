"""Teams' attendance report: a part that sums up each person, and one with a row for each of their connections.

Both stand in the record as evidence; where a person's connections are there, the sum of them counts no minute,
since it reaches over the gaps between them.
"""

from __future__ import annotations

from zoom_sync.records import Claim, Role
from zoom_sync.rules.sheet.days import Days
from zoom_sync.rules.sheet.dialects.teams import HOSTS, SUMMED
from zoom_sync.rules.sheet.lexicon import key
from zoom_sync.rules.sheet.making import Desk, claim_of
from zoom_sync.rules.sheet.section import Line, Section

FIRST = {key(first) for first, _ in SUMMED}
ROLE = {"role", "rolle", "rol", "papel", "funcao"}


def read(desk: Desk) -> None:
    days = Days(desk)
    single = [section for section in desk.layout.sections if not _sums_up(section)]
    told = {_who(claim_of(section, line)) for section in single for line in section.lines}
    for section in desk.layout.sections:
        sums = _sums_up(section)
        for line in section.lines:
            claim = claim_of(section, line)
            excluded = "a sum of the connections below it" if sums and _who(claim) in told else ""
            desk.add(
                line,
                section,
                "participant",
                "participant",
                claim,
                span=days.span(section, line),
                role=_role(section, line),
                excluded=excluded,
            )
    days.say()


def _sums_up(section: Section) -> bool:
    return any(key(text) in FIRST for text in section.header)


def _who(claim: Claim) -> tuple[str, str]:
    return (claim.email.casefold(), "") if claim.email else ("", key(claim.name))


def _role(section: Section, line: Line) -> Role:
    """Everybody in a meeting of Teams may be a presenter; only its organiser is its host."""
    column = next((c for c, text in enumerate(section.header) if key(text) in ROLE), -1)
    said = key(line.cells[column]) if 0 <= column < len(line.cells) else ""
    return "host" if said.startswith(HOSTS) else "attendee"
