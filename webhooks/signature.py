"""Whether a request was signed by Zoom, over the bytes exactly as they came.

Nothing is parsed before this has said yes. The rules are Zoom's: `v0=` and, in lower-case hex, the
HMAC-SHA256 of `v0:<timestamp>:<body>` under the app's secret token.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from werkzeug.datastructures import Headers

SIGNATURE = "x-zm-signature"
TIMESTAMP = "x-zm-request-timestamp"
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")
_STAMP = re.compile(r"[0-9]{1,12}")


@dataclass(frozen=True, slots=True)
class Accepted:
    """Signed by Zoom: `secret_index` says with which of the secrets, `stamp` when (Unix seconds)."""

    secret_index: int
    stamp: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Not from Zoom, as far as can be told, and why: a word for the counter, never shown to the sender."""

    cause: str


def check(
    headers: Headers, body: bytes, secrets: Sequence[str], now: datetime, max_age_s: float
) -> Accepted | Refused:
    """Say whether `body` was signed with one of `secrets`, within `max_age_s` seconds of `now` either way.

    A window into the future is as wide as into the past: a narrow one would refuse everything while our own
    clock runs slow. An empty secret is no secret: everybody knows it.
    """
    if not any(secrets):
        return Refused("no secret")
    signatures, stamps = headers.getlist(SIGNATURE), headers.getlist(TIMESTAMP)
    if not signatures:
        return Refused("unsigned")
    if len(signatures) > 1 or not _SIGNATURE.fullmatch(signatures[0]):
        return Refused("malformed signature")
    if len(stamps) != 1 or not _STAMP.fullmatch(stamps[0]):
        return Refused("malformed timestamp")
    given = signatures[0].encode("ascii")
    index = next(
        (
            place
            for place, secret in enumerate(secrets)
            if secret and hmac.compare_digest(sign(body, secret, stamps[0]).encode("ascii"), given)
        ),
        None,
    )
    if index is None:
        return Refused("wrong signature")
    # Only a genuine signature's age is worth counting: it tells of a wrong clock, or of a late retry.
    if abs(now.timestamp() - int(stamps[0])) > max_age_s:
        return Refused("too old" if int(stamps[0]) < now.timestamp() else "from the future")
    return Accepted(index, int(stamps[0]))


def sign(body: bytes, secret: str, stamp: str) -> str:
    """The signature that Zoom puts on `body` at `stamp` (Unix seconds as decimal text)."""
    message = b"v0:" + stamp.encode("ascii") + b":" + body
    return "v0=" + hmac.new(secret.encode("utf-8"), message, hashlib.sha256).hexdigest()
