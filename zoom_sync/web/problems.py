"""What somebody sees when it cannot be done: one clear sentence, what is safe, what to do.

Pages get a page, the API gets `application/problem+json` (RFC 9457). Nothing of an exception that we did not
word ourselves is shown or logged: its text may hold a name, an address or a secret.
"""

from __future__ import annotations

import logging
import traceback
from http import HTTPStatus
from typing import NamedTuple

from flask import Flask, Response, g, jsonify, make_response, render_template, request
from flask.globals import request_ctx
from flask_babel import lazy_gettext as later
from flask_babel.speaklater import LazyString
from werkzeug.exceptions import HTTPException, SecurityError

from zoom_sync.records import Trouble
from zoom_sync.store.database import StoreUnavailable
from zoom_sync.web.visitor import NOBODY

log = logging.getLogger("zoom_sync.web")


class Said(NamedTuple):
    """Sentences; those of SAID are looked up in the visitor's language when they become text."""

    what: str | LazyString
    safe: str | LazyString = ""
    remedy: str | LazyString = ""


SAID = {
    400: Said(
        later("This request could not be understood."),
        later("Nothing was changed."),
        later("Go back, reload the page and try again."),
    ),
    401: Said(later("You are not signed in."), "", later("Open your sign-in link, or ask for a new one.")),
    403: Said(
        later("Your role does not include this page."),
        later("Nothing was changed."),
        later("Ask an administrator if it should."),
    ),
    404: Said(
        later("There is no such page here."),
        "",
        later("Check the address, or start from the list of events."),
    ),
    405: Said(
        later("This address does not take that."),
        later("Nothing was changed."),
        later("Go back and use the page's own buttons."),
    ),
    413: Said(
        later("That is larger than this service takes."),
        later("Nothing was kept."),
        later("Send less at once; UPLOAD_MAX_MB sets the limit for files."),
    ),
    415: Said(
        later("This kind of content is not taken here."), later("Nothing was kept."), later("Send JSON.")
    ),
    422: Said(
        later("A field is missing or wrong."),
        later("Nothing was kept."),
        later("Correct the field named below."),
    ),
    429: Said(
        later("That was too often in a short time."),
        later("Nothing was changed."),
        later("Wait a minute and try again."),
    ),
    500: Said(
        later("Something went wrong on our side."),
        later("What was kept before is safe."),
        later("Try again; if it stays, tell whoever runs this service the time it happened."),
    ),
    503: Said(
        later("The service cannot reach its store just now."),
        later("What was kept before is safe."),
        later("Wait a moment and try again."),
    ),
}

# The API speaks English, and knows no links to sign in with.
NO_TOKEN = Said(
    "No token that is good came with this request.",
    "Nothing was changed.",
    "Send it in the header `Authorization: Bearer TOKEN`; whoever administers this service can make one.",
)


def attach(app: Flask) -> None:
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(Trouble, _troubled)
    app.register_error_handler(Exception, _failed)


def _refused(error: HTTPException) -> Response:
    if error.response is not None:  # it brings its own answer, such as a redirect
        return make_response(error.response)
    status = error.code or 500
    said = SAID.get(status, SAID[500 if status >= 500 else 400])
    if status == 401 and request.path.startswith("/api/"):
        said = NO_TOKEN
    own = error.description != type(error).description and not isinstance(error, SecurityError)
    if error.description and own and status in (400, 415, 422):  # a strange host's name is not said back
        said = said._replace(what=error.description)
    answer = answer_with(said, status)
    if status == 401 and _wants_json():
        answer.headers["WWW-Authenticate"] = "Bearer"
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            answer.headers[name] = value
    return answer


def _troubled(trouble: Trouble) -> Response:
    status = 503 if isinstance(trouble, StoreUnavailable) else 400
    return answer_with(Said(trouble.what, trouble.safe, trouble.remedy), status)


def _failed(error: Exception) -> Response:
    """A fault of ours: logged by type and place only."""
    if isinstance(error, RecursionError) and request.is_json:
        return answer_with(SAID[400], 400)  # brackets in brackets, deeper than any JSON that is meant
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    way = " < ".join(
        f"{frame.filename.rsplit('/', 2)[-1]}:{frame.lineno} {frame.name}" for frame in reversed(frames)
    )
    log.error("request failed: %s at %s (%s)", type(error).__name__, request.endpoint, way)
    return answer_with(SAID[500], 500)


def answer_with(said: Said, status: int) -> Response:
    """A page or a problem document, whichever the request asks for."""
    if _wants_json():
        return problem(said, status)
    if request_ctx.url_adapter is None:
        # The request names a host that is not ours, so there is no address a page could link to.
        return Response(" ".join(str(part) for part in said if part), status, mimetype="text/plain")
    visitor = g.get("visitor", NOBODY)
    page = render_template("problem.html", said=said, status=status, visitor=visitor)
    return make_response(page, status)


def problem(said: Said, status: int, **more: object) -> Response:
    """RFC 9457; `detail` is all of it in one text for clients that know nothing of `what`, `safe`, `remedy`."""
    said = Said(*map(str, said))
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": " ".join(str(part) for part in said if part),
        **said._asdict(),
        **more,
    }
    answer = jsonify(body)
    answer.status_code = status
    answer.mimetype = "application/problem+json"
    return answer


# What the script of a door asks: it empties itself on a refusal of ours, and on nobody else's.
OF_A_DOOR = ("door.state", "door.people", "door.search", "door.check_ins", "door.close")


def _wants_json() -> bool:
    asked_by_script = request.path.startswith("/api/") or request.path.endswith(".json")
    return asked_by_script or request.endpoint in OF_A_DOOR
