"""Self check-in: somebody in the room says so on their own phone, by a code that they saw on a screen there.

What they say is kept as self-declared: a name alone proves nobody. The page shows nobody's name.
"""

from __future__ import annotations

import secrets
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from zoom_sync.actions import check_in as passages
from zoom_sync.actions import doors as acts
from zoom_sync.records import Claim, Event, Trouble
from zoom_sync.store import doors, events
from zoom_sync.store.doors import Door
from zoom_sync.web.rooms import rooms

pages = Blueprint("here", __name__, url_prefix="/here")

NOTE = "self-declared"


@pages.get("/<token>")
def page(token: str) -> ResponseReturnValue:
    door, event = _found(token)
    return _show(door, event)


@pages.post("/<token>")
def check_in(token: str) -> ResponseReturnValue:
    door, event = _found(token)
    form = request.form
    if door is None or event is None or not acts.is_hour(event, rooms().clock.now()):
        return _show(door, event)
    claim = Claim(
        name=" ".join(form.get("name", "").split())[:200],
        email=form.get("email", "").strip()[:320],
        organisation=" ".join(form.get("organisation", "").split())[:200],
    )
    if not claim.name:
        return _show(door, event, 400, missing=True)
    try:
        passages.check_in(
            rooms().store,
            event.id,
            claim=claim,
            # The form's own: pressing the button twice is one check-in.
            nonce=f"self-{form.get('nonce', '')[:64] or secrets.token_hex(16)}",
            code=form.get("code", "")[:40],
            by="self check-in",
            place=door.name,
            door=door.id,
            note=NOTE,
            clock=rooms().clock,
        )
    except Trouble as trouble:
        return _show(door, event, 400, trouble=trouble)
    return _show(door, event, done=claim.name)


def _found(token: str) -> tuple[Door | None, Event | None]:
    def steps(tx: Any) -> tuple[Door | None, Event | None]:
        found = doors.by_link(tx, acts.digest(token[:200]))
        if found is None or found.kind != "self" or not found.is_open(rooms().clock.now()):
            return None, None
        return found, events.get(tx, found.event)

    return rooms().store.read(steps)


def _show(door: Door | None, event: Event | None, status: int = 200, **more: Any) -> ResponseReturnValue:
    is_hour = event is not None and acts.is_hour(event, rooms().clock.now())
    given = {"missing": False, "trouble": None, "done": "", "given": request.form, **more}
    nonce = secrets.token_hex(16)
    page = render_template("here.html", door=door, event=event, is_hour=is_hour, nonce=nonce, **given)
    return page, status if event is not None else 404
