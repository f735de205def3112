"""Days on which processes are really killed, at any instant, on both stores."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator

import pytest
import structlog

from tests.faults.forked import live_through_with_processes
from tests.faults.many import a_folder, be_silent


@pytest.fixture(autouse=True)
def _in_silence() -> Iterator[None]:
    before = structlog.get_config()
    be_silent()
    yield
    structlog.configure(**before)


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("days", [1, pytest.param(100, marks=pytest.mark.long)])
@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_days_with_processes_that_are_really_killed_keep_every_promise(
    request: pytest.FixtureRequest, kind: str, days: int
) -> None:
    template = request.getfixturevalue("_sqlite_template")
    databases = request.getfixturevalue("_postgres") if kind == "postgres" else None
    first, killed = (7 if days == 1 else secrets.randbelow(2**31)), 0
    with a_folder() as folder:
        for seed in range(first, first + days):
            if databases is None:
                path = shutil.copyfile(template, folder / f"{seed}.db")
                url = f"sqlite:///{path}"
                killed += live_through_with_processes(seed, url=url, template=template, folder=folder)
            else:
                with databases.one() as url:
                    killed += live_through_with_processes(seed, url=url, template=template, folder=folder)

    assert killed >= 3 * days
