"""The door for Zoom's deliveries: `POST /webhooks/zoom`.

Answers 204 only after `keep` has returned, so whatever got a 2xx is on disk. Until the signature is checked
nothing is parsed, kept or answered with anything but a refusal. Zoom gives up for good after three retries,
so our own failure is always a 5xx, never a 4xx.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from webhooks.events import CHALLENGE, Delivery, Notification, delivery_id, read
from webhooks.signature import Accepted, Refused, check

# A colon is what an attacker needs to have a delivery of his own signed by us (contract 4.3).
_PLAIN_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")
_TRACKING_ID = 200  # characters of it that are kept


class Clock(Protocol):
    def now(self) -> datetime: ...


def blueprint(
    keep: Callable[[Delivery], None],
    *,
    secrets: Sequence[str],
    max_age_s: float,
    clock: Clock,
    unavailable: type[Exception],
    on_refused: Callable[[Refused], None] = lambda refused: None,
    on_challenge: Callable[[], None] = lambda: None,
    max_bytes: int = 1 << 20,
) -> Blueprint:
    """Make the endpoint. `keep` returns once the delivery is safe, or raises `unavailable`: then 503.

    `secrets`, newest first; with none, every request is refused. `on_refused` and `on_challenge` are told
    of what is not kept, for counters. Exempt the blueprint from CSRF protection: it takes no cookie.
    """
    door = Blueprint("webhooks", __name__)

    @door.post("/webhooks/zoom")
    def receive() -> Response:
        if request.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
            return _plain("A compressed body is not taken here.", 415)
        try:
            body = _body(max_bytes)
        except RequestEntityTooLarge:
            return _plain(f"A delivery may have at most {max_bytes} bytes.", 413)
        now = clock.now()
        verdict = check(request.headers, body, secrets, now, max_age_s)
        if isinstance(verdict, Refused):
            on_refused(verdict)
            return _plain("Not signed by Zoom.", 401)
        notification = read(body)
        if isinstance(notification, Notification) and notification.name == CHALLENGE:
            return _answer(notification, secrets[verdict.secret_index], on_challenge)
        try:
            keep(_delivery(body, now, verdict))
        except unavailable:
            return _plain("This delivery could not be kept just now; please send it again.", 503)
        return Response(status=204)

    return door


def _delivery(body: bytes, now: datetime, accepted: Accepted) -> Delivery:
    tracking_id = request.headers.get("x-zm-trackingid", "")[:_TRACKING_ID]
    return Delivery(
        delivery_id(body), body, now, accepted.stamp, tracking_id, secret_index=accepted.secret_index
    )


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


def _answer(notification: Notification, secret: str, on_challenge: Callable[[], None]) -> Response:
    plain = notification.object.get("plainToken")
    if not isinstance(plain, str) or not _PLAIN_TOKEN.fullmatch(plain):
        return _plain("This challenge has no plainToken of the expected form.", 400)
    encrypted = hmac.new(secret.encode("utf-8"), plain.encode("ascii"), hashlib.sha256).hexdigest()
    on_challenge()
    return jsonify(plainToken=plain, encryptedToken=encrypted)


def _plain(sentence: str, status: int) -> Response:
    return Response(sentence + "\n", status, mimetype="text/plain")
