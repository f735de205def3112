"""`make run`: everything at once on one machine, ended together by Ctrl-C.

With Zoom credentials: web and worker. Without: the demo Zoom beside them, with a sample day that plays
through the real path, and an organiser who does what an organiser would do, by the same actions as the
pages and commands. The demo has a store of its own, made anew each time, and never mails anybody.
"""

from __future__ import annotations

import os
import queue
import select
import signal
import socket
import sys
import threading
import time
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import honcho.manager
import requests
from honcho.printer import Printer

import settings as settings_module
from zoom_sync import wiring
from zoom_sync.actions import access, events, import_sheet, own_record
from zoom_sync.records import Trouble, Webinar
from zoom_sync.store import events as stored_events
from zoom_sync.store import memory, people, snapshot, users
from zoom_sync.store.database import Tx
from zoom_sync.store.home import Home

READY_WITHIN_S = 60
SEEN_WITHIN_S = 120
DEMO = {
    "ZOOM_ACCOUNT_ID": "demo-account",
    "ZOOM_CLIENT_ID": "demo-client",
    "ZOOM_CLIENT_SECRET": "demo-client-secret",
    "ZOOM_WEBHOOK_SECRET_TOKEN": "demo-secret-token",
    "ZOOM_PLAN": "business",
    "REPORT_READS": "6s,12s,30s",
    "SMTP_URL": "mailbox:",
    "MAIL_FROM": "The demo <letters@this-machine.example>",
    "MAIL_PER_SECOND": "50",
}
PYTHON = f'"{sys.executable}" -m zoom_sync'


def main() -> None:
    """Start the processes and return when they have ended. Exits the process with their code."""
    environment: dict[str, str] = {"LOG_LEVEL": "warning", **os.environ}
    settings = settings_module.load(environment)
    _refuse_a_taken_port(settings.host, settings.port)
    demo = "" if settings.zoom_client_id else f"http://127.0.0.1:{_free_port()}"
    if demo:
        environment |= _demo_environment(environment, demo)
        settings = settings_module.load(environment)
    _TERMINAL.open()
    link = _prepare(settings, is_demo=bool(demo))

    honcho.manager.KILL_WAIT = 3
    manager = _Manager(Printer(_TERMINAL, prefix=_TERMINAL.isatty()))
    manager.add_process("web", f"exec {PYTHON} web", env=environment)
    manager.add_process("worker", f"exec {PYTHON} worker", env=environment)
    if demo:
        manager.add_process("demo", _demo_command(settings, demo), env=environment)
    threading.Thread(target=_attend, args=(settings, link, demo), daemon=True).start()
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # `nohup`: it is to outlive the terminal
        signal.signal(signal.SIGHUP, _end)
    manager.loop()
    _TERMINAL.close()
    sys.exit(0 if manager.returncode in (0, 130, 143) else manager.returncode)


class _Manager(honcho.manager.Manager):  # type: ignore[misc]  # it has no types
    """Honcho's, which can be ended at any moment."""

    def terminate(self) -> None:
        """Asked to before all have said that they started, its own would fail and leave them behind: a moment later."""
        if self._all_started():
            super().terminate()
        else:
            threading.Timer(0.1, _end).start()


class _Terminal:
    """What the lines are printed to, once it is open by a thread of its own.

    Else who waits for a reader, or is within a line when a signal comes, could not be ended. Once nobody reads any
    more (`| head`), all ends, as by Ctrl-C: the processes are in sessions of their own, and would go on unseen and
    keep the port.
    """

    def __init__(self) -> None:
        self._texts: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._printer: threading.Thread | None = None

    def open(self) -> None:
        self._printer = threading.Thread(target=self._print, daemon=True)
        self._printer.start()

    def write(self, text: str) -> None:
        if self._printer:
            self._texts.put(text)
        else:
            sys.stdout.write(text)

    def flush(self) -> None:
        """Nothing to do: the thread holds nothing back."""

    def isatty(self) -> bool:
        return sys.stdout is not None and sys.stdout.isatty()

    def close(self) -> None:
        """Print what is left, for some seconds at most."""
        if self._printer:
            self._texts.put(None)
            self._printer.join(5)

    def _print(self) -> None:
        if sys.stdout is None:  # `>&-`: its number may be a file of somebody else's by now
            return
        target, encoding = sys.stdout.fileno(), sys.stdout.encoding
        for text in iter(self._texts.get, None):
            left = text.encode(encoding, "backslashreplace")
            while left:
                try:
                    # Not by `sys.stdout`, for whose lock Python would wait at its end.
                    done = os.write(target, left)
                except BlockingIOError:
                    select.select([], [target], [])
                except OSError:
                    os.dup2(os.open(os.devnull, os.O_WRONLY), target)
                    _end()
                else:
                    left = left[done:]


