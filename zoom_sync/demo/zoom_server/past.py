"""The REST API after a run: instances, past participants, reports, each ready when Zoom is ready.

A bare webinar id means the latest run only. Until `report_after_s` after the end there is no report (404);
until `durations_after_s` it is there with durations of zero.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint, jsonify, request

from zoom_sync.demo.zoom_server import shapes
from zoom_sync.demo.zoom_server.gate import Gate
from zoom_sync.demo.zoom_server.notices import iso
from zoom_sync.demo.zoom_server.people import Instance
from zoom_sync.demo.zoom_server.problems import ZoomProblem, no_webinar
from zoom_sync.demo.zoom_server.rest import numbered
from zoom_sync.demo.zoom_server.world import World

INSTANCES = ("webinar:read", "webinar:read:list_past_instances")
PARTICIPANTS = ("webinar:read", "webinar:read:list_past_participants")
ABSENTEES = ("webinar:read", "webinar:read:list_absentees")
REPORT = ("report:read:admin", "report:read:webinar:admin")
POLLS = ("report:read:admin", "report:read:list_webinar_polls:admin")
QUESTIONS = ("report:read:admin", "report:read:webinar_qna:admin")
REPORT_ROWS = ("report:read:admin", "report:read:list_webinar_participants:admin")


def blueprint(gate: Gate) -> Blueprint:
    rest = Blueprint("past", __name__)
    _past(gate, rest)
    _reports(gate, rest)
    return rest


def _past(gate: Gate, rest: Blueprint) -> None:
    world = gate.world

    @gate.operation(rest, "GET", "/past_webinars/<ref:webinar>/instances", label="LIGHT", scopes=INSTANCES)
    def list_instances(webinar: str) -> Any:
        home = numbered(world, webinar)
        runs = [run for run in world.runs(home.id) if run.end is not None]
        items = [{"uuid": run.uuid, "start_time": iso(run.start)} for run in runs]
        for item, run in zip(items, runs, strict=True):
            if run.occurrence:
                item["occurrence_id"] = run.occurrence
        return jsonify(webinars=items)

    @gate.operation(rest, "GET", "/past_webinars/<ref:run>/participants", label="MEDIUM", scopes=PARTICIPANTS)
    def list_participants(run: str) -> Any:
        told = world.switches.past_obeys_include_fields
        return _rows(gate, _ended(world, run), report=False, told=told)

    @gate.operation(rest, "GET", "/past_webinars/<ref:run>/absentees", label="HEAVY", scopes=ABSENTEES)
    def list_absentees(run: str) -> Any:
        found = _ended(world, run)
        home = world.webinars[found.webinar]
        came = {connection.registrant_id for connection in found.connections.values()}
        people = [p for p in world.registrants[home.id].values() if p.status == "approved"]
        absent = [p for p in people if p.id not in came]
        shown, beside = gate.pages.page(request.path, request.args, absent)
        return jsonify(registrants=[shapes.registrant(p, world.join_url(home, p)) for p in shown], **beside)


def _reports(gate: Gate, rest: Blueprint) -> None:
    world = gate.world

    @gate.operation(rest, "GET", "/report/webinars/<ref:run>", label="HEAVY", scopes=REPORT)
    def get_report(run: str) -> Any:
        found = _reported(world, run)
        home = world.webinars[found.webinar]
        return jsonify(shapes.report(home, found, world.users[home.host_id]))

    @gate.operation(rest, "GET", "/report/webinars/<ref:run>/participants", label="HEAVY", scopes=REPORT_ROWS)
    def get_report_rows(run: str) -> Any:
        return _rows(gate, _reported(world, run), report=True, told=True)

    @gate.operation(rest, "GET", "/report/webinars/<ref:run>/polls", label="HEAVY", scopes=POLLS)
    def get_polls(run: str) -> Any:
        found = _closed(world, run)
        return jsonify(shapes.about(found) | {"questions": shapes.answers(world.answers.get(found.uuid, []))})

    @gate.operation(rest, "GET", "/report/webinars/<ref:run>/qa", label="HEAVY", scopes=QUESTIONS)
    def get_questions(run: str) -> Any:
        found = _closed(world, run)
        asked = shapes.questions(world.questions.get(found.uuid, []))
        return jsonify(shapes.about(found) | {"questions": asked})


def _rows(gate: Gate, run: Instance, *, report: bool, told: bool) -> Any:
    """The connections of a run, in the order of their end, as Zoom lists them."""
    wanted = told and request.args.get("include_fields") == "registrant_id"
    durations = _waited(gate.world, run, gate.world.switches.durations_after_s)
    known = sorted(run.connections.values(), key=lambda c: (c.leave or c.join, c.user_id))
    known += known[: gate.world.switches.duplicate_rows] if report else []
    shown, beside = gate.pages.page(request.path, request.args, known, numbered=False)
    rows = [shapes.participant(c, report=report, registrant_id=wanted, durations=durations) for c in shown]
    return jsonify(participants=rows, **beside)


def _ended(world: World, ref: str) -> Instance:
    """A run that is over, by its UUID; by a bare id the latest one."""
    run = world.instances.get(ref)
    if ref.isascii() and ref.isdigit():
        over = [one for one in world.runs(int(ref)) if one.end is not None]
        run = over[-1] if over else None
    if run is None or run.end is None:
        raise no_webinar(ref)
    return run


def _reported(world: World, ref: str) -> Instance:
    run = _ended(world, ref)
    if not _waited(world, run, world.switches.report_after_s):
        raise ZoomProblem(404, 3001, f"Webinar {ref} not found or has expired.")
    return run


def _closed(world: World, ref: str) -> Instance:
    """As `_reported`; of polls and questions Zoom says it in other words."""
    try:
        return _reported(world, ref)
    except ZoomProblem:
        raise ZoomProblem(404, 3001, "Webinar ID is invalid or not end.") from None


def _waited(world: World, run: Instance, seconds: float) -> bool:
    return run.ended_at is None or world.clock.now() >= run.ended_at + timedelta(seconds=seconds)
