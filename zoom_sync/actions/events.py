"""Make an event, change it, close its room: what an organiser says of the gathering itself."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from zoom_sync.actions import Clock
from zoom_sync.records import Event, Session, Span, Trouble, Webinar
from zoom_sync.store import audit, events, jobs
from zoom_sync.store.database import Store, Tx


@dataclass(frozen=True, slots=True)
class Plan:
    """An event as somebody typed it: every field is text.

    `days`: 'START;END', besides `starts` and `ends`; `sessions`: 'TITLE;START;END[;PLACE]'. An instant is ISO
    8601; without an offset it is local to `timezone`; in sessions of a one-day event a bare HH:MM will do.
    """

    title: str
    starts: str
    ends: str
    timezone: str
    days: Sequence[str] = ()
    venue: str = ""
    sessions: Sequence[str] = ()
    webinars: Sequence[str] = ()


def add(
    store: Store,
    plan: Plan,
    *,
    webinar: Callable[[str], Webinar],
    clock: Clock,
    owner: str = "",
    by: str = "",
) -> Event:
    """Keep a new event and give it back. Raises Trouble for whatever cannot be understood; nothing is kept then.

    `webinar` turns what was typed (a number, a join link, a registration link) into the webinar meant.
    """
    event = replace(draft(plan, webinar=webinar), owner=owner)
    now = clock.now()

    def steps(tx: Tx) -> None:
        events.add(tx, event, now=now)
        audit.note(tx, who=by, what="event added", event=event.id, now=now)
        if event.webinars:
            jobs.ask(tx, "adopt", event.id, due=now)

    store.run(steps)
    return event


def draft(plan: Plan, *, webinar: Callable[[str], Webinar]) -> Event:
    """The event that a plan describes, with a fresh id and key."""
    title = plan.title.strip()
    if not title:
        raise Trouble("An event needs a title.", "Nothing was made.", "Give it one.")
    zone = zone_named(plan.timezone)
    days = [_span("The event", plan.starts, plan.ends, zone)]
    for text in plan.days:
        start, separator, end = text.partition(";")
        if not separator:
            raise Trouble(f"The day {text!r} is not 'START;END'.", "Nothing was made.", _ISO_HINT)
        days.append(_span("The day", start, end, zone))
    days = _tidy_days(days, given=bool(plan.days))
    sessions = tuple(_session(number, text, days, zone) for number, text in enumerate(plan.sessions, 1))
    webinars = tuple(dict.fromkeys(webinar(text) for text in plan.webinars if text.strip()))
    return Event(
        id=secrets.token_hex(16),
        title=title,
        days=tuple(days),
        timezone=plan.timezone,
        venue=plan.venue.strip(),
        sessions=sessions,
        webinars=webinars,
        key=secrets.token_bytes(32),
    )


def close(store: Store, event_id: str, *, clock: Clock, by: str = "", without_reports: str = "") -> None:
    """An organiser says that the room is complete, and may waive the reports with a reason."""
    now = clock.now()

    def steps(tx: Tx) -> None:
        events.known(tx, event_id)
        events.close_room(tx, event_id, at=now)
        if without_reports:
            events.waive(tx, event_id, reason=without_reports)
        audit.note(tx, who=by, what="event closed", event=event_id, reason=without_reports, now=now)
        jobs.ask(tx, "rebuild", event_id, due=now)

    store.run(steps)


def reopen(store: Store, event_id: str, *, clock: Clock, by: str = "") -> None:
    """Take back a close: the room is open again, and reports that were waived are waited for."""
    now = clock.now()

    def steps(tx: Tx) -> None:
        events.known(tx, event_id)
        events.close_room(tx, event_id, at=None)
        events.waive(tx, event_id, reason="")
        audit.note(tx, who=by, what="event opened again", event=event_id, now=now)
        jobs.ask(tx, "rebuild", event_id, due=now)

    store.run(steps)


def zone_named(name: str) -> ZoneInfo:
    """The IANA zone of that name. Raises Trouble."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Trouble(
            f"There is no time zone named {name!r}.",
            "Nothing was changed.",
            "Give an IANA name such as Asia/Kolkata or Europe/Zurich.",
        ) from None


_ISO_HINT = "Write times as 2022-11-11T10:30, or with an offset as 2022-11-11T10:30+05:30."


def instant(text: str, zone: ZoneInfo, *, day: date | None = None) -> datetime:
    """An ISO instant, local to `zone` where it has no offset; with `day`, a bare HH:MM too. Raises Trouble."""
    text = text.strip()
    if not text:
        raise Trouble("A start or an end is missing.", "Nothing was made.", "Give both.")
    try:
        found = datetime.fromisoformat(text)
        if len(text) <= 10:
            raise ValueError("a date alone")
    except ValueError:
        try:
            if day is None:
                raise ValueError("no day to put the hour in") from None
            found = datetime.combine(day, time.fromisoformat(text))
        except ValueError:
            raise Trouble(f"{text[:40]!r} is not a time.", "Nothing was made.", _ISO_HINT) from None
    return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)


def _span(what: str, start: str, end: str, zone: ZoneInfo) -> Span:
    span = Span(instant(start, zone), instant(end, zone))
    if span.end is None or span.end <= span.start:
        raise Trouble(f"{what} ends before it starts.", "Nothing was made.", "Check both times and the zone.")
    return span


def _tidy_days(days: list[Span], *, given: bool) -> list[Span]:
    """With --day the first span is only the frame: the days are the ones given. They must not overlap."""
    if given:
        frame, days = days[0], sorted(days[1:], key=lambda day: day.start)
        if days[0].start < frame.start or _end(days[-1]) > _end(frame):
            raise Trouble("A day lies outside the event.", "Nothing was made.", "Check --starts and --ends.")
    for before, after in itertools.pairwise(days):
        if after.start < _end(before):
            raise Trouble("Two days of the event overlap.", "Nothing was made.", "Check the times of --day.")
    return days


def _end(span: Span) -> datetime:
    return span.end or span.start


def _session(number: int, text: str, days: list[Span], zone: ZoneInfo) -> Session:
    parts = [part.strip() for part in text.split(";")]
    day = days[0].start.astimezone(zone).date() if len(days) == 1 else None
    for places in (0, 1):  # without and with a place at the end; the title itself may hold a semicolon
        if len(parts) < 3 + places:
            break
        title = "; ".join(parts[: len(parts) - 2 - places])
        start, end = parts[len(parts) - 2 - places : len(parts) - places]
        try:
            span = Span(instant(start, zone, day=day), instant(end, zone, day=day))
        except Trouble:
            continue
        if not title or _end(span) <= span.start:
            break
        if not any(span.start < _end(other) and other.start < _end(span) for other in days):
            raise Trouble(f"The session {title!r} lies outside the event.", "Nothing was made.", _ISO_HINT)
        return Session(id=f"s{number}", title=title, span=span, place=parts[-1] if places else "")
    raise Trouble(
        f"The session {text[:80]!r} is not 'TITLE;START;END[;PLACE]'.", "Nothing was made.", _ISO_HINT
    )
