"""The form of an event, for a new one and for one that is there: what stands in its fields, as text.

Rows are added and taken out by buttons that send the form and get it back, so that it works without script. Nothing
is understood here: what was typed goes to `actions.events` as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict

from zoom_sync.actions.events import Changes, Part, Plan
from zoom_sync.records import Event, Rule, Session, Span
from zoom_sync.web.numbers import number

MOST_ROWS = 60  # of days and of the agenda; fields of a form are limited anyway


@dataclass(frozen=True, slots=True)
class Day:
    starts: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What stands in the form. `protected`, `polls` and the rule's `clip_to_event` are "yes" or "no"."""

    title: str = ""
    timezone: str = ""
    venue: str = ""
    days: tuple[Day, ...] = (Day(),)
    parts: tuple[Part, ...] = ()
    webinars: tuple[str, ...] = ()
    caution: str = "usual"
    protected: str = "no"
    keep_until: str = ""
    report_question: str = ""
    polls: str = "no"
    rule: dict[str, str] = field(default_factory=lambda: _rule(Rule()))


def of_event(event: Event) -> Given:
    zone = ZoneInfo(event.timezone)
    return Given(
        title=event.title,
        timezone=event.timezone,
        venue=event.venue,
        days=tuple(Day(_local(day.start, zone), _local(_end(day), zone)) for day in event.days),
        parts=tuple(_part(one, zone) for one in event.sessions),
        webinars=tuple(map(str, event.webinars)),
        caution=event.caution,
        protected="yes" if event.protected else "no",
        keep_until=event.keep_until.isoformat() if event.keep_until else "",
        report_question=event.report_question,
        polls="yes" if event.polls else "no",
        rule=_rule(event.rule),
    )


def of_form(form: MultiDict[str, str]) -> Given:
    columns = [
        form.getlist(name) for name in ("part_title", "part_starts", "part_ends", "part_place", "part_id")
    ]
    return Given(
        title=form.get("title", ""),
        timezone=form.get("timezone", "").strip(),
        venue=form.get("venue", ""),
        days=tuple(
            Day(starts, ends)
            for starts, ends in zip(form.getlist("starts"), form.getlist("ends"), strict=False)
        )
        or (Day(),),
        parts=tuple(Part(*row) for row in zip(*columns, strict=False)),
        webinars=tuple(form.getlist("webinar")),
        caution=form.get("caution", "usual"),
        protected=(form.getlist("protected") or ["no"])[-1],
        keep_until=form.get("keep_until", ""),
        report_question=form.get("report_question", ""),
        polls=(form.getlist("polls") or ["no"])[-1],
        rule={name: (form.getlist(name) or [default])[-1] for name, default in _rule(Rule()).items()},
    )


def after(given: Given, do: str) -> Given:
    """The form after a button that changes rows: "add:days", "drop:parts:2" …; any other changes nothing."""
    act, _, which = do.partition(":")
    name, _, place = which.partition(":")
    blank: dict[str, Any] = {"days": Day(), "parts": _next_part(given), "webinars": ""}
    if name not in blank:
        return given
    rows: list[Any] = list(getattr(given, name))
    if act == "add" and len(rows) < MOST_ROWS:
        rows.append(blank[name])
    elif act == "drop" and (row := number(place)) is not None:
        del rows[row : row + 1]
    if name == "days" and not rows:
        rows = [Day()]
    changed: dict[str, Any] = {name: tuple(rows)}
    return replace(given, **changed)


def plan(given: Given) -> Plan:
    """A new event, as the form says it. Of several days, the first start and the last end frame it."""
    days = [day for day in given.days if day.starts or day.ends] or [Day()]
    return Plan(
        title=given.title,
        starts=min(day.starts for day in days),
        ends=max(day.ends for day in days),
        timezone=given.timezone,
        days=[f"{day.starts};{day.ends}" for day in days] if len(days) > 1 else (),
        venue=given.venue,
        sessions=_filled(given.parts),
        webinars=_typed(given.webinars),
        caution=given.caution,
        protected=given.protected,
        keep_until=given.keep_until,
        polls=given.polls,
        rule=[f"{name}={value}" for name, value in given.rule.items()],
    )


def changes(given: Given, event: Event) -> Changes:
    """What the form says of an event that is there. What it does not touch keeps its seconds."""
    before = of_event(event)
    typed, stood = _typed(given.webinars), before.webinars
    is_moved = given.timezone != before.timezone or given.days != before.days
    return Changes(
        title=given.title,
        venue=given.venue,
        report_question=given.report_question,
        # an event that becomes protected loses them by itself: only who asks for both is refused
        polls=given.polls if given.polls != before.polls else None,
        caution=given.caution,
        protected=given.protected,
        webinars=[text for text in typed if text not in stood],
        without=[text for text in stood if text not in typed],
        timezone=given.timezone,
        days=[f"{day.starts};{day.ends}" for day in given.days if day.starts or day.ends]
        if is_moved
        else None,
        sessions=_filled(given.parts) if is_moved or given.parts != before.parts else None,
        keep_until=given.keep_until,
        rule=[f"{name}={value}" for name, value in given.rule.items() if value != before.rule[name]],
    )


def _filled(parts: Iterable[Part]) -> list[Part]:
    return [part for part in parts if part.title.strip() or part.starts or part.ends]


def _typed(texts: Iterable[str]) -> list[str]:
    return [text.strip() for text in texts if text.strip()]


def _next_part(given: Given) -> Part:
    """A new part begins where the last one ends."""
    begins = given.parts[-1].ends if given.parts else given.days[0].starts
    return Part("", begins, "")


def _part(session: Session, zone: ZoneInfo) -> Part:
    starts, ends = _local(session.span.start, zone), _local(_end(session.span), zone)
    return Part(session.title, starts, ends, session.place, session.id)


def _rule(rule: Rule) -> dict[str, str]:
    return {
        "minimum_minutes": f"{rule.minimum_minutes:g}",
        "bridge_gaps_s": str(rule.bridge_gaps_s),
        "clip_to_event": "yes" if rule.clip_to_event else "no",
        "minimum_share": str(rule.minimum_share),
        "minimum_sessions": str(rule.minimum_sessions),
        "minimum_days": str(rule.minimum_days),
        "part_minutes": f"{rule.part_minutes:g}",
    }


def _local(instant: datetime, zone: ZoneInfo) -> str:
    return f"{instant.astimezone(zone):%Y-%m-%dT%H:%M}"


def _end(span: Span) -> datetime:
    return span.end or span.start
