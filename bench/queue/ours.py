"""Our queue, on a store of either kind."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from zoom_sync.store import jobs
from zoom_sync.store.database import Store

WORKER = """
import os, sys, time
import settings
from zoom_sync import logs, wiring, worker
from zoom_sync.records import Trouble
from zoom_sync.worker import hands

def lasts(rooms, name, args):
    told("begun", args)
    time.sleep(args["seconds"])
    told("ended", args)
    if args.get("fails"):
        raise Trouble("It does not go.", "", "")

def told(what, args):
    with open(os.environ["TOLD"], "a") as file:
        file.write(f"{what} {args['name']} {os.getpid()}\\n")

logs.configure("critical")
hands.THREADS, hands.RETRIES = int(sys.argv[1]), (2, 2)
worker.TASKS.update(nothing=lambda rooms, name, args: None, lasts=lasts)
given = {"DATABASE_URL": os.environ["STORE"], "SECRET_KEY": "0123456789abcdef" * 4}
worker.main(wiring.rooms(settings.load(given, dotenv=None)))
"""


class Queue:
    """The table `task`, and worker processes of the service."""

    def __init__(self, url: str) -> None:
        self._url, self._store = url, Store(url)
        self._store.upgrade()
        self._store.run(lambda tx: tx.execute(text("DELETE FROM task")))
        descriptor, path = tempfile.mkstemp()
        os.close(descriptor)
        self._told = Path(path)

    def worker(self, threads: int = 3) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "STORE": self._url, "TOLD": str(self._told)}
        return subprocess.Popen([sys.executable, "-c", WORKER, str(threads)], env=environment)

    def defer(self, name: str, key: str, *, in_s: float = 0, **args: Any) -> None:
        due = datetime.now(UTC) + timedelta(seconds=in_s)
        self._store.run(lambda tx: jobs.defer(tx, name, key=key, due=due, args={"name": key, **args}))

    def told(self, what: str) -> list[str]:
        return [line for line in self._told.read_text().splitlines() if line.startswith(what)]

    def left(self) -> list[str]:
        return [task["state"] for task in self._store.read(jobs.waiting)]

    def many(self) -> int:
        open_ = text("SELECT count(*) FROM task WHERE state IN ('waiting', 'running')")
        return int(self._store.read(lambda tx: tx.execute(open_).scalar_one()))

    def due_in(self) -> float:
        (task,) = self._store.read(jobs.waiting)
        return float((task["due"] - datetime.now(UTC)).total_seconds())

    def hide(self) -> None:
        self._store.run(lambda tx: tx.execute(text("ALTER TABLE task RENAME TO hidden")))

    def show(self) -> None:
        self._store.run(lambda tx: tx.execute(text("ALTER TABLE hidden RENAME TO task")))

    def close(self) -> None:
        self._store.close()
        self._told.unlink()
