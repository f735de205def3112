"""The merged record as a file: JSON, CSV or XLSX. Each download is noted in the audit."""

from __future__ import annotations

import re
import tempfile
from typing import IO, cast

from flask import Blueprint, abort, send_file
from flask.typing import ResponseReturnValue

from zoom_sync.actions.export import export
from zoom_sync.store import audit
from zoom_sync.web.rooms import rooms, the_event, visitor

pages = Blueprint("downloads", __name__, url_prefix="/events/<event_id>")

TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
IN_MEMORY = 8 << 20  # bytes; larger files wait on disk, without a name


@pages.get("/record.<format>")
def record(event_id: str, format: str) -> ResponseReturnValue:
    if format not in TYPES:
        abort(404)
    file = cast(IO[bytes], tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115  # sent, then closed by Flask
    export(rooms().store, event_id, format=format, target=file)
    who, now = visitor(), rooms().clock.now()
    rooms().store.run(
        lambda tx: audit.note(tx, who=who.name, what=f"exported {format}", event=event_id, now=now)
    )
    file.seek(0)
    return send_file(file, mimetype=TYPES[format], as_attachment=True, download_name=f"{_stem()}.{format}")


def _stem() -> str:
    """A file name made of the event's title and day, in letters every system takes."""
    title = re.sub(r"[^A-Za-z0-9]+", "-", the_event().title).strip("-")[:60].lower()
    return f"{title or 'event'}-{the_event().starts:%Y-%m-%d}"
