"""The doors of an event, for its organisers: add one, see when each was last heard, end it."""

from __future__ import annotations

from typing import Any

import segno
from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from zoom_sync.actions import check_in as passages
from zoom_sync.actions import doors as acts
from zoom_sync.records import Trouble
from zoom_sync.rules.warnings import around, is_stray
from zoom_sync.store import checkins, doors, people
from zoom_sync.web import sessions
from zoom_sync.web.rooms import rooms, the_event, visitor

pages = Blueprint("doors", __name__, url_prefix="/events/<event_id>")

SHOWN = 30  # check-ins


@pages.get("/doors")
def page(event_id: str) -> ResponseReturnValue:
    return _show(event_id)


def _show(event_id: str, status: int = 200, **more: Any) -> ResponseReturnValue:
    def steps(tx: Any) -> dict[str, Any]:
        event = the_event()
        newest = checkins.newest(tx, event_id, limit=SHOWN)
        known = {one.id for one in newest}
        strays = checkins.beyond(tx, event_id, around(event))
        newest += [one for one in strays if one.id not in known][:SHOWN]
        done = checkins.get(tx, event_id, request.args.get("done", "")[:32])
        facts = people.claims(tx, event_id, [one.id for one in (*newest, *([done] if done else ()))])
        return {
            "done": done if done and done.undone else None,
            "done_name": facts[done.id].claim.name if done and done.id in facts else "",
            "doors": doors.of_event(tx, event_id),
            "devices": doors.devices(tx, event_id),
            "counts": checkins.counts(tx, event_id),
            "strays": {one.id for one in newest if is_stray(event, one.at)},
            "passages": [(one, facts[one.id]) for one in newest if one.id in facts],
            "selves": [one for one in doors.of_event(tx, event_id, "self") if one.ended is None],
        }

    given: dict[str, Any] = {"trouble": None, "link": "", "code": "", "name": "", **more}
    config = rooms().config
    return render_template(
        "doors.html",
        event=the_event(),
        now=rooms().clock.now(),
        offline=acts.works_offline(config.public_url),
        loopback=config.loopback,
        **rooms().store.read(steps),
        **given,
    ), status


@pages.post("/doors")
def add(event_id: str) -> ResponseReturnValue:
    """Add a door. Its link and code are shown on the answer alone, and never again."""
    form = request.form
    try:
        opened = acts.add(
            rooms().store,
            event_id,
            name=form.get("name", ""),
            until=form.get("until", ""),
            public_url=rooms().config.public_url,
            clock=rooms().clock,
            by=visitor().name,
        )
    except Trouble as trouble:
        return _show(event_id, 400, trouble=trouble, name=form.get("name", ""))
    return _show(event_id, link=opened.link, code=_code(opened.link), name=opened.door.name)


@pages.post("/doors/end")
def end(event_id: str) -> ResponseReturnValue:
    id = request.form.get("door", "")
    acts.end(rooms().store, id, clock=rooms().clock, by=visitor().name, event_id=event_id)
    return redirect(url_for("doors.page", event_id=event_id), 303)


@pages.post("/doors/open")
def open_here(event_id: str) -> ResponseReturnValue:
    """Open a door on the organiser's own device, without its link."""
    id = request.form.get("door", "")[:32]
    try:
        _, cookie = acts.open_here(
            rooms().store, id, event_id=event_id, clock=rooms().clock, by=visitor().name
        )
    except Trouble as trouble:
        return _show(event_id, 400, trouble=trouble)
    answer = redirect(url_for("door.page"), 303)
    sessions.give_door(rooms(), answer, cookie)
    return answer


@pages.post("/doors/take-back")
def take_back(event_id: str) -> ResponseReturnValue:
    """Take back a check-in; it stays on record, and counts nothing. `desk`: it was made there."""
    id = request.form.get("check_in", "")[:32]
    passages.take_back(rooms().store, event_id, id, by=visitor().name, clock=rooms().clock)
    if request.form.get("desk"):
        return redirect(url_for("desk.page", event_id=event_id, done=id), 303)
    return redirect(url_for("doors.page", event_id=event_id, done=id), 303)


@pages.post("/new-code")
def new_code(event_id: str) -> ResponseReturnValue:
    """Withdraw a personal code. The one that takes its place is shown on the answer, and on what is printed."""
    ref = request.form.get("ref", "")[:400]
    person = rooms().store.read(lambda tx: people.person(tx, event_id, ref))
    if person is None:
        abort(404)
    code = acts.new_code(rooms().store, event_id, person.id, clock=rooms().clock, by=visitor().name)
    return render_template("new_code.html", event=the_event(), person=person, code=code, image=_code(code))


@pages.get("/self-check-in")
def self_check_in(event_id: str) -> ResponseReturnValue:
    """A code for a screen or a wall, by which people in the room check in on their own phones."""
    found = rooms().store.read(lambda tx: doors.of_event(tx, event_id, "self"))
    standing = [one for one in found if one.is_open(rooms().clock.now())]
    link = f"{rooms().config.public_url}/here/{standing[-1].shown}" if standing else ""
    code = _code(link) if link else ""
    return render_template("self_check_in.html", event=the_event(), link=link, code=code)


@pages.post("/self-check-in")
def begin_self_check_in(event_id: str) -> ResponseReturnValue:
    acts.let_check_themselves_in(rooms().store, event_id, clock=rooms().clock, by=visitor().name)
    return redirect(url_for("doors.self_check_in", event_id=event_id), 303)


@pages.post("/self-check-in/end")
def end_self_check_in(event_id: str) -> ResponseReturnValue:
    for one in rooms().store.read(lambda tx: doors.of_event(tx, event_id, "self")):
        if one.ended is None:
            acts.end(rooms().store, one.id, clock=rooms().clock, by=visitor().name, event_id=event_id)
    return redirect(url_for("doors.self_check_in", event_id=event_id), 303)


def _code(link: str) -> str:
    """A QR code as an image's address: the policy allows no style, and none of our pages a foreign script."""
    return str(
        segno.make(link, micro=False, error="m").svg_data_uri(scale=8, border=2, dark="#000", light="#fff")
    )
