"""A delivery as bytes, and its signature: HMAC-SHA256 over `v0:<seconds>:<the bytes>`."""

from __future__ import annotations

import hashlib
import hmac
import json
import random
import re
from typing import Any


def compact(body: dict[str, Any], shuffle: random.Random | None = None) -> bytes:
    """Compact JSON as Zoom writes it: beyond the basic plane `\\uXXXX` pairs in capitals, the rest raw.

    The order of the outer keys is by chance if `shuffle` is given.
    """
    keys = list(body)
    if shuffle is not None:
        shuffle.shuffle(keys)
    text = json.dumps({key: body[key] for key in keys}, ensure_ascii=False, separators=(",", ":"))
    return re.sub("[\U00010000-\U0010ffff]", _pair, text).encode()


def _pair(match: re.Match[str]) -> str:
    high, low = divmod(ord(match[0]) - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04X}\\u{0xDC00 + low:04X}"


def sign(secret: str, seconds: int, body: bytes) -> str:
    message = b"v0:%d:%b" % (seconds, body)
    return "v0=" + hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()


def answer_to(secret: str, plain: str) -> str:
    """What a receiver has to make of a challenge's plainToken."""
    return hmac.new(secret.encode(), plain.encode(), hashlib.sha256).hexdigest()
