"""A small Zoom of one webinar, on a clock that stands still until it is moved."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from tests.demo.receiver import Receiver
from zoom_sync.demo.zoom_server import SetClock, Switches, World, create_app
from zoom_sync.demo.zoom_server.people import (
    App,
    Connection,
    Notice,
    Panelist,
    Registrant,
    User,
    Webinar,
)

START = datetime(2022, 11, 11, 5, 0, tzinfo=UTC)
RUN = "/a1//b+c3dEfGhIjKlMnOp=="
WEBINAR = 81234567890
ALL = frozenset({"webinar:read:admin", "webinar:write:admin", "report:read:admin", "user:read:admin"})


class Zoom:
    """A world, a client of its server, and what it told its listeners."""

    def __init__(self, switches: Switches | None = None, scopes: frozenset[str] = ALL) -> None:
        self.clock = SetClock(datetime(2026, 3, 1, 12, 0, tzinfo=UTC))
        self.world = World(account_id="acc", clock=self.clock, switches=switches or Switches())
        self.world.apps["cid"] = App("cid", "sec", "acc", scopes)
        self.world.apps["web"] = App(
            "web", "sec", "acc", ALL, kind="user", redirect_uris=("https://sync.example/cb",), user_id="host"
        )
        self.world.users["host"] = User("host", "host@org.example", "Ritu", "Anand")
        self.world.users["desk"] = User("desk", "desk@org.example", "Front", "Desk", webinar_capacity=0)
        self.world.add_webinar(
            Webinar(
                WEBINAR, "host", "Lessons", START, 390, "Asia/Kolkata", "next==", START - timedelta(days=20)
            )
        )
        self.world.panelists[WEBINAR].append(Panelist("pan1", "salma@org.example", "Salma Rahmatullah"))
        self.notices: list[Notice] = []
        self.world.listeners.append(self.notices.append)
        self.app = create_app(self.world)
        self.client: FlaskClient = self.app.test_client()

    def register(self, count: int, status: Any = "approved", first: int = 0) -> None:
        for number in range(first, first + count):
            person = Registrant(
                f"reg{number}", f"p{number}@mail.example", f"P{number}", "Rao", status=status, created=START
            )
            self.world.register(WEBINAR, person)

    def run(self, connections: int = 1, uuid: str = RUN, minutes: int = 60) -> None:
        """A whole run: so many people, each connected for ten minutes."""
        self.world.start(WEBINAR, uuid, START)
        for number in range(connections):
            self.world.join(uuid, Connection(str(number), f"P{number}", START, registrant_id=f"reg{number}"))
            self.world.leave(uuid, str(number), START + timedelta(minutes=10))
        self.world.end(uuid, START + timedelta(minutes=minutes))

    def basic(self, client: str = "cid", secret: str = "sec") -> dict[str, str]:
        return {"Authorization": "Basic " + base64.b64encode(f"{client}:{secret}".encode()).decode()}

    def token(self, **form: str) -> Any:
        asked = {"grant_type": "account_credentials", "account_id": "acc"} | form
        return self.client.post("/oauth/token", headers=self.basic(), data=asked)

    def get(self, path: str, token: str = "", method: str = "GET", **more: Any) -> Any:
        token = token or self.token().json["access_token"]
        headers = {"Authorization": f"Bearer {token}"}
        return self.client.open(f"/v2{path}", method=method, headers=headers, **more)


@pytest.fixture
def zoom() -> Zoom:
    return Zoom()


@pytest.fixture
def zoom_with() -> type[Zoom]:
    return Zoom


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    taking, app = Receiver(), Flask(__name__)
    app.add_url_rule("/webhooks/zoom", view_func=taking.take, methods=["POST"])
    server = make_server("127.0.0.1", 0, app, threaded=True)
    taking.url = f"http://127.0.0.1:{server.server_port}/webhooks/zoom"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield taking
    server.shutdown()
    thread.join()
    server.server_close()
