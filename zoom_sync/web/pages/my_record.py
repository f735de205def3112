"""Somebody's own record, by a link that was given to them; no account.

Opening the link shows a button and nothing else, so that a program that looks into letters sees nobody's data; the
button leaves a cookie for this link and an hour. The cookie proves that alone: what opens the record is the link.
"""

from __future__ import annotations

import io
import json
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as later

from zoom_sync.actions import certificates as papers
from zoom_sync.actions import own_record as acts
from zoom_sync.actions.own_record import LinkGone, Owner
from zoom_sync.records import Trouble
from zoom_sync.rules import own_record as rules
from zoom_sync.web import own_record, security, sessions
from zoom_sync.web.pages.privacy import BASES, noon
from zoom_sync.web.rooms import rooms
from zoom_sync.web.wording import rule_said

pages = Blueprint("my_record", __name__, url_prefix="/my-record")

PURPOSE = "own record"
LASTS_S = 3600
MOST = 100  # characters of a secret
ABOUT = {
    "minutes": later("How long I was there"),
    "mode": later("Where I was: on Zoom, in the room, or not at all"),
    "name": later("My name or my other data"),
    "erase": later("I want my data to be erased"),
    "other": later("Something else"),
}

THEIR_BASES = {
    **BASES,
    "consent": later("You agreed to it (consent)"),
    "contract": later("A contract with you"),
}


@pages.route("/<secret>", methods=["GET", "POST"])
def page(secret: str) -> ResponseReturnValue:
    try:
        whose = rooms().store.read(lambda tx: acts.owner(tx, secret[:MOST], now=rooms().clock.now()))
        if request.method != "POST":
            return (
                _shown(whose) if _has_pressed(whose) else _unindexed(render_template("my_record_open.html"))
            )
        security.refuse_foreign()
        return _done(secret[:MOST], whose)
    except LinkGone:
        return _unindexed(render_template("my_record_open.html", gone=True), 404)


def _done(secret: str, whose: Owner) -> ResponseReturnValue:
    """What a button of the page does. Without the cookie each of them is the first one."""
    do, here = request.form.get("do", ""), url_for("my_record.page", secret=secret)
    if not _has_pressed(whose):
        acts.note(rooms().store, secret, "own record opened", clock=rooms().clock)
        answer = make_response(redirect(here, 303))
        sign = rooms().keys.sign(PURPOSE, whose.link.id)
        https = sessions.is_https(rooms())
        answer.set_cookie(
            _cookie(), sign, max_age=LASTS_S, httponly=True, secure=https, samesite="Lax", path="/"
        )
        return answer
    if do == "copy":
        return _copy(acts.note(rooms().store, secret, "own record taken as a file", clock=rooms().clock))
    if do == "certificate":
        return _certificate(secret, whose)
    if do == "object":
        about, text = request.form.get("about", ""), request.form.get("text", "")
        try:
            acts.object_to(rooms().store, secret, about=about, text=text, clock=rooms().clock)
        except LinkGone:
            raise
        except Trouble as trouble:
            return _shown(whose, 400, trouble=trouble, given={"about": about, "text": text})
        return redirect(url_for("my_record.page", secret=secret, _anchor="objections"), 303)
    return redirect(here, 303)


def _shown(whose: Owner, status: int = 200, **more: Any) -> Response:
    event, person = whose.event, whose.person
    found = rooms().store.read(lambda tx: own_record.told(tx, event, person))
    page = render_template(
        "my_record.html",
        event=event,
        person=person,
        told=found,
        until=whose.link.until,
        keep_until=noon(found.keep_until, event) if found.keep_until else None,
        rule=rule_said(event.rule),
        ABOUT=ABOUT,
        BASES=THEIR_BASES,
        longest=rules.LONGEST,
        **({"trouble": None, "given": {"about": "", "text": ""}} | more),
    )
    return _unindexed(page, status)


def _copy(whose: Owner) -> Response:
    found = rooms().store.read(lambda tx: own_record.told(tx, whose.event, whose.person))
    body = json.dumps(own_record.as_json(whose.event, whose.person, found), ensure_ascii=False, indent=1)
    answer = _unindexed(body)
    answer.mimetype = "application/json"
    answer.headers["Content-Disposition"] = 'attachment; filename="my-record.json"'
    return answer


def _certificate(secret: str, whose: Owner) -> ResponseReturnValue:
    event, url = whose.event, rooms().config.public_url
    found = (
        None
        if event.protected
        else papers.of_person(rooms().store, event.id, whose.person.id, public_url=url)
    )
    if found is None:
        return redirect(url_for("my_record.page", secret=secret), 303)
    acts.note(rooms().store, secret, "own certificate taken", clock=rooms().clock)
    return send_file(
        io.BytesIO(found[1]), mimetype="application/pdf", as_attachment=True, download_name=found[0]
    )


def _has_pressed(whose: Owner) -> bool:
    return rooms().keys.check(PURPOSE, whose.link.id, request.cookies.get(_cookie(), ""))


def _cookie() -> str:
    return "__Host-record" if sessions.is_https(rooms()) else "record"


def _unindexed(body: str, status: int = 200) -> Response:
    answer = make_response(body, status)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return answer
