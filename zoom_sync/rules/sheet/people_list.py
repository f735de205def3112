"""Lists of people who registered (Zoom's registration report and any other), and of people who watched later."""

from __future__ import annotations

import re

from zoom_sync.records import Claim, Registration
from zoom_sync.rules.sheet.languages import split
from zoom_sync.rules.sheet.languages.content import NOTE, PAGES
from zoom_sync.rules.sheet.lexicon import Lexicon, key
from zoom_sync.rules.sheet.making import Desk, claim_of
from zoom_sync.rules.sheet.section import Line, Section
from zoom_sync.rules.sheet.values import is_sum, status

NOTES = Lexicon([split(*NOTE)])
PAGE_WORDS = "|".join(map(key, split(PAGES)))
PAGE = re.compile(rf"(?:{PAGE_WORDS}) ?\d+(?: (?:\w+ )?\d+)?|(?:第 ?)?\d+ ?(?:{PAGE_WORDS})")


def read_registrants(desk: Desk) -> None:
    for section in desk.layout.sections:
        for line in section.lines:
            claim = claim_of(section, line)
            if names_nobody(desk, section, line, claim):
                continue
            desk.add(
                line,
                section,
                "registrant",
                "registrant",
                claim,
                registration=registration(desk, section, line),
            )


def read_viewers(desk: Desk) -> None:
    """They watched the recording: no presence, no minutes."""
    for section in desk.layout.sections:
        for line in section.lines:
            claim = claim_of(section, line)
            if not names_nobody(desk, section, line, claim):
                desk.add(line, section, "viewer", "participant", claim)


def registration(desk: Desk, section: Section, line: Line) -> Registration:
    said = section.cell(line, "approval") or section.cell(line, "status")
    return Registration(status(said), desk.when(section, line, "registration_time"))


def names_nobody(desk: Desk, section: Section, line: Line, claim: Claim) -> bool:
    """A row without name, e-mail and phone cannot be anybody's; a sum at the end is nobody."""
    if _is_sum(line, claim):
        desk.fault(line, "it is a sum and no person.")
        return True
    if _is_note(section, line, claim):
        desk.fault(line, "it is a note below the list and no person.")
        return True
    if claim.name or claim.email or claim.phone:
        return False
    desk.fault(line, "it holds no name, no e-mail address and no phone number.")
    return True


def _is_sum(line: Line, claim: Claim) -> bool:
    """“Total: 25” wherever in a row that names nobody: Suma may be somebody's name, beside a trust or an address."""
    if claim.email or (_has_letters(claim.name) and not is_sum(claim.name)):
        return False
    worded = [cell for cell in line.cells if _has_letters(cell)]
    return bool(worded) and all(map(is_sum, worded))


def _is_note(section: Section, line: Line, claim: Claim) -> bool:
    """“Prepared by: …” below a list of several columns, or “Page 2 of 5” within it, alone in its row."""
    if claim.email or claim.phone or claim.organisation or len(section.columns) < 2:
        return False
    filled = [cell for cell in line.cells if cell]
    if len(filled) != 1:
        return False
    words = key(filled[0])
    return bool(PAGE.fullmatch(words)) or any(True for _ in NOTES.places(words))


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))
