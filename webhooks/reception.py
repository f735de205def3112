"""What is to be done with a request that says it comes from Zoom. Knows no network, no store, no framework.

Until the signature is checked nothing is parsed or answered with anything but a refusal, and a refusal costs
no more than one HMAC. A door (`endpoint` for Flask, or any other) reads the request, asks here, keeps what is
to be kept, and only then says so: Zoom gives up for good after three retries, so whatever is our own failure
is a 5xx (`LATER`), never a 4xx.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from werkzeug.datastructures import Headers

from webhooks.events import CHALLENGE, Delivery, Notification, delivery_id, read
from webhooks.signature import Accepted, Refused, check

# A colon is what an attacker needs to have a delivery of his own signed by us (contract 4.3).
_PLAIN_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")
_TRACKING_ID = 200  # characters of it that are kept


class Clock(Protocol):
    def now(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that is ready to be sent."""

    status: int
    text: str = ""
    type: str = "text/plain; charset=utf-8"


KEPT = Answer(204)
LATER = Answer(503, "This delivery could not be kept just now; please send it again.\n")


class Reception:
    """Tells deliveries from everything else.

    `secrets`, newest first; with none, every request is refused. `on_refused` and `on_challenge` are told of
    what is not kept, for counters; they must neither wait nor raise.
    """

    def __init__(
        self,
        *,
        secrets: Sequence[str],
        max_age_s: float,
        clock: Clock,
        on_refused: Callable[[Refused], None] = lambda refused: None,
        on_challenge: Callable[[], None] = lambda: None,
        max_bytes: int = 1 << 20,
    ) -> None:
        self.max_bytes = max_bytes
        self._secrets, self._max_age_s, self._clock = secrets, max_age_s, clock
        self._on_refused, self._on_challenge = on_refused, on_challenge

    def refused_unread(self, headers: Headers) -> Answer | None:
        """The answer to a request whose body need not be read; None where it must be."""
        if headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
            return Answer(415, "A compressed body is not taken here.\n")
        return None

    def too_long(self) -> Answer:
        return Answer(413, f"A delivery may have at most {self.max_bytes} bytes.\n")

    def hear(self, headers: Headers, body: bytes) -> Delivery | Answer:
        """The delivery that is to be kept, or the answer to whatever else it was."""
        now = self._clock.now()
        verdict = check(headers, body, self._secrets, now, self._max_age_s)
        if isinstance(verdict, Refused):
            self._on_refused(verdict)
            return Answer(401, "Not signed by Zoom.\n")
        notification = read(body)
        if isinstance(notification, Notification) and notification.name == CHALLENGE:
            return self._answered(notification, self._secrets[verdict.secret_index])
        return _delivery(headers, body, now, verdict)

    def _answered(self, challenge: Notification, secret: str) -> Answer:
        plain = challenge.object.get("plainToken")
        if not isinstance(plain, str) or not _PLAIN_TOKEN.fullmatch(plain):
            return Answer(400, "This challenge has no plainToken of the expected form.\n")
        encrypted = hmac.new(secret.encode("utf-8"), plain.encode("ascii"), hashlib.sha256).hexdigest()
        self._on_challenge()
        return Answer(200, json.dumps({"plainToken": plain, "encryptedToken": encrypted}), "application/json")


def _delivery(headers: Headers, body: bytes, now: datetime, accepted: Accepted) -> Delivery:
    tracking_id = headers.get("x-zm-trackingid", "")[:_TRACKING_ID]
    return Delivery(
        delivery_id(body), body, now, accepted.stamp, tracking_id, secret_index=accepted.secret_index
    )
