"""Traces and events with defaults, so that a test names only what it is about.

Clock times are "HH:MM" or "HH:MM:SS" in UTC on the event's first day, `DAY`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from zoom_sync.records import (
    Claim,
    Event,
    Registration,
    Rule,
    Session,
    Span,
    Trace,
    Verdict,
    VerdictKind,
    Webinar,
    fact_id,
)

DAY = datetime(2026, 3, 10, tzinfo=UTC)
WEBINAR = "98765432101"
RUN = "abcdEFGH1234567890==".ljust(24, "=")


def instant(clock: str) -> datetime:
    """The instant of "10:30" or "10:30:05" on `DAY`."""
    hours, minutes, *seconds = (int(part) for part in clock.split(":"))
    return DAY + timedelta(hours=hours, minutes=minutes, seconds=seconds[0] if seconds else 0)


def span(start: str, end: str | None, *, certain: bool = True) -> Span:
    return Span(instant(start), instant(end) if end else None, certain)


def stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def an_event(**changes: Any) -> Event:
    """One day from 09:00 to 13:00 with one webinar and a venue, an empty key and the usual rule."""
    event = Event(
        id="e" * 32,
        title="A meeting",
        days=(span("09:00", "13:00"),),
        timezone="Asia/Kolkata",
        venue="Main hall",
        webinars=(Webinar(WEBINAR),),
    )
    return replace(event, **changes)


def a_session(title: str, start: str, end: str) -> Session:
    return Session(id=title.lower().replace(" ", "-"), title=title, span=span(start, end))


def a_rule(**changes: Any) -> Rule:
    return replace(Rule(), **changes)


def a_registrant(
    name: str = "Asha Rao",
    email: str = "asha@rao.example",
    *,
    id: str = "",
    status: str = "approved",
    webinar: str = WEBINAR,
    at: datetime | None = None,
    event: Event | None = None,
    **claim: str,
) -> Trace:
    """Zoom's row of a registration. `id` is Zoom's registrant id; by default it is made from the address."""
    event = event or an_event()
    registrant_id = id or f"R-{email or name}"
    several = len({entrance.id for entrance in event.webinars}) > 1
    return Trace(
        id=fact_id(event.key, "registrant", webinar, registrant_id),
        kind="registrant",
        source="registrant",
        ref=f"{webinar}/{registrant_id}" if several else registrant_id,
        claim=Claim(name=name, email=email, registrant_id=registrant_id, **claim),
        at=at,
        webinar=webinar,
        registration=Registration(status=status),
    )


def a_panelist(name: str = "Paul Adeyemi", email: str = "paul@adeyemi.example", *, id: str = "P1") -> Trace:
    return Trace(
        id=fact_id(b"", "panelist", WEBINAR, id),
        kind="panelist",
        source="panelist",
        ref=f"panelist:{WEBINAR}/{id}",
        claim=Claim(name=name, email=email),
        webinar=WEBINAR,
        role="panelist",
    )


def a_connection(
    name: str = "Asha Rao",
    start: str = "09:00",
    end: str | None = "13:00",
    *,
    user: str = "",
    run: str = RUN,
    webinar: str = WEBINAR,
    excluded: str = "",
    role: Any = "attendee",
    **claim: str,
) -> Trace:
    """One row of Zoom's participant report. `user` is Zoom's user_id; by default made from name and start."""
    begun = stamp(instant(start))
    user = user or f"u-{name}-{start}"
    return Trace(
        id=fact_id(b"", "participant", run, user, begun),
        kind="participant",
        source="participant",
        ref=f"{run}/{user}/{begun}",
        claim=Claim(name=name, **claim),
        span=span(start, end),
        webinar=webinar,
        instance=run,
        connection=user,
        role=role,
        excluded=excluded,
    )


def a_join(
    name: str = "Asha Rao", at: str = "09:00", *, user: str = "u1", run: str = RUN, **claim: str
) -> Trace:
    """A connection began, as a webhook tells it."""
    return _live(
        "joined", name, at, user=user, run=run, ref=f"{run}/{user}/{stamp(instant(at))}", claim=claim
    )


def a_leave(
    name: str = "Asha Rao", at: str = "13:00", *, user: str = "u1", run: str = RUN, **claim: str
) -> Trace:
    """A connection ended, as a webhook tells it: without saying when it began."""
    return _live("left", name, at, user=user, run=run, ref=f"{run}/{user}/", claim=claim)


def a_bind(user: str, bound: str, at: str = "09:00", *, run: str = RUN) -> Trace:
    """Zoom tied the phone leg `user` to the person's connection `bound`."""
    trace = _live("bind", "", at, user=user, run=run, ref=f"{run}/{user}/", claim={})
    return replace(trace, id=fact_id(b"", "bind", run, user, bound), bound=bound)


