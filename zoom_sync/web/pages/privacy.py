"""What is kept of people, how long, and the way out: the data map, an event's notice and end, one person's data."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as later

from zoom_sync.actions import follow_up, privacy
from zoom_sync.records import Event, Trouble
from zoom_sync.rules import retention
from zoom_sync.store import datamap, events, notices, people
from zoom_sync.store.holding import Held
from zoom_sync.web.rooms import rooms, the_event, visitor

pages = Blueprint("privacy", __name__)

LONGEST = 500  # characters of a reason
NOTICE = 1_000  # characters of what people are told
BASES = {
    "consent": later("They agreed to it (consent)"),
    "legitimate interest": later("The organisation needs it, and it harms nobody (legitimate interest)"),
    "public interest": later("A task in the public interest"),
    "contract": later("A contract with them"),
    "legal obligation": later("A law demands it"),
}

PLACES = {
    "registration": later("Where they registered"),
    "sign-in sheet": later("On the sheet in the room"),
    "door": later("At a door"),
    "Zoom": later("On Zoom"),
}


@pages.get("/privacy")
def page() -> str:
    """The data map."""
    return render_template("privacy.html", entries=datamap.MAP)


@pages.get("/events/<event_id>/privacy")
def of_event(event_id: str) -> str:
    return _event()


@pages.post("/events/<event_id>/privacy/notice")
def put_notice(event_id: str) -> ResponseReturnValue:
    """State what people are told from now on."""
    said = {"basis": request.form.get("basis", ""), "text": request.form.get("text", "")[:NOTICE]}
    try:
        privacy.state_notice(rooms().store, event_id, clock=rooms().clock, by=visitor().name, **said)
    except Trouble as trouble:
        return _event(trouble=trouble, said=said), 400
    return redirect(url_for("privacy.of_event", event_id=event_id, _anchor="notice"), 303)


@pages.post("/events/<event_id>/privacy/erase")
def erase_event(event_id: str) -> ResponseReturnValue:
    """Erase everybody from the event; whoever does it says so a second time by ticking a box."""
    try:
        if not request.form.get("sure"):
            raise Trouble("The box was not ticked.", "Nothing was erased.", "Tick it if you mean it.")
        privacy.erase_event(
            rooms().store,
            event_id,
            reason=request.form.get("reason", "")[:LONGEST],
            marks=rooms().erased_file(),
            clock=rooms().clock,
            by=visitor().name,
        )
    except Trouble as trouble:
        return _event(ending=trouble), 400
    return redirect(url_for("privacy.of_event", event_id=event_id), 303)


@pages.get("/events/<event_id>/privacy/people/<path:ref>")
def of_person(event_id: str, ref: str) -> str:
    return _person(ref)


@pages.post("/events/<event_id>/privacy/copy")
def copy(event_id: str) -> ResponseReturnValue:
    """All that is held about one person, as a file."""
    ref, reason = request.form.get("ref", ""), request.form.get("reason", "")
    try:
        told = privacy.give(
            rooms().store, _with_strays(_held(ref)), clock=rooms().clock, by=visitor().name, reason=reason
        )
    except Trouble as trouble:
        return _person(ref, refused=trouble), 400
    body = json.dumps(told, ensure_ascii=False, indent=1)
    return Response(
        body,
        mimetype="application/json",
        headers={"Content-Disposition": 'attachment; filename="person.json"'},
    )


@pages.post("/events/<event_id>/privacy/erase-person")
def erase_person(event_id: str) -> ResponseReturnValue:
    ref = request.form.get("ref", "")
    try:
        privacy.erase_person(
            rooms().store,
            _held(ref),
            reason=request.form.get("reason", "")[:LONGEST],
            marks=rooms().erased_file(),
            clock=rooms().clock,
            by=visitor().name,
        )
    except Trouble as trouble:
        return _person(ref, trouble=trouble), 400
    return redirect(url_for("privacy.of_event", event_id=event_id, erased=1), 303)


def _event(
    *, trouble: Trouble | None = None, said: dict[str, str] | None = None, ending: Trouble | None = None
) -> str:
    event, now = the_event(), rooms().clock.now()

    def steps(tx: Any) -> tuple[Any, Any]:
        return notices.of(tx, event.id), events.summary(tx, event.id)

    versions, summary = rooms().store.read(steps)
    newest = versions[-1] if versions else None
    return render_template(
        "privacy_event.html",
        event=event,
        summary=summary,
        versions=versions,
        said=said or {"basis": newest.basis if newest else "", "text": newest.text if newest else ""},
        days=retention.days_left(event, now),
        until=noon(event.keep_until, event) if event.keep_until else None,
        proposed=noon(retention.proposed(retention.today(event, event.ends)), event),
        raw=(retention.RAW_PROTECTED if event.protected else retention.RAW).days,
        trouble=trouble,
        ending=ending,
        erased="erased" in request.args,
        BASES=BASES,
        longest=LONGEST,
        most=NOTICE,
    )


def _person(ref: str, *, trouble: Trouble | None = None, refused: Trouble | None = None) -> str:
    """`trouble`: why they were not erased; `refused`: why no copy was given."""
    held = _held(ref)
    store, own, everything = rooms().store, held[0], _with_strays(held)

    def steps(tx: Any) -> tuple[Any, Any]:
        return (
            [events.known(tx, one.event, removed=True) for one in everything],
            notices.given(tx, own.event, own.traces),
        )

    where, given = store.read(steps)
    return render_template(
        "privacy_person.html",
        event=the_event(),
        person=own.lines[0],
        where=where,
        lines=len(held),
        given=given,
        ref=ref,
        trouble=trouble,
        refused=refused,
        BASES=BASES,
        PLACES=PLACES,
        longest=LONGEST,
    )


def noon(day: date, event: Event) -> datetime:
    """A day as an instant of it, in the event's zone."""
    return datetime.combine(day, time(12), ZoneInfo(event.timezone))


def _held(ref: str) -> list[Held]:
    """What is held about somebody of this event, at every event of the visitor's."""
    store, event = rooms().store, the_event()
    if store.read(lambda tx: people.person(tx, event.id, ref)) is None:
        abort(404)
    found = privacy.of_ref(
        store, ref, optout=lambda address: follow_up.marks(rooms().keys, address), among=store.read(_theirs)
    )
    return sorted(found, key=lambda one: one.event != event.id)


def _with_strays(held: list[Held]) -> list[Held]:
    """With what the visitor's other events heard of their connections, though no line there has it."""
    store = rooms().store
    return privacy.with_strays(store, held, among=store.read(_theirs))


def _theirs(tx: Any) -> set[str]:
    """This event, and the visitor's others, those that they removed too."""
    who = visitor()
    every = {one.id for one in events.every(tx)}
    seen = every if who.role == "admin" else {id for id in every if events.may_see(tx, id, user=who.user)}
    return seen | {the_event().id}
