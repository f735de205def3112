"""Intake of deliveries, each figure with its limit or a peer measured in the same run.

On a disk whose every sync takes 2 ms more (one of a known speed): acks per sync, a lone ack, 200 a second, a
kill. On this machine's disk: how many a second are taken durably, beside what one connection commits row by
row. 200 a second beside 500 forged ones. One delivery beside connections that say nothing. With `--storm`, five
minutes of 200 a second with rebuilds, live pages and exports.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import insert

from bench.intake import silent, slow, storm
from bench.intake.sending import Crowd, eager
from bench.intake.service import service
from bench.intake.told import Figure, milliseconds, none, quantile
from zoom_sync.store import schema
from zoom_sync.store.database import Store
from zoom_sync.wiring import SystemClock

SENDERS = 16
FORGED_S, STORM_S = 60, 300


def run(*, seconds: float, is_storm: bool = False) -> None:
    """`seconds`: how long each of the short ones is measured."""
    for part in _parts(seconds, is_storm=is_storm):
        for figure in part:
            print(figure, flush=True)


def _parts(seconds: float, *, is_storm: bool) -> Iterator[list[Figure]]:
    yield slow.run(seconds=seconds)
    yield _on_this_disk(seconds)
    yield silent.run()
    yield storm.forgeries(seconds=FORGED_S)
    if is_storm:
        yield storm.everything(seconds=STORM_S)


def _on_this_disk(seconds: float) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder, service(Path(folder)) as there, Crowd() as crowd:
        there.web()
        took = crowd.send(eager, there.port, senders=SENDERS, seconds=seconds).result()
        alone = _single_commits(Path(folder) / "alone.db", seconds=min(3, seconds))
    confirmed = milliseconds(took)
    rate = len(confirmed) / seconds
    shown = [
        (quantile(confirmed, 0.5), "median"),
        (quantile(confirmed, 0.99), "p99"),
        (max(confirmed), "worst"),
    ]
    return [
        Figure(f"{rate:,.0f} deliveries/s taken durably by {SENDERS} senders on this machine's disk"),
        Figure(", ".join(f"{name} {value:.1f} ms" for value, name in shown)),
        Figure(f"peer, one connection committing rows one by one: {alone:,.0f}/s; ratio {rate / alone:.2f}"),
        none("refused", len(took) - len(confirmed)),
    ]


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
