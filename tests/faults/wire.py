"""Between the service and the demo's Zoom, without a network: calls one way, signed deliveries the other."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

import requests
from flask import Flask
from requests.adapters import HTTPAdapter
from urllib3 import HTTPResponse

from zoom_sync.demo.zoom_server.people import Notice
from zoom_sync.demo.zoom_server.signing import compact, sign

SECRET = "faults-secret-token"
LOSSY = frozenset(
    {"webinar.started", "webinar.ended", "webinar.participant_joined", "webinar.participant_left"}
)


@contextmanager
def answered_by(app: Flask, now: Callable[[], datetime] | None = None) -> Iterator[None]:
    """Whatever `requests` sends in this process is answered by the app, a broken connection included.

    `now`: what time it is there, told with each answer, as any server does.
    """
    app.testing = True
    before = HTTPAdapter.send

    def send(adapter: HTTPAdapter, request: requests.PreparedRequest, **_: Any) -> requests.Response:
        try:
            status, headers, body = _ask(app, request)
        except ConnectionResetError as reset:
            raise requests.ConnectionError(reset, request=request) from reset
        if now is not None:
            headers = [*headers, ("Date", format_datetime(now(), usegmt=True))]
        raw = HTTPResponse(io.BytesIO(body), headers, status, preload_content=False)
        return adapter.build_response(request, raw)

    HTTPAdapter.send = send  # type: ignore[method-assign]
    try:
        yield
    finally:
        HTTPAdapter.send = before  # type: ignore[method-assign]


def _ask(app: Flask, request: requests.PreparedRequest) -> tuple[int, list[tuple[str, str]], bytes]:
    parts = urlsplit(str(request.url))
    body = request.body or b""
    content = body.encode() if isinstance(body, str) else bytes(body)  # type: ignore[arg-type]
    environ: dict[str, Any] = {
        "REQUEST_METHOD": request.method,
        "PATH_INFO": parts.path,
        "RAW_URI": parts.path + (f"?{parts.query}" if parts.query else ""),
        "QUERY_STRING": parts.query,
        "SERVER_NAME": parts.hostname,
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_LENGTH": str(len(content)),
        "wsgi.input": io.BytesIO(content),
        "wsgi.errors": io.StringIO(),
        "wsgi.url_scheme": "http",
    }
    for name, value in request.headers.items():
        key = name.upper().replace("-", "_")
        environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = str(value)
    told: list[Any] = []
    answer = app(environ, lambda status, headers, *_: told.extend((int(status[:3]), headers)))  # type: ignore[arg-type]
    return told[0], told[1], b"".join(answer)


@dataclass(slots=True)
class Parcel:
    """One delivery on its way; `tries` so far."""

    body: bytes
    event: str
    tries: int = 0

    @property
    def may_be_lost(self) -> bool:
        return self.event in LOSSY

    def headers(self, at: datetime) -> dict[str, str]:
        seconds = int(at.timestamp())
        return {
            "x-zm-request-timestamp": str(seconds),
            "x-zm-signature": sign(SECRET, seconds, self.body),
            "x-zm-trackingid": "v=2.0;clid=faults",
        }


class Bag:
    """What Zoom has yet to deliver. Listens to a world; what it hears is on the way until it is taken out."""

    def __init__(self, dice: random.Random, *, loss: float, most_copies: int, when: Callable[[], datetime]):
        self._dice, self._loss, self._most, self._when = dice, loss, most_copies, when
        self.waiting: list[Parcel] = []
        self.lost = 0

    def hear(self, notice: Notice) -> None:
        told = {"event": notice.event, "event_ts": int(self._when().timestamp() * 1000)}
        parcel = Parcel(compact({**told, "payload": notice.payload}), notice.event)
        if parcel.may_be_lost and self._dice.random() < self._loss:
            self.lost += 1
            return
        for _ in range(self._dice.randint(1, self._most)):
            self.waiting.append(Parcel(parcel.body, parcel.event))

    def next(self) -> Parcel:
        """Any of those that wait, out of their order; in order where nothing is doubled."""
        at = self._dice.randrange(len(self.waiting)) if self._most > 1 else 0
        return self.waiting.pop(at)

    def again(self, parcel: Parcel) -> None:
        """It was not taken: Zoom tries three times more; here what a report would not tell is never given up."""
        parcel.tries += 1
        if parcel.may_be_lost and parcel.tries > 3:
            self.lost += 1
        else:
            self.waiting.append(parcel)
