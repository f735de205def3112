"""The public version of a report: what would go out, putting it out, and all that is out."""

from __future__ import annotations

import json

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from zoom_sync.actions import export, public_report
from zoom_sync.files import public_page
from zoom_sync.rules import disclosure
from zoom_sync.store import events, people
from zoom_sync.web import languages
from zoom_sync.web.rooms import made, rooms, the_event, visitor

pages = Blueprint("publishing", __name__, url_prefix="/events/<event_id>/report/public")
TYPES = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
}


@pages.get("")
def page(event_id: str) -> ResponseReturnValue:
    store = rooms().store
    summary = store.read(lambda tx: events.summary(tx, event_id))
    if summary is None:
        return redirect(url_for("reporting.page", event_id=event_id), 303)
    out = public_report.published(store, event_id)
    key = f"public {len(out)}"
    draft = made().once(
        key, event_id, int(summary["generation"]), lambda: public_report.preview(store, event_id)
    )
    return render_template(
        "public.html",
        event=the_event(),
        summary=summary,
        questions=len(store.read(lambda tx: people.review(tx, event_id))),
        draft=draft,
        report=public_page.in_words(
            draft.body, version=len(out) + draft.is_new, at="", say=_, country=languages.country
        ),
        out=out[::-1],
        rows=public_report.rows_of(out),
        k=disclosure.least(the_event()),
        done=request.args.get("done", ""),
    )


@pages.post("")
def publish(event_id: str) -> ResponseReturnValue:
    """Put the figures out as they now stand, or rows of people beside them; where what is out stays, say so."""
    before = len(public_report.published(rooms().store, event_id))
    deed = public_report.publish_rows if request.form.get("what") == "rows" else public_report.publish
    out = deed(rooms().store, event_id, by=visitor().name, clock=rooms().clock)
    done = "published" if out.version > before else "same"
    return redirect(url_for("publishing.page", event_id=event_id, done=done), 303)


@pages.get("/<int:version>.<any(html, json, pdf, csv):kind>")
def download(event_id: str, version: int, kind: str) -> ResponseReturnValue:
    """A version as it went out, as a file."""
    out = {one.version: one for one in public_report.published(rooms().store, event_id)}.get(version)
    if out is None or (kind == "csv" and "rows" not in out.body):
        abort(404)
    export.note(
        rooms().store, event_id, "public report", by=visitor().name, clock=rooms().clock, people=False
    )
    content: str | bytes
    if kind == "csv":
        content = public_report.rows_csv(out)
    elif kind == "json":
        content = json.dumps(public_report.as_json(out), ensure_ascii=False, indent=1) + "\n"
    else:
        content = public_report.html(out) if kind == "html" else public_report.pdf(out)
    answer = Response(content, content_type=TYPES[kind])
    name = f"public-report-{the_event().starts:%Y-%m-%d}-version-{version}.{kind}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
