"""Files into an event: look first, then take. Looking is the same code as taking, stopped before it keeps."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from zoom_sync.actions.events import zone_named
from zoom_sync.actions.import_sheet import import_file
from zoom_sync.records import Trouble, Understood
from zoom_sync.store import imports
from zoom_sync.web.rooms import rooms, the_event, visitor
from zoom_sync.web.spool import Spool

pages = Blueprint("sheets", __name__, url_prefix="/events/<event_id>/sheets")

KINDS = {
    "": "Find out by itself",
    "sign-in": "Sign-in sheet: people in the room",
    "registrants": "Registration list",
    "participants": "Zoom participant or attendee report",
    "viewers": "People who watched the recording",
}
SAMPLE = 12  # rows shown


@pages.get("")
def page(event_id: str) -> ResponseReturnValue:
    return _show(event_id)


def _show(event_id: str, status: int = 200, **more: Any) -> ResponseReturnValue:
    brought_in = rooms().store.read(lambda tx: imports.all(tx, event_id))
    given = {"trouble": None, "seen": None, "given": request.form, "name": "", "spooled": "", **more}
    return render_template("sheets.html", event=the_event(), imports=brought_in, kinds=KINDS, **given), status


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
        seen, _ = _understand(event_id, data, name, dry_run=True)
    except Trouble as trouble:
        return _show(event_id, 400, trouble=trouble)
    spool.drop(request.form.get("spooled", ""))
    return _show(event_id, seen=seen, name=name, spooled=spool.keep(data), sample=seen.traces[:SAMPLE])


@pages.post("/take")
def take(event_id: str) -> ResponseReturnValue:
    """Take the file that was looked at, as it was understood then."""
    spool = _spool()
    try:
        data, name = _again(spool)
        understood, new = _understand(event_id, data, name, dry_run=False)
    except Trouble as trouble:
        return _show(event_id, 400, trouble=trouble)
    spool.drop(request.form.get("spooled", ""))
    return redirect(url_for("sheets.page", event_id=event_id, taken=new, rows=understood.rows), 303)


def _again(spool: Spool) -> tuple[bytes, str]:
    data = spool.peek(request.form.get("spooled", ""))
    if data is None:
        raise Trouble("No file was chosen.", "Nothing was imported.", "Choose a file, then look at it.")
    return data, _tidy(request.form.get("name", ""))


def _understand(event_id: str, data: bytes, name: str, *, dry_run: bool) -> tuple[Understood, int]:
    form = request.form
    kind = form.get("kind", "")
    if kind not in KINDS:
        raise Trouble("There is no such kind of file.", "Nothing was imported.", "Choose one from the list.")
    zone = form.get("zone", "").strip()
    return import_file(
        rooms().store,
        event_id,
        data=data,
        name=name,
        clock=rooms().clock,
        kind=kind,
        columns=_columns(form.get("columns", "")),
        zone=zone_named(zone) if zone else None,
        by=visitor().name,
        dry_run=dry_run,
    )


def _columns(text: str) -> dict[str, str]:
    """Lines of 'Column=field', as the command's --map takes them."""
    pairs = [line.rpartition("=") for line in text.splitlines() if line.strip()]
    for column, sign, field in pairs:
        if not sign or not column.strip() or not field.strip():
            raise Trouble(
                "A line of the columns is not 'Column=field'.", "Nothing was imported.", "Correct it."
            )
    return {column.strip(): field.strip() for column, _, field in pairs}


def _tidy(name: str) -> str:
    """The file's own name, without folders and controls, at most 120 characters."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(letter for letter in last if letter.isprintable()).strip()
    return plain[-120:] or f"file-{secrets.token_hex(4)}"


def _spool() -> Spool:
    spool: Spool = current_app.extensions["spool"]
    return spool
