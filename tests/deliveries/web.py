"""Real web processes that start quickly, and senders that repeat what nobody confirmed, as Zoom does."""

from __future__ import annotations

import http.client
import itertools
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from tests.builders import WEBINAR
from tests.post import free_port
from webhooks.signature import sign

ROOT = Path(__file__).parents[2]
SECRET = "a-secret-of-the-tests"

# Imports once what takes seconds to import. What it forks is the program as `zoom-sync` runs it.
NURSERY = """
import json, os, sys
import granian
from zoom_sync import front, wiring, worker
from zoom_sync.cli import processes

for line in sys.stdin:
    asked = json.loads(line)
    if "reap" in asked:
        os.waitpid(asked["reap"], 0)
        print("gone", flush=True)
        continue
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.environ.update(asked["environment"])
        if asked["start"] == "worker":
            processes.worker.callback()
        elif asked["start"] == "web":
            processes.web.callback()
        else:
            processes.server(wiring.load(), asked["start"]).serve()
        os._exit(0)
    os.setpgid(child, child)  # whichever of the two comes first
    print(child, flush=True)
"""


SET = ("DATABASE_URL", "SECRET_KEY", "ZOOM_WEBHOOK_SECRET_TOKEN", "LOG_LEVEL", "PORT")


def environment(url: str, **more: str) -> dict[str, str]:
    given = {
        "DATABASE_URL": url,
        "SECRET_KEY": "0123456789abcdef" * 4,
        "ZOOM_WEBHOOK_SECRET_TOKEN": SECRET,
        "LOG_LEVEL": "error",
        "PYTHONPATH": str(ROOT),
    }
    return {**os.environ, **given, **more}


@dataclass
class Nursery:
    """Starts processes of the service. Each leads a group of its own, so that a kill leaves nothing of it."""

    process: subprocess.Popen[str]
    said: IO[str]  # what all of them say on stderr
    alive: set[int] = field(default_factory=set)

    def start(self, what: str, url: str) -> tuple[int, int]:
        """*web*, *worker*, or what makes another application, on a store: its process id, and its port."""
        port = free_port()
        given = {name: value for name, value in environment(url, PORT=str(port)).items() if name in SET}
        pid = int(self._ask({"start": what, "environment": given}))
        self.alive.add(pid)
        return pid, port

    def kill(self, pid: int) -> None:
        os.killpg(pid, signal.SIGKILL)
        self.alive.discard(pid)
        self._ask({"reap": pid})

    def kill_all(self) -> None:
        for pid in set(self.alive):
            self.kill(pid)

    def _ask(self, what: dict[str, Any]) -> str:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            self.said.seek(0)
            raise AssertionError(f"the nursery ended: {self.said.read()}")
        return answer.strip()


@contextmanager
def nursery() -> Iterator[Nursery]:
    said = tempfile.TemporaryFile("w+")  # noqa: SIM115  # closed below, after whoever writes into it
    process = subprocess.Popen(
        [sys.executable, "-c", NURSERY],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=said,
        text=True,
    )
    made = Nursery(process, said)
    try:
        yield made
    finally:
        made.kill_all()
        process.communicate(timeout=60)
        said.close()


def until_it_answers(port: int, process: subprocess.Popen[Any] | None = None) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and (process is None or process.poll() is None):
        with suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.02)
    raise AssertionError("the web process did not start")


def a_join(number: int) -> bytes:
    """The body of the notification that the connection `number` began."""
    participant = {"user_id": str(number), "user_name": f"P {number}", "join_time": "2026-03-10T09:10:00Z"}
    told = {"id": WEBINAR, "uuid": "run==", "start_time": "2026-03-10T09:00:00Z", "participant": participant}
    body = {
        "event": "webinar.participant_joined",
        "event_ts": 1_773_133_800_000,
        "payload": {"account_id": "A", "object": told},
    }
    return json.dumps(body).encode()


@dataclass
class Senders:
    """Threads that send joins until the service is gone. What was not confirmed is sent again, twice."""

    many: int = 6
    numbers: Iterator[int] = field(default_factory=itertools.count)
    open: list[int] = field(default_factory=list)  # sent, and not confirmed
    confirmed: set[int] = field(default_factory=set)

    def storm(self, port: int) -> list[threading.Thread]:
        """Begin to send; each thread ends with the service."""
        again, self.open = [*self.open, *self.open], []
        threads = [
            threading.Thread(target=self._send, args=(port, again[number :: self.many]))
            for number in range(self.many)
        ]
        for thread in threads:
            thread.start()
        return threads

    def _send(self, port: int, again: list[int]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        for number in itertools.chain(again, self.numbers):
            try:
                status = deliver(connection, a_join(number))
            except (OSError, http.client.HTTPException):
                self.open.append(number)
                return
            if status == 204:
                self.confirmed.add(number)
            else:
                self.open.append(number)


def deliver(connection: http.client.HTTPConnection, body: bytes) -> int:
    stamp = str(int(time.time()))
    headers = {"x-zm-signature": sign(body, SECRET, stamp), "x-zm-request-timestamp": stamp}
    connection.request("POST", "/webhooks/zoom", body, headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status