def a_signature(
    name: str = "Asha Rao",
    start: str | None = "09:00",
    end: str | None = None,
    *,
    file: str = "sheet.csv",
    row: int = 1,
    cells: str = "",
    session: str = "",
    **claim: str,
) -> Trace:
    """A row of a sign-in sheet; without `start` a signature without times."""
    return Trace(
        id=fact_id(b"", "row", file, str(row)),
        kind="sign_in",
        source="sign_in",
        ref=f"{file}#{row}",
        claim=Claim(name=name, **claim),
        span=span(start, end) if start else None,
        session=session,
        cells=cells or f"cells of {file}#{row}",
        file=f"sha of {file}",
    )


def a_file_row(
    name: str = "Asha Rao",
    start: str | None = "09:00",
    end: str | None = "13:00",
    *,
    file: str = "report.csv",
    row: int = 1,
    status: str = "",
    webinar: str = "",
    user: str = "",
    **claim: str,
) -> Trace:
    """A row of a participant report that came as a file; `status`: of the registration it tells of."""
    return Trace(
        id=fact_id(b"", "row", file, str(row)),
        kind="participant",
        source="participant",
        ref=f"{file}#{row}",
        claim=Claim(name=name, **claim),
        span=span(start, end) if start else None,
        webinar=webinar,
        connection=user,
        registration=Registration(status=status) if status else None,
        cells=f"cells of {file}#{row}",
        file=f"sha of {file}",
    )


def a_check_in(
    name: str = "Asha Rao",
    at: str = "09:00",
    *,
    nonce: str = "",
    direction: Any = "in",
    session: str = "",
    **claim: str,
) -> Trace:
    """A check-in at a door, in or out."""
    nonce = nonce or f"nonce-{name}-{at}-{direction}"
    return Trace(
        id=fact_id(b"", "check_in", nonce),
        kind="check_in",
        source="check_in",
        ref=nonce,
        claim=Claim(name=name, **claim),
        at=instant(at),
        direction=direction,
        session=session,
    )


def a_verdict(
    kind: VerdictKind,
    *facts: Trace | str,
    at: str = "14:00",
    id: str = "",
    undoes: str = "",
    by: str = "Meera",
    reason: str = "",
) -> Verdict:
    refs = tuple(fact if isinstance(fact, str) else fact.id for fact in facts)
    return Verdict(
        id=id or fact_id(b"", "verdict", kind, *refs, at, undoes),
        kind=kind,
        refs=refs,
        by=by,
        at=instant(at),
        reason=reason,
        undoes=undoes,
    )


def _live(kind: Any, name: str, at: str, *, user: str, run: str, ref: str, claim: dict[str, str]) -> Trace:
    return Trace(
        id=fact_id(b"", kind, run, user, stamp(instant(at))),
        kind=kind,
        source="participant",
        ref=ref,
        claim=Claim(name=name, **claim),
        at=instant(at),
        webinar=WEBINAR,
        instance=run,
        connection=user,
    )
