"""The demo's whole day, its deliveries in any order and number, a third of the joins and leaves lost: one record."""

from __future__ import annotations

import io
import json
import random
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

import pytest

from tests.conftest import FakeClock
from tests.faults.life import ACCOUNT, READS, Free
from tests.faults.promises import of_facts
from tests.faults.wire import answered_by
from tests.zoom.fakes import MemoryShelf
from webhooks.events import Delivery, delivery_id
from zoom_sync.actions import events as organising
from zoom_sync.actions import export, import_sheet, read_inbox, rebuild, sync
from zoom_sync.demo.webinar_day import cast as casting
from zoom_sync.demo.webinar_day import scene
from zoom_sync.demo.webinar_day.parts import ENDS, RUNS, STARTS, TITLE, VENUE, ZONE, Cast
from zoom_sync.demo.webinar_day.sheet import sheets
from zoom_sync.demo.webinar_day.stage import SCOPES
from zoom_sync.demo.zoom_server import Switches, World, create_app
from zoom_sync.demo.zoom_server.deliverer import SOMETIMES_LOST
from zoom_sync.demo.zoom_server.people import App, Notice
from zoom_sync.demo.zoom_server.signing import compact
from zoom_sync.records import Event, Span
from zoom_sync.records import Webinar as Entrance
from zoom_sync.store import events, inbox
from zoom_sync.store.database import Store
from zoom_sync.zoom.client import Zoom

Told = tuple[bytes, bool]  # a delivery's body; whether the reports tell it too


def the_day() -> tuple[Cast, World, list[Told]]:
    """Everything that happened, and Zoom's deliveries of it in the order in which it did."""
    cast = casting.build()
    clock = FakeClock(STARTS - timedelta(hours=3))
    world = World(account_id="acc", clock=clock, switches=Switches(report_after_s=0, durations_after_s=0))
    world.apps["cid"] = App("cid", "sec", "acc", SCOPES)
    scene.furnish(world, cast)
    told: list[Told] = []

    def hear(notice: Notice) -> None:
        at = int(clock.now().timestamp() * 1000)
        body = {"event": notice.event, "event_ts": at, "payload": notice.payload}
        told.append((compact(body), notice.event in SOMETIMES_LOST))

    world.listeners.append(hear)
    for step in scene.steps(cast):
        clock.advance(max(0.0, (step.at - clock.now()).total_seconds()))
        step.do(world)
    return cast, world, told


@lru_cache(maxsize=1)
def the_sheets() -> list[tuple[str, bytes]]:
    """The same files for all: a workbook holds when it was written, and so is another file each time."""
    return list(sheets(casting.build()).items())


def event_of(cast: Cast) -> Event:
    return Event(
        id="d" * 32, title=TITLE, days=(Span(STARTS, ENDS),), timezone=ZONE, venue=VENUE,
        webinars=(Entrance(str(cast.webinar)),), key=b"k" * 32,
    )  # fmt: skip


def record(url: str, cast: Cast, world: World, deliveries: list[bytes], *, restarts: bool) -> bytes:
    """What the service makes of the day. `restarts`: a new process after every 150 deliveries."""
    clock = FakeClock(RUNS["afternoon"][1])
    event = event_of(cast)
    store = Store(url)
    try:
        store.run(lambda tx: events.add(tx, event, now=clock.now()))
        for start in range(0, len(deliveries), 150):
            kept = [_delivery(body, clock.now()) for body in deliveries[start : start + 150]]
            store.run(lambda tx, kept=kept: inbox.keep_all(tx, kept))  # type: ignore[misc]
            clock.advance(1)
            if restarts:
                store.close()
                store = Store(url)
            while read_inbox.read_some(store, clock=clock, account="acc"):
                pass
        with answered_by(create_app(world)):
            zoom = Zoom(ACCOUNT, MemoryShelf(), Free(), clock)
            for _ in range(2):
                clock.advance(3600)
                outcome = sync.sync_event(store, zoom, event.id, clock=clock, holder="a test")
                assert outcome.complete, outcome.troubles
        for name, data in the_sheets():
            import_sheet.import_file(store, event.id, data=data, name=name, clock=clock)
        organising.close(store, event.id, clock=clock)
        rebuild.rebuild(store, event.id, reads=READS, clock=clock)
        out = io.BytesIO()
        export.export(store, event.id, format="json", target=out)
        return of_facts(out.getvalue())
    finally:
        store.close()


def _delivery(body: bytes, now: datetime) -> Delivery:
    return Delivery(delivery_id(body), body, now, int(now.timestamp()))


def in_disorder(told: list[Told], seed: int) -> list[bytes]:
    """Each up to three times, shuffled over the whole day, three in ten of the joins and leaves lost."""
    dice = random.Random(seed)
    came = [body for body, is_told_twice in told if not (is_told_twice and dice.random() < 0.3)]
    shuffled = [body for body in came for _ in range(dice.randint(1, 3))]
    dice.shuffle(shuffled)
    return shuffled


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory, _sqlite_template: Path) -> bytes:
    """The record of the day as it happened, each delivery once and in its order."""
    path = tmp_path_factory.mktemp("right") / "store.db"
    path.write_bytes(_sqlite_template.read_bytes())
    cast, world, told = the_day()
    return record(f"sqlite:///{path}", cast, world, [body for body, _ in told], restarts=False)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", [1, *(pytest.param(n, marks=pytest.mark.long) for n in range(2, 12))])
def test_the_days_deliveries_in_any_order_and_number_make_the_same_record_byte_for_byte(
    store_url: str, right: bytes, seed: int
) -> None:
    cast, world, told = the_day()
    deliveries = in_disorder(told, seed)
    assert len(deliveries) > len(told)
    assert len(set(deliveries)) < 0.9 * len(told)

    made = record(store_url, cast, world, deliveries, restarts=True)

    assert json.loads(made)["status"] == "final"
    assert len(json.loads(made)["people"]) > 200
    ours, theirs = made.split(b"\n"), right.split(b"\n")
    assert [line for line in ours if line not in theirs][:3] == []
    assert made == right
