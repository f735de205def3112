"""Who was in a run of a webinar, from Zoom's report or, where that is closed to us, its past participants.

A reading is whole or not at all. It is complete when nothing in it shows that Zoom is still at work: no row
without an end, none of zero length, and at least one row (contract 2.7).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Literal

from zoom_sync.records import Claim, Event, Fault, Instance, Role, Trace, WebinarInfo
from zoom_sync.zoom import reading
from zoom_sync.zoom.calls import segment
from zoom_sync.zoom.client import Zoom
from zoom_sync.zoom.troubles import NoPermission, NotFound, ScopeMissing, TooOld
from zoom_sync.zoom.words import instant, stamp, whole

Rows = list[dict[str, Any]]
PRACTICE = "practice"  # why a rehearsal counts nothing
_CLOSED = (ScopeMissing, NoPermission, NotFound, TooOld)


@dataclass(frozen=True, slots=True)
class Participants:
    """All rows of one run, as Zoom gave them."""

    source: Literal["report", "past"]
    rows: Rows
    complete: bool


def participants(zoom: Zoom, uuid: str) -> Participants | None:
    """Who was in a run; None where Zoom has neither report nor past participants of it (yet).

    Raises ScopeMissing or NoPermission where both are closed to this app.
    """
    try:
        return _read(zoom, "report", uuid)
    except _CLOSED as closed:
        # An app that people connect may not read reports at all: their scopes are for whole accounts.
        why = closed
    try:
        past = _read(zoom, "past", uuid)
    except NotFound:
        return None
    except _CLOSED:
        raise why from None
    # A report that is not found is one that is still being made: then the others tell less, and settle nothing.
    return replace(past, complete=False) if isinstance(why, NotFound) else past


def connections(
    rows: Iterable[Mapping[str, Any]],
    event: Event,
    instance: Instance,
    *,
    info: WebinarInfo | None = None,
    panelists: frozenset[str] = frozenset(),
) -> list[Trace | Fault]:
    """The rows of one run as traces, one for each connection, with the role that Zoom's lists give it.

    `panelists`: their addresses in lower case. Neither report says who was host or panelist (contract 2.4).
    """
    longest: dict[str, Trace] = {}
    faults: list[Trace | Fault] = []
    for row in rows:
        trace = reading.participant(
            row,
            event=event,
            webinar=instance.webinar,
            instance=instance.uuid,
            role=_role(reading.person(row), info, panelists),
        )
        if isinstance(trace, Fault):
            faults.append(trace)
            continue
        if instance.practice and not trace.excluded:
            trace = replace(trace, excluded=PRACTICE)
        before = longest.get(trace.id)
        # While Zoom completes a report one connection may stand in it twice, with two ends.
        if before is None or _lasts(before) < _lasts(trace):
            longest[trace.id] = trace
    return [*longest.values(), *faults]


def digest(traces: Iterable[Trace]) -> str:
    """Equal for two readings that say the same, in whatever order their rows came: SHA-256 in hex."""
    rows = sorted(
        [
            trace.connection,
            stamp(trace.span.start) if trace.span else "",
            stamp(trace.span.end) if trace.span and trace.span.end else "",
            trace.claim.name,
            trace.claim.email,
            trace.claim.registrant_id,
            trace.claim.account_id,
            trace.excluded,
        ]
        for trace in traces
    )
    return hashlib.sha256(json.dumps(rows).encode("ascii")).hexdigest()


def _read(zoom: Zoom, source: Literal["report", "past"], uuid: str) -> Participants:
    path = (
        {"report": "/report/webinars/", "past": "/past_webinars/"}[source] + segment(uuid) + "/participants"
    )
    rows: dict[str, dict[str, Any]] = {}
    pages = zoom.pages(
        path,
        "participants",
        # Without it Zoom leaves the registrant's id out. For the past participants it is not documented;
        # where it is ignored, the rows come without (contract 2.4).
        {"include_fields": "registrant_id"},
        label="heavy" if source == "report" else "medium",
        what=f"participants of run {uuid}",
    )
    for page in pages:
        # A list that was begun anew brings its rows again, and Zoom itself repeats whole rows (contract 5).
        rows.update((json.dumps(row, sort_keys=True), row) for row in page)
    found = list(rows.values())
    return Participants(source, found, bool(found) and not any(_is_unfinished(row) for row in found))


def _is_unfinished(row: Mapping[str, Any]) -> bool:
    start, end = instant(row, "join_time"), instant(row, "leave_time")
    if start is None or end is None or end <= start:
        return True
    return "duration" in row and whole(row, "duration") == 0


def _role(claim: Claim, info: WebinarInfo | None, panelists: frozenset[str]) -> Role:
    email = claim.email.lower()
    if info is not None:
        hosts = {host.lower() for host in info.host_emails}
        if (info.host_id and claim.account_id == info.host_id) or email in hosts:
            return "host"
    return "panelist" if email and email in panelists else "attendee"


def _lasts(trace: Trace) -> timedelta:
    if trace.span is None or trace.span.end is None:
        return timedelta(0)
    return trace.span.end - trace.span.start
