"""The JSON API: events, attendance, door search, check-ins, and its own description.

It takes bearer tokens only, no cookie, so no other website can use somebody's sign-in. Its errors are
problem documents (`problems.py`).
"""

from __future__ import annotations

import secrets
from datetime import UTC
from functools import cache
from typing import Any

from flask import Flask, Response, current_app, jsonify, make_response, request
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI
from pydantic import ValidationError
from werkzeug.exceptions import BadRequest

from zoom_sync.actions import export
from zoom_sync.actions.check_in import check_in as keep_check_in
from zoom_sync.files.writing.shapes import record_dict
from zoom_sync.records import Claim, Event, Record
from zoom_sync.rules import protection
from zoom_sync.store import events, people, seals
from zoom_sync.web import api_files, cursors
from zoom_sync.web.api_shapes import (
    Attendance,
    CheckedIn,
    CheckIn,
    EventList,
    EventPath,
    Hits,
    Page,
    PageOfRecord,
    Problem,
    Report,
    Search,
)
from zoom_sync.web.door_lists import hits
from zoom_sync.web.pages.events import of_visitor
from zoom_sync.web.problems import SAID, problem
from zoom_sync.web.rooms import rooms, the_event, visitor

EVENTS = ("events",)  # which list a cursor is of
BEARER: dict[str, Any] = {"bearer": {"type": "http", "scheme": "bearer"}}

CSV: dict[str, Any] = {"description": "the list", "content": {"text/csv": {"schema": {"type": "string"}}}}


def _problem(text: str) -> dict[str, Any]:
    return {
        "description": text,
        "content": {"application/problem+json": {"schema": Problem.model_json_schema()}},
    }


REFUSALS: dict[Any, Any] = {
    400: _problem("not understood"),
    401: _problem("no living token"),
    403: _problem("the token's role does not include this"),
    404: _problem("no such event for this token"),
    422: _problem("a field is missing or wrong"),
    429: _problem("too often"),
}


def attach(app: Flask) -> None:
    """Register the API and its description. One call per app."""
    app.register_blueprint(_blueprint())
    app.add_url_rule("/api/v1/openapi.json", "api.description", lambda: jsonify(_description()))
    # flask-openapi3's views ask the app they run in for this; we only lend it our form of a refusal.
    app.validation_error_callback = _invalid  # type: ignore[attr-defined]


@cache
def _description() -> dict[str, Any]:
    """The API as an OpenAPI 3.1 document: made when somebody first asks for it, once per process."""
    book = OpenAPI(
        __name__,
        info=Info(title="zoom-sync", version="1", description="One attendance record for hybrid events."),
        security_schemes=BEARER,
        doc_ui=False,
        validation_error_model=Problem,
    )
    book.register_api(_blueprint())
    return book.api_doc


def _invalid(error: ValidationError) -> Response:
    """A body that is no JSON at all is 400; JSON with a wrong field is 422 and names the field."""
    if request.is_json:
        try:
            request.get_json()
        except BadRequest:
            return problem(
                SAID[400]._replace(what="The body is not JSON.", remedy="Send one JSON object."), 400
            )
    first = error.errors(include_input=False, include_context=False, include_url=False)
    faults = [{"field": ".".join(str(part) for part in one["loc"]), "reason": one["msg"]} for one in first]
    return problem(SAID[422], 422, faults=faults)


@cache
def _blueprint() -> APIBlueprint:
    """The routes, the same for every app: reading their shapes takes longer than all else of an app."""
    api = APIBlueprint(
        "api", __name__, url_prefix="/api/v1", abp_security=[{"bearer": []}], abp_responses=REFUSALS
    )
    api.get("/events", summary="The events this token may see", responses={200: EventList})(list_events)
    api.get("/events/<event_id>/attendance", summary="The merged record", responses={200: Attendance})(
        attendance
    )
    api.get("/events/<event_id>/report", summary="The report, as figures", responses={200: Report})(
        api_files.report
    )
    api.get(
        "/events/<event_id>/lists/<system>", summary="The people as another system reads them, CSV",
        responses={200: CSV},
    )(api_files.people_for)  # fmt: skip
    api.get("/events/<event_id>/door", summary="Find somebody to check in", responses={200: Hits})(door)
    api.post(
        "/events/<event_id>/check-ins",
        summary="Check somebody in or out",
        responses={201: CheckedIn, 200: CheckedIn},
    )(check_in)
    return api


