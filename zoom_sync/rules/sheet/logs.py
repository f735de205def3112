"""Lists with a row for each coming and each going: scans at a door, and who joined and left online."""

from __future__ import annotations

from collections import defaultdict, deque
from datetime import datetime

from zoom_sync.records import Span
from zoom_sync.rules.sheet.days import Days
from zoom_sync.rules.sheet.lexicon import key
from zoom_sync.rules.sheet.making import Desk, claim_of
from zoom_sync.rules.sheet.people_list import names_nobody
from zoom_sync.rules.sheet.section import Line, Section
from zoom_sync.rules.sheet.values import goes

ENDS = "the end of another row's connection"


def read_door(desk: Desk) -> None:
    """Scans: each is a check-in, in or out. One that says neither is a coming; one without a time is a signature."""
    days = Days(desk)
    for section in desk.layout.sections:
        for line in section.lines:
            claim = claim_of(section, line)
            if names_nobody(desk, section, line, claim):
                continue
            at = _at(days, section, line)
            out = goes(section.cell(line, "direction")) == "out"
            if at is not None:
                way = "out" if out else "in"
                desk.add(line, section, "check_in", "check_in", claim, at=at, direction=way)
            else:
                excluded = "a going without a time" if out else ""
                desk.add(line, section, "sign_in", "sign_in", claim, excluded=excluded)
    days.say()


def read_connections(desk: Desk) -> None:
    """Each joining is a connection, until the same person's next leaving, which is evidence beside it."""
    days = Days(desk)
    for section in desk.layout.sections:
        rows = [(_at(days, section, line), n, line) for n, line in enumerate(section.lines)]
        ends = _ends(section, rows)
        for start, n, line in rows:
            claim = claim_of(section, line)
            if goes(section.cell(line, "direction")) == "out":
                desk.add(line, section, "participant", "participant", claim, excluded=ENDS)
                continue
            span = Span(start, ends.get(n)) if start else None
            desk.add(line, section, "participant", "participant", claim, span=span)
    days.say()


def _ends(section: Section, rows: list[tuple[datetime | None, int, Line]]) -> dict[int, datetime]:
    """Number of a row of joining -> when that connection ended: first in, first out, for each person."""
    ends: dict[int, datetime] = {}
    inside: dict[str, deque[int]] = defaultdict(deque)
    timed = [(at, n, line) for at, n, line in rows if at is not None]
    for at, n, line in sorted(timed, key=lambda row: row[:2]):
        claim = claim_of(section, line)
        who = claim.email.casefold() or key(claim.name)
        if goes(section.cell(line, "direction")) != "out":
            inside[who].append(n)
        elif inside[who]:
            ends[inside[who].popleft()] = at
    return ends


def _at(days: Days, section: Section, line: Line) -> datetime | None:
    span = days.span(section, line, section.cell(line, "date"))
    return span.start if span else None
