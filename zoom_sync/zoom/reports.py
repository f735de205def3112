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
from typing import Any, Literal, Protocol

from zoom_sync.records import Claim, Event, Fault, Instance, Role, Trace, WebinarInfo
from zoom_sync.zoom import reading
from zoom_sync.zoom.calls import segment
from zoom_sync.zoom.client import Zoom
from zoom_sync.zoom.troubles import NoPermission, NotFound, ScopeMissing, TooOld
from zoom_sync.zoom.words import instant, stamp, whole

PRACTICE = "practice"  # why a rehearsal counts nothing
_CLOSED = (ScopeMissing, NoPermission, NotFound, TooOld)


class Into(Protocol):
    """What takes connections while they come."""

    def begin(self) -> None:
        """A list begins; what came before was another's, which is closed to us."""

    def add(self, found: list[Trace]) -> None:
        """A page's: those that are new, and those that turned out to be longer than they were."""


@dataclass(frozen=True, slots=True)
class Participants:
    """The connections of one run, and the rows that name none, by what Zoom has told."""

    source: Literal["report", "past"]
    found: list[Trace | Fault]
    complete: bool
    digest: str  # equal for two readings that say the same, in whatever order their rows came: SHA-256 in hex


def participants(
    zoom: Zoom,
    event: Event,
    instance: Instance,
    *,
    info: WebinarInfo | None = None,
    panelists: frozenset[str] = frozenset(),
    into: Into | None = None,
) -> Participants | None:
    """Who was in a run; None where Zoom has neither report nor past participants of it (yet).

    `panelists`: their addresses in lower case. Neither report says who was host or panelist (contract 2.4).
    `into` gets the connections while they come.
    Raises ScopeMissing or NoPermission where both are closed to this app.
    """

    def read(source: Literal["report", "past"]) -> Participants:
        return _read(zoom, source, _Connections(event, instance, info, panelists), into)

    try:
        return read("report")
    except _CLOSED as closed:
        # An app that people connect may not read reports at all: their scopes are for whole accounts.
        why = closed
    try:
        past = read("past")
    except NotFound:
        return None
    except _CLOSED:
        raise why from None
    # A report that is not found is one that is still being made: then the others tell less, and settle nothing.
    return replace(past, complete=False) if isinstance(why, NotFound) else past


class _Connections:
    """Rows of one run as traces, one for each connection, with the role that Zoom's lists give it.

    A list that was begun anew brings its rows again, and Zoom itself repeats whole rows (contract 5).
    """

    def __init__(
        self, event: Event, instance: Instance, info: WebinarInfo | None, panelists: frozenset[str]
    ) -> None:
        self.event, self.instance, self._panelists = event, instance, panelists
        self._host = info.host_id if info is not None else ""
        self._hosts = {host.lower() for host in info.host_emails} if info is not None else set()
        self._longest: dict[str, Trace] = {}
        self._said: dict[str, list[str]] = {}  # by the trace's id, for the digest
        self._faults: dict[Fault, None] = {}
        self.is_unfinished = False  # Zoom is still at work on it

    def add(self, rows: Iterable[Mapping[str, Any]]) -> list[Trace]:
        """Take over a page. Returns the connections that it brought, or made longer."""
        news: dict[str, Trace] = {}
        for row in rows:
            self.is_unfinished = self.is_unfinished or _is_unfinished(row)
            trace = self._trace(row)
            if isinstance(trace, Fault):
                self._faults[trace] = None
                continue
            before = self._longest.get(trace.id)
            # While Zoom completes a report one connection may stand in it twice, with two ends.
            if before is None or _lasts(before) < _lasts(trace):
                self._longest[trace.id] = news[trace.id] = trace
                self._said[trace.id] = _said(trace)
        return list(news.values())

    def found(self) -> list[Trace | Fault]:
        return [*self._longest.values(), *self._faults]

    def digest(self) -> str:
        rows = sorted(self._said.values())
        return hashlib.sha256(json.dumps(rows).encode("ascii")).hexdigest()

    def _trace(self, row: Mapping[str, Any]) -> Trace | Fault:
        trace = reading.participant(
            row, event=self.event, webinar=self.instance.webinar, instance=self.instance.uuid
        )
        if isinstance(trace, Fault):
            return trace
        role = self._role(trace.claim)
        if role != trace.role:
            trace = replace(trace, role=role)
        if self.instance.practice and not trace.excluded:
            trace = replace(trace, excluded=PRACTICE)
        return trace

    def _role(self, claim: Claim) -> Role:
        email = claim.email.lower()
        if (self._host and claim.account_id == self._host) or email in self._hosts:
            return "host"
        return "panelist" if email and email in self._panelists else "attendee"


def _said(trace: Trace) -> list[str]:
    """What tells one reading from another."""
    return [
        trace.connection,
        stamp(trace.span.start) if trace.span else "",
        stamp(trace.span.end) if trace.span and trace.span.end else "",
        trace.claim.name,
        trace.claim.email,
        trace.claim.registrant_id,
        trace.claim.account_id,
        trace.excluded,
    ]


def _read(
    zoom: Zoom,
    source: Literal["report", "past"],
    into: _Connections,
    kept: Into | None,
) -> Participants:
    uuid = into.instance.uuid
    path = (
        {"report": "/report/webinars/", "past": "/past_webinars/"}[source] + segment(uuid) + "/participants"
    )
    pages = zoom.pages(
        path,
        "participants",
        # Without it Zoom leaves the registrant's id out. For the past participants it is not documented;
        # where it is ignored, the rows come without (contract 2.4).
        {"include_fields": "registrant_id"},
        label="heavy" if source == "report" else "medium",
        what=f"participants of run {uuid}",
    )
    if kept is not None:
        kept.begin()
    for page in pages:  # understood while the next may not be asked for yet
        news = into.add(page)
        if kept is not None:
            kept.add(news)
    found = into.found()
    return Participants(source, found, bool(found) and not into.is_unfinished, into.digest())


def _is_unfinished(row: Mapping[str, Any]) -> bool:
    start, end = instant(row, "join_time"), instant(row, "leave_time")
    if start is None or end is None or end <= start:
        return True
    return "duration" in row and whole(row, "duration") == 0


def _lasts(trace: Trace) -> timedelta:
    if trace.span is None or trace.span.end is None:
        return timedelta(0)
    return trace.span.end - trace.span.start
