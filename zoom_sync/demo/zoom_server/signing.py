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

    The order of the keys, the outer ones and those within, is by chance if `shuffle` is given.
    """
    body = _shuffled(body, shuffle) if shuffle is not None else body
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return re.sub("[\U00010000-\U0010ffff]", _pair, text).encode()


def _shuffled(body: dict[str, Any], by: random.Random) -> dict[str, Any]:
    keys = list(body)
    by.shuffle(keys)
    return {key: _shuffled(body[key], by) if isinstance(body[key], dict) else body[key] for key in keys}


def _pair(match: re.Match[str]) -> str:
    high, low = divmod(ord(match[0]) - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04X}\\u{0xDC00 + low:04X}"


def sign(secret: str, seconds: int, body: bytes) -> str:
    message = b"v0:%d:%b" % (seconds, body)
    return "v0=" + hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()


def answer_to(secret: str, plain: str) -> str:
    """What a receiver has to make of a challenge's plainToken."""
    return hmac.new(secret.encode(), plain.encode(), hashlib.sha256).hexdigest()
