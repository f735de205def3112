"""Another rule of attendance, tried: who would attend and who would not, before it is taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from zoom_sync.actions import events as acts
from zoom_sync.actions.whatif import whatif
from zoom_sync.records import Rule, Webinar
from zoom_sync.web.rooms import rooms, the_event, visitor
from zoom_sync.web.wording import rule_said

pages = Blueprint("whatif", __name__, url_prefix="/events/<event_id>/rule")

NAMED = 100  # people of each kind that are named
_A_DAY = 86_400
_MOST_PARTS = 1000  # of an event: parts of its agenda, days


@pages.get("")
def page(event_id: str) -> ResponseReturnValue:
    """The rule as it is; with another one in the address what that would change. Nothing is written."""
    event = the_event()
    rule = _rule(request.args) if "minimum" in request.args else event.rule
    found = whatif(rooms().store, event_id, rule) if rule != event.rule else None
    return render_template(
        "rule.html",
        event=event,
        rule=rule,
        said=rule_said(rule),
        found=found,
        named=NAMED,
    )


@pages.post("")
def take(event_id: str) -> ResponseReturnValue:
    """Take the rule: the record is made anew by it."""
    rule = _rule(request.form)
    changes = acts.Changes(rule=[f"{key}={_spelled(value)}" for key, value in asdict(rule).items()])
    acts.change(rooms().store, event_id, changes, webinar=Webinar, clock=rooms().clock, by=visitor().name)
    return redirect(url_for("whatif.page", event_id=event_id), 303)


def _rule(given: Mapping[str, str]) -> Rule:
    """The rule as it was typed: minutes, a gap in seconds, per cent. Refuses what is out of reach (400)."""
    try:
        minimum, bridge, breaks, part = (
            float(given.get(name) or 0) for name in ("minimum", "bridge", "breaks", "part")
        )
        share, sessions, days = (int(given.get(name) or 0) for name in ("share", "sessions", "days"))
    except ValueError:
        abort(400, "A rule is made of numbers.")
    if not all(0 <= value <= _A_DAY for value in (minimum * 60, bridge, breaks * 60, part * 60)):
        abort(400, "A rule is made of numbers from nothing to a day.")
    if not 0 <= share <= 100 or not all(0 <= value <= _MOST_PARTS for value in (sessions, days)):
        abort(400, "A share is from 0 to 100 per cent, and no event has more than a thousand parts.")
    return Rule(
        clip_to_event=bool(given.get("clip")),
        bridge_gaps_s=round(bridge),
        sheet_breaks_s=round(breaks * 60),
        minimum_minutes=minimum,
        minimum_share=share,
        minimum_sessions=sessions,
        minimum_days=days,
        part_minutes=part if "part" in given else Rule().part_minutes,
    )


def _spelled(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
