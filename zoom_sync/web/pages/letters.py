"""Letters after an event: write, look, test, approve, stop. The worker sends them, one at a time."""

from __future__ import annotations

import zlib
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from zoom_sync.actions import events as event_acts
from zoom_sync.actions import follow_up
from zoom_sync.records import Trouble, Webinar
from zoom_sync.store import events, letters, outbox
from zoom_sync.web import letter_form, mailing
from zoom_sync.web.pages import mailbox
from zoom_sync.web.rooms import made, rooms, the_event, visitor

pages = Blueprint("letters", __name__, url_prefix="/events/<event_id>/letters")

A_PAGE = 100
GROUPS = {
    "virtual": later("On Zoom only"),
    "in_person": later("In the room only"),
    "both": later("Both in the room and on Zoom"),
    "absent": later("Registered, and not seen"),
    "brief": later("Seen, but too short to count"),
    "chosen": later("Chosen people"),
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
    return _show()


def _show(status: int = 200, **more: Any) -> ResponseReturnValue:
    event = the_event()
    written = rooms().store.read(lambda tx: letters.of_event(tx, event.id))
    counts = rooms().store.read(
        lambda tx: {one.id: outbox.counts(tx, one.id) for one in written if one.addressed}
    )
    page = render_template(
        "letters.html", event=event, groups=GROUPS, letters=written, counts=counts,
        can_mail=rooms().mailer is not None, in_mailbox=mailbox.in_use(), **more,
    )  # fmt: skip
    return page, status


@pages.post("/rules")
def rules(event_id: str) -> ResponseReturnValue:
    """What holds for all letters of the event: the question for languages, and whether two look at each."""
    changes = event_acts.Changes(
        language_question=request.form.get("language_question", ""),
        letters_by_two="yes" if request.form.get("letters_by_two") == "yes" else "no",
    )
    try:
        event_acts.change(
            rooms().store, event_id, changes, webinar=Webinar, clock=rooms().clock, by=visitor().name
        )
    except Trouble as trouble:
        return _show(400, trouble=trouble)
    return redirect(url_for("letters.listing", event_id=event_id), 303)


@pages.get("/<letter_id>")
def letter(event_id: str, letter_id: str) -> ResponseReturnValue:
    return _show_letter(event_id, letter_id)


def _show_letter(event_id: str, letter_id: str, status: int = 200, **more: Any) -> ResponseReturnValue:
    found, asked = of_event(event_id, letter_id), request.args
    state = asked.get("state", "") if asked.get("state") in STATES else ""
    summary = rooms().store.read(lambda tx: events.summary(tx, event_id))
    shown: dict[str, Any] = {"trouble": None, "said": "", **more}
    try:
        preview = follow_up.preview(
            rooms().store, letter_id, person=asked.get("person", ""), language=asked.get("in", "")
        )
        preview["body"] = letter_form.rendered(preview)
    except Trouble as trouble:
        preview, shown["trouble"] = None, shown["trouble"] or trouble
    after = asked.get("after", "")[:64]
    copies, more_after = rooms().store.read(
        lambda tx: outbox.page(tx, letter_id, state=state, after=after, limit=A_PAGE)
    )
    page = render_template(
        "letter.html",
        event=the_event(),
        letter=found,
        groups=GROUPS,
        states=STATES,
        preview=preview,
        readers=follow_up.readers(rooms().store, event_id, group=found.group, chosen=dict(found.chosen)),
        status=_standing(found, summary),
        copies=copies,
        state=state,
        more=more_after,
        first=not after,
        summary=summary,
        can_mail=rooms().mailer is not None,
        in_mailbox=mailbox.in_use(),
        person=asked.get("person", ""),
        own=found.by == visitor().name,
        **shown,
    )
    return page, status


def _standing(letter: letters.Letter, summary: Any) -> dict[str, Any]:
    """How far it is. Whom it would go to is looked for once per record and text: that goes through everybody."""
    store, keys, numbers = rooms().store, rooms().keys, None
    if not letter.addressed and summary is not None:
        version = zlib.crc32(repr((summary["generation"], letter)).encode("utf-8", "replace"))
        numbers = made().once(
            f"letter {letter.id}",
            letter.event,
            version,
            lambda: follow_up.expected(store, letter.id, keys=keys),
        )
    return follow_up.overview(store, letter.id, numbers=numbers, now=rooms().clock.now())


def of_event(event_id: str, letter_id: str) -> letters.Letter:
    """The letter, if it is one of this event's; 404 otherwise."""
    found = rooms().store.read(lambda tx: letters.get(tx, letter_id))
    if found is None or found.event != event_id:
        abort(404)
    return found


@pages.post("/<letter_id>/test")
def test(event_id: str, letter_id: str) -> ResponseReturnValue:
    of_event(event_id, letter_id)
    to = request.form.get("to", "").strip()
    try:
        with mailing.ONE_AT_A_TIME:
            follow_up.test(
                rooms().store, rooms().mailer, letter_id, to=to, by=visitor().name, clock=rooms().clock,
                language=request.form.get("in", ""), public_url=rooms().config.public_url,
            )  # fmt: skip
    except Trouble as trouble:
        return _show_letter(event_id, letter_id, 400, trouble=trouble)
    return _show_letter(event_id, letter_id, said=_("The mail server has taken the test letter."))


@pages.post("/<letter_id>/approve")
def approve(event_id: str, letter_id: str) -> ResponseReturnValue:
    of_event(event_id, letter_id)
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
    of_event(event_id, letter_id)
    follow_up.stop(rooms().store, letter_id, by=visitor().name, clock=rooms().clock)
    return redirect(url_for("letters.letter", event_id=event_id, letter_id=letter_id), 303)


@pages.post("/<letter_id>/again")
def again(event_id: str, letter_id: str) -> ResponseReturnValue:
    """One copy once more, that was refused or of which nobody knows: an organiser's own decision."""
    of_event(event_id, letter_id)
    try:
        follow_up.again(
            rooms().store, letter_id, key=request.form.get("key", "")[:64] or "-", by=visitor().name,
            clock=rooms().clock,
        )  # fmt: skip
    except Trouble as trouble:
        return _show_letter(event_id, letter_id, 400, trouble=trouble)
    return redirect(url_for("letters.letter", event_id=event_id, letter_id=letter_id), 303)
