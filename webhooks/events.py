"""A delivery as it came, and what its envelope says.

`read` never raises: whoever could make the reader of the inbox fail with one delivery would stop all those
behind it. What the object inside means is not known here; that is for whoever receives the notifications.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NoReturn

DEEPEST = 64  # levels of brackets; Zoom's own notifications have six
CHALLENGE = "endpoint.url_validation"
_NAME = re.compile(r"[A-Za-z0-9_.\-]{1,100}")


@dataclass(frozen=True, slots=True)
class Delivery:
    """A POST as it came. `id` is the SHA-256 of the body, `stamp` Zoom's own time of it in Unix seconds.

    `secret_index`: which of the secrets in force had signed it (0 is the newest).
    """

    id: str
    body: bytes
    received: datetime
    stamp: int
    tracking_id: str = ""
    secret_index: int = 0


@dataclass(frozen=True, slots=True)
class Notification:
    """A delivery's envelope, understood; `object` is still in Zoom's words.

    `at`: when it happened, None where Zoom left it out. `object` is the payload's object; where a payload
    has none (the challenge, a deauthorization) it is the rest of the payload.
    """

    name: str
    account: str
    at: datetime | None
    object: dict[str, Any]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A delivery that carries no notification, and why. It is kept, and nobody waits for it."""

    reason: str
    id: str = ""


def delivery_id(body: bytes) -> str:
    """The id of a delivery: its body's SHA-256 in hex, since Zoom sends none that stays the same."""
    return hashlib.sha256(body).hexdigest()


def read(body: bytes) -> Notification | Unreadable:
    """Understand the envelope of a delivery. Never raises."""
    id = delivery_id(body)
    try:
        text = body.decode("utf-8")
        document = json.loads(text, parse_constant=_refuse, parse_float=_finite)
    except UnicodeDecodeError:
        return Unreadable("not UTF-8", id)
    except RecursionError:
        return Unreadable("nested too deeply", id)
    except ValueError:  # not JSON, NaN, or a number of thousands of digits
        return Unreadable("not JSON", id)
    fault = _fault(document)
    if fault:
        return Unreadable(fault, id)
    return _notification(document, id)


def _notification(document: dict[str, Any], id: str) -> Notification | Unreadable:
    name, payload = document.get("event"), document.get("payload")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        return Unreadable("no event name", id)
    if not isinstance(payload, dict) and name == CHALLENGE:
        payload = {}  # an answer is waited for all the same: a refusal
    if not isinstance(payload, dict):
        return Unreadable("no payload", id)
    within = payload.get("object")
    if not isinstance(within, dict):
        within = {key: value for key, value in payload.items() if key not in ("account_id", "event_ts")}
    account = payload.get("account_id")
    # A deauthorization carries its time inside the payload, or not at all (contract 1.6).
    at = _instant(document.get("event_ts")) or _instant(payload.get("event_ts"))
    return Notification(name, account if isinstance(account, str) else "", at, within, id)


def _instant(value: object) -> datetime | None:
    """Zoom's `event_ts`: milliseconds as a number or as digits, or a date as text, in UTC."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        if isinstance(value, str) and not value.isascii():
            return None
        if isinstance(value, (int, float)) or (isinstance(value, str) and value.isdigit()):
            return datetime.fromtimestamp(int(value) / 1000, UTC)
        if isinstance(value, str):
            moment = datetime.fromisoformat(value)
            return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return None


def _fault(document: object) -> str:
    """Why this document cannot be kept as a notification; "" when it can.

    Walks without recursion, so that the depth of what came is no danger to the walk itself.
    """
    if not isinstance(document, dict):
        return "not an object"
    level: list[object] = [document]
    for _ in range(DEEPEST):
        below: list[object] = []
        for value in level:
            if isinstance(value, str):
                if _lone_surrogate(value):
                    return "half a character"
            elif isinstance(value, dict):
                below.extend(value.keys())
                below.extend(value.values())
            elif isinstance(value, list):
                below.extend(value)
        if not below:
            return ""
        level = below
    return "nested too deeply"


def _lone_surrogate(text: str) -> bool:
    # JSON may name half of a pair (`\ud83d` alone); no store and no answer can hold it.
    return not text.isascii() and any("\ud800" <= sign <= "\udfff" for sign in text)


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"{word} is not JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):  # 1e999
        raise ValueError("a number beyond all bounds")
    return number
