"""A running service with an event, and phones on which its doors are opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import FakeClock
from tests.web.conftest import a_config, address, app, bearer, compiled, seat  # noqa: F401  # fixtures
from zoom_sync.actions import doors
from zoom_sync.keys import Keys
from zoom_sync.store.database import Store
from zoom_sync.wiring import Rooms

BASE = "http://127.0.0.1:8000"


@pytest.fixture
def rooms(store: Store, clock: FakeClock) -> Rooms:
    """On SQLite, then the same test again on PostgreSQL."""
    keys = Keys(["a secret of more than thirty-two bytes, for tests"])
    return Rooms(store=store, keys=keys, clock=clock, config=a_config(), account=None, mailer=None)  # type: ignore[arg-type]


@dataclass
class Phone:
    """A phone at a door, as its page speaks to the service. `ahead_s`: its clock is so far ahead."""

    client: FlaskClient
    clock: FakeClock
    ahead_s: float = 0
    csrf: str = ""
    skew: int | None = None
    heard: int | None = None
    sent: list[dict[str, Any]] = field(default_factory=list)

    def now(self) -> int:
        return round((self.clock.now().timestamp() + self.ahead_s) * 1000)

    def get(self, path: str) -> Any:
        return self.client.get(f"/door/{path}", base_url=BASE)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        head = {"X-CSRFToken": self.csrf} | {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(f"/door/{path}", base_url=BASE, json=body, headers=head)

    def look(self) -> dict[str, Any]:
        answer = self.get("state")
        assert answer.status_code == 200, answer.text
        self.csrf = answer.json["csrf"]
        self.skew, self.heard = self.now() - answer.json["now"], answer.json["now"]
        return dict(answer.json)

    def item(self, nonce: str, **more: Any) -> dict[str, Any]:
        """A check-in that happens now."""
        said: dict[str, Any] = {"nonce": nonce.ljust(16, "-"), "at": self.now(), **more}
        return said if self.skew is None else said | {"skew": self.skew, "heard": self.heard}

    def hand_in(self, *items: dict[str, Any], unsent: int = 0) -> list[dict[str, Any]]:
        answer = self.post("check-ins", {"now": self.now(), "unsent": unsent, "items": list(items)})
        assert answer.status_code == 200, answer.text
        return list(answer.json["results"])


@pytest.fixture
def open_door(app: Flask, rooms: Rooms, clock: FakeClock) -> Callable[..., Phone]:  # noqa: F811
    """`open_door(event id, name)`: a fresh door, opened on a phone of its own."""

    def make(
        event_id: str, name: str = "Door A", *, link: str = "", ahead_s: float = 0, **more: Any
    ) -> Phone:
        made = (
            link
            or doors.add(
                rooms.store, event_id, name=name, public_url=BASE, clock=rooms.clock, by="t", **more
            ).link
        )
        phone = Phone(app.test_client(), clock, ahead_s)
        answer = phone.client.post(made.removeprefix(BASE), base_url=BASE)
        assert answer.status_code == 303, answer.text
        phone.look()
        return phone

    return make
