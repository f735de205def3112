"""What tests share: a clock that they turn, and stores on SQLite and PostgreSQL."""

from __future__ import annotations

import os
import shutil
import threading
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

import settings
from tests import haste, memory

if TYPE_CHECKING:  # tests of the rules start without SQLAlchemy
    from playwright.sync_api import Browser

    from tests.postgres import Databases
    from zoom_sync.store.database import Store

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
LONGEST = (  # seconds each
    "tests/web/test_hostile_names.py::test_no_page_makes_anything_but_text",
    "tests/web/test_plans.py", "tests/paths/", "tests/demo/test_stage.py", "tests/faults/", "tests/deliveries/",
    "tests/store/test_kills.py", "tests/store/test_backups.py", "tests/shape/",
)  # fmt: skip


class FakeClock:
    """Stands still until somebody sleeps on it or turns it."""

    def __init__(self, start: datetime = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)) -> None:
        self._start, self._passed = start, 0.0
        self._lock = threading.Lock()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        return 1000.0 + self._passed

    def sleep(self, seconds: float) -> None:
        self.advance(seconds)

    def advance(self, seconds: float) -> None:
        with self._lock:
            self._passed += seconds


def pytest_configure(config: pytest.Config) -> None:
    """No setting of the machine that the tests run on counts in them, nor in the processes they start."""
    is_first = not hasattr(config, "workerinput")  # the processes of a run inherit its folder
    if is_first and config.option.markexpr != "long" and memory.is_usable():
        folder = memory.make_folder()
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    if config.option.markexpr != "long":  # the proofs that take minutes look for new examples each time
        hypothesis.settings.register_profile("alike", derandomize=True)
        hypothesis.settings.load_profile("alike")
    for field in settings.Settings.model_fields.values():
        os.environ.pop(str(field.validation_alias), None)
    os.environ.pop(
        "PYTHONDONTWRITEBYTECODE", None
    )  # each process would compile the service and the tests anew


def pytest_xdist_auto_num_workers() -> int:
    """`-n auto`: three processes for two cores, since a third of the time a test waits for a browser or a process."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(2, cores * 3 // 2)


@pytest.hookimpl(tryfirst=True)  # before the names of groups are written to the names of tests
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of a file share a browser, in one process; what takes long comes first, and processes end together."""
    in_browser = [item for item in items if item.get_closest_marker("browser")]
    for item in in_browser:
        item.add_marker(pytest.mark.xdist_group(item.path.stem))
    first = {*in_browser, *(item for item in items if item.nodeid.startswith(LONGEST))}
    items.sort(key=lambda item: item not in first)


def pytest_collection_finish() -> None:
    haste.make()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from zoom_sync.store.database import Store

    path = tmp_path_factory.mktemp("template") / "store.db"
    store = Store(f"sqlite:///{path}")
    store.upgrade()
    store.close()
    return path


@pytest.fixture
def sqlite_url(tmp_path: Path, _sqlite_template: Path) -> str:
    """A SQLite file with all tables."""
    path = tmp_path / "store.db"
    shutil.copyfile(_sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def _postgres(request: pytest.FixtureRequest) -> Iterator[Databases]:
    from tests.postgres import NoServer, server

    worker = getattr(request.config, "workerinput", None)
    run = worker["testrunuid"] if worker else uuid.uuid4().hex
    with ExitStack() as stack:
        try:
            databases = stack.enter_context(server(run))
        except NoServer as why:
            pytest.skip(f"PostgreSQL is not tested: {why}")
        yield databases


@pytest.fixture
def postgres_url(
    _postgres: Databases, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """A PostgreSQL database with all tables. Marks of who was erased in it would outlive it in the checkout."""
    from zoom_sync.store import backups

    monkeypatch.setattr(backups, "DATA", tmp_path_factory.mktemp("data"))
    with _postgres.one() as url:
        yield url


@pytest.fixture
def empty_postgres_url(_postgres: Databases) -> Iterator[str]:
    """A PostgreSQL database without any table."""
    with _postgres.one(empty=True) as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def store_url(request: pytest.FixtureRequest) -> str:
    """A store with all tables, on each of the two."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """The store on SQLite, then the same test again on PostgreSQL."""
    yield from _opened(store_url)


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    yield from _opened(sqlite_url)


@pytest.fixture
def postgres_store(postgres_url: str) -> Iterator[Store]:
    yield from _opened(postgres_url)


def _opened(url: str) -> Iterator[Store]:
    from zoom_sync.store.database import Store

    store = Store(url)
    yield store
    store.close()


@pytest.fixture(scope="module")
def _chromium() -> Iterator[Browser]:
    """A browser for the tests of one file. Its event loop runs as long, and other files have loops of their own."""
    names = (os.environ.get("CHROMIUM", ""), *CHROMIUM)
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("Pages are not tested in a browser: install chromium, or name one in CHROMIUM.")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=20_000)  # milliseconds: this machine may have other things to do
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        )  # fmt: skip
        yield browser
        browser.close()
