"""What may be changed about an event that is there, as somebody types it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from zoom_sync.actions.events.plan import (
    Part,
    agenda,
    caution_named,
    check_inside,
    last_day,
    planned_days,
    polls_wanted,
    span,
    titled,
)
from zoom_sync.actions.events.rule import KEYS, is_yes, rule_of
from zoom_sync.records import Event, Session, Span, Trouble, Webinar
from zoom_sync.rules.times import zone_named

LONGEST_QUESTION = 200


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to change about an event, as somebody typed it; None (and no webinar, no rule): it stays.

    `starts` and `ends` are for an event of one day; `days`, 'START;END' each, and `sessions` take the place of all
    that were there. `webinars` are added, `without` taken out; `rule`: 'KEY=VALUE', the keys those of
    `records.Rule`. `keep_until`: a date, "" for none.
    """

    title: str | None = None
    starts: str | None = None
    ends: str | None = None
    venue: str | None = None
    caution: str | None = None
    protected: str | None = None
    webinars: Sequence[str] = ()
    rule: Sequence[str] = ()
    without: Sequence[str] = ()
    timezone: str | None = None
    days: Sequence[str] | None = None
    sessions: Sequence[str | Part] | None = None
    keep_until: str | None = None
    language_question: str | None = None
    licence_question: str | None = None
    report_question: str | None = None
    letters_by_two: str | None = None
    polls: str | None = None


def changed(
    event: Event, changes: Changes, webinars: Sequence[Webinar], without: Sequence[Webinar] = ()
) -> Event:
    """The event as it will be, with some webinars besides its own and `without` others.

    Raises Trouble for what is not understood.
    """
    given: dict[str, Any] = {
        "title": None if changes.title is None else titled(changes.title),
        "venue": None if changes.venue is None else changes.venue.strip(),
        "caution": None if changes.caution is None else caution_named(changes.caution),
        "protected": None if changes.protected is None else is_yes(changes.protected),
        "timezone": changes.timezone,
        "language_question": question_named(changes.language_question),
        "licence_question": question_named(changes.licence_question),
        "report_question": question_named(changes.report_question),
        "letters_by_two": None if changes.letters_by_two is None else is_yes(changes.letters_by_two),
    }
    given["polls"] = polls_wanted(
        event.polls if changes.polls is None else is_yes(changes.polls),
        protected=event.protected if given["protected"] is None else given["protected"],
        is_asked=changes.polls is not None,
    )
    zone = zone_named(event.timezone if changes.timezone is None else changes.timezone)
    days = _days(event, changes, zone)
    keep = event.keep_until
    return replace(
        event,
        days=days,
        sessions=_sessions(event, changes, days, zone),
        webinars=_webinars(event, webinars, without),
        rule=rule_of(event.rule, changes.rule),
        keep_until=keep if changes.keep_until is None else last_day(changes.keep_until, days, zone),
        **{name: value for name, value in given.items() if value is not None},
    )


def question_named(text: str | None) -> str | None:
    """A question or column whose answers are kept. Raises Trouble for one that no form could hold."""
    if text is None:
        return None
    if len(text) > LONGEST_QUESTION:
        raise Trouble(
            "The question is too long.",
            "Nothing was changed.",
            f"Give it as Zoom's form or the file's header has it, in at most {LONGEST_QUESTION} characters.",
        )
    return " ".join(text.split())


def settings(event: Event) -> dict[str, Any]:
    """What `told` tells with its values, for the audit's before and after: no texts that somebody wrote freely."""
    return {
        "days": [[one.start.isoformat(), one.end.isoformat() if one.end else None] for one in event.days],
        "timezone": event.timezone,
        "webinars": [[one.id, one.occurrence] for one in event.webinars],
        "caution": event.caution,
        "protected": event.protected,
        "polls": event.polls,
        "keep_until": event.keep_until.isoformat() if event.keep_until else None,
        "sessions": [one.id for one in event.sessions],
        **{name: getattr(event.rule, name) for name in KEYS},
    }


def differing(before: Event, after: Event) -> tuple[dict[str, Any], dict[str, Any]]:
    """Those of `settings` that differ, as they were and as they became."""
    was, is_now = settings(before), settings(after)
    names = [name for name in was if was[name] != is_now[name]]
    return {name: was[name] for name in names}, {name: is_now[name] for name in names}


def told(before: Event, after: Event) -> str:
    """What differs, for the audit: which settings and their values, of all else only that it differs."""
    said = [
        name
        for name in ("title", "days", "timezone", "venue", "sessions", "webinars")
        if getattr(before, name) != getattr(after, name)
    ]
    if before.caution != after.caution:
        said.append(f"caution {after.caution}")
    if before.protected != after.protected:
        said.append(f"protected {'yes' if after.protected else 'no'}")
    if before.language_question != after.language_question:
        said.append("the question for languages")
    if before.licence_question != after.licence_question:
        said.append("the question for licence numbers")
    if before.report_question != after.report_question:
        said.append("the question for reports")
    if before.letters_by_two != after.letters_by_two:
        said.append(f"letters by two {'yes' if after.letters_by_two else 'no'}")
    if before.polls != after.polls:
        said.append(f"polls {'yes' if after.polls else 'no'}")
    if before.keep_until != after.keep_until:
        said.append(f"keep until {after.keep_until or 'no day'}")
    for name in KEYS:
        if getattr(before.rule, name) != getattr(after.rule, name):
            said.append(f"{name} {getattr(after.rule, name)}")
    return ", ".join(said)


def _days(event: Event, changes: Changes, zone: ZoneInfo) -> tuple[Span, ...]:
    """The days, all of them anew, or the only one with another start or end."""
    if changes.days is not None:
        spans = [span("The day", *_both(text), zone) for text in changes.days]
        if not spans:
            raise Trouble("An event needs a day.", "Nothing was changed.", "Give its start and its end.")
        frame = min(spans, key=lambda one: one.start), max(spans, key=lambda one: one.end or one.start)
        starts, ends = frame[0].start.isoformat(), (frame[1].end or frame[1].start).isoformat()
        return planned_days(starts, ends, changes.days if len(spans) > 1 else (), zone)
    if changes.starts is None and changes.ends is None:
        return event.days
    if len(event.days) > 1:
        raise Trouble(
            "The event has several days.",
            "Nothing was changed.",
            "Give all of them: --day 'START;END' for each.",
        )
    starts = event.starts.isoformat() if changes.starts is None else changes.starts
    ends = event.ends.isoformat() if changes.ends is None else changes.ends
    return (span("The event", starts, ends, zone),)


def _both(text: str) -> tuple[str, str]:
    start, separator, end = text.partition(";")
    if not separator:
        raise Trouble(
            f"The day {text[:60]!r} is not 'START;END'.", "Nothing was changed.", "Write both times."
        )
    return start, end


def _sessions(event: Event, changes: Changes, days: Sequence[Span], zone: ZoneInfo) -> tuple[Session, ...]:
    """The agenda. No part of it may be left outside of the days."""
    if changes.sessions is not None:
        return agenda(changes.sessions, days, zone)
    for part in event.sessions:
        check_inside(part.title, part.span, days)
    return event.sessions


def _webinars(event: Event, more: Sequence[Webinar], without: Sequence[Webinar]) -> tuple[Webinar, ...]:
    for one in without:
        if one not in event.webinars:
            raise Trouble(
                f"Webinar {one} is no entrance of this event.",
                "Nothing was changed.",
                "`zoom-sync event list` names those that are.",
            )
    return tuple(dict.fromkeys(one for one in (*event.webinars, *more) if one not in without))