_TERMINAL = _Terminal()


def _end(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def _prepare(settings: settings_module.Settings, *, is_demo: bool) -> str:
    """The newest schema, somebody who may sign in, and the link to do so. Of a demo's store or an empty one."""
    rooms = wiring.rooms(settings)
    home = Home(rooms.store, clock=rooms.clock, role="make run", say=_say)
    try:
        if rooms.store.schema_state() == "empty":
            rooms.store.upgrade()
        home.enter()
        try:
            wiring.newest_schema(rooms)
            if is_demo:
                rooms.store.read(_refuse_their_own)
            admins = [user.email for user in rooms.store.read(users.all) if user.role == "admin"]
            return access.add_user(
                rooms.store,
                admins[0] if admins else "organiser@this-machine.example",
                role="admin",
                public_url=rooms.config.public_url,
                clock=rooms.clock,
                by="make run",
            )
        finally:
            home.leave()
    finally:
        rooms.store.close()


def _attend(settings: settings_module.Settings, link: str, demo: str) -> None:
    """Say when it is ready; then be the demo's organiser."""
    base = settings.listening
    if not _is_ready(base):
        _say(
            f"The service did not get ready within {READY_WITHIN_S} s. Stop it with Ctrl-C; the lines above say why."
        )
        return
    if demo:
        _say(
            "ZOOM_CLIENT_ID is not set: a demo Zoom plays a sample day beside the service, in about two minutes."
        )
    _say(f"zoom-sync is ready on {base}")
    _say(f"Sign in (one use, one button): {link}")
    _say("Ctrl-C ends everything.")
    if not demo:
        return
    try:
        organise(wiring.rooms(settings), demo)
    except Trouble as trouble:
        _say(f"The demo's organiser stopped: {trouble}")
    except requests.RequestException:
        _say("The demo Zoom does not answer any more; the day ends here.")


def organise(rooms: wiring.Rooms, demo: str) -> None:
    """What an organiser does for the sample day: make the event, wait, bring the sheets, close the room."""
    state = _ask(demo, "/demo/state")
    plan = state["event"]
    sessions = [f"{one['title']};{one['starts']};{one['ends']};{one['place']}" for one in plan["sessions"]]
    event = events.add(
        rooms.store,
        events.Plan(
            title=plan["title"], starts=plan["starts"], ends=plan["ends"], timezone=plan["timezone"],
            venue=plan["venue"], sessions=sessions, webinars=[str(state["webinar"])],
            polls="yes",
        ),
        webinar=lambda text: Webinar(text),
        clock=rooms.clock,
        by="make run",
    )  # fmt: skip
    rooms.store.run(partial(_note_its_own, event_id=event.id, now=rooms.clock.now()))
    requests.post(f"{demo}/demo/resume", timeout=10).raise_for_status()
    said = ""
    while not state["done"]:
        if state["now"] != said:
            said = state["now"]
            _say(f"{state['clock']}  {said}")
        time.sleep(1)
        state = _ask(demo, "/demo/state")
    for sheet in state["sheets"]:
        reply = requests.get(f"{demo}{sheet['url']}", timeout=10)
        reply.raise_for_status()
        _, new = import_sheet.import_file(
            rooms.store, event.id, data=reply.content, name=sheet["name"], by="make run", clock=rooms.clock
        )
        _say(f"The sign-in sheet {sheet['name']} is in: {new} rows.")
    events.close(rooms.store, event.id, clock=rooms.clock, by="make run")
    _say("The room is closed. Waiting for two readings of the reports to agree.")
    for objection in state["objections"]:
        _hear(rooms, event.id, objection["ref"], f"{demo}{objection['url']}")
    _tell_when_final(rooms, event.id)


def _hear(rooms: wiring.Rooms, event_id: str, ref: str, demo: str) -> None:
    """Give somebody the link to their own record as soon as it says that they came; they object to that.

    A record that does not say so by a time has nothing to object to: somebody has split it already.
    """
    until = time.monotonic() + SEEN_WITHIN_S
    while True:
        person = rooms.store.read(lambda tx: people.person(tx, event_id, ref))
        if person is not None and person.mode != "absent":
            break
        if time.monotonic() > until:
            return
        time.sleep(0.5)
    given = own_record.give(
        rooms.store, event_id, ref, public_url=rooms.config.public_url, by="make run", clock=rooms.clock
    )
    reply = requests.post(demo, json={"link": given.address}, timeout=60)
    _say(
        f"{person.name} has the link to her own record, and objects to it."
        if reply.ok
        else f"An objection did not get through: {reply.status_code}."
    )


def _tell_when_final(rooms: wiring.Rooms, event_id: str) -> None:
    while True:
        record = rooms.store.read(lambda tx: snapshot.record(tx, event_id))
        if record is not None and record.status == "final":
            break
        time.sleep(1)
    counts = ", ".join(
        f"{number} {name.replace('_', ' ')}" for name, number in record.counts.items() if number
    )
    _say(f"The record is final: {counts}; {len(record.review)} questions are open.")


def _refuse_their_own(tx: Tx) -> None:
    """Let the demo play where nothing is but its own events."""
    if not {one.id for one in stored_events.every(tx)} <= {*(memory.recall(tx, memory.DEMO) or ())}:
        raise Trouble(
            "ZOOM_CLIENT_ID is not set, and DATABASE_URL is a store with events that are not the demo's.",
            "Nothing was started, and its events are as they were.",
            "Set the Zoom app's id and secrets; or leave DATABASE_URL out, for the demo in a store of its own.",
        )


def _note_its_own(tx: Tx, event_id: str, now: datetime) -> None:
    memory.remember(tx, memory.DEMO, [*(memory.recall(tx, memory.DEMO) or ()), event_id], now=now)


def _demo_environment(environment: Mapping[str, str], demo: str) -> dict[str, str]:
    given = {"ZOOM_API_URL": demo, "ZOOM_OAUTH_URL": f"{demo}/oauth", **DEMO}
    if "DATABASE_URL" not in environment:
        for old in Path("data").glob("demo.db*"):
            old.unlink()
        given["DATABASE_URL"] = "sqlite:///data/demo.db"
    return given


def _demo_command(settings: settings_module.Settings, demo: str) -> str:
    port = demo.rpartition(":")[2]
    speed = f"--speed {float(os.environ['DEMO_SPEED'])}" if os.environ.get("DEMO_SPEED") else ""
    return (
        f'exec "{sys.executable}" -m zoom_sync.demo --paused --port {port} {speed} '
        f"--service {settings.listening} --secret-token {DEMO['ZOOM_WEBHOOK_SECRET_TOKEN']}"
    )


def _ask(demo: str, path: str) -> dict[str, Any]:
    reply = requests.get(f"{demo}{path}", timeout=10)
    reply.raise_for_status()
    return dict(reply.json())


def _is_ready(base: str) -> bool:
    until = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < until:
        try:
            if requests.get(f"{base}/readyz", timeout=2).status_code == 200:
                return True
        except requests.RequestException:
            pass  # it does not listen yet
        time.sleep(0.2)
    return False


def _refuse_a_taken_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as why:
            raise Trouble(
                f"Port {port} of {host} cannot be used ({why.strerror}).",
                "Nothing was started.",
                "End what listens there, or choose another: PORT=8010 make run.",
            ) from why


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _say(text: str) -> None:
    print(text, file=_TERMINAL, flush=True)  # the terminal of `make run` is where this is read
