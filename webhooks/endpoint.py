"""A door for Zoom's deliveries in a Flask application: `POST /webhooks/zoom`.

Answers 204 only after `keep` has returned, so whatever got a 2xx is on disk.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from webhooks.events import Delivery
from webhooks.reception import KEPT, LATER, Answer, Reception


def blueprint(
    reception: Reception, keep: Callable[[Delivery], None], *, unavailable: type[Exception]
) -> Blueprint:
    """Make the endpoint. `keep` returns once the delivery is safe, or raises `unavailable`: then 503.

    Exempt the blueprint from CSRF protection: it takes no cookie.
    """
    door = Blueprint("webhooks", __name__)

    @door.post("/webhooks/zoom")
    def receive() -> Response:
        refused = reception.refused_unread(request.headers)
        if refused is not None:
            return _response(refused)
        try:
            body = _body(reception.max_bytes)
        except RequestEntityTooLarge:
            return _response(reception.too_long())
        heard = reception.hear(request.headers, body)
        if isinstance(heard, Answer):
            return _response(heard)
        try:
            keep(heard)
        except unavailable:
            return _response(LATER)
        return _response(KEPT)

    return door


def _body(max_bytes: int) -> bytes:
    """The body exactly as it came. Raises RequestEntityTooLarge, and reads no further then.

    A stream of undeclared length that reaches werkzeug's limit is cut there without a word: hence one byte
    more than is allowed, and a look at what came.
    """
    if (request.content_length or 0) > max_bytes:
        raise RequestEntityTooLarge
    request.max_content_length = max_bytes + 1
    body = request.get_data(cache=False, parse_form_data=False)
    if len(body) > max_bytes:
        raise RequestEntityTooLarge
    return body


def _response(answer: Answer) -> Response:
    return Response(answer.text or None, answer.status, content_type=answer.type if answer.text else None)
