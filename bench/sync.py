"""Seconds of one whole sync against the bound that the plan's rate limits set for the same calls.

The demo Zoom answers on a loopback address, from a process of its own, and enforces the limits of the plan `pro`. The
bound counts the calls that it let through, of each label, one after the other at the plan's pace: a client that never
waits for an answer could not be faster. Beside it stands how long a page takes to be understood and kept, from its
bytes to its commit.
"""

from __future__ import annotations

import multiprocessing
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import Any

from flask import g
from werkzeug.serving import make_server

import settings
from zoom_sync import logs, wiring
from zoom_sync.actions import events, sync
from zoom_sync.actions.sync.walk import Walk
from zoom_sync.demo.webinar_day.stage import SCOPES
from zoom_sync.demo.zoom_server import Switches, World, create_app
from zoom_sync.demo.zoom_server.people import App, Connection, Registrant, User, Webinar
from zoom_sync.garbage import settle
from zoom_sync.records import Webinar as Entrance
from zoom_sync.store import traces
from zoom_sync.store.laying import Laying
from zoom_sync.zoom import calls, reports
from zoom_sync.zoom.limits import PLANS, SHARE

WEBINAR = 81234567890
# What is read: the list of people who registered; the same people's connections, in the report.
REGISTRANTS, CONNECTIONS = (100_000, 300), (300, 60_000)
START = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
PLAN = "pro"
PER_PAGE = 300
MOST, OURS = 1.05, 0.2  # times the bound; of the time of a page


def run(*, seconds: float = 0, people: Sequence[int] = ()) -> None:
    logs.configure("error")
    for registrants, connections in (REGISTRANTS, CONNECTIONS):
        _measure(registrants, connections)


def _measure(registrants: int, connections: int) -> None:
    spent = Spent()
    with _zoom(registrants, connections) as (address, calls_made), tempfile.TemporaryDirectory() as folder:
        with spent.listening(is_report=connections > registrants):
            took, kept, complete = _sync(address, Path(folder))
        made = calls_made()
    limits = PLANS[PLAN]
    limited = [(label.lower(), number) for label, number in made.items() if label.lower() in limits]
    bound = sum((number - 1) / limits[label].per_second for label, number in limited)  # type: ignore[index]
    asked = ", ".join(f"{number} {label}" for label, number in sorted(made.items()))
    print(
        f"{registrants:,} registrants and {connections:,} connections: {kept:,} facts, complete: {complete}"
    )
    print(
        f"  calls: {asked}; bound at plan {PLAN}: {bound:.2f} s; measured {took:.2f} s; "
        f"ratio {took / bound:.3f} (limit {MOST}; the calls go at {SHARE:.0%} of the plan's pace)"
    )
    rows, label = (connections, "heavy") if connections > registrants else (registrants, "medium")
    pages, allowed = rows / PER_PAGE, 1 / limits[label].per_second  # type: ignore[index]
    print(
        f"  to read and keep a page of {PER_PAGE}: {spent.wall / pages * 1000:.1f} ms ({spent.cpu / pages * 1000:.1f} "
        f"ms of CPU, its JSON alone {spent.json / pages * 1000:.1f}), {spent.wall / pages / allowed:.0%} of the "
        f"{allowed * 1000:.0f} ms that a page is allowed (limit {OURS:.0%}, {OURS * allowed * 1000:.0f} ms)"
    )


class Spent:
    """Seconds in what makes facts of a page's bytes and keeps them, by the wall and of CPU.

    `json`: of CPU in the parser of JSON alone, by which one machine's figures are held against another's.
    """

    def __init__(self) -> None:
        self.wall = self.cpu = self.json = 0.0

    @contextmanager
    def listening(self, *, is_report: bool):  # type: ignore[no-untyped-def]
        watched: list[tuple[Any, str]] = [(calls, "_json_object")]
        report = [
            (reports._Connections, "add"), (Laying, "add"), (Laying, "whole"),
            (reports._Connections, "digest"), (traces, "keep_reading"),
        ]  # fmt: skip
        watched += report if is_report else [(Walk, "put")]
        plain = [(where, name, getattr(where, name)) for where, name in watched]
        for where, name, function in plain:
            setattr(where, name, self._timed(function))
        try:
            yield
        finally:
            for where, name, function in plain:
                setattr(where, name, function)

    def _timed(self, plain: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **named: Any) -> Any:
            wall, cpu = time.perf_counter(), time.thread_time()
            try:
                return plain(*args, **named)
            finally:
                self.wall += time.perf_counter() - wall
                self.cpu += time.thread_time() - cpu
                if plain.__name__ == "_json_object":
                    self.json += time.thread_time() - cpu

        return timed


