"""What somebody who is signed in can do for themselves: see where they are signed in, and end it there."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from zoom_sync.store import audit, sessions
from zoom_sync.web import sessions as signed_in
from zoom_sync.web.rooms import rooms, visitor

pages = Blueprint("account", __name__, url_prefix="/account")


@pages.get("")
def page() -> ResponseReturnValue:
    now = rooms().clock.now()
    mine = rooms().store.read(lambda tx: sessions.of_user(tx, visitor().user, now=now))
    return render_template("account.html", sessions=mine, this=signed_in.mine()[: sessions.ID], now=now)


@pages.post("/sessions/end")
def end_session() -> ResponseReturnValue:
    """End one of the visitor's own sessions, or with `others` all but this one."""
    who, now, id = visitor(), rooms().clock.now(), request.form.get("session", "")
    but = signed_in.mine()

    def steps(tx: Any) -> None:
        if "others" in request.form:
            ended = sessions.end_others(tx, who.user, but=but)
        else:
            ended = sessions.end_one(tx, who.user, id)
        if ended:
            audit.note(tx, who=who.name, what="sessions ended", about=who.user, now=now)

    rooms().store.once(steps)
    return redirect(url_for("account.page"), 303)
