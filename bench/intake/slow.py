"""On a disk of a known speed: every sync takes 2 ms more, and is counted.

A real disk's speed swings too much to judge by. The library that delays the syncs lies outside the repository;
where it, a C compiler or a file system in memory is missing, this is said and not measured.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from bench.intake import requests
from bench.intake.sending import Crowd, Took, eager, paced
from bench.intake.service import Service, counted, service
from bench.intake.told import Figure, at_least, below, lateness, milliseconds, none, quantile
from webhooks.events import Delivery
from zoom_sync import front
from zoom_sync.records import Trouble
from zoom_sync.store.inbox import Keeper, keep_all

SOURCE = Path(__file__).parents[2] / "../shared/check/slowsync.c"
MEMORY = Path("/dev/shm")
DELAY_US = 2000
SENDERS = 32


def run(*, seconds: float) -> list[Figure]:
    why = missing()
    if why:
        return [Figure(f"The slow disk was not measured: {why}.")]
    with tempfile.TemporaryDirectory(dir=MEMORY) as name:
        folder = Path(name)
        library = folder / "slowsync.so"
        build = ["cc", "-shared", "-fPIC", "-O2", "-o", str(library), str(SOURCE), "-ldl"]
        subprocess.run(build, check=True)
        return [*_ours(folder / "ours", library, seconds), *_peer(folder / "peer", library, seconds)]


def missing() -> str:
    if not SOURCE.is_file():
        return f"{SOURCE.name} is not there"
    if shutil.which("cc") is None:
        return "there is no C compiler"
    return "" if MEMORY.is_dir() else f"there is no {MEMORY}"


def _ours(folder: Path, library: Path, seconds: float) -> list[Figure]:
    with _slow(folder, library) as (there, syncs), Crowd() as crowd:
        there.web()
        lone = milliseconds(crowd.send(eager, there.port, senders=1, seconds=seconds).result())
        even = crowd.send(paced, there.port, per_second=200, seconds=seconds, first=100_000).result()
        together, ratio = _per_sync(there, syncs, crowd, seconds)
        last = crowd.send(eager, there.port, senders=SENDERS, seconds=3, first=300_000)
        time.sleep(1.5)
        there.kill()
        confirmed = [one.number for one in [*together, *last.result()] if one.status == 204]
        lost = {requests.id_of(number) for number in confirmed} - there.kept()
    return [
        at_least(6, f"durable acks per sync, {SENDERS} senders, each sync 2 ms slower", ratio),
        at_least(DELAY_US / 1000, "the fastest lone ack", min(lone), " ms"),
        Figure(f"the usual lone ack: {statistics.median(lone):.2f} ms"),
        below(50, "p99 at 200/s", quantile(milliseconds(even), 0.99), " ms"),
        lateness(even),
        none(f"lost of {len(confirmed):,} confirmed, after a kill under load", len(lost)),
    ]


def _peer(folder: Path, library: Path, seconds: float) -> list[Figure]:
    with _slow(folder, library) as (there, syncs), Crowd() as crowd:
        there.web("bench.intake.slow:one_commit_each")
        _, ratio = _per_sync(there, syncs, crowd, seconds)
    return [Figure(f"peer, the same with a commit for each delivery: {ratio:.2f} acks per sync")]


def _per_sync(
    there: Service, syncs: Callable[[], int], crowd: Crowd, seconds: float
) -> tuple[list[Took], float]:
    before = syncs()
    took = crowd.send(eager, there.port, senders=SENDERS, seconds=seconds, first=200_000).result()
    return list(took), len(milliseconds(took)) / max(1, syncs() - before)


@contextmanager
def _slow(folder: Path, library: Path) -> Iterator[tuple[Service, Callable[[], int]]]:
    """A service on the slow disk, and what says how many syncs it has made."""
    folder.mkdir()
    count = folder / "syncs"
    preloaded = {
        "LD_PRELOAD": str(library), "SLOWSYNC_US": str(DELAY_US), "SLOWSYNC_COUNT": str(count)
    }  # fmt: skip
    with service(folder, more=preloaded) as there:
        yield there, lambda: counted(count)


def one_commit_each() -> front.Front:
    """The service without group commit, as most are: each delivery is a transaction of its own."""
    threads = ThreadPoolExecutor(16)

    def begin(keeper: Keeper, delivery: Delivery, told: Callable[[Trouble | None], None]) -> None:
        def alone() -> None:
            try:
                keeper._store.run(lambda tx: keep_all(tx, [delivery]))
            except Trouble as trouble:
                told(trouble)
            else:
                told(None)

        threads.submit(alone)

    Keeper.begin = begin  # type: ignore[method-assign]
    return front.from_environment()
