"""Letters after an event: plan, look, test, approve, stop. The worker sends them, one at a time."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from zoom_sync.actions import follow_up
from zoom_sync.records import Trouble
from zoom_sync.store import events, outbox
from zoom_sync.web import mailing
from zoom_sync.web.rooms import rooms, the_event, visitor

pages = Blueprint("letters", __name__, url_prefix="/events/<event_id>/letters")

GROUPS = {
    "virtual": later("On Zoom only"),
    "in_person": later("In the room only"),
    "both": later("Both in the room and on Zoom"),
    "absent": later("Registered, and not seen"),
    "brief": later("Seen, but too short to count"),
}
STATES = {
    "planned": later("Planned"),
    "claimed": later("Being sent"),
    "sent": later("Sent"),
    "refused": later("Refused"),
    "unknown": later("Unknown"),
    "skipped": later("Skipped"),
}


@pages.get("")
def listing(event_id: str) -> ResponseReturnValue:
    return _show(event_id, given={}, trouble=None)


def _show(event_id: str, status: int = 200, **more: Any) -> ResponseReturnValue:
    def steps(tx: Any) -> dict[str, Any]:
        return {"letters": outbox.letters(tx, event_id), "summary": events.summary(tx, event_id)}

    known = rooms().store.read(steps)
    page = render_template(
        "letters.html", event=the_event(), groups=GROUPS, can_mail=rooms().mailer is not None, **known, **more
    )
    return page, status


@pages.post("")
def plan(event_id: str) -> ResponseReturnValue:
    form = request.form
    try:
        if form.get("group", "") not in GROUPS:
            raise Trouble("There is no such group.", "Nothing was planned.", "Choose one from the list.")
        letter_id = follow_up.plan(
            rooms().store,
            event_id,
            group=form["group"],
            subject=form.get("subject", ""),
            text=form.get("text", ""),
            by=visitor().name,
            clock=rooms().clock,
        )
    except Trouble as trouble:
        return _show(event_id, 400, given=form, trouble=trouble)
    return redirect(url_for("letters.letter", event_id=event_id, letter_id=letter_id), 303)


@pages.get("/<letter_id>")
def letter(event_id: str, letter_id: str) -> ResponseReturnValue:
    return _show_letter(event_id, letter_id)


def _show_letter(event_id: str, letter_id: str, status: int = 200, **more: Any) -> ResponseReturnValue:
    found = _of_event(event_id, letter_id)
    person = request.args.get("person", "")
    given: dict[str, Any] = {"trouble": None, "said": "", **more}
    try:
        preview = follow_up.preview(rooms().store, letter_id, person=person)
    except Trouble as trouble:
        preview, given["trouble"] = None, given["trouble"] or trouble
    page = render_template(
        "letter.html",
        event=the_event(),
        letter=found,
        groups=GROUPS,
        states=STATES,
        preview=preview,
        status=follow_up.status(rooms().store, letter_id),
        summary=rooms().store.read(lambda tx: events.summary(tx, event_id)),
        can_mail=rooms().mailer is not None,
        person=person,
        **given,
    )
    return page, status


def _of_event(event_id: str, letter_id: str) -> Any:
    """The letter, if it is one of this event's; 404 otherwise."""
    found = rooms().store.read(lambda tx: outbox.get(tx, letter_id))
    if found is None or found.event != event_id:
        abort(404)
    return found


@pages.post("/<letter_id>/test")
def test(event_id: str, letter_id: str) -> ResponseReturnValue:
    _of_event(event_id, letter_id)
    to = request.form.get("to", "").strip()
    try:
        with mailing.ONE_AT_A_TIME:
            follow_up.test(
                rooms().store, rooms().mailer, letter_id, to=to, by=visitor().name, clock=rooms().clock
            )
    except Trouble as trouble:
        return _show_letter(event_id, letter_id, 400, trouble=trouble)
    return _show_letter(event_id, letter_id, said=_("The mail server has taken the test letter."))


@pages.post("/<letter_id>/approve")
def approve(event_id: str, letter_id: str) -> ResponseReturnValue:
    _of_event(event_id, letter_id)
    try:
        follow_up.approve(
            rooms().store,
            letter_id,
            by=visitor().name,
            before_final=request.form.get("before_final") == "yes",
            clock=rooms().clock,
        )
    except Trouble as trouble:
        return _show_letter(event_id, letter_id, 400, trouble=trouble)
    return redirect(url_for("letters.letter", event_id=event_id, letter_id=letter_id), 303)


@pages.post("/<letter_id>/stop")
def stop(event_id: str, letter_id: str) -> ResponseReturnValue:
    _of_event(event_id, letter_id)
    follow_up.stop(rooms().store, letter_id, by=visitor().name, clock=rooms().clock)
    return redirect(url_for("letters.letter", event_id=event_id, letter_id=letter_id), 303)
