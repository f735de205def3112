"""What is printed for the room: the sign-in sheet, badges and letters with codes, the pack for a dead network."""

from __future__ import annotations

import tempfile
from typing import IO, cast

from flask import Blueprint, abort, render_template, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from zoom_sync.actions import printing
from zoom_sync.files.printing import PAPERS
from zoom_sync.web import languages, leaving, showing
from zoom_sync.web.rooms import rooms, the_event, visitor

pages = Blueprint("papers", __name__, url_prefix="/events/<event_id>/papers")

TYPES = {"pdf": "application/pdf", "zip": "application/zip"}
IN_MEMORY = 8 << 20  # bytes; larger files wait on disk, without a name


@pages.get("")
def page(event_id: str) -> ResponseReturnValue:
    event = the_event()
    guests = printing.expected(rooms().store, event_id)
    return render_template(
        "papers.html",
        event=event,
        guests=len(guests),
        most=printing.PART,
        scripts=printing.unprintable(guests, event),
    )


@pages.route("/<paper>", methods=["GET", "POST"])
def printed(event_id: str, paper: str) -> ResponseReturnValue:
    """The paper, in the visitor's language; a ZIP of several where many are expected.

    Of a protected event it is asked first what for, for its codes stand for people: the reason comes by POST.
    """
    if paper not in PAPERS:
        abort(404)
    asked = leaving.asked_why(_("On paper"), _("Print it"), here="papers.page")
    if asked is not None:
        return asked
    guests = printing.expected(rooms().store, event_id)
    file = cast(IO[bytes], tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115  # closed by Flask
    made = printing.write(
        rooms().store,
        event_id,
        paper,
        file,
        guests=guests,
        clock=rooms().clock,
        by=visitor().name,
        reason=leaving.reason(),
        when=showing.when(the_event()),
        notice=_("Names and times on this sheet are kept for the record of this event."),
        say=_,
        language=languages.chosen(),
        rtl=languages.locale().text_direction == "rtl",
    )
    file.seek(0)
    name = f"{paper}-{the_event().starts:%Y-%m-%d}.{made.ending}"
    return send_file(file, mimetype=TYPES[made.ending], as_attachment=True, download_name=name)
