"""A row of a file as it came, behind one record of the event.

What was understood of it stands on the page of its person. Its cells may say more than was ever asked for, so whoever
reads them says why, and that they read them is a line of the audit.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from zoom_sync.records import Event, Trouble
from zoom_sync.store import audit, imports, people, traces
from zoom_sync.web import sides
from zoom_sync.web.rooms import rooms, the_event, visitor

pages = Blueprint("rows", __name__, url_prefix="/events/<event_id>/rows")

LONGEST = 300  # characters of a reason


@pages.get("/<path:ref>")
def page(event_id: str, ref: str) -> ResponseReturnValue:
    """What is known of the row; its cells are not shown yet."""
    known = rooms().store.read(lambda tx: _known(tx, the_event(), ref))
    return render_template("row.html", event=the_event(), cells=None, trouble=None, **known, **_asked())


@pages.post("/<path:ref>")
def read(event_id: str, ref: str) -> ResponseReturnValue:
    """The cells, for a reason that stands in the audit from then on. An admin may look without one."""
    event, who, now = the_event(), visitor(), rooms().clock.now()
    reason = request.form.get("reason", "").strip()[:LONGEST]
    known = rooms().store.read(lambda tx: _known(tx, event, ref))
    if not reason and who.role != "admin":
        trouble = Trouble(_("A reason is needed."), "", _("Say in a few words why you look."))
        return render_template("row.html", event=event, cells=None, trouble=trouble, **known, **_asked()), 400
    id = known["trace"].id

    def steps(tx: Any) -> list[tuple[str, str]]:
        audit.note(tx, who=who.name, what="read a row", event=event_id, about=id, reason=reason, now=now)
        return traces.cells(tx, event_id, id)

    cells = rooms().store.once(steps)
    session["rows"] = {"event": event_id, "reason": reason}  # for the next row
    return render_template("row.html", event=event, cells=cells, trouble=None, **known, **_asked())


def _asked() -> dict[str, Any]:
    said = session.get("rows") or {}
    return {
        "reason": said.get("reason", "") if said.get("event") == the_event().id else "",
        "is_needed": visitor().role != "admin",
        "longest": LONGEST,
    }


def _known(tx: Any, event: Event, ref: str) -> dict[str, Any]:
    """The record and its file. Refuses a record that is not here (404)."""
    fact = people.facts_of_refs(tx, event.id, [ref]).get(ref, ref)
    trace = people.claims(tx, event.id, [fact]).get(fact)
    if trace is None:
        abort(404)
    person = people.person(tx, event.id, trace.id)
    brought = (one for one in imports.all(tx, event.id) if one["sha256"] == trace.file) if trace.file else ()
    return {
        "trace": trace,
        "person": person,
        "file": next(iter(brought), None),
        "number": trace.ref.rpartition("#")[2] if trace.file else "",
        "said": sides.said(trace.claim, person),
        "is_kept": traces.has_cells(tx, event.id, trace.id),
    }
