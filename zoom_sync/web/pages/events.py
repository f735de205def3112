"""The list of events, and making a new one."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from zoom_sync.actions.events import Plan, add
from zoom_sync.records import Event, Trouble, Webinar
from zoom_sync.store import events
from zoom_sync.web.rooms import rooms, visitor
from zoom_sync.web.visitor import Visitor
from zoom_sync.zoom import finding

pages = Blueprint("events", __name__)


@pages.get("/")
def start() -> ResponseReturnValue:
    """Where a sign-in lands: the events, or for an operator (who sees no people) the state of the service."""
    return redirect(url_for("health.status" if visitor().role == "operator" else "events.listing"))


@pages.get("/events")
def listing() -> ResponseReturnValue:
    def steps(tx: Any) -> list[tuple[Event, dict[str, Any] | None]]:
        return [(event, events.summary(tx, event.id)) for event in of_visitor(tx, visitor())]

    return render_template("events.html", rows=rooms().store.read(steps), now=rooms().clock.now())


def of_visitor(tx: Any, who: Visitor) -> list[Event]:
    """The events that somebody may see, newest first."""
    if who.token:
        return [event for event in events.all(tx) if who.event in ("", event.id)]
    if who.role in ("admin", "viewer"):
        return events.all(tx)
    return [event for event in events.all(tx) if events.may_see(tx, event.id, user=who.user)]


@pages.route("/events/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    if request.method == "GET":
        return render_template("event_new.html", given={}, trouble=None)
    given = request.form
    try:
        event = add(
            rooms().store,
            _plan(),
            webinar=_webinar,
            clock=rooms().clock,
            owner=visitor().user,
            by=visitor().name,
        )
    except Trouble as trouble:
        return render_template("event_new.html", given=given, trouble=trouble), 400
    return redirect(url_for("event.page", event_id=event.id), 303)


def _plan() -> Plan:
    """What the form says. Of several days, the first start and the last end frame the event."""
    form = request.form
    days = _lines(form.get("days", ""))
    if days:
        frame = (days[0].partition(";")[0].strip(), days[-1].partition(";")[2].strip())
    else:
        frame = (form.get("starts", ""), form.get("ends", ""))
    return Plan(
        title=form.get("title", ""),
        starts=frame[0],
        ends=frame[1],
        timezone=form.get("timezone", "").strip(),
        days=days,
        venue=form.get("venue", ""),
        sessions=_lines(form.get("sessions", "")),
        webinars=_lines(form.get("webinars", "")),
        caution=form.get("caution", "usual"),
        protected=(form.getlist("protected") or ["no"])[-1],
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _webinar(text: str) -> Webinar:
    """The webinar that a number or a link means; only a registration link has to be asked of Zoom."""
    found = finding.webinar_argument(text)
    return found if isinstance(found, Webinar) else Webinar(finding.by_link(rooms().zoom(), text).id)
