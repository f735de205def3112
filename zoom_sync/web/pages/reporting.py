"""The report of one event: its numbers and pictures on a page, and the same to print."""

from __future__ import annotations

from flask import Blueprint, make_response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from markupsafe import Markup

from zoom_sync.actions import export, report
from zoom_sync.files import drawing, report_page
from zoom_sync.store import events
from zoom_sync.web.rooms import made, rooms, the_event, visitor
from zoom_sync.web.wording import rule_said

pages = Blueprint("reporting", __name__, url_prefix="/events/<event_id>/report")
STEPS = {  # of the funnel, as `rules.report` names them
    "registered": later("Registered"),
    "registration approved": later("Registration approved"),
    "approved and seen": later("Approved and seen"),
    "seen, registered or not": later("Seen, registered or not"),
    "attended by the rule": later("Attended by the rule"),
}


@pages.get("")
def page(event_id: str) -> ResponseReturnValue:
    summary = rooms().store.read(lambda tx: events.summary(tx, event_id))
    if summary is None:
        return render_template("report_empty.html", event=the_event())
    generation = int(summary["generation"])
    figures = made().once("report", event_id, generation, lambda: report.report(rooms().store, event_id))
    curve = Markup(drawing.presence(figures, say=_))  # noqa: S704  # our own drawing, its texts escaped there
    return render_template(
        "report.html",
        event=the_event(),
        report=figures,
        curve=curve,
        table=report_page.table(figures),
        steps=STEPS,
        said=rule_said(the_event().rule),
    )


@pages.get("/printable")
def printable(event_id: str) -> ResponseReturnValue:
    """The report as one file that needs nothing else, to keep or to print."""
    answer = make_response(report.html(rooms().store, event_id))
    export.note(rooms().store, event_id, "report", by=visitor().name, clock=rooms().clock, names=False)
    name = f"report-{the_event().starts:%Y-%m-%d}.html"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
