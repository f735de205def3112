"""The audit as pages: of an event for whoever it belongs to, of everything for admins.

An organiser says why they look, and that they looked is a line of it, too; it is asked once an hour.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from zoom_sync.records import Trouble
from zoom_sync.store import audit, events
from zoom_sync.web.numbers import number
from zoom_sync.web.rooms import rooms, the_event, visitor

pages = Blueprint("trail", __name__)

AT_ONCE = 50  # lines of a page
GOOD_FOR = timedelta(hours=1)  # a reason
LONGEST = 300  # characters of a reason


@pages.get("/audit")
def everything() -> ResponseReturnValue:
    """Of the whole service, with the title of each line's event."""

    def steps(tx: Any) -> dict[str, Any]:
        found = _lines(tx)
        ids = {one.event for one in found["lines"] if one.event}
        newest = audit.newest(tx) if found["first"] else None
        return {**found, "newest": newest, "events": {id: events.get(tx, id) for id in sorted(ids)}}

    return render_template("trail.html", event=None, **rooms().store.read(steps))


@pages.get("/events/<event_id>/audit")
def of_event(event_id: str) -> ResponseReturnValue:
    if visitor().role != "admin" and not _said_why(event_id):
        return render_template("trail_why.html", event=the_event(), trouble=None, longest=LONGEST)
    found = rooms().store.read(lambda tx: _lines(tx, event=event_id))
    return render_template("trail.html", event=the_event(), events={}, **found)


@pages.post("/events/<event_id>/audit")
def say_why(event_id: str) -> ResponseReturnValue:
    reason = request.form.get("reason", "").strip()[:LONGEST]
    if not reason:
        trouble = Trouble(_("A reason is needed."), "", _("Say in a few words why you look."))
        page = render_template("trail_why.html", event=the_event(), trouble=trouble, longest=LONGEST)
        return page, 400
    who, now = visitor(), rooms().clock.now()
    rooms().store.once(
        lambda tx: audit.note(
            tx, who=who.name, what="looked at the audit", event=event_id, reason=reason, now=now
        )
    )
    session["audit"] = {"event": event_id, "until": (now + GOOD_FOR).isoformat()}
    return redirect(url_for("trail.of_event", event_id=event_id), 303)


def _said_why(event_id: str) -> bool:
    said = session.get("audit") or {}
    return said.get("event") == event_id and datetime.fromisoformat(said["until"]) > rooms().clock.now()


def _lines(tx: Any, *, event: str | None = None) -> dict[str, Any]:
    before = number(request.args.get("before", ""))
    found = audit.lines(tx, event=event, before=before, limit=AT_ONCE + 1)
    following = found[AT_ONCE - 1].number if len(found) > AT_ONCE else None
    shown = found[:AT_ONCE]
    turned = {one.number: _turned(one) for one in shown}
    why = {one.number: _why(one, turned[one.number]) for one in shown}
    return {"lines": shown, "turned": turned, "why": why, "following": following, "first": before is None}


def _turned(line: audit.Line) -> list[tuple[str, str, str]]:
    """Each single setting that a deed changed: its name, and how it was and became. Lists are not shown."""
    was, became = line.before or {}, line.after or {}
    return [
        (name, _said(was.get(name)), _said(became.get(name)))
        for name in dict.fromkeys((*was, *became))
        if not isinstance(was.get(name), list) and not isinstance(became.get(name), list)
    ]


def _why(line: audit.Line, turned: list[tuple[str, str, str]]) -> str:
    """The reason. That of a changed event lists what changed: here without what is told beside it with its values."""
    if line.what != "event changed":
        return line.reason
    told = tuple(name for name, _was, _became in turned)
    return ", ".join(
        one for one in line.reason.split(", ") if not told or not one.replace(" ", "_").startswith(told)
    )


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    return "–" if value is None else str(value)
