"""A table to traces: recognise what it is, decide how its dates are written, read every row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta, tzinfo

from zoom_sync.records import Event, Span, Table, Trace, Understood
from zoom_sync.rules.sheet import attendee_report, logs, meeting_report, people_list, sign_in, teams
from zoom_sync.rules.sheet.dates import Order, order_of
from zoom_sync.rules.sheet.lexicon import key
from zoom_sync.rules.sheet.making import Desk
from zoom_sync.rules.sheet.recognise import Recognised, recognise
from zoom_sync.rules.sheet.section import Layout
from zoom_sync.rules.sheet.words import meaning

OPEN_STAY = timedelta(hours=4)
SAYING = {"time_in", "time_out", "check_in", "attended", "signature"}  # who came, and when
DATED = ("time_in", "time_out", "registration_time", "date", "check_in")


def understand(
    table: Table,
    event: Event,
    *,
    zone: tzinfo,
    kind: str = "",
    columns: Mapping[str, str] | None = None,
    file_key: str = "",
    shown: str = "",
    recognised: Recognised | None = None,
) -> Understood:
    """The traces of a table's rows, its faults, and what its giver should know.

    `zone`: in which its times are read. `file_key`: the file's part of fact ids (its SHA-256 unless said).
    `shown`: its name in refs. `recognised`: what `recognise` gave, if it was asked already.
    Raises Trouble for a file that cannot be understood as a whole.
    """
    found = recognised or recognise(table, kind, columns)
    desk = Desk(event, found.layout, zone, file_key or table.sha256, shown or table.name, table.sha256)
    desk.webinar = _webinar(found.layout)
    desk.order, doubt = order_of(_dates(found.layout), _days(event, zone), dialect=_dialect(found))
    READERS[found.kind, found.dialect](desk)
    notes = [*table.notes, *([doubt] if doubt else []), *_ambiguity(found), *_form(found, desk), *desk.notes]
    notes += (
        _passed_over(found.layout, columns or {})
        if READERS[found.kind, found.dialect] is sign_in.read
        else []
    )
    remedy = f"If its times were written in another zone than {zone}, name it: --file-timezone."
    notes += elsewhere(desk.traces, event, remedy=remedy)
    return Understood(
        found.kind,
        tuple(desk.traces),
        tuple(desk.faults),
        tuple(notes),
        dict(found.columns),
        found.layout.lines,
        desk.came,
    )


READERS = {
    ("participants", "attendee report"): attendee_report.read,
    ("participants", "meeting report"): meeting_report.read,
    ("participants", "list"): meeting_report.read,
    ("participants", "teams report"): teams.read,
    ("participants", "joins and leaves"): logs.read_connections,
    ("sign-in", "door log"): logs.read_door,
    ("registrants", "list"): people_list.read_registrants,
    ("viewers", "list"): people_list.read_viewers,
    ("sign-in", "list"): sign_in.read,
}


def _webinar(layout: Layout) -> str:
    digits = re.sub(r"\D", "", layout.summary.get("meeting", ""))
    return digits if len(digits) >= 9 and digits.strip("0") else ""


def _dialect(found: Recognised) -> Order | None:
    """Zoom writes month first where it writes numbers; nobody knows what others do."""
    titled = any(
        re.search(r"report generated|attendee report|registration report", t, re.I)
        for t in found.layout.titles
    )
    return "m" if found.kind == "participants" or titled else None


def _dates(layout: Layout) -> list[str]:
    return [
        text
        for section in layout.sections
        for name in DATED
        if name in section.columns
        for line in section.lines
        if (text := section.cell(line, name))
    ]


def _days(event: Event, zone: tzinfo) -> set[date]:
    days: set[date] = set()
    for span in event.days:
        day, last = span.start.astimezone(zone).date(), (span.end or span.start).astimezone(zone).date()
        while day <= last and len(days) < 400:
            days.add(day)
            day += timedelta(days=1)
    return days


def _ambiguity(found: Recognised) -> list[str]:
    if not found.ambiguous:
        return []
    return [
        "A list of names without times, signatures or check-ins: it was taken as a sign-in sheet. "
        "If these people only registered, say --kind registrants."
    ]


def _passed_over(layout: Layout, chosen: Mapping[str, str]) -> list[str]:
    """Columns that say who came or when, and stand beside one that was read for it."""
    mapped = {key(column) for column in chosen}
    passed = {
        text: None
        for section in layout.sections
        for column, text in enumerate(section.header)
        if meaning(text) in SAYING
        and key(text) not in mapped
        and column not in {c for _, c in section.places()}
        if any(column < len(line.cells) and line.cells[column] for line in section.lines)
    }
    if not passed:
        return []
    named = ", ".join(f"“{text[:40]}”" for text in passed)
    return [
        f"Not read, since another column seemed to say the same: {named}. If one should be, name it with --map."
    ]


def _form(found: Recognised, desk: Desk) -> list[str]:
    """A form may have been the sign-in sheet: then its answers came during the event."""
    if not (found.kind == "registrants" and found.layout.dialect and found.layout.dialect.is_form):
        return []
    given = [trace.registration.created for trace in desk.traces if trace.registration]
    during = [at for at in given if at and any(_may_meet(Span(at, at), day) for day in desk.event.days)]
    if len(during) * 2 <= len(given):
        return []
    return [
        "Most of these answers were given during the event. They were taken as registrations; if the form was the "
        "sign-in sheet, say --kind sign-in, and they count as arrivals."
    ]


def elsewhere(traces: Iterable[Trace], event: Event, *, remedy: str) -> list[str]:
    """A file whose times mostly miss the event was probably read in the wrong zone: say so, shift nothing."""
    told = (trace for trace in traces if trace.kind in ("participant", "sign_in"))
    spans = [stay for trace in told for stay in trace.stays if stay]
    if not spans or not event.days or not event.rule.clip_to_event:
        return []
    missing = [span for span in spans if not any(_may_meet(span, day) for day in event.days)]
    if len(missing) * 2 <= len(spans):
        return []
    return [
        f"{len(missing)} of its {len(spans)} stays lie outside the event's days and count nothing. {remedy}"
    ]


def _may_meet(stay: Span, day: Span) -> bool:
    """Whether a stay touches a day; one without an end may have gone on for some hours."""
    end = stay.end or stay.start + OPEN_STAY
    return stay.start <= (day.end or day.start) and end >= day.start
