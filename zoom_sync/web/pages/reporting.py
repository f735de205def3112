"""The report of one event: its numbers and pictures on a page, and the same to print."""

from __future__ import annotations

import tempfile
from typing import IO, cast

from flask import Blueprint, Response, abort, render_template, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from zoom_sync.actions import export, report
from zoom_sync.files import report_page
from zoom_sync.files.document import Document
from zoom_sync.files.printing import reports
from zoom_sync.rules import protection
from zoom_sync.store import events
from zoom_sync.web import counting, leaving, report_words
from zoom_sync.web.rooms import made, rooms, the_event, visitor

pages = Blueprint("reporting", __name__, url_prefix="/events/<event_id>/report")
TYPES = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
IN_MEMORY = 8 << 20  # bytes; larger files wait on disk, without a name


@pages.get("")
def page(event_id: str) -> ResponseReturnValue:
    summary = rooms().store.read(lambda tx: events.summary(tx, event_id))
    if summary is None:
        return render_template("report_empty.html", event=the_event())
    event, figures = the_event(), counting.report(rooms().store, made(), event_id, int(summary["generation"]))
    document = report_words.in_words(figures)
    leaves = report_words.in_words(protection.beside_codes(figures)) if event.protected else document
    return render_template(
        "report.html",
        event=event,
        report=figures,
        document=document,
        pictures={key: Markup(svg) for key, svg in reports.pictures(document).items()},  # noqa: S704  # our own, its texts escaped there
        leaves={one.key for one in leaves.sections},
    )


@pages.get("/printable")
def printable(event_id: str) -> ResponseReturnValue:
    """The report as one file that needs nothing else, to keep or to print."""
    document = _document(event_id)
    return _sent(report_page.page(document).encode(), "report", "html")


@pages.get("/report.pdf")
def paper(event_id: str) -> ResponseReturnValue:
    """The whole report on paper, with pictures: for a donor."""
    return _sent(reports.paper(_document(event_id))[0], "report", "pdf")


@pages.get("/one-page.pdf")
def one_page(event_id: str) -> ResponseReturnValue:
    """What matters most, on one page: for a director."""
    return _sent(reports.paper(_document(event_id), one_page=True)[0], "one-page", "pdf")


@pages.get("/picture/<name>.<any(svg, png):kind>")
def picture(event_id: str, name: str, kind: str) -> ResponseReturnValue:
    """One picture, for a letter or a slide."""
    svg = reports.pictures(_document(event_id)).get(name)
    if svg is None:
        abort(404)
    return _sent(svg.encode() if kind == "svg" else reports.png(svg), name, kind)


@pages.route("/report.xlsx", methods=["GET", "POST"])
def workbook(event_id: str) -> ResponseReturnValue:
    """Figures, people, evidence and how it was counted, on sheets: for an analyst.

    Of a protected event it is asked first what for, and whether with names.
    """
    asked = leaving.asked_why(
        _("Report"), _("Take it as %(format)s", format="XLSX"), here="reporting.page", names="may"
    )
    if asked is not None:
        return asked
    reason, names = leaving.reason(), leaving.with_names()
    document = _document(event_id, names=names)
    export.note(
        rooms().store, event_id, "report, xlsx", by=visitor().name, clock=rooms().clock, reason=reason,
        names=names,
    )  # fmt: skip
    file = cast(IO[bytes], tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115  # closed by Flask
    report.workbook(rooms().store, event_id, document, target=file, names=names)
    file.seek(0)
    return send_file(file, mimetype=TYPES["xlsx"], as_attachment=True, download_name=_name("report", "xlsx"))


def _document(event_id: str, *, names: bool = False) -> Document:
    """The report of the newest record in the visitor's language, as it leaves. Raises Trouble where there is none yet.

    Of a protected event without the rows by which somebody could be found, unless `names` are asked for.
    """
    summary = rooms().store.read(lambda tx: events.summary(tx, event_id))
    figures = counting.report(rooms().store, made(), event_id, int(summary["generation"]) if summary else 0)
    is_coded = protection.is_coded(the_event(), names=names)
    return report_words.in_words(protection.beside_codes(figures) if is_coded else figures)


def _sent(content: bytes, name: str, kind: str) -> Response:
    export.note(rooms().store, the_event().id, "report", by=visitor().name, clock=rooms().clock, people=False)
    answer = Response(content, content_type=TYPES[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="{_name(name, kind)}"'
    return answer


def _name(name: str, kind: str) -> str:
    return f"{name}-{the_event().starts:%Y-%m-%d}.{kind}"
