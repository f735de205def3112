"""The open questions as a file for a spreadsheet, and the file with answers back."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from flask import Blueprint, abort, request, send_file
from flask.typing import ResponseReturnValue

from zoom_sync.actions import decide
from zoom_sync.actions.export import note
from zoom_sync.files.writing import read_answers, write_questions
from zoom_sync.records import Trouble
from zoom_sync.store import snapshot, traces
from zoom_sync.web.pages import review
from zoom_sync.web.rooms import rooms, the_event, visitor

pages = Blueprint("questions", __name__, url_prefix="/events/<event_id>/questions")

IN_MEMORY = 8 << 20  # bytes; a larger file waits on disk, without a name
LONGEST = 300  # characters of a reason
NOTES = 20  # sentences about a file that are shown


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file: new decisions, and a sentence for each row that was left aside."""

    made: int
    notes: list[str]


@pages.post("/open.csv")
def download(event_id: str) -> ResponseReturnValue:
    """The same file as of `zoom-sync review --format csv`. Noted in the audit, as every export is."""
    reason = request.form.get("reason", "").strip()[:LONGEST]
    try:
        note(rooms().store, event_id, "questions", by=visitor().name, clock=rooms().clock, reason=reason)
    except Trouble as trouble:
        return review.page(event_id, trouble=trouble), 400
    record, facts = rooms().store.read(
        lambda tx: (snapshot.record(tx, event_id), traces.of_event(tx, event_id))
    )
    if record is None:
        abort(404)
    file = cast(IO[bytes], tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115  # sent, then closed by Flask
    write_questions(record, file, facts)
    file.seek(0)
    name = f"questions-{the_event().starts:%Y-%m-%d}.csv"
    return send_file(file, mimetype="text/csv; charset=utf-8", as_attachment=True, download_name=name)


@pages.post("")
def take(event_id: str) -> ResponseReturnValue:
    """Take the answers of a file; the page then says what became of it."""
    upload = request.files.get("file")
    if upload is None or not upload.filename:
        abort(400, "No file was chosen.")
    name = Path(upload.filename.replace("\\", "/")).name[:200]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers"
        upload.save(path)
        try:
            answers, notes = read_answers(path, name=name)
        except Trouble as trouble:
            return review.page(event_id, trouble=trouble), 400
    made, strangers = decide.answer(
        rooms().store, event_id, answers, by=visitor().name, clock=rooms().clock, reason=name
    )
    notes += [
        f"{name}, line {one.line}: it names a record that is not at this event; left aside."
        for one in strangers
    ]
    return review.page(event_id, taken=Taken(len(made), notes[:NOTES]))
