"""This Zoom as a web server."""

from __future__ import annotations

import re
import secrets
import socket
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote, unquote

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import BaseConverter

from zoom_sync.demo.zoom_server import oauth, past, registrants, rest
from zoom_sync.demo.zoom_server.gate import Dropped, Gate
from zoom_sync.demo.zoom_server.people import Notice
from zoom_sync.demo.zoom_server.problems import ZoomProblem
from zoom_sync.demo.zoom_server.tokens import Tokens
from zoom_sync.demo.zoom_server.world import World


def create_app(world: World) -> Flask:
    """A server for this world: `/oauth/…` and `/v2/…`."""
    app = Flask(__name__, static_folder=None)
    app.config["PROPAGATE_EXCEPTIONS"] = True  # a connection that breaks on purpose is no line in the log
    app.url_map.converters["ref"] = _Ref
    app.url_map.merge_slashes = False
    app.url_map.strict_slashes = False
    tokens = Tokens(world.clock, world.switches)
    gate = Gate(world, tokens)

    def forget(notice: Notice) -> None:
        if notice.event == "app_deauthorized":
            tokens.end_all(notice.key)

    world.listeners.append(forget)
    app.extensions["zoom"] = gate
    app.register_blueprint(oauth.blueprint(world, tokens))
    for blueprint in (registrants.blueprint(gate), rest.blueprint(gate), past.blueprint(gate)):
        app.register_blueprint(blueprint, url_prefix=f"/v2{blueprint.url_prefix or ''}")
    app.wsgi_app = _Segments(app.wsgi_app)  # type: ignore[method-assign]  # as Flask's own docs wrap it

    @app.errorhandler(ZoomProblem)
    def refuse(problem: ZoomProblem) -> Response:
        return problem.response()

    @app.errorhandler(HTTPException)
    def unknown(problem: HTTPException) -> Any:
        if request.path.startswith("/v2/") and problem.code == 404:
            return ZoomProblem(404, 2300, "This API endpoint is not recognized.").response()
        return problem

    @app.errorhandler(Dropped)
    def drop(_: Dropped) -> Response:
        connection = request.environ.get("werkzeug.socket")
        if connection is not None:
            connection.shutdown(socket.SHUT_RDWR)
        raise ConnectionResetError("the demo breaks this connection on purpose")

    @app.after_request
    def label(answer: Response) -> Response:
        answer.headers["x-zm-trackingid"] = f"v=2.0;clid=demo;rid=WEB_{secrets.token_hex(16)}"
        if "label" in g:
            for name, value in gate.limits.headers(g.label).items():
                answer.headers.setdefault(name, value)
        return answer

    return app


class _Ref(BaseConverter):
    """A webinar id, or a UUID as `_Segments` passes it on."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        return unquote(value)


class _Segments:
    """Reads the path as it was sent, so that a UUID with slashes stays one segment.

    Encoded once, a UUID may hold single slashes; one that begins with a slash or has two in a row has to be
    encoded twice, since a proxy before Zoom folds them: here too it is then another, unknown path.
    """

    def __init__(self, inner: Callable[..., Iterable[bytes]]) -> None:
        self.inner = inner

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        raw = str(environ.get("RAW_URI") or environ.get("REQUEST_URI") or "")
        path = re.sub(r"^https?://[^/]+", "", raw).split("?", 1)[0]
        if path.startswith("/v2/"):
            segments = [_once(segment) for segment in path.split("/")]
            environ["PATH_INFO"] = "/".join(quote(segment, safe="") for segment in segments)
        return self.inner(environ, start_response)


def _once(segment: str) -> str:
    plain = unquote(segment)
    if "%" in plain:
        return unquote(plain)
    if plain.startswith("/") or "//" in plain:
        return re.sub("/+", "/", plain).lstrip("/")
    return plain
