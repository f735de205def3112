"""Plays the sample day against the service in this process: its web application, its worker's looks, its actions."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from werkzeug.serving import make_server

import settings
from zoom_sync import app, wiring
from zoom_sync.demo.webinar_day.stage import Stage
from zoom_sync.demo.zoom_server.switches import Switches
from zoom_sync.files.writing import shapes
from zoom_sync.run import DEMO, organise
from zoom_sync.store import events, snapshot
from zoom_sync.worker import Worker

SECRET = "day-secret-token"
SPEED = 6000.0  # scene seconds a second
PATIENCE_S = 90


@contextmanager
def served(rooms: wiring.Rooms) -> Iterator[str]:
    """The service's address, with its web application and one worker at work."""
    application = app.create_app(rooms)
    server = make_server("127.0.0.1", 0, application, threaded=True)
    worker = Worker(rooms)
    threads = [
        threading.Thread(target=server.serve_forever, args=(0.05,)),
        threading.Thread(target=worker.run),
    ]
    for thread in threads:
        thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        worker.stop()
        server.shutdown()
        server.server_close()
        for thread in threads:
            thread.join(10)
        application.extensions["keeper"].close()


def play(database_url: str, *, loss: float = 0.0) -> tuple[wiring.Rooms, str, Stage]:
    """The whole day, to a final record. The rooms are left open for the caller, who closes their store."""
    switches = Switches(
        report_after_s=0.3, durations_after_s=0.6, duplicate_rows=2, duplicates=0.05, reorder_s=60
    )
    stage = Stage(
        service="http://127.0.0.1:1", secret=SECRET, speed=SPEED, loss=loss, paused=True, switches=switches
    )
    given = {
        **DEMO,
        "DATABASE_URL": database_url,
        "SECRET_KEY": "0123456789abcdef" * 4,
        "ZOOM_API_URL": stage.url,
        "ZOOM_OAUTH_URL": f"{stage.url}/oauth",
        "ZOOM_WEBHOOK_SECRET_TOKEN": SECRET,
        "REPORT_READS": "0.8s,1.6s,3s",
    }
    rooms = wiring.rooms(settings.load(given, dotenv=None))
    with served(rooms) as service, stage:
        stage.deliverer.url = f"{service}/webhooks/zoom"
        player = threading.Thread(target=stage.play, kwargs={"patience_s": PATIENCE_S})
        player.start()
        organiser = threading.Thread(target=organise, args=(rooms, stage.url), daemon=True)
        organiser.start()
        player.join(PATIENCE_S)
        organiser.join(PATIENCE_S)
        assert not organiser.is_alive(), f"the record did not become final: {waiting(rooms)}"
    event = rooms.store.read(events.all)[0]
    return rooms, event.id, stage


def waiting(rooms: wiring.Rooms) -> Any:
    """What the record still waits for, for a test that fails."""

    def look(tx: Any) -> Any:
        return [events.summary(tx, event.id) for event in events.all(tx)]

    return rooms.store.read(look)


def record_of(rooms: wiring.Rooms, event_id: str) -> dict[str, Any]:
    """The published record as its JSON."""
    record = rooms.store.read(lambda tx: snapshot.record(tx, event_id))
    assert record is not None
    return shapes.record_dict(record)


FIELDS = (
    "role", "registered", "registration_status", "mode", "attended",
    "virtual_minutes", "in_person_minutes", "minutes",
)  # fmt: skip


def lines(people: list[dict[str, Any]]) -> dict[tuple[str, ...], dict[str, Any]]:
    """People by their evidence: what a record says of each."""
    found = {}
    for person in people:
        refs = tuple(sorted(one["ref"] if isinstance(one, dict) else one for one in person["evidence"]))
        found[refs] = {field: person[field] for field in FIELDS}
    return found


def differences(record: dict[str, Any], truth: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    """Lines that only the record has, and lines that only the truth has, both with their evidence."""
    both = []
    for group in ("people", "unidentified"):
        ours, right = lines(record[group]), lines(truth[group])
        both.append(
            (
                [(group, refs, line) for refs, line in ours.items() if right.get(refs) != line],
                [(group, refs, line) for refs, line in right.items() if ours.get(refs) != line],
            )
        )
    return [*both[0][0], *both[1][0]], [*both[0][1], *both[1][1]]


def truth_of(stage: Stage) -> dict[str, Any]:
    from zoom_sync.demo.webinar_day.truth import truth

    return truth(stage.cast)
