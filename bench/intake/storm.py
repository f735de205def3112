"""200 deliveries a second: for a minute beside 500 forged ones, and for five with everything else going on."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.intake import requests
from bench.intake.beside import Beside, prepare
from bench.intake.sending import Crowd, Took, paced
from bench.intake.service import Service, service
from bench.intake.told import Figure, below, lateness, milliseconds, none, quantile

GENUINE, FORGED = 200, 500  # a second


def forgeries(*, seconds: float) -> list[Figure]:
    """A minute of a storm, with a worker reading, beside somebody who does not know the secret."""
    with tempfile.TemporaryDirectory() as folder, service(Path(folder)) as there:
        there.web()
        there.start("-m", "zoom_sync", "worker")
        with Crowd() as crowd, Crowd() as others:
            forged = others.send(paced, there.port, per_second=FORGED, seconds=seconds, is_forged=True)
            took = crowd.send(paced, there.port, per_second=GENUINE, seconds=seconds).result()
            refused = [one for one in forged.result() if one.status == 401]
        what = f"{GENUINE}/s for {seconds:.0f} s beside {len(refused) / seconds:.0f} forged/s refused"
        return [*_speed(what, took), *_losses(there, took)]


def everything(*, seconds: float) -> list[Figure]:
    """60,000 deliveries in 300 s, with rebuilds, live pages and exports of the same event."""
    with tempfile.TemporaryDirectory() as folder, service(Path(folder)) as there:
        event = prepare(there)
        there.web()
        there.start("-m", "zoom_sync", "worker")
        with Crowd() as crowd, _going_on(there, event) as beside:
            took = crowd.send(paced, there.port, per_second=GENUINE, seconds=seconds).result()
        what = f"{len(took):,} in {seconds:.0f} s with rebuilds, live pages and exports"
        confirmed = milliseconds(took)
        speed = Figure(
            f"{what}: p99 {quantile(confirmed, 0.99):,.0f} ms, the slowest {max(confirmed):,.0f} ms"
        )
        return [speed, lateness(took), *_losses(there, took), *beside.figures()]


def _speed(what: str, took: list[Took]) -> list[Figure]:
    confirmed = milliseconds(took)
    return [
        below(1000, f"{what}: p99", quantile(confirmed, 0.99), " ms"),
        below(3000, f"{what}: the slowest", max(confirmed), " ms"),
        lateness(took),
    ]


def _losses(there: Service, took: list[Took]) -> list[Figure]:
    confirmed = {requests.id_of(one.number) for one in took if one.status == 204}
    return [
        none("not confirmed at the first time of asking", len(took) - len(confirmed)),
        none(f"lost of {len(confirmed):,} confirmed", len(confirmed - there.kept())),
    ]


@contextmanager
def _going_on(there: Service, event: str) -> Iterator[Beside]:
    """People at work, until the end."""
    beside, over = Beside(there, event), threading.Event()

    def again(act: Callable[[], None], pause: float) -> None:
        while not over.is_set():
            act()
            over.wait(pause)

    threads = [threading.Thread(target=again, args=args) for args in beside.acts()]
    for thread in threads:
        thread.start()
    try:
        yield beside
    finally:
        over.set()
        for thread in threads:
            thread.join(120)
        time.sleep(0.5)
