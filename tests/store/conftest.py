"""An event in the store, and deliveries."""

from __future__ import annotations

import hashlib

import pytest

from tests.builders import an_event
from tests.conftest import FakeClock
from webhooks.events import Delivery
from zoom_sync.records import Event
from zoom_sync.store import events
from zoom_sync.store.database import Store


@pytest.fixture
def event(store: Store, clock: FakeClock) -> Event:
    """An event that is in the store."""
    made = an_event(key=b"\x01" * 32)
    store.run(lambda tx: events.add(tx, made, now=clock.now()))
    return made


@pytest.fixture
def a_delivery(clock: FakeClock):
    def make(body: bytes = b"{}", **changes) -> Delivery:
        fields = {
            "id": hashlib.sha256(body).hexdigest(),
            "body": body,
            "received": clock.now(),
            "stamp": 1_772_528_400,
        }
        return Delivery(**{**fields, **changes})

    return make
