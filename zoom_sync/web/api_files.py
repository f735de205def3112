"""What the JSON API gives as a whole: the report of an event, and its people as lists for other systems."""

from __future__ import annotations

import io

from flask import Response, jsonify, send_file

from zoom_sync.actions import export
from zoom_sync.records import Event, Trouble
from zoom_sync.rules import protection
from zoom_sync.rules.protection import REASON_MISSING
from zoom_sync.store import events
from zoom_sync.web import counting
from zoom_sync.web.api_shapes import EventPath, ListPath, Reason
from zoom_sync.web.problems import SAID, problem
from zoom_sync.web.rooms import made, rooms, the_event, visitor


def report(path: EventPath) -> Response:
    """The figures of the newest record, without names of people; `ranges` and each `range` are what open questions
    leave. Of a protected event `rows` by which somebody could be found are empty.
    """
    event = the_event()
    summary = rooms().store.read(lambda tx: events.summary(tx, event.id))
    if summary is None:
        return no_record()
    export.note(
        rooms().store, event.id, "report by the API", by=visitor().name, clock=rooms().clock, people=False
    )
    generation = int(summary["generation"])
    figures = counting.report(rooms().store, made(), event.id, generation)
    return jsonify(protection.beside_codes(figures) if event.protected else figures)


def people_for(path: ListPath, query: Reason) -> Response:
    """CSV with the headers that the system's importer knows. People without an address are left out.

    Of a protected event it is given for a `reason` alone, which stands in the audit, and where `names` are asked for.
    """
    event = the_event()
    say_why(event, query.reason)
    if rooms().store.read(lambda tx: events.summary(tx, event.id)) is None:
        return no_record()
    export.may_go(rooms().store, event.id, names=query.names)
    what, reason = f"{path.system} by the API", query.reason or "read by a program"
    export.note(
        rooms().store,
        event.id,
        what,
        by=visitor().name,
        clock=rooms().clock,
        reason=reason,
        names=query.names,
    )
    file = io.BytesIO()
    export.for_system(rooms().store, event.id, system=path.system, target=file, names=query.names)
    file.seek(0)
    return send_file(file, mimetype="text/csv; charset=utf-8")


def say_why(event: Event, reason: str) -> None:
    """Before people of an event leave: a protected one's, for a reason alone. Raises Trouble."""
    if event.protected and not reason.strip():
        raise Trouble(REASON_MISSING.what, "Nothing was given.", "Add it to the address: ?reason=…")


def no_record() -> Response:
    return problem(
        SAID[404]._replace(what="This event has no record yet.", remedy="Wait for the first sync."), 404
    )
