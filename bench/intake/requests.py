"""Requests as Zoom would send them, and forged ones: bytes that are ready to be sent."""

from __future__ import annotations

import hashlib
import hmac
import json
import time

SECRET = "bench-secret-token"
WEBINAR = "81234567890"


def genuine(number: int, *, run: str = "bench==") -> bytes:
    """The delivery that the connection `number` joined, signed: a whole HTTP request of about 1 kB."""
    body = joined(number, run=run)
    return _request(body, _signature(body, SECRET))


def forged(number: int) -> bytes:
    """The same, signed by somebody who does not know the secret."""
    body = joined(number, run="forged==")
    return _request(body, _signature(body, "not the secret"))


def id_of(number: int, *, run: str = "bench==") -> str:
    """Under which id the store has the delivery `number`."""
    return hashlib.sha256(joined(number, run=run)).hexdigest()


def joined(number: int, *, run: str) -> bytes:
    """The body of the notification."""
    participant = {
        "user_id": str(16_778_240 + number), "user_name": f"Somebody {number}", "id": "", "email": "",
        "participant_uuid": f"{number:032X}", "registrant_id": registrant_id(number),
        "join_time": "2026-03-03T09:10:00Z",
    }  # fmt: skip
    told = {
        "id": WEBINAR, "uuid": run, "host_id": "h", "topic": "Lessons learned", "type": 5, "duration": 180,
        "start_time": "2026-03-03T09:00:00Z", "timezone": "Asia/Kolkata", "participant": participant,
    }  # fmt: skip
    body = {
        "event": "webinar.participant_joined",
        "event_ts": 1_772_529_000_000 + number,
        "payload": {"account_id": "bench", "object": told},
    }
    return json.dumps(body, separators=(",", ":")).encode()


def registrant_id(number: int) -> str:
    """Everybody joins three times, a third of the storm apart, if it is of 60,000."""
    return f"R{number % 20_000}"


def _signature(body: bytes, secret: str) -> tuple[str, str]:
    stamp = str(int(time.time()))
    mac = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return f"v0={mac}", stamp


def _request(body: bytes, signed: tuple[str, str]) -> bytes:
    head = (
        "POST /webhooks/zoom HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        f"x-zm-signature: {signed[0]}\r\nx-zm-request-timestamp: {signed[1]}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
