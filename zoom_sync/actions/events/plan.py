"""An event as somebody types it, and what is made of it: times, days, parts of the agenda."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from zoom_sync.actions.events.rule import is_yes, rule_of
from zoom_sync.records import Event, Rule, Session, Span, Trouble, Webinar
from zoom_sync.rules.times import in_years, instant, zone_named

MOST_PARTS = 62  # of an agenda: a whole number that both stores keep has a bit for each


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the agenda as somebody typed it. `id`: of the part that it was before, "" for a new one."""

    title: str
    starts: str
    ends: str
    place: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """An event as somebody typed it: every field is text.

    `days`: 'START;END', besides `starts` and `ends`; `sessions`: a Part, or 'TITLE;START;END[;PLACE]'. An instant
    is ISO 8601; without an offset it is local to `timezone`; in sessions of a one-day event a bare HH:MM will do.
    `caution`: careful or usual; `protected`, `polls`: yes or no; `keep_until`: a date, "" for none; `rule`:
    'KEY=VALUE' each.
    """

    title: str
    starts: str
    ends: str
    timezone: str
    days: Sequence[str] = ()
    venue: str = ""
    sessions: Sequence[str | Part] = ()
    webinars: Sequence[str] = ()
    caution: str = "usual"
    protected: str = "no"
    keep_until: str = ""
    polls: str = "no"
    rule: Sequence[str] = ()


def draft(plan: Plan, *, webinar: Callable[[str], Webinar]) -> Event:
    """The event that a plan describes, with a fresh id and key."""
    title = titled(plan.title)
    zone = zone_named(plan.timezone)
    days = planned_days(plan.starts, plan.ends, plan.days, zone)
    sessions = agenda(plan.sessions, days, zone)
    webinars = tuple(dict.fromkeys(webinar(text) for text in plan.webinars if text.strip()))
    protected = is_yes(plan.protected)
    return Event(
        id=secrets.token_hex(16),
        title=title,
        days=days,
        timezone=plan.timezone,
        venue=plan.venue.strip(),
        sessions=sessions,
        webinars=webinars,
        rule=rule_of(Rule(), plan.rule),
        key=secrets.token_bytes(32),
        caution=caution_named(plan.caution),
        protected=protected,
        polls=polls_wanted(is_yes(plan.polls), protected=protected),
        keep_until=last_day(plan.keep_until, days, zone),
    )


def polls_wanted(wanted: bool, *, protected: bool, is_asked: bool = True) -> bool:
    """Whether polls and questions are read: never of a protected event, and no longer of one that becomes it.

    Raises Trouble where somebody asked for both.
    """
    if wanted and protected and is_asked:
        raise Trouble(
            "The event is protected: no polls and no questions of it are read.",
            "Nothing was changed.",
            "Leave polls and questions switched off, or end the protection.",
        )
    return wanted and not protected


def planned_days(starts: str, ends: str, days: Sequence[str], zone: ZoneInfo) -> tuple[Span, ...]:
    """The days of an event, the first one first. Raises Trouble."""
    found = [span("The event", starts, ends, zone)]
    for text in days:
        start, separator, end = text.partition(";")
        if not separator:
            raise Trouble(f"The day {text!r} is not 'START;END'.", "Nothing was changed.", _ISO_HINT)
        found.append(span("The day", start, end, zone))
    return tuple(_tidy_days(found, given=bool(days)))


def agenda(sessions: Sequence[str | Part], days: Sequence[Span], zone: ZoneInfo) -> tuple[Session, ...]:
    """The parts of the agenda, each with an id of its own; one that was there keeps its id. Raises Trouble."""
    if len(sessions) > MOST_PARTS:
        raise Trouble(
            f"An agenda has at most {MOST_PARTS} parts, and this one {len(sessions)}.",
            "Nothing was changed.",
            "Give parts that run side by side in one place as one, or make an event of each day.",
        )
    taken = {one.id for one in sessions if isinstance(one, Part)}
    free = (id for number in itertools.count(1) if (id := f"s{number}") not in taken)
    found = []
    for one in sessions:
        if isinstance(one, Part):
            found.append(_part(one, days, zone, id=one.id or next(free)))
        else:
            found.append(_session(one, days, zone, id=next(free)))
    return tuple(found)


