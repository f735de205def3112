"""Two webs and two workers as processes of their own on one PostgreSQL, a Zoom and a mail server beside them.

What the queue does is written down by triggers in the database, so that it is seen whoever does it.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text
from werkzeug.serving import make_server

from tests.post import free_port
from zoom_sync.demo.webinar_day.stage import SCOPES
from zoom_sync.demo.zoom_server import Switches, World, create_app
from zoom_sync.demo.zoom_server.people import App, Connection, Registrant, User, Webinar
from zoom_sync.store.database import Store

ROOT = Path(__file__).parents[2]
SECRET = "machines-secret-token"
START = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=3)

WATCH = (
    """CREATE TABLE seen (
        at timestamptz DEFAULT clock_timestamp(), tx xid8 DEFAULT pg_current_xact_id(), what text, name text,
        key text, task int, was text, now text, old_fence int, fence int, silent float, ahead float
    )""",
    """CREATE FUNCTION see_task() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'INSERT' THEN
            INSERT INTO seen (what, name, key, task, now, ahead) VALUES ('asked', NEW.name, NEW.key, NEW.id, NEW.state,
                extract(epoch FROM NEW.due - clock_timestamp()));
        ELSIF OLD.fence <> NEW.fence THEN
            INSERT INTO seen (what, name, key, task, was, now, old_fence, fence, silent) VALUES (
                'claimed', NEW.name, NEW.key, NEW.id, OLD.state, NEW.state, OLD.fence, NEW.fence,
                extract(epoch FROM clock_timestamp() - OLD.leased_until) + {lease});
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE FUNCTION see_tick() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO seen (what, name, key) VALUES ('tick', NEW.schedule, CAST(NEW.due AS text));
        RETURN NEW;
    END $$""",
    "CREATE TRIGGER see_task AFTER INSERT OR UPDATE ON task FOR EACH ROW EXECUTE FUNCTION see_task()",
    "CREATE TRIGGER see_tick AFTER INSERT ON clock_tick FOR EACH ROW EXECUTE FUNCTION see_tick()",
)


def watch(store: Store, *, lease_s: float) -> None:
    """Write down from now on what becomes of tasks and ticks: in `seen`, which `sights` reads."""
    statements = [text(one.format(lease=lease_s)) for one in WATCH]
    store.run(lambda tx: [tx.execute(one) for one in statements])


def sights(store: Store, what: str) -> list[dict[str, Any]]:
    rows = store.read(
        lambda tx: tx.execute(text("SELECT * FROM seen WHERE what = :what ORDER BY at"), {"what": what})
    )
    return [dict(row._mapping) for row in rows]


class Process:
    """One of the service's processes, with all that it started. It may be killed, paused and started again."""

    def __init__(self, role: str, environment: dict[str, str]) -> None:
        self.role, self._environment = role, environment
        self.running = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "zoom_sync", self.role]
        return subprocess.Popen(command, cwd=ROOT, env=self._environment, start_new_session=True)

    def send(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.running.pid, number)

    def kill(self) -> None:
        self.send(signal.SIGKILL)
        self.running.wait(10)

    def again(self) -> None:
        self.running = self._start()

    def end(self) -> float:
        """Ask it to end; gives the seconds that it took. Fails after ten."""
        asked = time.monotonic()
        with suppress(ProcessLookupError):
            self.running.terminate()
        self.running.wait(10)
        return time.monotonic() - asked


@contextmanager
def a_zoom(*, events: int, people: int, pause_s: float) -> Iterator[str]:
    """A Zoom with so many webinars that have ended, each with so many people. Every answer takes `pause_s`."""
    world = World(account_id="a", switches=Switches(plan="business", report_after_s=0, durations_after_s=0))
    world.apps["a"] = App("a", "a", "a", SCOPES)
    world.users["host"] = User("host", "host@mela.example", "Host", "Mela")
    for number in range(events):
        id = webinar_id(number)
        world.add_webinar(
            Webinar(
                id, "host", f"Day {number}", START, 60, "UTC", f"next{number}==", START - timedelta(days=9)
            )
        )
        for person in range(people):
            one = Registrant(
                f"r{number}-{person}", f"p{number}.{person}@mela.example", f"Given{person}", f"Family{number}x{person}",
                created=START - timedelta(days=3),
            )  # fmt: skip
            world.register(id, one)
        world.start(id, run_of(number), START)
        for person in range(people):
            made = Connection(
                f"{number}{person:04d}", f"Given{person} Family{number}x{person}", START,
                registrant_id=f"r{number}-{person}",
            )  # fmt: skip
            world.join(run_of(number), made)
        world.end(run_of(number), START + timedelta(hours=1))
    app = create_app(world)
    app.before_request(lambda: time.sleep(pause_s))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


