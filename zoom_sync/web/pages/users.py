"""Who may sign in, and which programs hold a token. A secret is shown once, when it is made."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from zoom_sync.actions import access
from zoom_sync.records import Trouble
from zoom_sync.store import events, users
from zoom_sync.web.access import ROLES
from zoom_sync.web.rooms import rooms, visitor

pages = Blueprint("users", __name__, url_prefix="/users")


@pages.get("")
def page() -> ResponseReturnValue:
    return _show()


def _show(status: int = 200, **more: Any) -> ResponseReturnValue:
    def steps(tx: Any) -> dict[str, Any]:
        return {
            "people": users.all(tx),
            "seen": users.seen(tx),
            "tokens": users.tokens(tx),
            "events": events.all(tx),
        }

    given: dict[str, Any] = {"trouble": None, "link": "", "token": "", "given": {}, **more}
    found = rooms().store.read(steps)
    return render_template("users.html", roles=ROLES[1:], now=rooms().clock.now(), **found, **given), status


@pages.post("/add")
def add_user() -> ResponseReturnValue:
    try:
        link = access.add_user(
            rooms().store,
            request.form.get("email", ""),
            role=_role(),
            public_url=rooms().config.public_url,
            clock=rooms().clock,
            by=visitor().name,
        )
    except Trouble as trouble:
        return _show(400, trouble=trouble, given=request.form)
    return _show(link=link)


@pages.post("/end")
def end_user() -> ResponseReturnValue:
    store, clock, email = rooms().store, rooms().clock, request.form.get("email", "")
    try:
        access.end_user(store, email, clock=clock, by=visitor().name)
    except Trouble as trouble:
        return _show(400, trouble=trouble)
    return redirect(url_for("users.page"), 303)


@pages.post("/tokens/add")
def add_token() -> ResponseReturnValue:
    try:
        token = access.add_token(
            rooms().store,
            role=_role(),
            event_id=request.form.get("event", ""),
            until=request.form.get("until", ""),
            clock=rooms().clock,
            by=visitor().name,
        )
    except Trouble as trouble:
        return _show(400, trouble=trouble, given=request.form)
    return _show(token=token)


@pages.post("/tokens/end")
def end_token() -> ResponseReturnValue:
    store, clock, id = rooms().store, rooms().clock, request.form.get("token", "")
    try:
        access.end_token(store, id, clock=clock, by=visitor().name)
    except Trouble as trouble:
        return _show(400, trouble=trouble)
    return redirect(url_for("users.page"), 303)


def _role() -> str:
    role = request.form.get("role", "")
    if role not in ROLES[1:]:
        raise Trouble("There is no such role.", "Nothing was changed.", "Choose one from the list.")
    return role
