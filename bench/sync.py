"""Seconds of one whole sync against the bound that the plan's rate limits set for the same calls.

The demo Zoom answers on a loopback address and enforces the limits of the plan `pro`. The bound counts the calls
it got, by label, one after the other at the plan's pace: a client that never waits for an answer could not
be faster.
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import g
from werkzeug.serving import make_server

import settings
from zoom_sync import logs, wiring
from zoom_sync.actions import events, sync
from zoom_sync.demo.webinar_day.stage import SCOPES
from zoom_sync.demo.zoom_server import Switches, World, create_app
from zoom_sync.demo.zoom_server.people import App, Connection, Registrant, User, Webinar
from zoom_sync.records import Webinar as Entrance
from zoom_sync.store import registrants, traces
from zoom_sync.zoom import reading
from zoom_sync.zoom.limits import PLANS, SHARE

WEBINAR, REGISTRANTS, CONNECTIONS = 81234567890, 100_000, 9_000
START = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
PLAN = "pro"
PER_PAGE = 300
MOST, OURS = 1.05, 0.2  # times the bound; of the time of a page


def run(*, seconds: float = 0, people: Sequence[int] = ()) -> None:
    logs.configure("error")
    world = _world()
    app, calls = create_app(world), Counter[str]()

    @app.after_request
    def count(answer):  # type: ignore[no-untyped-def]
        calls[g.get("label", "oauth")] += 1
        return answer

    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    spent = [0.0]
    for module, name in ((reading, "registrant"), (registrants, "put")):
        _counted(module, name, spent)
    with tempfile.TemporaryDirectory() as folder:
        took, kept, complete = _sync(f"http://127.0.0.1:{server.server_port}", Path(folder))
    server.shutdown()
    limited = [(label.lower(), number) for label, number in calls.items() if label.lower() in PLANS[PLAN]]
    bound = sum((number - 1) / PLANS[PLAN][label].per_second for label, number in limited)  # type: ignore[index]
    asked = ", ".join(f"{number} {label}" for label, number in sorted(calls.items()))
    print(
        f"{REGISTRANTS:,} registrants and {CONNECTIONS:,} connections, {kept:,} facts kept, complete: {complete}"
    )
    print(
        f"calls: {asked}; bound at plan {PLAN}: {bound:.1f} s; measured {took:.1f} s; ratio {took / bound:.2f} "
        f"(limit {MOST}; the calls go at {SHARE:.0%} of the plan's pace)"
    )
    pages, a_page = REGISTRANTS / PER_PAGE, 1 / PLANS[PLAN]["medium"].per_second
    print(
        f"to read and store a page of {PER_PAGE}: {spent[0] / pages * 1000:.1f} ms of CPU, "
        f"{spent[0] / pages / a_page:.0%} of the {a_page * 1000:.0f} ms that a page is allowed (limit {OURS:.0%})"
    )


def _counted(module: Any, name: str, spent: list[float]) -> None:
    """Add the CPU seconds of a module's function, of whichever thread, to `spent[0]`."""
    plain = getattr(module, name)

    def timed(*args: Any, **named: Any) -> Any:
        began = time.thread_time()
        try:
            return plain(*args, **named)
        finally:
            spent[0] += time.thread_time() - began

    setattr(module, name, timed)


def _sync(zoom: str, folder: Path) -> tuple[float, int, bool]:
    given = {
        "DATABASE_URL": f"sqlite:///{folder}/store.db", "ZOOM_API_URL": zoom, "ZOOM_OAUTH_URL": f"{zoom}/oauth",
        "ZOOM_ACCOUNT_ID": "bench", "ZOOM_CLIENT_ID": "bench", "ZOOM_CLIENT_SECRET": "bench", "ZOOM_PLAN": PLAN,
    }  # fmt: skip
    rooms = wiring.rooms(settings.load(given, dotenv=None))
    rooms.store.upgrade()
    plan = events.Plan("Bench", "2026-03-03T09:00", "2026-03-03T12:00", "UTC", webinars=[str(WEBINAR)])
    event = events.add(rooms.store, plan, webinar=Entrance, clock=rooms.clock)
    started = time.perf_counter()
    outcome = sync.sync_event(rooms.store, rooms.zoom(), event.id, clock=rooms.clock, holder="bench")
    took = time.perf_counter() - started
    kept = len(rooms.store.read(lambda tx: traces.of_event(tx, event.id)))
    rooms.store.close()
    return took, kept, outcome.complete


def _world() -> World:
    world = World(account_id="bench", switches=Switches(plan=PLAN, report_after_s=0, durations_after_s=0))
    world.apps["bench"] = App("bench", "bench", "bench", SCOPES)
    world.users["host"] = User("host", "host@bench.example", "Host", "Bench")
    world.add_webinar(
        Webinar(WEBINAR, "host", "Bench", START, 180, "UTC", "next==", START - timedelta(days=9))
    )
    for number in range(REGISTRANTS):
        one = Registrant(
            f"r{number}", f"p{number}@bench.example", "P", str(number), created=START - timedelta(days=3)
        )
        world.register(WEBINAR, one)
    world.start(WEBINAR, "run==", START)
    for number in range(CONNECTIONS):
        join = START + timedelta(seconds=number % 900)
        made = Connection(str(number), f"P {number}", join, registrant_id=f"r{number % REGISTRANTS}")
        world.join("run==", made)
    world.end("run==", START + timedelta(hours=3))
    return world


if __name__ == "__main__":
    run()
