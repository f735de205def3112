"""The REST API before and during a webinar: hosts, webinars, panelists."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint, g, jsonify, request

from zoom_sync.demo.zoom_server import shapes
from zoom_sync.demo.zoom_server.gate import Gate
from zoom_sync.demo.zoom_server.people import User, Webinar
from zoom_sync.demo.zoom_server.problems import ZoomProblem, no_webinar
from zoom_sync.demo.zoom_server.world import World

NO_PLAN = (
    "Webinar plan is missing. You must subscribe to the webinar plan and enable webinars for this user "
    "in order to perform this action."
)
LIST_WEBINARS = ("webinar:read", "webinar:read:list_webinars")


def blueprint(gate: Gate) -> Blueprint:
    rest = Blueprint("rest", __name__)
    world = gate.world

    @gate.operation(rest, "GET", "/users", label="MEDIUM", scopes=("user:read", "user:read:list_users:admin"))
    def list_users() -> Any:
        people = [shapes.user(person) for person in world.users.values()]
        shown, beside = gate.pages.page(request.path, request.args, people, largest=2000)
        return jsonify(users=shown, **beside)

    @gate.operation(
        rest, "GET", "/users/<user_id>/settings", label="MEDIUM", scopes=("user:read", "user:read:settings")
    )
    def settings(user_id: str) -> Any:
        return jsonify(shapes.user_settings(_user(world, user_id)))

    @gate.operation(rest, "GET", "/users/<user_id>/webinars", label="MEDIUM", scopes=LIST_WEBINARS)
    def list_webinars(user_id: str) -> Any:
        host = _user(world, user_id)
        if not host.webinar_capacity:
            raise ZoomProblem(400, 200, NO_PLAN)
        items = [shapes.webinar_item(home) for home in _unexpired(world, host)]
        shown, beside = gate.pages.page(request.path, request.args, items)
        return jsonify(webinars=shown, **beside)

    @gate.operation(
        rest,
        "GET",
        "/webinars/<ref:webinar>",
        label="LIGHT",
        scopes=("webinar:read", "webinar:read:webinar"),
    )
    def get_webinar(webinar: str) -> Any:
        home = find(world, webinar)
        return jsonify(shapes.webinar(home, world.users[home.host_id]))

    @gate.operation(
        rest,
        "GET",
        "/webinars/<ref:webinar>/panelists",
        label="MEDIUM",
        scopes=("webinar:read", "webinar:read:list_panelists"),
    )
    def list_panelists(webinar: str) -> Any:
        home = numbered(world, webinar)
        people = [shapes.panelist(person, home) for person in world.panelists[home.id]]
        return jsonify(total_records=len(people), panelists=people)

    return rest


def find(world: World, webinar: str) -> Webinar:
    """A webinar by its id, or by the UUID of one of its runs."""
    for home in world.webinars.values():
        if webinar in (str(home.id), home.uuid):
            return home
    run = world.instances.get(webinar)
    if run is None:
        raise no_webinar(webinar)
    return world.webinars[run.webinar]


def numbered(world: World, webinar: str) -> Webinar:
    """A webinar by its id where Zoom takes nothing else."""
    if not (webinar.isascii() and webinar.isdigit()):
        raise ZoomProblem(400, 300, "Invalid webinar ID.")
    if int(webinar) not in world.webinars:
        raise no_webinar(webinar)
    return world.webinars[int(webinar)]


def _user(world: World, user_id: str) -> User:
    """`me` is the person behind a user's token; a server-to-server token has nobody behind it."""
    if user_id == "me":
        user_id = g.grant.user_id
    for person in world.users.values():
        if user_id and user_id in (person.id, person.email):
            return person
    raise ZoomProblem(404, 1001, f"User does not exist: {user_id or 'me'}.")


def _unexpired(world: World, host: User) -> list[Webinar]:
    """Ids die thirty days after their last use; counted from the newest run known, as scene time goes."""
    starts = [run.start for run in world.instances.values()]
    today = max(starts) if starts else None
    homes = [home for home in world.webinars.values() if home.host_id == host.id]
    return [home for home in homes if not (today and home.start and home.start < today - timedelta(days=30))]
