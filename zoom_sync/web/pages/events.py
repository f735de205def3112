"""The first page: what needs somebody now, what goes on, what comes and what was."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from zoom_sync.actions import notice, privacy
from zoom_sync.records import Event
from zoom_sync.rules import search
from zoom_sync.rules.live import moment
from zoom_sync.rules.needs import FAILING, Need, needs
from zoom_sync.rules.warnings import Warning
from zoom_sync.store import events, overview
from zoom_sync.web import access
from zoom_sync.web.now import Now
from zoom_sync.web.pages.live import current
from zoom_sync.web.rooms import rooms, visitor
from zoom_sync.web.visitor import Visitor

pages = Blueprint("events", __name__)
NEXT_AT_ONCE, PAST_AT_ONCE = 5, 20
SOON = timedelta(days=2)  # what is nearer than that may need somebody
LOOKED_AT = 200  # of the events that have begun, the newest


@pages.get("/")
def start() -> ResponseReturnValue:
    """Where a sign-in lands: the events, or for an operator (who sees no people) the state of the service."""
    return redirect(url_for("health.status" if visitor().role == "operator" else "events.listing"))


@pages.get("/events")
def listing() -> ResponseReturnValue:
    """What needs somebody now, what is going on, what comes next, and what was, page by page."""
    now, query, after = rooms().clock.now(), request.args.get("q", "").strip(), request.args.get("after", "")
    lines = rooms().store.read(lambda tx: visible(tx, visitor()))
    found = [line for line in lines if search.occurs(line.title, query)]
    going, coming, past = _parted(found, now)
    begins = next((place for place, line in enumerate(past, 1) if line.id == after), 0)
    shown = past[begins : begins + PAST_AT_ONCE]
    is_first = not (query or after)
    coming = coming if query else coming[:NEXT_AT_ONCE]
    events_ = _rows([*going, *coming, *shown])
    return render_template(
        "events.html",
        total=len(lines),
        query=query,
        now=now,
        needs=_needs(lines, now) if is_first else [],
        going=[(*events_[line.id], _inside(events_[line.id][0], now)) for line in going],
        coming=[events_[line.id] for line in coming],
        more=sum(line.starts > now for line in found) - len(coming),
        past=[events_[line.id] for line in shown],
        past_count=len(past),
        following=shown[-1].id if begins + PAST_AT_ONCE < len(past) else "",
        has_zoom=rooms().account is not None,
        is_first=is_first,
    )


def visible(tx: Any, who: Visitor) -> list[overview.Line]:
    """The events that somebody may see, newest first."""
    if who.token:
        return overview.lines(tx, only=who.event)
    return overview.lines(tx, user="" if who.role in ("admin", "viewer") else who.user)


def _parted(
    lines: list[overview.Line], now: datetime
) -> tuple[list[overview.Line], list[overview.Line], list[overview.Line]]:
    """Those that go on, those to come (the next one first), those that are over (the last one first)."""
    at = {line.id: moment(line.heard, line.told, now) for line in lines}
    going = [line for line in lines if line.starts <= at[line.id] < line.ends]
    coming = [line for line in reversed(lines) if line.starts > at[line.id]]
    return going, coming, [line for line in lines if line.ends <= at[line.id]]


def _rows(lines: list[overview.Line]) -> dict[str, tuple[Event, dict[str, Any] | None]]:
    def steps(tx: Any) -> dict[str, tuple[Event, dict[str, Any] | None]]:
        return {
            line.id: (event, events.summary(tx, line.id))
            for line in lines
            if (event := events.get(tx, line.id)) is not None
        }

    return rooms().store.read(steps)


def _inside(event: Event, now: datetime) -> Now | None:
    return current(event, now).inside if access.may("attendance", visitor()) else None


def _needs(lines: list[overview.Line], now: datetime) -> list[Need | Warning]:
    """What waits for a person in the events that have begun, and what keeps those from moving that are near."""
    if not access.may("attendance", visitor()):
        return []
    near = [line for line in lines if line.starts <= now + SOON][:LOOKED_AT]
    found: list[Need | Warning] = []
    if not access.may("operation", visitor()):  # whoever runs the service has them all above each page
        mine = {line.id for line in near}
        warnings = notice.warnings(rooms().store, config=rooms().config, clock=rooms().clock)
        found += [one for one in warnings if mine.intersection(one.events)]
    visible_ids = {line.id for line in lines}
    found += [
        Need("ending", event.id, event.title, days)
        for event, days in rooms().store.read(lambda tx: privacy.ending(tx, now))
        if event.id in visible_ids
    ]
    played = {line.id: moment(line.heard, line.told, now) for line in near}
    told = rooms().store.read(lambda tx: overview.standings(tx, near, failing_before=now - FAILING))
    return found + needs(told, now, played)


def of_visitor(tx: Any, who: Visitor) -> list[Event]:
    """The events that somebody may see, newest first."""
    found = (events.get(tx, line.id) for line in visible(tx, who))
    return [event for event in found if event is not None]
