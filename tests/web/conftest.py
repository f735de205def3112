"""A running application over a real store, and people who are signed in to it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from werkzeug.serving import make_server

from tests.conftest import FakeClock
from zoom_sync import web
from zoom_sync.actions.access import digest
from zoom_sync.keys import Keys
from zoom_sync.store import users
from zoom_sync.store.database import Store
from zoom_sync.wiring import Config, Rooms

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TOKEN_FIELD = re.compile(r'name="csrf_token" value="([^"]+)"')


def a_config(**changes: Any) -> Config:
    values: dict[str, Any] = {
        "public_url": "http://127.0.0.1:8000",
        "loopback": True,
        "report_reads": (timedelta(minutes=10), timedelta(minutes=30)),
        "webhook_secrets": ("secret",),
        "webhook_max_age_s": 86400,
        "upload_max_bytes": 1 << 20,
        "mail_per_second": 5.0,
        "trusted_proxies": 0,
        "account_id": "",
        "code_flow": False,
    }
    return Config(**(values | changes))


@pytest.fixture
def rooms(sqlite_store: Store, clock: FakeClock) -> Rooms:
    return Rooms(
        store=sqlite_store,
        keys=Keys(["a secret of more than thirty-two bytes, for tests"]),
        clock=clock,  # type: ignore[arg-type]  # a clock that tests turn
        config=a_config(),
        account=None,
        mailer=None,
    )


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Templates that were compiled once: each test has an app of its own, which would compile them anew."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(rooms: Rooms, compiled: FileSystemBytecodeCache) -> Flask:
    app = Flask("zoom_sync", static_folder=None, template_folder=None)
    app.testing = True
    web.attach(app, rooms)
    app.jinja_env.bytecode_cache = compiled
    return app


@dataclass
class Seat:
    """Somebody in front of a browser. `post` sends the form token that the last page would have held."""

    client: FlaskClient
    user: str = ""
    token: str = ""

    def get(self, path: str, **more: Any) -> Any:
        answer = self.client.get(path, base_url="http://127.0.0.1:8000", **more)
        if answer.mimetype == "text/html" and (found := TOKEN_FIELD.search(answer.text)):
            self.token = found[1]
        return answer

    def post(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> Any:
        form = {"csrf_token": self.token} | (data or {})
        return self.client.post(path, data=form, base_url="http://127.0.0.1:8000", **more)


@pytest.fixture
def seat(app: Flask, rooms: Rooms) -> Callable[..., Seat]:
    """`seat(role)`: a browser signed in as somebody with that role; `seat()`: nobody's."""

    def take(role: str = "", email: str = "") -> Seat:
        browser = Seat(app.test_client())
        if role:
            secret = secrets.token_urlsafe(32)
            address = email or f"{role}@mela.example"
            now = rooms.clock.now()

            def steps(tx: Any) -> users.User:
                user = users.add(tx, address, role=role, now=now)
                users.make_link(tx, user.id, secret_digest=digest(secret), expires=now + timedelta(hours=1))
                return user

            browser.user = rooms.store.run(steps).id
            answer = browser.post(f"/sign-in/{secret}")
            assert answer.status_code == 303
            browser.token = ""
            page = browser.get("/status" if role == "operator" else "/events")
            assert page.status_code == 200
        return browser

    return take


@pytest.fixture
def bearer(rooms: Rooms) -> Callable[..., dict[str, str]]:
    """`bearer(role, event)`: the header of a fresh token."""

    def make(role: str, event: str = "") -> dict[str, str]:
        secret = secrets.token_urlsafe(32)
        now = rooms.clock.now()
        rooms.store.run(
            lambda tx: users.add_token(
                tx, id=secrets.token_hex(16), digest=digest(secret), role=role, event=event, now=now
            )
        )
        return {"Authorization": f"Bearer {secret}"}

    return make


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """The app on a real port."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(5)
    server.server_close()


@pytest.fixture
def browser_page(_chromium: Browser, address: str) -> Iterator[Page]:
    """A page of a real browser. The test fails if the page reported an error or a breach of its policy."""
    context = _chromium.new_context(base_url=address, viewport={"width": 390, "height": 844})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == []


@pytest.fixture
def sign_in_link(rooms: Rooms) -> Callable[..., tuple[str, str]]:
    """`sign_in_link(role)`: the path of a fresh link, and the id of whom it lets in."""

    def make(role: str = "organiser") -> tuple[str, str]:
        secret = secrets.token_urlsafe(32)
        now = rooms.clock.now()

        def steps(tx: Any) -> users.User:
            user = users.add(tx, f"{role}@mela.example", role=role, now=now)
            users.make_link(tx, user.id, secret_digest=digest(secret), expires=now + timedelta(hours=1))
            return user

        return f"/sign-in/{secret}", rooms.store.run(steps).id

    return make
