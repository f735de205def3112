"""The page on which a letter is written: its text on one side, on the other what a person would get of it."""

from __future__ import annotations

from typing import Any, cast

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from zoom_sync.actions import follow_up
from zoom_sync.records import Event, Trouble
from zoom_sync.rules import followup
from zoom_sync.store import certificates, events, finding, series
from zoom_sync.store.database import Tx
from zoom_sync.web import asking, letter_form
from zoom_sync.web.pages.letters import GROUPS, of_event
from zoom_sync.web.rooms import rooms, the_event, visitor

pages = Blueprint("letter_writing", __name__, url_prefix="/events/<event_id>/letters")

FOLLOWING = 12  # events of the series whose calendar entry may go along


@pages.get("/new")
def new(event_id: str) -> ResponseReturnValue:
    """An empty letter; or with the words of one that is there (`like`), for other people."""
    if like := request.args.get("like", ""):
        given = letter_form.given(follow_up.written_of(of_event(event_id, like), the_event()))
        attached = rooms().store.read(lambda tx: _attachable(tx, given["calendar"]))
        return _page(given | {"at": "", "calendar": attached.id if attached else ""})
    language = str(get_locale()).partition("_")[0]
    given = letter_form.empty(request.args, language=language if language in followup.LANGUAGES else "en")
    return _page(given, here=url_for("letter_writing.plan", event_id=event_id))


@pages.post("")
def plan(event_id: str) -> ResponseReturnValue:
    try:
        written = _read()
        letter_id = follow_up.plan(rooms().store, event_id, by=visitor().name, clock=rooms().clock, **written)
    except Trouble as trouble:
        return _page(letter_form.shown(request.form), 400, trouble=trouble)
    return redirect(url_for("letters.letter", event_id=event_id, letter_id=letter_id), 303)


@pages.get("/<letter_id>/edit")
def edit(event_id: str, letter_id: str) -> ResponseReturnValue:
    letter = of_event(event_id, letter_id)
    if letter.approved:
        return redirect(url_for("letters.letter", event_id=event_id, letter_id=letter_id))
    given = letter_form.given(follow_up.written_of(letter, the_event()))
    return _page(given, letter_id=letter_id)


@pages.post("/<letter_id>/edit")
def change(event_id: str, letter_id: str) -> ResponseReturnValue:
    letter = of_event(event_id, letter_id)
    try:
        written = _read(attached=letter.calendar)
        follow_up.change(rooms().store, letter_id, by=visitor().name, clock=rooms().clock, **written)
    except Trouble as trouble:
        return _page(letter_form.shown(request.form), 400, trouble=trouble, letter_id=letter_id)
    return redirect(url_for("letters.letter", event_id=event_id, letter_id=letter_id), 303)


@pages.post("/preview")
def preview(event_id: str) -> ResponseReturnValue:
    """The page anew with what was written so far, or its preview alone. Nothing is kept."""
    given = letter_form.shown(request.form)
    if request.form.get("part") == "preview":
        return Response(
            render_template("letter_preview.html", event=the_event(), given=given, **_preview(given))
        )
    letter_id = request.form.get("letter_id", "")
    return _page(given, letter_id=of_event(event_id, letter_id).id if letter_id else "")


def _read(*, attached: str = "") -> follow_up.Written:
    """What somebody wrote. `attached`: the event whose calendar entry goes along already.

    Raises Trouble, for an event that they may not see as for one that is not there.
    """
    written = letter_form.read(request.form)
    calendar = written["calendar"].strip()
    if calendar not in ("", attached) and rooms().store.read(lambda tx: _attachable(tx, calendar)) is None:
        raise events.EventUnknown(calendar, safe="Nothing was planned.")
    return written


def _attachable(tx: Tx, event_id: str) -> Event | None:
    """The event with this id, if its calendar entry may go along: for who may see it, as long as they may."""
    found = events.get(tx, event_id)
    return found if found is not None and _may_see(tx, found) else None


def _may_see(tx: Tx, event: Event) -> bool:
    is_this = event.id == the_event().id
    return is_this or visitor().role == "admin" or events.may_see(tx, event.id, user=visitor().user)


def _page(given: dict[str, Any], status: int = 200, **more: Any) -> ResponseReturnValue:
    event = the_event()
    told = rooms().store.read(lambda tx: _told(tx, event, given))
    page = render_template(
        "letter_form.html",
        event=event,
        given=given,
        groups=GROUPS,
        tongues=letter_form.languages(),
        FILTER=letter_form.FILTER,
        filters=_said(given["chosen"], event),
        most=letter_form.MOST,
        placeholders=" ".join("{" + name + "}" for name in followup.PLACEHOLDERS),
        **({"trouble": None, "letter_id": "", "here": ""} | more),
        **told,
        **_preview(given, told_already=more.get("trouble") is not None),
    )
    return page, status


def _told(tx: Tx, event: Event, given: dict[str, Any]) -> dict[str, Any]:
    one = series.of_event(tx, event.id)
    members = [events.get(tx, id) for id in series.members(tx, one.id)] if one is not None else []
    following = [e for e in members if e is not None and e.starts > event.starts and _may_see(tx, e)]
    offered = [event, *sorted(following, key=lambda e: e.starts)[:FOLLOWING]]
    attached = _attachable(tx, given["calendar"])
    if attached is not None and attached.id not in [e.id for e in offered]:
        offered.append(attached)
    counted = None
    if given["chosen"]:
        try:
            chosen = follow_up.audience.checked(given["chosen"], event)
            counted = finding.count(tx, event.id, follow_up.audience.query(chosen, event))
        except Trouble:
            counted = None
    return {
        "summary": events.summary(tx, event.id),
        "calendars": offered,
        "counted": counted,
        "certified": certificates.progress(tx, event.id)[1],
    }


def _preview(given: dict[str, Any], *, told_already: bool = False) -> dict[str, Any]:
    """What one person would get, or what is wrong with it."""
    person, language = request.values.get("person", "")[:400], request.values.get("in", "")[:16]
    told: dict[str, Any] = {"preview": None, "wrong": None, "readers": [], "person": person, "blank": False}
    if not given["subject"].strip() and not given["text"].strip():
        return told | {"blank": True}
    event = the_event()
    named = {name: given[name] for name in (*letter_form.NAMED[:-1], "chosen", "language")}
    others = {code: (subject, text) for code, subject, text in given["texts"] if subject or text}
    written = cast(follow_up.Written, named | {"others": others})
    try:
        seen = follow_up.preview_of(
            rooms().store, event.id, person=person, shown_in=language, clock=rooms().clock, **written
        )
        told["readers"] = follow_up.readers(
            rooms().store, event.id, group=given["group"], chosen=given["chosen"]
        )
    except Trouble as trouble:
        return told | {"wrong": None if told_already else trouble}
    seen["body"] = letter_form.rendered(seen)
    return told | {"preview": seen, "names": letter_form.languages()}


def _said(chosen: dict[str, str], event: Event) -> list[tuple[str, Any]]:
    """The filters in the words of the table of people."""
    titles = {session.id: session.title for session in event.sessions}
    return [
        (
            name,
            titles.get(value, value) if name == "session" else asking.FILTERS.get(name, {}).get(value, value),
        )
        for name, value in chosen.items()
    ]
