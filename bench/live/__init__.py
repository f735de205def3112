"""The live page with 1,000 people inside and 20 watchers that ask as often as the page does.

What the watchers cost the web process, as a share of one core: while nothing moves, and while somebody comes each
second. How long after a delivery was answered each of them has the new figure.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.intake.service import Service, service
from bench.intake.told import Figure, below, none, quantile
from bench.live.event import INSIDE, comes, prepare
from bench.live.watching import Watchers, processor

WATCHERS = 20
SHARE, LATE_S = 5.0, 2.0
SETTLED_S = 8.0  # after a start


def run(*, seconds: float, people: object = None) -> None:
    """`seconds`: how long each part is measured, 15 at least."""
    with tempfile.TemporaryDirectory() as folder, service(Path(folder)) as there:
        for figure in _figures(there, max(seconds, 15)):
            print(figure, flush=True)


def _figures(there: Service, seconds: float) -> Iterator[Figure]:
    event = prepare(there)
    there.web()
    web = there.processes[-1].pid
    there.start("-m", "zoom_sync", "worker")
    time.sleep(SETTLED_S)
    unwatched = processor(web, seconds)
    unwatched_busy = processor(web, seconds, lambda number: comes(there.port, number))
    with Watchers(there, event, WATCHERS) as crowd:
        time.sleep(3)
        quiet, asked = processor(web, seconds), len(crowd.asked)
        sent: list[float] = []
        first = INSIDE + int(seconds)
        busy = processor(web, seconds, lambda number: sent.append(comes(there.port, int(seconds) + number)))
        time.sleep(2 * LATE_S)
        late = [crowd.shown_after(first + number + 1, at) for number, at in enumerate(sent)]
        found = [one for each in late for one in each]
    yield Figure(
        f"{INSIDE:,} inside, {WATCHERS} watchers, {len(crowd.asked)} looks ({asked} before somebody came)"
    )
    yield below(SHARE, "of a core for the watchers, while nothing moves", 100 * (quiet - unwatched), " %")
    yield below(SHARE, "… while somebody comes each second", 100 * (busy - unwatched_busy), " %")
    yield Figure(f"a join is seen: median {quantile(found, 0.5):.2f} s, p95 {quantile(found, 0.95):.2f} s")
    yield below(LATE_S, "the last watcher sees the slowest after", max(found), " s")
    yield none("looks that failed", crowd.failed)