def _sync(zoom: str, folder: Path) -> tuple[float, int, bool]:
    given = {
        "DATABASE_URL": f"sqlite:///{folder}/store.db", "ZOOM_API_URL": zoom, "ZOOM_OAUTH_URL": f"{zoom}/oauth",
        "ZOOM_ACCOUNT_ID": "bench", "ZOOM_CLIENT_ID": "bench", "ZOOM_CLIENT_SECRET": "bench", "ZOOM_PLAN": PLAN,
    }  # fmt: skip
    rooms = wiring.rooms(settings.load(given, dotenv=None))
    rooms.store.upgrade()
    plan = events.Plan("Bench", "2026-03-03T09:00", "2026-03-03T12:00", "UTC", webinars=[str(WEBINAR)])
    event = events.add(rooms.store, plan, webinar=Entrance, clock=rooms.clock)
    settle()  # as a worker does when it begins
    started = time.perf_counter()
    outcome = sync.sync_event(rooms.store, rooms.zoom(), event.id, clock=rooms.clock, holder="bench")
    took = time.perf_counter() - started
    kept = len(rooms.store.read(lambda tx: traces.of_event(tx, event.id)))
    rooms.store.close()
    return took, kept, outcome.complete


@contextmanager
def _zoom(registrants: int, connections: int):  # type: ignore[no-untyped-def]
    """The address of a demo Zoom in a process of its own, and what gives the calls it let through, by label."""
    ours, theirs = multiprocessing.Pipe()
    serving = multiprocessing.get_context("spawn").Process(
        target=_serve, args=(theirs, registrants, connections), daemon=True
    )
    serving.start()

    def made() -> Mapping[str, int]:
        ours.send("calls")
        return ours.recv()  # type: ignore[no-any-return]

    try:
        yield ours.recv(), made
    finally:
        ours.send("end")
        serving.join()


def _serve(told: Pipe, registrants: int, connections: int) -> None:
    app, made = create_app(_world(registrants, connections)), Counter[str]()

    @app.after_request
    def count(answer):  # type: ignore[no-untyped-def]
        if answer.status_code != 429:
            made[g.get("label", "oauth")] += 1
        return answer

    logs.configure("error")
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    told.send(f"http://127.0.0.1:{server.server_port}")
    while told.recv() == "calls":
        told.send(dict(made))
    server.shutdown()


def _world(registrants: int, connections: int) -> World:
    world = World(account_id="bench", switches=Switches(plan=PLAN, report_after_s=0, durations_after_s=0))
    world.apps["bench"] = App("bench", "bench", "bench", SCOPES)
    world.users["host"] = User("host", "host@bench.example", "Host", "Bench")
    world.add_webinar(
        Webinar(WEBINAR, "host", "Bench", START, 180, "UTC", "next==", START - timedelta(days=9))
    )
    for number in range(registrants):
        one = Registrant(
            f"r{number}", f"p{number}@bench.example", "P", str(number), created=START - timedelta(days=3)
        )
        world.enlist(WEBINAR, one)
    world.start(WEBINAR, "run==", START)
    for number in range(connections):
        join = START + timedelta(seconds=number % 900)
        made = Connection(str(number), f"P {number}", join, registrant_id=f"r{number % registrants}")
        world.join("run==", made)
    world.end("run==", START + timedelta(hours=3))
    return world


if __name__ == "__main__":
    run()
