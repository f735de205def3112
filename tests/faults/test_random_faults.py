"""Random days with random faults, each from a seed that repeats it: no promise is broken, whatever went wrong.

`python -m tests.faults --seed N` lives through one of them again; FAULT_SEED=N begins these with N.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator

import pytest
import structlog

from tests.faults.fate import MOMENTS
from tests.faults.many import Told, a_folder, be_silent, live_through_many, of_seed
from tests.faults.run import live_through


@pytest.fixture(autouse=True)
def _in_silence() -> Iterator[None]:
    before = structlog.get_config()
    be_silent()
    yield
    structlog.configure(**before)


def first_seed(otherwise: int) -> int:
    return int(os.environ.get("FAULT_SEED", otherwise))


@pytest.mark.timeout(300)
@pytest.mark.parametrize("part", range(3))
def test_five_random_days_keep_every_promise(part: int) -> None:
    first = first_seed(0) + 5 * part

    days = [of_seed(seed) for seed in range(first, first + 5)]  # a broken promise is raised, with its seed

    assert all(day.acknowledged for day in days), "a day on which nothing was answered proves nothing"


@pytest.mark.timeout(300)
@pytest.mark.parametrize("part", range(2))
def test_five_random_days_keep_every_promise_on_postgresql(request: pytest.FixtureRequest, part: int) -> None:
    first = first_seed(40) + 5 * part
    databases, template = request.getfixturevalue("_postgres"), request.getfixturevalue("_sqlite_template")
    with a_folder() as folder:
        for seed in range(first, first + 5):
            with databases.one() as url:
                day = live_through(seed, url=url, template=template, folder=folder)

            assert day.acknowledged, "a day on which nothing was answered proves nothing"


def test_a_seed_repeats_its_day_fault_by_fault() -> None:
    one, other = of_seed(12), of_seed(12)

    assert (one.fate.deaths, one.fate.passed, one.lost) == (other.fate.deaths, other.fate.passed, other.lost)


@pytest.mark.long
@pytest.mark.timeout(7200)
def test_ten_thousand_random_days_keep_every_promise() -> None:
    first = first_seed(secrets.randbelow(2**31))
    told: Told = live_through_many(range(first, first + 10_000), os.cpu_count() or 2)

    assert told.broken == [], f"FAULT_SEED={first} repeats it"
    assert told.days == 10_000
    assert set(told.deaths) == set(MOMENTS)  # there is no moment at which nobody died
    assert min(told.lives - told.days, told.lost) > 5_000
