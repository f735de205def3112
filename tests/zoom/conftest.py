from __future__ import annotations

from collections.abc import Iterator

import pytest
import responses

from tests.conftest import FakeClock
from tests.zoom.fakes import FakeZoom, a_zoom
from zoom_sync.zoom.client import Zoom


@pytest.fixture
def mock() -> Iterator[responses.RequestsMock]:
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        yield mock


@pytest.fixture
def fake(mock: responses.RequestsMock) -> FakeZoom:
    return FakeZoom(mock)


@pytest.fixture
def zoom(fake: FakeZoom, clock: FakeClock) -> Zoom:
    return a_zoom(clock)