def last_day(text: str, days: Sequence[Span], zone: ZoneInfo) -> date | None:
    """The date until which names are kept, not before the event is over. Raises Trouble."""
    if not text.strip():
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise Trouble(
            f"{text[:40]!r} is no date.", "Nothing was changed.", "Write it as 2027-01-31."
        ) from None
    in_years(day)
    if day < _end(days[-1]).astimezone(zone).date():
        raise Trouble(
            "The event would not be over yet when its names go.",
            "Nothing was changed.",
            "Choose a later date.",
        )
    return day


def titled(text: str) -> str:
    if not text.strip():
        raise Trouble("An event needs a title.", "Nothing was changed.", "Give it one.")
    return text.strip()


def caution_named(text: str) -> Literal["careful", "usual"]:
    word = text.strip().casefold()
    if word not in ("careful", "usual"):
        raise Trouble(f"{text[:40]!r} is no caution.", "Nothing was changed.", "It is careful or usual.")
    return "careful" if word == "careful" else "usual"


_ISO_HINT = "Write times as 2022-11-11T10:30, or with an offset as 2022-11-11T10:30+05:30."


def span(what: str, start: str, end: str, zone: ZoneInfo) -> Span:
    made = Span(_given(start, zone), _given(end, zone))
    if made.end is None or made.end <= made.start:
        raise Trouble(f"{what} ends before it starts.", "Nothing was made.", "Check both times and the zone.")
    return made


def _given(text: str, zone: ZoneInfo, *, day: date | None = None) -> datetime:
    if not text.strip():
        raise Trouble("A start or an end is missing.", "Nothing was made.", "Give both.")
    return instant(text, zone, safe="Nothing was made.", day=day)


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


def _session(text: str, days: Sequence[Span], zone: ZoneInfo, *, id: str) -> Session:
    parts = [part.strip() for part in text.split(";")]
    for places in (0, 1):  # without and with a place at the end; the title itself may hold a semicolon
        if len(parts) < 3 + places:
            break
        title = "; ".join(parts[: len(parts) - 2 - places])
        start, end = parts[len(parts) - 2 - places : len(parts) - places]
        if not (title and _is_instant(start, days, zone) and _is_instant(end, days, zone)):
            continue
        return _part(Part(title, start, end, parts[-1] if places else ""), days, zone, id=id)
    raise Trouble(
        f"The session {text[:80]!r} is not 'TITLE;START;END[;PLACE]'.", "Nothing was made.", _ISO_HINT
    )


def _part(part: Part, days: Sequence[Span], zone: ZoneInfo, *, id: str) -> Session:
    title = part.title.strip()
    if not title:
        raise Trouble(
            "A part of the agenda needs a title.", "Nothing was changed.", "Give it one, or take it out."
        )
    day = _only_day(days, zone)
    found = Span(_given(part.starts, zone, day=day), _given(part.ends, zone, day=day))
    if _end(found) <= found.start:
        raise Trouble(f"{title!r} ends before it starts.", "Nothing was changed.", "Check both times.")
    check_inside(title, found, days)
    return Session(id=id, title=title, span=found, place=part.place.strip())


def check_inside(title: str, part: Span, days: Sequence[Span]) -> None:
    """Raise Trouble for a part of the agenda that meets no day of the event."""
    if not any(part.start < _end(day) and day.start < _end(part) for day in days):
        raise Trouble(
            f"The session {title!r} lies outside the event.", "Nothing was changed.", "Choose other times."
        )


def _only_day(days: Sequence[Span], zone: ZoneInfo) -> date | None:
    return days[0].start.astimezone(zone).date() if len(days) == 1 else None


def _is_instant(text: str, days: Sequence[Span], zone: ZoneInfo) -> bool:
    try:
        _given(text, zone, day=_only_day(days, zone))
    except Trouble:
        return False
    return True
