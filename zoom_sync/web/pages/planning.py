"""What is planned about an event: the form that makes one and changes it, and handing it over."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from zoom_sync.actions import events as acts
from zoom_sync.actions import offering, series
from zoom_sync.records import Event, Rule, Trouble, Webinar
from zoom_sync.rules.retention import RECOVERABLE
from zoom_sync.store import events
from zoom_sync.store import series as kept_series
from zoom_sync.web import event_form
from zoom_sync.web.pages.events import pages as first
from zoom_sync.web.rooms import rooms, the_event, visitor
from zoom_sync.web.wording import rule_said
from zoom_sync.zoom import finding

pages = Blueprint("planning", __name__)


@first.route("/events/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    if request.method != "POST":
        return _form(event_form.Given())
    given, do = event_form.of_form(request.form), request.form.get("do", "")
    if do:
        return _form(event_form.after(given, do))
    try:
        event = acts.add(
            rooms().store,
            event_form.plan(given),
            webinar=_webinar,
            clock=rooms().clock,
            owner=visitor().user,
            by=visitor().name,
        )
    except Trouble as trouble:
        return _form(given, trouble=trouble), 400
    return redirect(url_for("event.page", event_id=event.id), 303)


@pages.route("/events/<event_id>/settings", methods=["GET", "POST"])
def form(event_id: str) -> ResponseReturnValue:
    event = the_event()
    if request.method != "POST":
        return _form(event_form.of_event(event), event)
    given, do = event_form.of_form(request.form), request.form.get("do", "")
    if do:
        return _form(event_form.after(given, do), event)
    try:
        acts.change(
            rooms().store,
            event_id,
            event_form.changes(given, event),
            webinar=_webinar,
            clock=rooms().clock,
            by=visitor().name,
        )
    except Trouble as trouble:
        return _form(given, event, trouble=trouble), 400
    return redirect(url_for("event.page", event_id=event_id), 303)


@pages.post("/events/<event_id>/share")
def share(event_id: str) -> ResponseReturnValue:
    """Let somebody see the event as their own, or (`end`) no more."""
    act = acts.unshare if request.form.get("end") else acts.share
    try:
        act(rooms().store, event_id, request.form.get("email", ""), clock=rooms().clock, by=visitor().name)
    except Trouble as trouble:
        return _form(event_form.of_event(the_event()), the_event(), sharing=trouble), 400
    return redirect(url_for("planning.form", event_id=event_id, _anchor="share"), 303)


@pages.post("/events/<event_id>/remove")
def remove(event_id: str) -> ResponseReturnValue:
    acts.put_away(rooms().store, event_id, clock=rooms().clock, by=visitor().name)
    return redirect(url_for("planning.removed"), 303)


@pages.get("/events/removed")
def removed() -> ResponseReturnValue:
    """What can still be brought back, of whoever looks."""
    return render_template("events_removed.html", rows=rooms().store.read(_removed), now=rooms().clock.now())


@pages.post("/events/removed")
def recover() -> ResponseReturnValue:
    wanted = request.form.get("event", "")
    if wanted in {id for id, *_ in rooms().store.read(_removed)}:
        acts.bring_back(rooms().store, wanted, clock=rooms().clock, by=visitor().name)
        return redirect(url_for("event.page", event_id=wanted), 303)
    return redirect(url_for("planning.removed"), 303)


def _removed(tx: Any) -> list[tuple[Any, ...]]:
    since = rooms().clock.now() - RECOVERABLE
    found = events.put_away_since(tx, since=since)
    if visitor().role == "admin":
        return list(found)
    return [row for row in found if events.may_see(tx, row[0], user=visitor().user)]


def _form(
    given: event_form.Given,
    event: Event | None = None,
    *,
    trouble: Trouble | None = None,
    sharing: Trouble | None = None,
) -> str:
    store, now = rooms().store, rooms().clock.now()
    return render_template(
        "event_form.html",
        event=event,
        given=given,
        trouble=trouble,
        sharing=sharing,
        said=rule_said(_rule(given)),
        offered=offering.offered(store, now=now) if rooms().account is not None else None,
        shared=store.read(lambda tx: events.shared_with(tx, event.id)) if event else [],
        series=store.read(lambda tx: kept_series.of_event(tx, event.id)) if event else None,
        recurring=store.read(lambda tx: series.recurring(tx, event)) if event else None,
        now=now,
    )


def _rule(given: event_form.Given) -> Rule:
    """The rule as typed, or the usual one where it cannot be understood: the form says what is wrong then."""
    try:
        return acts.rule_of(Rule(), [f"{name}={value}" for name, value in given.rule.items()])
    except Trouble:
        return Rule()


def _webinar(text: str) -> Webinar:
    """The webinar that a number or a link means; only a registration link has to be asked of Zoom."""
    found = finding.webinar_argument(text)
    return found if isinstance(found, Webinar) else Webinar(finding.by_link(rooms().zoom(), text).id)
