"""Who wants no letters, over all events. Addresses are not kept, only keyed marks of them: one can be asked for,
noted and taken out again, and none can be read here."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from zoom_sync.actions import follow_up
from zoom_sync.records import Trouble
from zoom_sync.store import optouts
from zoom_sync.web import cursors
from zoom_sync.web.rooms import rooms, visitor

pages = Blueprint("leaving", __name__, url_prefix="/opt-outs")

A_PAGE = 50
LIST = ("opt-outs",)


@pages.get("")
def page() -> ResponseReturnValue:
    return _show()


def _show(status: int = 200, trouble: Trouble | None = None, said: str = "") -> ResponseReturnValue:
    place = cursors.opened(rooms().keys, request.args.get("after", ""), of=LIST)
    after = (datetime.fromisoformat(place["at"]), place["mark"]) if place else None
    found = rooms().store.read(lambda tx: optouts.page(tx, after=after, limit=A_PAGE + 1))
    more = ""
    if len(found) > A_PAGE:
        mark, at = found[A_PAGE - 1]
        more = cursors.sealed(rooms().keys, {"at": at.isoformat(), "mark": mark}, of=LIST)
    shown = render_template(
        "opt_outs.html", found=found[:A_PAGE], more=more, total=rooms().store.read(optouts.count), trouble=trouble,
        said=said,
    )  # fmt: skip
    return shown, status


@pages.post("")
def change() -> ResponseReturnValue:
    """Note an address, take it out, or ask for it. It goes into no address bar and no log."""
    email, do = request.form.get("email", ""), request.form.get("do", "")
    store, keys, clock, by = rooms().store, rooms().keys, rooms().clock, visitor().name
    try:
        if do == "check":
            return _show(said="out" if follow_up.wants_none(store, keys, email) else "in")
        if do == "return":
            returned = follow_up.return_to(store, keys, email, by=by, clock=clock)
            return _show(said="returned" if returned else "in")
        follow_up.leave_for(store, keys, email, by=by, clock=clock)
    except Trouble as trouble:
        return _show(400, trouble)
    return redirect(url_for("leaving.page"), 303)