def webinar_id(number: int) -> int:
    return 81_000_000_000 + number


def run_of(number: int) -> str:
    return f"run{number}/+=="


def bodies(*, events: int, people: int) -> list[bytes]:
    """What Zoom tells of every connection: joined and left, of the same that its reports show."""
    told = []
    for number in range(events):
        for person in range(people):
            for name, at in (("joined", START), ("left", START + timedelta(hours=1))):
                stamp = at.strftime("%Y-%m-%dT%H:%M:%SZ")
                participant = {
                    "user_id": f"{number}{person:04d}", "user_name": f"Given{person} Family{number}x{person}",
                    "id": "", "email": "", "registrant_id": f"r{number}-{person}",
                    "join_time" if name == "joined" else "leave_time": stamp,
                }  # fmt: skip
                about = {
                    "id": str(webinar_id(number)), "uuid": run_of(number), "host_id": "host", "type": 5,
                    "topic": f"Day {number}", "duration": 60, "timezone": "UTC",
                    "start_time": START.strftime("%Y-%m-%dT%H:%M:%SZ"), "participant": participant,
                }  # fmt: skip
                body = {
                    "event": f"webinar.participant_{name}",
                    "event_ts": int(at.timestamp() * 1000),
                    "payload": {"account_id": "a", "object": about},
                }
                told.append(json.dumps(body, separators=(",", ":")).encode())
    return told


class Teller(threading.Thread):
    """Delivers as Zoom does: to whichever web answers, again until one has said 2xx, some twice."""

    def __init__(self, bodies: list[bytes], ports: list[int], *, dice: random.Random, pause_s: float) -> None:
        super().__init__()
        self._waiting = [body for body in bodies for _ in range(dice.choice((1, 1, 2)))]
        dice.shuffle(self._waiting)
        self._ports, self._dice, self._pause_s = ports, dice, pause_s
        self.refused = 0
        self.acknowledged: set[bytes] = set()
        self.enough = threading.Event()

    def run(self) -> None:
        while self._waiting and not self.enough.is_set():
            body = self._waiting.pop()
            if _deliver(body, self._dice.choice(self._ports)):
                self.acknowledged.add(body)
            else:
                self.refused += 1
                self._waiting.insert(0, body)
            time.sleep(self._pause_s)


def _deliver(body: bytes, port: int) -> bool:
    stamp = str(int(time.time()))
    mac = hmac.new(SECRET.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    headers = {
        "x-zm-signature": f"v0={mac}", "x-zm-request-timestamp": stamp, "content-type": "application/json",
    }  # fmt: skip
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=3)
    try:
        connection.request("POST", "/webhooks/zoom", body, headers)
        return connection.getresponse().status == 204
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def environment(url: str, *, zoom: str, smtp: str, port: int = 0, reads: str) -> dict[str, str]:
    given = {
        "DATABASE_URL": url, "SECRET_KEY": "0123456789abcdef" * 4, "PORT": str(port or free_port()),
        "ZOOM_ACCOUNT_ID": "a", "ZOOM_CLIENT_ID": "a", "ZOOM_CLIENT_SECRET": "a", "ZOOM_PLAN": "business",
        "ZOOM_API_URL": zoom, "ZOOM_OAUTH_URL": f"{zoom}/oauth", "ZOOM_WEBHOOK_SECRET_TOKEN": SECRET,
        "REPORT_READS": reads, "SMTP_URL": smtp, "MAIL_FROM": "letters@mela.example", "MAIL_PER_SECOND": "10",
        "LOG_LEVEL": "error",
    }  # fmt: skip
    return {**os.environ, **given, "PYTHONPATH": str(ROOT)}


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def until(true: Callable[[], Any], within_s: float) -> Any:
    """What `true` gives once it gives something. Fails after `within_s` seconds."""
    end = time.monotonic() + within_s
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.1)
    raise AssertionError(f"not within {within_s} s")
