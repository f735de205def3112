"""ASGI's shapes, and what a request may be refused for by its headers alone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

MOST_HEADERS = 64 * 1024  # bytes


def check(headers: Headers, most_bytes: int) -> None:
    """Raise Refused for too much of headers, or a body that says itself that it is too long."""
    if sum(len(name) + len(value) for name, value in headers) > MOST_HEADERS:
        raise Refused(
            431, f"The headers of a request may have at most {MOST_HEADERS} bytes.", cause="too long"
        )
    for name, value in headers:
        if name == b"content-length":
            with suppress(ValueError):
                if int(value) > most_bytes:
                    raise too_long(most_bytes)


def too_long(most_bytes: int) -> Refused:
    return Refused(413, f"A request to this address may have at most {most_bytes} bytes.", cause="too long")


class Refused(Exception):
    """A request that the application does not get to see; the connection ends, for its rest is not wanted.

    `cause`: in a word or two, for counters.
    """

    def __init__(self, status: int, sentence: str, *, cause: str = "") -> None:
        super().__init__(sentence)
        self.cause = cause
        self.status, self.text = status, (sentence + "\n").encode()
        self.headers = [
            (b"content-type", b"text/plain; charset=utf-8"),
            (b"content-length", str(len(self.text)).encode()),
            (b"connection", b"close"),
        ]


class HungUp(Exception):
    """Who asked is gone."""
