"""The service on a port and a store of its own, as a real process."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from bench.intake import requests
from zoom_sync.store import schema
from zoom_sync.store.database import Store
from zoom_sync.wiring import SystemClock

OTHER = """
import sys
from zoom_sync import wiring
from zoom_sync.cli.processes import server
server(wiring.load(), sys.argv[1]).serve()
"""


@dataclass
class Service:
    """A web process that answers, and what else runs beside it."""

    url: str
    port: int
    environment: Mapping[str, str]
    said: Path  # what the processes say on stderr
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        with self.said.open("ab") as said:
            process = subprocess.Popen(
                [sys.executable, *command], env=dict(self.environment), stderr=said, start_new_session=True
            )
        self.processes.append(process)
        return process

    def web(self, target: str = "") -> None:
        """Start the web process, or another application in its place, and wait until it answers."""
        self.start(*(("-c", OTHER, target) if target else ("-m", "zoom_sync", "web")))
        try:
            wait_for(self.port)
        except SystemExit:
            print(self.said.read_text(), file=sys.stderr)
            raise

    def kill(self) -> None:
        """SIGKILL for everything, at once."""
        for process in self.processes:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)
        self.processes.clear()

    def stop(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(15)
        self.processes.clear()

    def kept(self) -> set[str]:
        """The ids of the deliveries that are in the store."""
        store = Store(self.url, clock=SystemClock())
        ids = store.read(lambda tx: tx.execute(select(schema.delivery.c.id)).scalars().all())
        store.close()
        return set(ids)


@contextmanager
def service(folder: Path, *, more: Mapping[str, str] | None = None) -> Iterator[Service]:
    """A service with an empty SQLite store in the folder, before anything of it has started."""
    url, port = f"sqlite:///{folder}/store.db", free_port()
    store = Store(url, clock=SystemClock())
    store.upgrade()
    store.close()
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "PORT": str(port),
        "ZOOM_WEBHOOK_SECRET_TOKEN": requests.SECRET,
        "LOG_LEVEL": "error",
        **(more or {}),
    }
    made = Service(url, port, environment, folder / "said")
    try:
        yield made
    finally:
        made.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    """Return once something answers on the port."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/healthz")
            if connection.getresponse().status < 500:
                return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("the web process did not start")


def counted(path: Path) -> int:
    """How many syncs stand in a count file of slowsync's."""
    return int(struct.unpack("l", path.read_bytes()[:8])[0]) if path.exists() else 0
