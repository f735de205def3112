"""The REST API of registrations: lists, sign-up, approval."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify, request

from zoom_sync.demo.zoom_server import shapes
from zoom_sync.demo.zoom_server.gate import Gate
from zoom_sync.demo.zoom_server.notices import iso
from zoom_sync.demo.zoom_server.people import Registrant, Webinar
from zoom_sync.demo.zoom_server.problems import ZoomProblem, invalid
from zoom_sync.demo.zoom_server.rest import numbered
from zoom_sync.demo.zoom_server.world import Judgement

STATUSES = ("pending", "approved", "denied")
LIST = ("webinar:read", "webinar:read:list_registrants")
ONE = ("webinar:read", "webinar:read:registrant")
WRITE = ("webinar:write", "webinar:write:registrant")
BATCH = ("webinar:write", "webinar:write:batch_registrants")
JUDGE = ("webinar:write", "webinar:update:registrant_status")
DELETE = ("webinar:write", "webinar:delete:registrant")
QUESTIONS = ("webinar:read", "webinar:read:list_registration_questions")
SOURCES = ("webinar:read", "webinar:read:list_tracking_sources")

ADD_CAP = (
    "You have exceeded the daily rate limit of (3) for Add a webinar registrant API requests for the "
    "registrant ({email}). You can resume these API requests at GMT 00:00:00."
)
JUDGE_CAP = (
    "You have exceeded the daily rate limit of (10) for Update webinar registrant status API requests for "
    "the registrant ({email}). You can resume these API requests at GMT 00:00:00."
)


def blueprint(gate: Gate) -> Blueprint:
    rest = Blueprint("registrants", __name__, url_prefix="/webinars/<ref:webinar>")
    _lists(gate, rest)
    _writes(gate, rest)
    return rest


def _lists(gate: Gate, rest: Blueprint) -> None:
    world = gate.world

    @gate.operation(rest, "GET", "/registrants", label="MEDIUM", scopes=LIST)
    def list_registrants(webinar: str) -> Any:
        home = numbered(world, webinar)
        status = request.args.get("status", "approved")
        if status not in STATUSES:
            raise invalid("status")
        people = [p for p in world.registrants[home.id].values() if p.status == status]
        wanted = request.args.get("occurrence_id")
        if wanted and home.registration_type != 1:
            people = [p for p in people if p.occurrence == wanted]
        shown, beside = gate.pages.page(request.path, request.args, people)
        return jsonify(registrants=[shapes.registrant(p, world.join_url(home, p)) for p in shown], **beside)

    @gate.operation(rest, "GET", "/registrants/<registrant_id>", label="LIGHT", scopes=ONE)
    def get_registrant(webinar: str, registrant_id: str) -> Any:
        home = numbered(world, webinar)
        person = world.registrants[home.id].get(registrant_id)
        if person is None:
            raise ZoomProblem(400, 3079, f"Registrant {registrant_id} was not found.")
        return jsonify(shapes.registrant(person, world.join_url(home, person)) | {"language": "en-US"})

    @gate.operation(rest, "GET", "/registrants/questions", label="LIGHT", scopes=QUESTIONS)
    def list_questions(webinar: str) -> Any:
        numbered(world, webinar)
        asked = ("last_name", "org", "job_title", "country", "phone")
        questions = [{"field_name": name, "required": name == "last_name"} for name in asked]
        return jsonify(questions=questions, custom_questions=[])

    @gate.operation(rest, "GET", "/tracking_sources", label="MEDIUM", scopes=SOURCES)
    def list_sources(webinar: str) -> Any:
        numbered(world, webinar)
        return jsonify(total_records=0, tracking_sources=[])


def _writes(gate: Gate, rest: Blueprint) -> None:
    world = gate.world

    @gate.operation(rest, "POST", "/registrants", label="LIGHT", scopes=WRITE)
    def add_registrant(webinar: str) -> Any:
        home = _registrable(numbered(world, webinar))
        form = _form(gate, home, request.get_json(silent=True))
        gate.limits.take_personal("add", form.email, 3, ADD_CAP.format(email=form.email))
        person = world.register(home.id, form)
        body = {
            "id": home.id,
            "registrant_id": person.id,
            "join_url": world.join_url(home, person),
            "start_time": iso(home.start),
            "topic": home.topic[:200],
            "status": person.status,
        }
        return jsonify(body), 201

    @gate.operation(rest, "POST", "/batch_registrants", label="HEAVY", scopes=BATCH)
    def add_batch(webinar: str) -> Any:
        home = _registrable(numbered(world, webinar))
        asked = request.get_json(silent=True) or {}
        rows = asked.get("registrants")
        if home.type != 5 or not isinstance(rows, list) or not 1 <= len(rows) <= 30:
            raise invalid("registrants")
        forms = [_form(gate, home, row) for row in rows]
        people = [world.register(home.id, form) for form in forms]
        links = [
            {"email": p.email, "registrant_id": p.id, "join_url": world.join_url(home, p)} for p in people
        ]
        return jsonify(registrants=links), 201

    @gate.operation(rest, "PUT", "/registrants/status", label="MEDIUM", scopes=JUDGE)
    def judge(webinar: str) -> Any:
        home = numbered(world, webinar)
        asked = request.get_json(silent=True) or {}
        action, rows = asked.get("action"), asked.get("registrants")
        if action not in ("approve", "deny", "cancel"):
            raise invalid("action")
        if not isinstance(rows, list) or not 1 <= len(rows) <= 30:
            raise invalid("registrants")
        for person in [_meant(world.registrants[home.id], row) for row in rows]:
            gate.limits.take_personal("judge", person.email, 10, JUDGE_CAP.format(email=person.email))
            judgement: Judgement = action
            world.judge(home.id, person.id, judgement, by=world.users[home.host_id].email)
        return "", 204

    @gate.operation(rest, "DELETE", "/registrants/<registrant_id>", label="LIGHT", scopes=DELETE)
    def delete(webinar: str, registrant_id: str) -> Any:
        home = numbered(world, webinar)
        if world.registrants[home.id].pop(registrant_id, None) is None:
            raise ZoomProblem(400, 3000, f"Registrant {registrant_id} was not found.")
        return "", 204


def _registrable(home: Webinar) -> Webinar:
    if home.approval_type == 2:
        raise ZoomProblem(400, 3000, "This webinar does not have registration as required.")
    return home


def _form(gate: Gate, home: Webinar, row: Any) -> Registrant:
    """A registration form as a registrant, or the refusal that Zoom gives."""
    row = row if isinstance(row, dict) else {}
    for name, longest in (("email", 128), ("first_name", 64)):
        if not isinstance(row.get(name), str) or not 1 <= len(row[name]) <= longest:
            raise invalid(name)
    if "@" not in row["email"]:
        raise invalid("email")
    world = gate.world
    if row["email"].lower() == world.users[home.host_id].email.lower():
        raise ZoomProblem(400, 3027, "Host cannot register.")
    if any(p.email.lower() == row["email"].lower() for p in world.panelists[home.id]):
        raise ZoomProblem(400, 3000, "You have already been invited as a panelist.")
    return Registrant(
        id=world.new_id(),
        email=row["email"],
        first_name=row["first_name"],
        last_name=str(row.get("last_name") or ""),
        org=str(row.get("org") or ""),
        phone=str(row.get("phone") or ""),
        country=str(row.get("country") or ""),
        status="approved" if home.approval_type == 0 else "pending",
        created=world.clock.now(),
    )


def _meant(known: dict[str, Registrant], row: Any) -> Registrant:
    row = row if isinstance(row, dict) else {}
    for person in known.values():
        if person.id == row.get("id") or person.email == row.get("email"):
            return person
    raise ZoomProblem(400, 300, "Invalid registrant.")
