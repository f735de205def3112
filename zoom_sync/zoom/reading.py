"""Zoom's rows and notifications, read as traces. Zoom's spelling ends here.

Pure: the same row gives the same trace. A row that cannot be understood is a `Fault`, never an exception.
Join links, start links and passwords are not taken over: whoever has one is counted as its owner.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from sys import intern
from typing import Any

from zoom_sync.records import (
    Claim,
    Event,
    Fault,
    Registration,
    Role,
    Span,
    Trace,
    fact_id,
)
from zoom_sync.zoom.words import instant, stamp, text, whole

WAITING_ROOM = "waiting room"
STATUSES = ("approved", "pending", "denied", "cancelled")
ID = 128  # characters of Zoom's ids that are kept
CONNECTION = 64
LANGUAGE = 60


def registrant(
    row: Mapping[str, Any],
    *,
    event: Event,
    webinar: str,
    at: datetime | None,
    ref: str = "",
    id: str = "",
    status: str = "",
    cells: str = "",
    file: str = "",
) -> Trace | Fault:
    """A row of a registration listing. `at`: when Zoom said so; `status`: the list it stood in.

    `ref`, `id`, `cells` and `file` are given for a row of a file, which is an address of its own; then Zoom's
    id may lack. A listed row without one is known by what it says of itself.
    """
    registrant_id = text(row, "id", most=ID)
    if not registrant_id and not (ref and id):
        said_of = f"{text(row, 'email').lower()} {_full_name(row)}".strip()
        if not said_of:
            return Fault(f"webinar {webinar}", "a registrant without id, name and e-mail")
        registrant_id = f"without-id-{hashlib.sha256(said_of.encode('utf-8', 'replace')).hexdigest()[:24]}"
    said = text(row, "status").lower() or status
    language, licence, answer = _answers(row, event)
    return Trace(
        id=id or fact_id(event.key, "registrant", webinar, registrant_id),
        kind="registrant",
        source="registrant",
        ref=ref or registrant_ref(event, webinar, registrant_id),
        claim=Claim(
            name=_full_name(row),
            email=text(row, "email"),
            phone=text(row, "phone"),
            # few different ones in a long list: one text each instead of one a row
            organisation=intern(text(row, "org")),
            country=intern(text(row, "country")),
            registrant_id=registrant_id,
            language=language,
            licence=licence,
            answer=answer,
        ),
        at=at,
        webinar=webinar,
        registration=Registration(
            status=intern(said) if said in STATUSES else "approved", created=instant(row, "create_time")
        ),
        cells=cells,
        file=file,
    )


def panelist(
    row: Mapping[str, Any],
    *,
    event: Event,
    webinar: str,
    at: datetime | None,
    ref: str = "",
    id: str = "",
) -> Trace | Fault:
    """A row of the panelist list. Panelists are never among the registrants (contract 5)."""
    panelist_id = text(row, "id", most=ID) or text(row, "email", most=ID)
    if not panelist_id and not (ref and id):
        return Fault(ref or f"webinar {webinar}", "a panelist without an id and an e-mail address")
    return Trace(
        id=id or fact_id(event.key, "panelist", webinar, panelist_id),
        kind="panelist",
        source="panelist",
        ref=ref or f"panelist:{webinar}/{panelist_id}",
        claim=Claim(name=text(row, "name"), email=text(row, "email")),
        at=at,
        webinar=webinar,
        role="panelist",
    )


def participant(
    row: Mapping[str, Any],
    *,
    event: Event,
    webinar: str,
    instance: str,
    ref: str = "",
    id: str = "",
    role: Role = "attendee",
    cells: str = "",
    file: str = "",
) -> Trace | Fault:
    """A row of a participant report, or of the past participants: one connection.

    A row whose end lies before its start stands for nothing longer than an instant. Without a start and
    an end it has no span, and counts no minutes. One that names no connection is known by whom it names.
    """
    connection = connection_of(row)
    start, end = instant(row, "join_time"), instant(row, "leave_time")
    if start is None and end is None and not (ref and id):
        return Fault(ref or f"{instance}/{connection}/", "a connection without a start and an end")
    if end is None and start is not None and whole(row, "duration"):
        end = _after(start, whole(row, "duration"))
    first = start or end
    begun = stamp(first) if first and not (ref and id) else ""
    span = Span(first, max(first, end) if end else None) if first else None
    claim = person(row)
    whose = () if connection else (claim.name, claim.email)
    id = id or fact_id(event.key, "participant", instance, connection, begun, *whose)
    return Trace(
        id=id,
        kind="participant",
        source="participant",
        ref=ref or f"{instance}/{connection or id}/{begun}",
        claim=claim,
        span=span,
        webinar=webinar,
        instance=instance,
        connection=connection,
        role=role,
        excluded=WAITING_ROOM if text(row, "status") == "in_waiting_room" else "",
        cells=cells,
        file=file,
    )


def person(row: Mapping[str, Any]) -> Claim:
    """What a participant, of a row or of a notification, says of themselves."""
    return Claim(
        name=text(row, "name") or text(row, "user_name"),
        email=text(row, "user_email") or text(row, "email"),
        phone=text(row, "phone_number"),
        registrant_id=text(row, "registrant_id", most=ID),
        account_id=text(row, "participant_user_id", most=ID) or text(row, "id", most=ID),
    )


def connection_of(row: Mapping[str, Any]) -> str:
    """Zoom's number for one join within one instance, or what else tells two connections apart."""
    return text(row, "user_id", most=CONNECTION) or text(row, "participant_uuid", most=CONNECTION)


def registrant_ref(event: Event, webinar: str, registrant_id: str) -> str:
    """The address of a registrant; it names the webinar only where an event has several."""
    several = len(event.webinars) > 1 and len({entrance.id for entrance in event.webinars}) > 1
    return f"{webinar}/{registrant_id}" if several else registrant_id


def _answers(row: Mapping[str, Any], event: Event) -> tuple[str, str, str]:
    """What was answered to the questions for language, licence and report: no other answer is taken over."""
    asked = row.get("custom_questions")
    if not asked or not isinstance(asked, list):
        return "", "", ""
    return (
        _answer(asked, event.language_question),
        _answer(asked, event.licence_question),
        "" if event.protected else _answer(asked, event.report_question),
    )


def _answer(asked: list[Any], question: str) -> str:
    wanted = " ".join(question.casefold().split())
    for one in asked if wanted else ():
        if isinstance(one, dict) and " ".join(text(one, "title").casefold().split()) == wanted:
            return intern(text(one, "value", most=LANGUAGE))
    return ""


def _full_name(row: Mapping[str, Any]) -> str:
    first, last = text(row, "first_name"), text(row, "last_name")
    return f"{first} {last}" if first and last else first or last or text(row, "name")


def _after(start: datetime, seconds: int) -> datetime | None:
    try:
        return start + timedelta(seconds=seconds)
    except OverflowError:
        return None
