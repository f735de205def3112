"""The processes of the service, and its own check-up."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Any

import click

from zoom_sync.cli import say, with_rooms
from zoom_sync.records import Trouble

if TYPE_CHECKING:
    from settings import Settings
    from zoom_sync.store.home import Home
    from zoom_sync.wiring import Rooms


# What the doctor finds out by itself, and says with more.
ASKED = {"worker_silent", "validation_missed", "clock"}


@click.command()
def web() -> None:
    """Serve pages, API and Zoom's deliveries."""
    from zoom_sync import wiring

    settings = wiring.load()
    home = _ready(settings, role="web")
    server(settings).serve()
    home.leave()


def server(settings: Settings, target: str = "zoom_sync.front:from_environment") -> Any:
    """The web server, before it serves. `target` makes the application, in a process of its own."""
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels

    return Granian(
        target,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        factory=True,
        workers=1,  # one intake process per SQLite file: with two the worst answer took a second
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(max_buffer_size=64 * 1024),
        websockets=False,
        log_level=LogLevels.warning,
        log_access=False,
        workers_kill_timeout=2,
    )


@click.command()
def worker() -> None:
    """Read deliveries, sync, rebuild records, send letters."""
    from zoom_sync import wiring
    from zoom_sync import worker as process
    from zoom_sync.logs import configure

    settings = wiring.load()
    configure(settings.log_level)
    home = _ready(settings, role="worker")
    home.stay(_give_way)
    process.main(wiring.rooms(settings), at_end=home.leave)


@click.command()
def run() -> None:
    """Everything at once, as `make run` does: web and worker, and without Zoom credentials the demo."""
    from zoom_sync import run as together

    together.main()


@click.command()
@with_rooms
def doctor(rooms: Rooms) -> None:
    """Check settings, store, clock, Zoom, webhooks, address and mail: a line each, with the remedy."""
    from zoom_sync.actions import doctor as actions
    from zoom_sync.actions import notice

    findings = actions.examine(
        rooms.store,
        zoom=rooms.zoom if rooms.account else None,
        mailer=rooms.mailer,
        config=rooms.config,
        clock=rooms.clock,
    )
    said = notice.warnings(rooms.store, config=rooms.config, clock=rooms.clock)
    findings += [
        actions.Finding(one.name.replace("_", " "), "ill", one.text) for one in said if one.name not in ASKED
    ]
    for finding in findings:
        mark = {"well": "ok  ", "unknown": "?   ", "ill": "FAIL"}[finding.state]
        click.echo(f"{mark} {finding.about}: {finding.text}")
    ill = [finding for finding in findings if finding.state == "ill"]
    if ill:
        raise Trouble(
            f"{len(ill)} of {len(findings)} checks failed.", "", "The lines marked FAIL say what to do."
        )


def _ready(settings: Settings, *, role: str) -> Home:
    """The store is this machine's, whole, and of the newest schema; otherwise one sentence with the remedy.

    On SQLite an older schema is brought to the newest.
    """
    from zoom_sync import wiring
    from zoom_sync.actions import privacy
    from zoom_sync.store.home import Home, introduction

    rooms = wiring.rooms(settings)
    try:
        state = rooms.store.schema_state()
        on_sqlite = rooms.store.dialect == "sqlite"
        if state == "empty" and on_sqlite:
            rooms.store.upgrade()
        elif state != "current" and not (state == "older" and on_sqlite):
            raise Trouble(
                "The store's schema is not the newest.", "Nothing was started.", "Run `zoom-sync db upgrade`."
            )
        home = Home(rooms.store, clock=rooms.clock, role=role, say=say)
        home.enter()
        kept = wiring.newest_schema(rooms)
        privacy.apply_marks(rooms.store, rooms.erased_file(), clock=rooms.clock)
        if kept is not None:
            say(f"The store was brought to the newest schema; as it was before it is kept in {kept}.")
        say(introduction(rooms.store))
        return home
    finally:
        rooms.store.close()


def _give_way(trouble: Trouble) -> None:
    """End this process, whose store is another machine's now."""
    say(str(trouble))
    os.kill(os.getpid(), signal.SIGTERM)
