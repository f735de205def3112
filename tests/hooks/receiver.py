"""Somebody else's system: it hears messages on this machine, and checks them as the specification says."""

from __future__ import annotations

import base64
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Receiver:
    """`status`: what it answers, or what is asked for each message's number, from 0. `slow_s`: how long it takes."""

    url: str = ""
    secret: str = ""
    status: Any = 204
    slow_s: float = 0.0
    headers: dict[str, str] = field(default_factory=dict)
    got: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    forged: int = 0

    @property
    def ids(self) -> list[str]:
        return [id for id, _ in self.got]

    @property
    def kinds(self) -> list[str]:
        return [body["type"] for _, body in self.got]

    def is_genuine(self, headers: Any, body: bytes) -> bool:
        """By the specification alone, with nothing of the service's."""
        key = base64.b64decode(self.secret.removeprefix("whsec_"))
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        own = "v1," + base64.b64encode(hmac.new(key, signed, "sha256").digest()).decode()
        return any(hmac.compare_digest(own, one) for one in headers["webhook-signature"].split())


@contextmanager
def receiver(**given: Any) -> Iterator[Receiver]:
    made = Receiver(**given)
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["content-length"])
            body = self.rfile.read(length)
            if len(body) < length:  # whoever sends was ended in the middle of it
                return
            with lock:
                number = len(made.got)
                if made.secret and not made.is_genuine(self.headers, body):
                    made.forged += 1
                made.got.append((self.headers["webhook-id"], json.loads(body)))
            time.sleep(made.slow_s)
            self.send_response(made.status(number) if callable(made.status) else made.status)
            for name, value in made.headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    made.url = f"http://127.0.0.1:{server.server_address[1]}/in?of=zoom-sync"
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