def list_events(query: Page) -> Response:
    """Newest first."""
    place = cursors.opened(rooms().keys, query.cursor, of=EVENTS)

    def steps(tx: Any) -> list[tuple[Event, dict[str, Any] | None]]:
        mine = of_visitor(tx, visitor())
        if place:
            ids = [event.id for event in mine]
            mine = mine[ids.index(place["id"]) + 1 :] if place["id"] in ids else []
        return [(event, events.summary(tx, event.id)) for event in mine[: query.limit + 1]]

    rows = rooms().store.read(steps)
    more = len(rows) > query.limit
    rows = rows[: query.limit]
    cursor = cursors.sealed(rooms().keys, {"id": rows[-1][0].id}, of=EVENTS) if more else None
    return jsonify(events=[_line(event, summary) for event, summary in rows], next_cursor=cursor)


def _line(event: Event, summary: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "id": event.id,
        "title": event.title,
        "starts": _iso(event.starts),
        "ends": _iso(event.ends),
        "timezone": event.timezone,
        "venue": event.venue,
        "webinars": [webinar.id for webinar in event.webinars],
        "status": summary["status"] if summary else "none",
    }


def attendance(path: EventPath, query: PageOfRecord) -> Response:
    """`people` in the order of their names; `unidentified` and `review` on the first page only.

    Of a protected event the first page is given for a `reason` alone, which stands in the audit; people are
    pseudonymised, in the order of their ids, unless `names` are asked for; phone and country are never told.
    """
    event = the_event()
    of = ("attendance", event.id, event.protected)
    place = cursors.opened(rooms().keys, query.cursor, of=of) or _beginning(event, query)
    if place is None:
        return api_files.no_record()
    is_coded = protection.is_coded(event, names=place["names"])
    record = rooms().store.read(lambda tx: _part(tx, event, place, limit=query.limit + 1, is_coded=is_coded))
    if event.protected:
        record = protection.coded(record) if is_coded else protection.under_names(record)
    body = record_dict(record)
    body["next_cursor"] = None
    if len(record.people) > query.limit:
        body["people"] = body["people"][: query.limit]
        sort, id = people.cursor(record.people[query.limit - 1])
        body["next_cursor"] = cursors.sealed(rooms().keys, place | {"sort": sort, "id": id}, of=of)
    return jsonify(body)


def _beginning(event: Event, query: PageOfRecord) -> dict[str, Any] | None:
    """What all pages of a listing have in common, once it is on record that it begins; None without a record."""
    api_files.say_why(event, query.reason)
    summary = rooms().store.read(lambda tx: events.summary(tx, event.id))
    if summary is None:
        return None
    reason = query.reason or "read by a program"
    export.note(
        rooms().store, event.id, "by the API", by=visitor().name, clock=rooms().clock, reason=reason,
        names=query.names,
    )  # fmt: skip
    told = {name: summary[name] for name in ("status", "waiting_for", "counts")}
    return {"generation": summary["generation"], "told": told, "names": query.names}


def _part(tx: Any, event: Event, place: dict[str, Any], *, limit: int, is_coded: bool) -> Record:
    """The record with the people from a place on, at most so many."""
    generation, told = place["generation"], place["told"]
    after = (place["sort"], place["id"]) if "id" in place else None
    return Record(
        event=event,
        status=told["status"],
        waiting_for=tuple(told["waiting_for"]),
        counts=told["counts"],
        people=tuple(
            people.read(tx, event.id, generation=generation, after=after, limit=limit, by_code=is_coded)
        ),
        unidentified=()
        if after
        else tuple(people.read(tx, event.id, kind="unidentified", generation=generation)),
        review=() if after else tuple(people.review(tx, event.id, generation=generation)),
        seal=seals.value(tx, event.id, generation=generation) if told["status"] == "final" else None,
    )


def door(path: EventPath, query: Search) -> Response:
    """At most 8 people, found without regard to accents or the order of words."""
    found = hits(rooms().store, current_app.extensions["door_lists"], the_event().id, query.q)
    return jsonify(
        people=[{name: one[name] for name in ("ref", "name", "organisation", "inside")} for one in found]
    )


def check_in(path: EventPath, body: CheckIn) -> Response:
    """201 for a new check-in; 200 if this nonce was known already."""
    kept = keep_check_in(
        rooms().store,
        the_event().id,
        claim=Claim(name=body.name, email=body.email, phone=body.phone, organisation=body.organisation),
        nonce=body.nonce or secrets.token_hex(16),
        at=body.at,
        direction=body.direction,
        session=body.session,
        ref=body.ref,
        code=body.code,
        by=visitor().name,
        clock=rooms().clock,
    )
    answer = {"nonce": kept["nonce"], "new": kept["new"], "ref": kept["ref"], "at": _iso(kept["at"])}
    return make_response(jsonify(answer), 201 if kept["new"] else 200)


def _iso(instant: Any) -> str:
    return str(instant.astimezone(UTC).isoformat(timespec="seconds")).replace("+00:00", "Z")
