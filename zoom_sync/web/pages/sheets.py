"""Files into an event: look first, then take; and take a file back. Looking is what taking does before it keeps."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as later

from zoom_sync.actions import imports as acts
from zoom_sync.actions.import_sheet import import_file
from zoom_sync.actions.look_at_file import columns_of, look_at
from zoom_sync.records import Trouble
from zoom_sync.rules.times import zone_named
from zoom_sync.store import imports
from zoom_sync.web.numbers import number
from zoom_sync.web.rooms import rooms, the_event, visitor
from zoom_sync.web.spool import Spool

pages = Blueprint("sheets", __name__, url_prefix="/events/<event_id>/sheets")

KINDS = {
    "": later("Find out by itself"),
    "sign-in": later("Sign-in sheet: people in the room"),
    "registrants": later("Registration list"),
    "participants": later("Zoom participant or attendee report"),
    "viewers": later("People who watched the recording"),
}
FIELDS = {
    "": later("not taken"),
    "name": later("Name"),
    "first_name": later("First name"),
    "last_name": later("Last name"),
    "organisation": later("Organisation"),
    "email": later("E-mail"),
    "phone": later("Phone"),
    "country": later("Country"),
    "time_in": later("Time in"),
    "time_out": later("Time out"),
    "date": later("Date"),
    "check_in": later("Checked in"),
    "attended": later("Attended"),
    "signature": later("Signature"),
    "status": later("Status"),
    "direction": later("In or out"),
    "registration_time": later("Time of registration"),
    "approval": later("Approval"),
    "registrant_id": later("Registrant number"),
    "duration": later("Duration"),
    "waiting": later("In the waiting room"),
    "serial": later("Number"),
}
# What a note tells users of the command line, as this page has it.
HERE = (
    ("say --kind registrants", "choose “Registration list” and look again"),
    ("say --kind sign-in, and they", "choose “Sign-in sheet” and look again, and they"),
    ("name it: --file-timezone.", "name it and look again."),
)
SAMPLE = 5  # people shown
MOST_COLUMNS = 200


@pages.get("")
def page(event_id: str) -> ResponseReturnValue:
    return _show(event_id)


def _show(event_id: str, status: int = 200, **more: Any) -> ResponseReturnValue:
    brought_in = rooms().store.read(lambda tx: imports.all(tx, event_id))
    given = {"trouble": None, "look": None, "given": request.form, "name": "", "spooled": "", **more}
    taken = [number(request.args.get(name, "")) for name in ("taken", "rows")]
    return render_template(
        "sheets.html",
        event=the_event(),
        imports=brought_in,
        kinds=KINDS,
        fields=FIELDS,
        here_said=_here,
        taken=taken if None not in taken else None,
        **given,
    ), status


def _here(note: str) -> str:
    for command, page in HERE:
        note = note.replace(command, page)
    return note


@pages.post("/look")
def look(event_id: str) -> ResponseReturnValue:
    """Understand a file and show what would be taken from it. Nothing is kept in the event."""
    spool = _spool()
    upload = request.files.get("file")
    try:
        if upload is not None and upload.filename:
            data, name = upload.read(), _tidy(upload.filename)
        else:
            data, name = _again(spool)
        seen = look_at(rooms().store, event_id, data=data, name=name, **_said(data, name))
    except Trouble as trouble:
        return _show(event_id, 400, trouble=trouble)
    spool.drop(request.form.get("spooled", ""))
    people = seen.understood.traces[:SAMPLE] if seen.understood else ()
    shown = {"look": seen, "name": name, "spooled": spool.keep(data), "sample": people}
    return _show(event_id, 400 if seen.trouble else 200, trouble=seen.trouble, **shown)


@pages.post("/take")
def take(event_id: str) -> ResponseReturnValue:
    """Take the file that was looked at, as it was understood then."""
    spool = _spool()
    try:
        data, name = _again(spool)
        understood, new = import_file(
            rooms().store,
            event_id,
            data=data,
            name=name,
            clock=rooms().clock,
            by=visitor().name,
            **_said(data, name),
        )
    except Trouble as trouble:
        return _show(event_id, 400, trouble=trouble)
    spool.drop(request.form.get("spooled", ""))
    return redirect(url_for("sheets.page", event_id=event_id, taken=new, rows=understood.rows), 303)


@pages.post("/<import_id>/undo")
def undo(event_id: str, import_id: str) -> ResponseReturnValue:
    """Take a file back whole."""
    return _turn(acts.undo, event_id, import_id)


@pages.post("/<import_id>/redo")
def redo(event_id: str, import_id: str) -> ResponseReturnValue:
    """Bring back a file that was taken back."""
    return _turn(acts.redo, event_id, import_id)


def _turn(act: Any, event_id: str, import_id: str) -> ResponseReturnValue:
    reason = request.form.get("reason", "").strip()[:500]
    try:
        act(
            rooms().store,
            import_id,
            event_id=event_id,
            by=visitor().name,
            reason=reason,
            clock=rooms().clock,
        )
    except Trouble as trouble:
        return _show(event_id, 400, trouble=trouble)
    return redirect(url_for("sheets.page", event_id=event_id), 303)


def _again(spool: Spool) -> tuple[bytes, str]:
    data = spool.peek(request.form.get("spooled", ""))
    if data is None:
        raise Trouble("No file was chosen.", "Nothing was imported.", "Choose a file, then look at it.")
    return data, _tidy(request.form.get("name", ""))


def _said(data: bytes, name: str) -> dict[str, Any]:
    """What the form says of the file: its kind, its time zone, the columns that were guessed wrongly."""
    form = request.form
    kind = form.get("kind", "")
    if kind not in KINDS:
        raise Trouble("There is no such kind of file.", "Nothing was imported.", "Choose one from the list.")
    zone = form.get("zone", "").strip()
    return {
        "kind": kind,
        "zone": zone_named(zone) if zone else None,
        "columns": _columns(columns_of(data, name)) if "column-0" in form else {},
    }


def _columns(guessed: dict[str, str]) -> dict[str, str]:
    """Column -> field, as `--map` takes them, for what differs from the guess."""
    said = {}
    for place, (column, guess) in enumerate(list(guessed.items())[:MOST_COLUMNS]):
        field = request.form.get(f"column-{place}", guess)
        if field not in FIELDS:
            raise Trouble("There is no such field.", "Nothing was imported.", "Choose one from the list.")
        if field != guess:
            said[column] = field or "ignored"
    return said


def _tidy(name: str) -> str:
    """The file's own name, without folders and controls, at most 120 characters."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(letter for letter in last if letter.isprintable()).strip()
    return plain[-120:] or f"file-{secrets.token_hex(4)}"


def _spool() -> Spool:
    spool: Spool = current_app.extensions["spool"]
    return spool
