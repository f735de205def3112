"""Names, addresses and secrets go through everything that logs, at its most talkative, and none comes out."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import secrets as randomness
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
import responses
import structlog

from tests.actions.zoom_world import ONE, RUN, START, a_world, connection, event_of, keep, registrant
from tests.conftest import FakeClock
from tests.post import free_port
from tests.web.conftest import a_config
from tests.zoom.fakes import a_zoom
from webhooks.signature import SIGNATURE, TIMESTAMP, sign
from zoom_sync import app, logs
from zoom_sync.actions import follow_up, import_sheet, read_inbox, rebuild, sync
from zoom_sync.front.deliveries import Deliveries
from zoom_sync.keys import Keys
from zoom_sync.mail import Mailer
from zoom_sync.records import Trouble
from zoom_sync.store import jobs
from zoom_sync.store.database import Store
from zoom_sync.wiring import Rooms
from zoom_sync.worker.hands import Hands

NAME, SURNAME = "Zebediah", "Quillfeather"
MAIL = "zebediah@quillfeather.example"
SECRET = "canary-secret-of-the-webhook"
CANARIES = (NAME, SURNAME, "quillfeather.example", SECRET, "canary", "tk=", "555010999")


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the process logs, by its own configuration."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logs.configure("debug")
    stream = io.StringIO()
    root.handlers[0].setStream(stream)  # type: ignore[attr-defined]
    for quiet in ("urllib3", "apscheduler", "alembic", "sqlalchemy.engine", "werkzeug"):
        logging.getLogger(quiet).setLevel(logging.WARNING)
    yield stream
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


@pytest.fixture
def rooms(store: Store, clock: FakeClock) -> Rooms:
    mailer = Mailer(f"smtp://canary:{SECRET}@127.0.0.1:{free_port()}", sender="org@mela.example", clock=clock)
    return Rooms(
        store=store, keys=Keys([randomness.token_hex(32)]), clock=clock,  # type: ignore[arg-type]
        config=a_config(webhook_secrets=(SECRET,)), account=None, mailer=mailer,
    )  # fmt: skip


def participant(**changes: object) -> bytes:
    one = {
        "user_id": "1", "user_name": f"{NAME} {SURNAME}", "email": MAIL, "join_time": "2026-03-03T04:10:00Z",
        "phone_number": "+1555010999", **changes,
    }  # fmt: skip
    told = {"id": ONE, "uuid": RUN, "participant": one}
    envelope = {
        "event": "webinar.participant_joined",
        "event_ts": 1,
        "payload": {"account_id": "A", "object": told},
    }
    return json.dumps(envelope).encode()


BODIES = (
    participant(),
    participant(join_time="canary, no time"),
    participant(user_id={"odd": f"{NAME} {SURNAME}"}),
    f'{{"event": "{NAME} {SURNAME}", "payload": 7}}'.encode(),
    f'{{"{SURNAME}": '.encode() + b"\xff\xfe",
    b"[" * 100_000,
)


def test_no_canary_comes_out_of_any_log(rooms: Rooms, clock: FakeClock, written: io.StringIO) -> None:
    event = keep(rooms.store, event_of())
    deliver(rooms, clock)
    read(rooms, clock)
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        fake = a_world(mock)
        for path, (kind, rows) in fake.lists.items():
            if "registrants" in path:
                rows.append(registrant(99, first_name=NAME, last_name=SURNAME, email=MAIL, id=None))
                rows.append(
                    registrant(98, first_name=NAME, last_name=SURNAME, email=MAIL, create_time="canary")
                )
            if "participants" in path:
                rows.append(
                    connection(97, 0, 10, name=f"{NAME} {SURNAME}", user_email=MAIL, join_time="canary")
                )
            assert kind
        sync.sync_event(rooms.store, a_zoom(clock), event.id, clock=clock, holder="t")
        fake.cut_at = len(fake.asked) + 3
        with suppress(Trouble):
            sync.sync_event(rooms.store, a_zoom(clock), event.id, clock=clock, holder="t")
    spoiled = f"Name,Email,Time in\n{NAME} {SURNAME},{MAIL},canary o'clock\n,{MAIL},\n".encode()
    import_sheet.import_file(rooms.store, event.id, data=spoiled, name=f"{NAME}.csv", by=MAIL, clock=clock)
    rebuild.rebuild(rooms.store, event.id, reads=(timedelta(minutes=10),), clock=clock)
    letters(rooms, event.id, clock)
    broken_task(rooms, clock)
    refused_by_the_store(rooms.store)

    said = written.getvalue()
    assert len(said.splitlines()) >= 10
    assert [json.loads(line)["event"] for line in said.splitlines()]
    assert [canary for canary in CANARIES if canary.lower() in said.lower()] == []


def test_the_canaries_would_be_seen(written: io.StringIO) -> None:
    structlog.get_logger("x").warning("read", of=f"{NAME} {SURNAME}")

    assert NAME in written.getvalue()


def deliver(rooms: Rooms, clock: FakeClock) -> None:
    made = app.create_app(rooms)
    deliveries = Deliveries(made.extensions["reception"], made.extensions["keeper"])

    async def send(body: bytes, secret: str) -> int:
        stamp = str(int(clock.now().timestamp()))
        headers = [
            (TIMESTAMP.encode(), stamp.encode()),
            (SIGNATURE.encode(), sign(body, secret, stamp).encode()),
        ]
        return (await deliveries.answer(headers, body))[0]

    for body in BODIES:
        assert asyncio.run(send(body, SECRET)) == 204
        assert asyncio.run(send(body, "another")) == 401
    made.extensions["keeper"].close()


def read(rooms: Rooms, clock: FakeClock) -> None:
    while read_inbox.read_some(rooms.store, clock=clock):
        pass


def letters(rooms: Rooms, event_id: str, clock: FakeClock) -> None:
    """A letter to a mail server that is not there."""
    letter = follow_up.plan(
        rooms.store,
        event_id,
        group="in_person",
        subject=f"Dear {NAME}",
        text="Dear {name}",
        by=MAIL,
        clock=clock,
    )
    follow_up.approve(rooms.store, letter, by=MAIL, before_final=True, clock=clock)
    assert rooms.mailer is not None
    for _ in range(3):
        follow_up.send_some(
            rooms.store, rooms.mailer, clock=clock, keys=rooms.keys, config=rooms.config, most=5, worker="w"
        )
        clock.advance(600)


def broken_task(rooms: Rooms, clock: FakeClock) -> None:
    """A task that raises with a name in its text and in its frames."""
    import threading

    from zoom_sync.worker import tasks

    def broken(*_: object) -> None:
        person = f"{NAME} {SURNAME}"
        raise KeyError(person)

    hands = Hands(rooms, "w", threading.Event())
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(tasks.TASKS, "rebuild", broken)
        rooms.store.run(lambda tx: jobs.ask(tx, "rebuild", "e", due=clock.now()))
        hands.start()
        end = threading.Event()
        for _ in range(200):
            if any("KeyError" in one["error"] for one in rooms.store.read(jobs.failures)):
                break
            end.wait(0.05)
        hands.rest(until=0)
    assert any("KeyError" in one["error"] for one in rooms.store.read(jobs.failures))


def refused_by_the_store(store: Store) -> None:
    """PostgreSQL puts the value of a key into its error; the log has to have it from us."""
    from zoom_sync.store import schema

    row = {"id": "u", "email": MAIL, "role": "viewer", "created": START}
    for id in ("u1", "u2"):
        try:
            store.run(lambda tx, id=id: tx.execute(schema.user.insert().values({**row, "id": id})))
        except Trouble as trouble:
            structlog.get_logger("store").warning("refused", trouble=str(trouble), error=repr(trouble))
            return
    raise AssertionError("the store took the same address twice")
