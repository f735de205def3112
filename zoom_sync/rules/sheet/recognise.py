"""What kind of file a table is, by its header and its values. `--kind` overrules it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from zoom_sync.records import Table, Trouble
from zoom_sync.rules.sheet.by_day import day_columns
from zoom_sync.rules.sheet.dialects.dialect import Reader
from zoom_sync.rules.sheet.layout import lay_out
from zoom_sync.rules.sheet.lexicon import key
from zoom_sync.rules.sheet.section import Layout, Section
from zoom_sync.rules.sheet.values import ABSENT_WORDS, told
from zoom_sync.rules.sheet.words import meaning

Kind = Literal["registrants", "participants", "viewers", "sign-in"]
KINDS: tuple[Kind, ...] = ("registrants", "participants", "viewers", "sign-in")
SAFE = "Nothing was taken from it."
ORIGINAL = re.compile(r"(.+?)\s*[(（](.+?)[)）]")
OTHER_REPORTS = re.compile(
    r"^(poll|q a|qa|survey|performance|chat|sondage|encuesta)\b.*\b(report|rapport|informe)"
    r"|^(poll|survey|performance) report"
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """`dialect`: which reader knows its rows. `ambiguous`: a list of names that may be either; ask."""

    kind: Kind
    dialect: Literal["attendee report"] | Reader
    ambiguous: bool
    layout: Layout
    columns: Mapping[str, str] = field(default_factory=dict)  # the file's header -> our field


def recognise(table: Table, kind: str = "", columns: Mapping[str, str] | None = None) -> Recognised:
    """What a table is. Raises Trouble for a kind, column or field that does not exist, and for other reports."""
    if kind and kind not in KINDS:
        raise Trouble(f"“{kind}” is no kind of file.", SAFE, f"The kinds are: {', '.join(KINDS)}.")
    layout = lay_out(table, columns)
    _refuse_other_reports(table, layout)
    _refuse_strangers(table, layout)
    found, dialect, ambiguous = _kind(layout)
    if kind and kind != found:
        ambiguous = False
        found = next(one for one in KINDS if one == kind)
        dialect = "meeting report" if kind == "participants" else "list"
    elif kind:
        ambiguous = False
    return Recognised(found, dialect, ambiguous, layout, _named(layout))


def _kind(layout: Layout) -> tuple[Kind, Literal["attendee report"] | Reader, bool]:
    """The kind of a file, how its rows are read, and whether it may as well be another kind."""
    if layout.dialect and layout.dialect.kind:
        return layout.dialect.kind, layout.dialect.reader, False
    there = layout.fields
    times = {"time_in", "time_out"} <= there
    titles = {section.title for section in layout.sections}
    if titles & {"host", "panelist", "other"} or ("attended" in there and times and "approval" in there):
        return "participants", "attendee report", False
    original = any(map(_has_original_names, layout.sections))
    if times and ("duration" in there or "guest" in there or (original and "signature" not in there)):
        return "participants", "meeting report", False
    if "duration" in there and "guest" in there:
        return "participants", "meeting report", False
    decided = {"check_in", "attended", "signature", "time_in", "time_out"} & _filled(layout)
    if decided or _tells_presence(layout) or any(map(day_columns, layout.sections)):
        return "sign-in", "list", False
    if there & {"registration_time", "approval", "registrant_id", "status"}:
        return "registrants", "list", False
    return "sign-in", "list", True


def _has_original_names(section: Section) -> bool:
    """Whether it is headed “Name (Original Name)”, as Zoom's are, and not “Name (in block letters)”."""
    heads = (section.head(name) for name in ("name", "first_name") if name in section.columns)
    for shown, original in ((found[1], found[2]) for found in map(ORIGINAL.match, heads) if found):
        if meaning(original) == "name" or meaning(shown) == meaning(original) == "first_name":
            return True
    return False


def _filled(layout: Layout) -> set[str]:
    """Fields with anything in them: an empty Signature column of a typed list tells nothing."""
    return {
        name
        for section in layout.sections
        for name in section.columns
        if any(any(section.cells(line, name)) for line in section.lines)
    }


def _tells_presence(layout: Layout) -> bool:
    """A Status column with words such as “checked in”, “absent”, “no-show”, not only of registration."""
    seen = {key(section.cell(line, "status")) for section in layout.sections for line in section.lines}
    return any(
        told(value) == "present"
        or value in ABSENT_WORDS
        or re.search(r"^(no ?show|not (attend|check))", value)
        for value in seen
    )


def _named(layout: Layout) -> dict[str, str]:
    named: dict[str, str] = {}
    for section in layout.sections:
        for name, column in section.places():
            header = section.header[column] if column < len(section.header) else f"column {column + 1}"
            named.setdefault(header, name)
    return named


def _refuse_other_reports(table: Table, layout: Layout) -> None:
    titled = next((title for title in layout.titles if OTHER_REPORTS.search(key(title))), "")
    if titled or ({"question", "serial"} <= layout.fields and "signature" not in layout.fields):
        what = titled or "a list of questions and answers"
        raise Trouble(
            f"{table.name} is “{what}”, which does not say who was there.",
            SAFE,
            "Give Zoom's attendee report, registration report or participants report.",
        )


def _refuse_strangers(table: Table, layout: Layout) -> None:
    if not layout.lines and not layout.headed:
        raise Trouble(f"{table.name} has no rows.", SAFE, "Give the file that holds the list.")
    if not layout.fields & {"name", "first_name", "last_name", "email", "phone"}:
        raise Trouble(
            f"{table.name} has no column of names, e-mail addresses or phone numbers that could be made out.",
            SAFE,
            f"Name one: --map '{'Column' if layout.headed else '1'}=name'.",
        )
