"""Many random days, on as many processes as there are processors."""

from __future__ import annotations

import gc
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from unittest import mock

import structlog

from tests import memory
from tests.faults.run import SCENES, BrokenPromise, Day, live_through
from zoom_sync.moments import Moment
from zoom_sync.store import database
from zoom_sync.store.database import Store
from zoom_sync.store.engine import open_engine


@dataclass(slots=True)
class Told:
    """What many days came to."""

    days: int = 0
    lives: int = 0
    lost: int = 0
    deaths: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def add(self, other: Told) -> None:
        self.days += other.days
        self.lives += other.lives
        self.lost += other.lost
        self.deaths += other.deaths
        self.broken += other.broken


@contextmanager
def a_folder() -> Iterator[Path]:
    """For stores that need not outlive the test: a kill spares what the system has in its cache."""
    with tempfile.TemporaryDirectory(dir=memory.base()) as folder:
        yield Path(folder)


@contextmanager
def in_haste() -> Iterator[None]:
    """What costs time and proves nothing is done once for all days of a process.

    A life opens its connections itself, but the engine of its store is that of the life before, which has compiled
    the statements; and the collector of cycles looks less often at what imports have made.
    """
    seldom = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    try:
        with mock.patch.object(database, "open_engine", lru_cache(maxsize=SCENES * 2)(open_engine)):
            yield
    finally:
        gc.set_threshold(*seldom)
        gc.unfreeze()


@lru_cache(maxsize=1)
def _here() -> tuple[Path, Path]:
    """The folder of this process, and in it a store with all tables and nothing in them."""
    made = a_folder()
    folder = made.__enter__()
    _kept.append(made)  # gone with the process
    template = folder / "template.db"
    store = Store(f"sqlite:///{template}")
    store.upgrade()
    store.close()
    return folder, template


_kept: list[object] = []


def be_silent() -> None:
    """Nothing is logged in this process any more."""

    def drop(*_: object) -> dict[str, object]:
        raise structlog.DropEvent

    structlog.configure(processors=[drop])


def of_seed(seed: int, first: Moment | None = None) -> Day:
    """One day on SQLite; `first` as in `live_through`. Raises BrokenPromise."""
    folder, template = _here()
    path = shutil.copyfile(template, folder / "store.db")
    for left in folder.glob("store.db-*"):
        left.unlink()
    return live_through(seed, url=f"sqlite:///{path}", template=template, folder=folder, first=first)


def live_through_some(seeds: Iterable[int]) -> Told:
    """Days one after the other; those that break a promise are told."""
    be_silent()
    told = Told()
    with in_haste():
        for seed in seeds:
            told.add(_told(seed))
    return told


def _told(seed: int) -> Told:
    try:
        day = of_seed(seed)
    except BrokenPromise as why:
        return Told(broken=[str(why)])
    except Exception as why:
        return Told(broken=[f"seed {seed}: {type(why).__name__}: {why} {getattr(why, '__notes__', '')}"])
    return Told(1, day.lives, day.lost, Counter(day.fate.deaths))


def live_through_many(seeds: range, processes: int, *, at_once: int = 25) -> Told:
    told = Told()
    parts = [seeds[start : start + at_once] for start in range(0, len(seeds), at_once)]
    with ProcessPoolExecutor(processes) as pool:
        for part in pool.map(live_through_some, parts):
            told.add(part)
    return told
