"""One delivery beside many connections that say nothing. The peer: gunicorn's threads, where it is installed."""

from __future__ import annotations

import importlib.util
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.intake.sending import Crowd, Took, eager
from bench.intake.service import Service, service, wait_for
from bench.intake.told import Figure, below, milliseconds
from zoom_sync import app, wiring

MANY = 64
STALLED = b"POST /webhooks/zoom HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{"


def run() -> list[Figure]:
    figures = []
    with tempfile.TemporaryDirectory() as folder, service(Path(folder)) as there:
        there.web()
        for what, said in (("silent connections", b""), ("requests that stall", STALLED)):
            worst = _worst(there, said)
            figures.append(below(100, f"the slowest of 20 deliveries beside {MANY} {what}", worst, " ms"))
    return [*figures, *_peer()]


def _peer() -> list[Figure]:
    if importlib.util.find_spec("gunicorn") is None:
        return [Figure("peer gunicorn was not measured: it is not installed (`make bench` installs it)")]
    with tempfile.TemporaryDirectory() as folder, service(Path(folder)) as there:
        there.start(
            "-m", "gunicorn", "--worker-class", "gthread", "--threads", "16", "--log-level", "error",
            "--bind", f"127.0.0.1:{there.port}", "bench.intake.silent:application()",
        )  # fmt: skip
        wait_for(there.port)
        worst = _worst(there, b"", deliveries=1)
    return [Figure(f"peer, the same application on gunicorn's 16 threads, one delivery: {_told(worst)}")]


def _told(worst: float) -> str:
    return "no answer within 10 s" if worst == float("inf") else f"{worst:,.0f} ms"


def application() -> Any:
    """The application by itself, for a server of threads."""
    return app.create_app(wiring.rooms(wiring.load()))


def _worst(there: Service, said: bytes, *, deliveries: int = 20) -> float:
    """Milliseconds of the slowest; infinite where one was not confirmed."""
    with _held(there.port, said), Crowd() as crowd:
        took = crowd.send(
            eager, there.port, senders=1, seconds=60, most=deliveries, first=len(said) * 1000
        ).result()
    return max(milliseconds(took)) if _all_confirmed(took, deliveries) else float("inf")


def _all_confirmed(took: Any, many: int) -> bool:
    confirmed: list[Took] = [one for one in took if one.status == 204]
    return len(confirmed) == many


@contextmanager
def _held(port: int, said: bytes) -> Iterator[None]:
    """Connections that have said this much and no more."""
    held = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(MANY)]
    for connection in held:
        connection.sendall(said)
    try:
        yield
    finally:
        for connection in held:
            connection.close()
