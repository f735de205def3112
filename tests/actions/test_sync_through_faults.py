"""Whatever one answer of Zoom does, a sync ends in sentences, and the next one has everything.

The Zoom here is the demo's: it was written from Zoom's own description and shares no code with the client.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from itertools import cycle, product
from pathlib import Path
from typing import Any, get_args
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import responses
from flask import Flask

from tests.actions.zoom_world import START, event_of, keep, state
from tests.conftest import FakeClock
from tests.zoom.fakes import FreePace, MemoryShelf, a_zoom
from zoom_sync.actions.sync import Outcome, sync_event
from zoom_sync.demo.zoom_server import Fault, Switches, World, create_app
from zoom_sync.demo.zoom_server.people import App, Connection, Panelist, Registrant, User, Webinar
from zoom_sync.demo.zoom_server.switches import FaultKind
from zoom_sync.records import Trace
from zoom_sync.records import Webinar as Entrance
from zoom_sync.store import traces
from zoom_sync.store.database import Store
from zoom_sync.zoom import client
from zoom_sync.zoom.oauth import ZoomAccount, authorize_url, exchange, revoke
from zoom_sync.zoom.tokens import Tokens
from zoom_sync.zoom.troubles import PersonMustAct

NUMBER, RUN = 81234567890, "/a1//b+c3dEfGhIjKlMnOp=="
PEOPLE, PAGE = 7, 3
EVENT = event_of(Entrance(str(NUMBER)))
BACK = "https://sync.example/zoom/callback"
SERVER = ZoomAccount("cid", "sec", "acc", "http://zoom.test/oauth", "http://zoom.test", "pro")
CONNECTED = ZoomAccount("web", "sec", "", "http://zoom.test/oauth", "http://zoom.test", "pro", BACK)
PATHS = {
    "the webinar": f"GET /v2/webinars/{NUMBER}[?]",
    "the approved": "registrants.*status=approved",
    "the denied": "registrants.*status=denied",
    "the panelists": "/panelists",
    "the runs": "/instances",
    "the report": "/report/webinars/[^/]+$",
    "the rows": "/report/webinars/.*/participants",
}


def a_world(clock: FakeClock, **switches: Any) -> World:
    settings = Switches(plan="pro", report_after_s=0, durations_after_s=0, **switches)
    world = World(account_id="acc", clock=clock, switches=settings)
    everything = frozenset({"webinar:read:admin", "report:read:admin", "user:read:admin"})
    world.apps["cid"] = App("cid", "sec", "acc", everything)
    world.apps["web"] = App(
        "web", "sec", "acc", frozenset({"webinar:read", "user:read"}), kind="user",
        redirect_uris=(BACK,), user_id="host",
    )  # fmt: skip
    world.users["host"] = User("host", "host@org.example", "Ritu", "Anand")
    before = START - timedelta(days=20)
    world.add_webinar(Webinar(NUMBER, "host", "Lessons", START, 240, "Asia/Kolkata", "next==", before))
    world.panelists[NUMBER].append(Panelist("pan1", "salma@org.example", "Salma Rahmatullah"))
    world.start(NUMBER, RUN, START)
    for number in range(PEOPLE):
        status: Any = {0: "denied", 1: "pending"}.get(number, "approved")
        name, id = f"P{number}", f"r{number}"
        who = Registrant(id, f"p{number}@mail.example", name, "Rao", status=status, created=before)
        world.register(NUMBER, who)
        joined = START + timedelta(seconds=number)
        world.join(RUN, Connection(str(1000 + number), f"{name} Rao", joined, registrant_id=id))
    world.end(RUN, START + timedelta(minutes=235))
    return world


def serve(mock: responses.RequestsMock, app: Flask) -> None:
    """Answer the requests of this process by the app, a broken connection included."""
    app.testing = True
    inside = app.test_client()

    def answer(request: requests.PreparedRequest) -> tuple[int, dict[str, str], bytes]:
        parts = urlsplit(str(request.url))
        raw = parts.path + (f"?{parts.query}" if parts.query else "")
        try:
            got = inside.open(
                parts.path,
                method=request.method,
                query_string=parts.query,
                data=request.body,
                headers=dict(request.headers),
                environ_overrides={"RAW_URI": raw, "REQUEST_URI": raw},
            )
        except ConnectionResetError as reset:
            raise requests.ConnectionError(reset) from reset
        return got.status_code, dict(got.headers), got.data

    for method in (responses.GET, responses.POST):
        mock.add_callback(method, re.compile(r"http://zoom\.test/.*"), answer)


@pytest.fixture
def mock() -> Iterator[responses.RequestsMock]:
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        yield mock


@pytest.fixture
def world(mock: responses.RequestsMock, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(client, "PAGE", PAGE)
    world = a_world(clock)
    serve(mock, create_app(world))
    return world


def sync(store: Store, clock: FakeClock) -> Outcome:
    zoom = a_zoom(clock, account=SERVER, pace=FreePace(), shelf=MemoryShelf())
    return sync_event(store, zoom, EVENT.id, clock=clock, holder="a test")


def test_all_that_the_world_holds_is_read(sqlite_store: Store, clock: FakeClock, world: World):
    keep(sqlite_store, EVENT)

    outcome = sync(sqlite_store, clock)

    kinds = [each.kind for each in state(sqlite_store, EVENT)]
    assert outcome.complete, outcome.troubles
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "registrant": PEOPLE, "panelist": 1, "participant": PEOPLE,
    }  # fmt: skip


KINDS: tuple[FaultKind, ...] = get_args(FaultKind)
EACH = [(kind, what) for kind, what in zip(KINDS, cycle(PATHS), strict=False)]
ALL = list(product(KINDS, PATHS))


def test_no_fault_of_any_kind_costs_or_makes_a_fact(
    sqlite_url: str, tmp_path: Path, clock: FakeClock, world: World
):
    assert_unharmed(EACH, Path(sqlite_url.removeprefix("sqlite:///")), tmp_path, clock, world)


@pytest.mark.long
def test_no_fault_of_any_kind_at_any_request_costs_or_makes_a_fact(
    sqlite_url: str, tmp_path: Path, clock: FakeClock, world: World
):
    assert_unharmed(ALL, Path(sqlite_url.removeprefix("sqlite:///")), tmp_path, clock, world)


def assert_unharmed(
    cases: list[tuple[FaultKind, str]], template: Path, folder: Path, clock: FakeClock, world: World
) -> None:
    """Sync once into that fault and, where that was not complete, once more: always to the same facts."""
    whole: list[Trace] = []
    for number, (kind, what) in enumerate([(KINDS[0], ""), *cases]):
        copied = shutil.copyfile(template, folder / f"{number}.db")
        with closing(Store(f"sqlite:///{copied}")) as store:
            keep(store, EVENT)
            world.switches.faults[:] = [Fault(PATHS[what], kind)] if what else []

            first = sync(store, clock)

            name = f"{kind} at {what}"
            assert first.complete or first.troubles, name
            statuses = {each.registration.status for each in state(store, EVENT) if each.registration}
            assert "missing" not in statuses, name
            world.switches.faults.clear()
            clock.advance(86_400)
            assert first.complete or sync(store, clock).complete, name
            whole = whole or state(store, EVENT)
            assert state(store, EVENT) == whole, name


def test_an_account_that_somebody_connects_signs_in_and_reads_without_reports(
    sqlite_store: Store, clock: FakeClock, world: World
):
    verifier = "v" * 64
    location = press_allow(authorize_url(CONNECTED, "state-1", verifier))
    code = parse_qs(urlsplit(location).query)["code"][0]
    shelf = MemoryShelf(exchange(CONNECTED, code, verifier, clock=clock))
    keep(sqlite_store, EVENT)
    zoom = a_zoom(clock, account=CONNECTED, pace=FreePace(), shelf=shelf)

    outcome = sync_event(sqlite_store, zoom, EVENT.id, clock=clock, holder="a test")

    assert outcome.complete, outcome.troubles
    (reading,) = sqlite_store.read(lambda tx: traces.readings(tx, EVENT.id))
    assert (reading.source, reading.rows) == ("past", PEOPLE)

    clock.advance(3600)
    tokens = Tokens(CONNECTED, shelf, clock)
    assert shelf.token is not None
    old, renewed = dict(shelf.token), tokens.current()
    assert renewed["refresh_token"] != old["refresh_token"]

    revoke(CONNECTED, renewed)
    clock.advance(3600)
    with pytest.raises(PersonMustAct):
        Tokens(CONNECTED, MemoryShelf(old), clock).current()


def press_allow(url: str) -> str:
    """What a browser does at Zoom's question; gives where it is sent."""
    answer = requests.post(url, data={"answer": "allow"}, allow_redirects=False, timeout=5)
    return answer.headers["Location"]
