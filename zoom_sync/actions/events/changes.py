"""What may be changed about an event that is there, as somebody types it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from zoom_sync.actions.events.plan import caution_named, is_yes, span, titled, zone_named
from zoom_sync.records import Event, Rule, Span, Trouble, Webinar


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to change about an event, as somebody typed it; None (and no webinar, no rule): it stays.

    `starts` and `ends` are for an event of one day. `webinars` are added; `rule`: 'KEY=VALUE', the keys those of
    `records.Rule`.
    """

    title: str | None = None
    starts: str | None = None
    ends: str | None = None
    venue: str | None = None
    caution: str | None = None
    protected: str | None = None
    webinars: Sequence[str] = ()
    rule: Sequence[str] = ()


def changed(event: Event, changes: Changes, webinars: Sequence[Webinar]) -> Event:
    """The event as it will be, with these webinars besides its own. Raises Trouble for what is not understood."""
    given: dict[str, Any] = {
        "title": None if changes.title is None else titled(changes.title),
        "venue": None if changes.venue is None else changes.venue.strip(),
        "caution": None if changes.caution is None else caution_named(changes.caution),
        "protected": None if changes.protected is None else is_yes(changes.protected),
    }
    return replace(
        event,
        days=_days(event, changes),
        webinars=tuple(dict.fromkeys((*event.webinars, *webinars))),
        rule=_rule(event.rule, changes.rule),
        **{name: value for name, value in given.items() if value is not None},
    )


def told(before: Event, after: Event) -> str:
    """What differs, for the audit: which settings and their values, of all else only that it differs."""
    said = [
        name
        for name in ("title", "days", "venue", "webinars")
        if getattr(before, name) != getattr(after, name)
    ]
    if before.caution != after.caution:
        said.append(f"caution {after.caution}")
    if before.protected != after.protected:
        said.append(f"protected {'yes' if after.protected else 'no'}")
    for name in _KEYS:
        if getattr(before.rule, name) != getattr(after.rule, name):
            said.append(f"{name} {getattr(after.rule, name)}")
    return ", ".join(said)


def _days(event: Event, changes: Changes) -> tuple[Span, ...]:
    """The days with another start or end. No part of the agenda may be left outside."""
    if changes.starts is None and changes.ends is None:
        return event.days
    if len(event.days) > 1:
        raise Trouble(
            "The event has several days.",
            "Nothing was changed.",
            "Their times are given when an event is made.",
        )
    starts = event.starts.isoformat() if changes.starts is None else changes.starts
    ends = event.ends.isoformat() if changes.ends is None else changes.ends
    day = span("The event", starts, ends, zone_named(event.timezone))
    for part in event.sessions:
        if part.span.start >= (day.end or day.start) or (part.span.end or part.span.start) <= day.start:
            raise Trouble(
                f"{part.title!r} would lie outside the event.", "Nothing was changed.", "Choose other times."
            )
    return (day,)


_MOST = 86_400  # a day in seconds; nobody means more, be it seconds or minutes
_KEYS: dict[str, type[Any]] = {
    "clip_to_event": bool,
    "bridge_gaps_s": int,
    "sheet_breaks_s": int,
    "minimum_minutes": float,
}


def _rule(rule: Rule, texts: Sequence[str]) -> Rule:
    """The rule with each 'KEY=VALUE' taken over."""
    for text in texts:
        key, _, value = (part.strip() for part in text.partition("="))
        if key not in _KEYS:
            raise Trouble(
                f"{text[:60]!r} is no rule.",
                "Nothing was changed.",
                f"Write KEY=VALUE, KEY one of {', '.join(_KEYS)}.",
            )
        taken: dict[str, Any] = {key: _value(key, value)}
        rule = replace(rule, **taken)
    return rule


def _value(key: str, text: str) -> bool | int | float:
    if _KEYS[key] is bool:
        return is_yes(text)
    try:
        number: int | float = _KEYS[key](text)
    except ValueError:
        number = -1
    if not 0 <= number <= _MOST:
        raise Trouble(
            f"{text[:40]!r} is no value for {key}.",
            "Nothing was changed.",
            f"Give a number from 0 to {_MOST}.",
        )
    return number
