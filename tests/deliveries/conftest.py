"""Processes that start quickly, one nursery for all tests of a run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.deliveries.web import Nursery, nursery


@pytest.fixture(scope="session")
def _nursery() -> Iterator[Nursery]:
    with nursery() as made:
        yield made


@pytest.fixture
def processes(_nursery: Nursery) -> Iterator[Nursery]:
    """Starts processes of the service; what of them still lives after the test is killed."""
    yield _nursery
    _nursery.kill_all()
