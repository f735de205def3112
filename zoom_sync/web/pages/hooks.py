"""Which other systems hear of an event, what they were told, and whether it arrived."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from zoom_sync.actions import hooks as acts
from zoom_sync.records import Trouble
from zoom_sync.store.hooks import KINDS, Hook
from zoom_sync.web.rooms import rooms, the_event, visitor

pages = Blueprint("hooks", __name__, url_prefix="/events/<event_id>/hooks")


@pages.get("")
def page(event_id: str) -> ResponseReturnValue:
    return _show(event_id)


def _show(event_id: str, status: int = 200, **more: Any) -> ResponseReturnValue:
    given: dict[str, Any] = {"trouble": None, "added": None, "form": {"kinds": KINDS}, **more}
    event = the_event()
    return render_template(
        "hooks.html",
        event=event,
        kinds=KINDS,
        hooks=acts.overview(rooms().store, event_id),
        is_owner=bool(event.owner) and _is_owner(),
        theirs=_theirs,
        now=rooms().clock.now(),
        **given,
    ), status


@pages.post("")
def add(event_id: str) -> ResponseReturnValue:
    """Add a hook. Its secret is shown on the answer alone, and never again."""
    form = request.form
    written: dict[str, Any] = {
        "url": form.get("url", ""),
        "kinds": form.getlist("kind"),
        "names": form.get("names") == "yes",
        "all_events": form.get("all_events") == "yes" and _is_owner(),
    }
    try:
        added = acts.add(
            rooms().store,
            event_id,
            **written,
            keys=rooms().keys,
            clock=rooms().clock,
            by=visitor().name,
            loopback=rooms().config.loopback,
        )
    except Trouble as trouble:
        return _show(event_id, 400, trouble=trouble, form=written)
    return _show(event_id, added=added)


@pages.post("/test")
def test(event_id: str) -> ResponseReturnValue:
    acts.probe(
        rooms().store, _named(), clock=rooms().clock, by=visitor().name, may=_theirs, event_id=event_id
    )
    return _back(event_id)


@pages.post("/again")
def again(event_id: str) -> ResponseReturnValue:
    """Send one message once more, or all since a moment."""
    form = request.form
    try:
        acts.replay(
            rooms().store,
            _named(),
            message=form.get("message", "")[:40],
            since=form.get("since", ""),
            clock=rooms().clock,
            by=visitor().name,
            may=_theirs,
            event_id=event_id,
        )
    except Trouble as trouble:
        return _show(event_id, 400, trouble=trouble)
    return _back(event_id)


@pages.post("/end")
def end(event_id: str) -> ResponseReturnValue:
    acts.end(rooms().store, _named(), clock=rooms().clock, by=visitor().name, may=_theirs, event_id=event_id)
    return _back(event_id)


def _named() -> str:
    return request.form.get("hook", "")[:32]


def _back(event_id: str) -> ResponseReturnValue:
    return redirect(url_for("hooks.page", event_id=event_id), 303)


def _is_owner() -> bool:
    return visitor().role == "admin" or visitor().user == the_event().owner


def _theirs(hook: Hook) -> bool:
    """Whether a hook is this visitor's to see to: of this event, or of its owner where they are that."""
    if hook.event is not None:
        return hook.event == the_event().id
    return bool(hook.owner) and hook.owner == the_event().owner and _is_owner()
