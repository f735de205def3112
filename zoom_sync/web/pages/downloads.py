"""The merged record as a file: JSON, CSV, XLSX, or a list for another system. Each download is noted in the audit."""

from __future__ import annotations

import re
import tempfile
from typing import IO, cast

from flask import Blueprint, abort, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from zoom_sync.actions.export import export, for_system, note
from zoom_sync.rules.systems import SYSTEMS, System
from zoom_sync.web import leaving
from zoom_sync.web.rooms import rooms, the_event, visitor

pages = Blueprint("downloads", __name__, url_prefix="/events/<event_id>")

TYPES: dict[str, str] = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    **dict.fromkeys(SYSTEMS, "text/csv; charset=utf-8"),
}
SYSTEM_NAMES = {
    "civicrm": "CiviCRM", "hubspot": "HubSpot", "hubspot-event": "HubSpot (event)", "salesforce": "Salesforce",
}  # fmt: skip
IN_MEMORY = 8 << 20  # bytes; larger files wait on disk, without a name


@pages.route("/record.<format>", methods=["GET", "POST"])
def record(event_id: str, format: str) -> ResponseReturnValue:
    """The file. Of a protected event it is asked first what for, and whether with names."""
    if format not in TYPES:
        abort(404)
    asked = leaving.asked_why(
        _("Take the record"),
        _("Take it as %(format)s", format=SYSTEM_NAMES.get(format, format.upper())),
        here="downloads.record",
        names="must" if format in SYSTEM_NAMES else "may",
    )
    if asked is not None:
        return asked
    reason, names = leaving.reason(), leaving.with_names()
    note(rooms().store, event_id, format, by=visitor().name, clock=rooms().clock, reason=reason, names=names)
    file = cast(IO[bytes], tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115  # sent, then closed by Flask
    if format in SYSTEM_NAMES:
        for_system(rooms().store, event_id, system=cast(System, format), target=file, names=names)
    else:
        export(rooms().store, event_id, format=format, target=file, names=names)
    file.seek(0)
    ending = f"{format}.csv" if format in SYSTEM_NAMES else format
    return send_file(file, mimetype=TYPES[format], as_attachment=True, download_name=f"{_stem()}.{ending}")


def _stem() -> str:
    """A file name made of the event's title and day, in letters every system takes."""
    title = re.sub(r"[^A-Za-z0-9]+", "-", the_event().title).strip("-")[:60].lower()
    return f"{title or 'event'}-{the_event().starts:%Y-%m-%d}"
