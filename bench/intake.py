"""Durable intake: signed deliveries a second that are on disk when they are answered, and how long each took.

The limit in the same run: how many single rows a second one connection commits to the same kind of file with
the same settings (each commit an fsync). Group commit should beat it as soon as several deliveries wait.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import insert

from zoom_sync.store import schema
from zoom_sync.store.database import Store
from zoom_sync.wiring import SystemClock

SECRET = "bench-secret-token"
SENDERS = 16


def run(*, seconds: float, people: Sequence[int] = ()) -> None:
    with tempfile.TemporaryDirectory() as folder:
        alone = _single_commits(Path(folder) / "alone.db", seconds=min(3, seconds))
        took, refused = _deliveries(Path(folder) / "store.db", seconds=seconds)
    if not took:
        print("no delivery was taken")
        return
    rate = len(took) / seconds
    took.sort()
    print(
        f"{rate:,.0f} deliveries/s taken durably by {SENDERS} senders in {seconds:.0f} s, {refused} refused"
    )
    p99 = took[int(len(took) * 0.99)]
    shown = [f"{name} {value * 1000:.1f} ms" for name, value in (("p99", p99), ("worst", took[-1]))]
    print(f"median {statistics.median(took) * 1000:.1f} ms, {', '.join(shown)}")
    print(f"one connection committing rows one by one: {alone:,.0f}/s; ratio {rate / alone:.2f}")


def _single_commits(path: Path, *, seconds: float) -> float:
    store = Store(f"sqlite:///{path}", clock=SystemClock())
    store.upgrade()
    now, number, until = SystemClock().now(), 0, time.perf_counter() + seconds
    while time.perf_counter() < until:
        row = {"id": f"{number:064d}", "body": b"x" * 700, "received": now, "stamp": 0}
        store.run(lambda tx, row=row: tx.execute(insert(schema.delivery).values(row)))
        number += 1
    store.close()
    return number / seconds


def _deliveries(path: Path, *, seconds: float) -> tuple[list[float], int]:
    port = _free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{path}",
        "PORT": str(port),
        "ZOOM_WEBHOOK_SECRET_TOKEN": SECRET,
        "LOG_LEVEL": "error",
    }
    web = subprocess.Popen([sys.executable, "-m", "zoom_sync", "web"], env=environment)
    try:
        _wait(port)
        took: list[float] = []
        refused = [0]
        until = time.perf_counter() + seconds
        senders = [
            threading.Thread(target=_send, args=(port, number, until, took, refused))
            for number in range(SENDERS)
        ]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
    finally:
        web.terminate()
        web.wait(10)
    return took, refused[0]


def _send(port: int, number: int, until: float, took: list[float], refused: list[int]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    count = 0
    while time.perf_counter() < until:
        count += 1
        body = _body(f"{number}-{count}")
        started = time.perf_counter()
        connection.request("POST", "/webhooks/zoom", body, _signed(body))
        response = connection.getresponse()
        response.read()
        if response.status == 204:
            took.append(time.perf_counter() - started)
        else:
            refused[0] += 1


def _body(connection: str) -> bytes:
    participant = {
        "user_id": connection, "user_name": "Somebody", "id": "", "email": "", "join_time": "2022-11-11T05:00:00Z",
    }  # fmt: skip
    told = {
        "id": "81234567890", "uuid": "bench==", "host_id": "h", "topic": "t", "type": 5, "duration": 390,
        "start_time": "2022-11-11T05:00:00Z", "timezone": "Asia/Kolkata", "participant": participant,
    }  # fmt: skip
    body = {
        "event": "webinar.participant_joined",
        "event_ts": 1668142800000,
        "payload": {"account_id": "bench", "object": told},
    }
    return json.dumps(body, separators=(",", ":")).encode()


def _signed(body: bytes) -> dict[str, str]:
    stamp = str(int(time.time()))
    mac = hmac.new(SECRET.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {
        "x-zm-signature": f"v0={mac}",
        "x-zm-request-timestamp": stamp,
        "content-type": "application/json",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int) -> None:
    for _ in range(150):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the web process did not start")
