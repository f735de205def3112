"""procrastinate as its documentation has it: a worker, and a look for stalled jobs that are then retried."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

HEARTBEAT_S, SILENCE_S = 2, 8


def is_there() -> bool:
    return find_spec("procrastinate") is not None


def _app(url: str) -> Any:
    from procrastinate import App, PsycopgConnector, RetryStrategy

    app = App(connector=PsycopgConnector(conninfo=url))

    @app.task(name="nothing")
    def nothing(name: str) -> None: ...

    @app.task(name="lasts", retry=RetryStrategy(max_attempts=3, wait=2))
    def lasts(name: str, seconds: float, fails: bool = False) -> None:
        _tell("begun", name)
        time.sleep(seconds)
        _tell("ended", name)
        if fails:
            raise ValueError

    return app


def _tell(what: str, name: str) -> None:
    with Path(os.environ["TOLD"]).open("a") as file:
        file.write(f"{what} {name} {os.getpid()}\n")


async def _work(url: str, threads: int) -> None:
    app = _app(url)

    async def take_up_stalled() -> None:
        while True:
            await asyncio.sleep(1)
            for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE_S):
                with suppress(Exception):
                    await app.job_manager.retry_job(job)

    async with app.open_async():
        looking = asyncio.create_task(take_up_stalled())
        await app.run_worker_async(
            concurrency=threads, update_heartbeat_interval=HEARTBEAT_S, stalled_worker_timeout=SILENCE_S,
            delete_jobs="successful", shutdown_graceful_timeout=2,
        )  # fmt: skip
        looking.cancel()


class Queue:
    """procrastinate's tables, on a connection of our own."""

    def __init__(self, url: str) -> None:
        from procrastinate import SyncPsycopgConnector
        from procrastinate.manager import JobManager
        from procrastinate.schema import SchemaManager

        self._url = url
        self._base = psycopg.connect(url, autocommit=True)
        if self._value("SELECT to_regclass('procrastinate_jobs')") is None:
            self._base.execute(SchemaManager.get_schema())  # type: ignore[arg-type]
        self._base.execute("DELETE FROM procrastinate_jobs")
        self._base.execute("DELETE FROM procrastinate_workers")
        self._manager = JobManager(SyncPsycopgConnector(conninfo=url))
        descriptor, path = tempfile.mkstemp()
        os.close(descriptor)
        self._told = Path(path)

    def worker(self, threads: int = 3) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "TOLD": str(self._told)}
        command = [sys.executable, "-m", "bench.queue.peer", self._url, str(threads)]
        return subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)

    def defer(self, name: str, key: str, *, in_s: float = 0, **args: Any) -> None:
        from procrastinate import tasks
        from procrastinate.exceptions import AlreadyEnqueued

        due = datetime.now(UTC) + timedelta(seconds=in_s)
        deferred = tasks.configure_task(
            name=name, job_manager=self._manager, queueing_lock=key, lock=key, schedule_at=due,
            connection=self._base,
        )  # fmt: skip
        with suppress(AlreadyEnqueued):
            deferred.defer(name=key, **args)

    def told(self, what: str) -> list[str]:
        return [line for line in self._told.read_text().splitlines() if line.startswith(what)]

    def left(self) -> list[str]:
        open_ = "SELECT status::text FROM procrastinate_jobs WHERE status IN ('todo', 'doing') ORDER BY id"
        return [row[0] for row in self._base.execute(open_)]

    def many(self) -> int:
        return int(self._value("SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')"))

    def due_in(self) -> float:
        return float(self._value("SELECT extract(epoch FROM scheduled_at - now()) FROM procrastinate_jobs"))

    def hide(self) -> None:
        self._base.execute("ALTER TABLE procrastinate_jobs RENAME TO hidden")

    def show(self) -> None:
        self._base.execute("ALTER TABLE hidden RENAME TO procrastinate_jobs")

    def close(self) -> None:
        self._base.close()
        self._told.unlink()

    def _value(self, query: str) -> Any:
        row = self._base.execute(query).fetchone()  # type: ignore[arg-type]
        return row[0] if row else None


if __name__ == "__main__":
    asyncio.run(_work(sys.argv[1], int(sys.argv[2])))
