"""What goes on beside a storm: people who look at the event, download its record, and the worker's rebuilds."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from zoneinfo import ZoneInfo

import requests as http

import settings
from bench.intake import requests
from bench.intake.service import Service
from bench.intake.told import Figure, quantile
from zoom_sync import wiring
from zoom_sync.actions import access, events, import_sheet, rebuild
from zoom_sync.records import Webinar
from zoom_sync.store import events as stored

REGISTERED = 20_000
VIEWERS = 3
SYLLABLES = ["ba", "de", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "wi", "xo", "ye", "za", "chi"]


def prepare(there: Service) -> str:
    """An event of the webinar with 20,000 registrants, and its first record; gives its id."""
    rooms = _rooms(there)
    plan = events.Plan("A storm", "2026-03-03T09:00", "2026-03-03T12:00", "UTC", webinars=[requests.WEBINAR])
    event = events.add(rooms.store, plan, webinar=Webinar, clock=rooms.clock)
    listed = json.dumps({"registrants": [_registrant(number) for number in range(REGISTERED)]}).encode()
    import_sheet.import_file(
        rooms.store, event.id, data=listed, name="registrants.json", clock=rooms.clock, zone=ZoneInfo("UTC")
    )
    rebuild.rebuild(rooms.store, event.id, reads=rooms.config.report_reads, clock=rooms.clock)
    rooms.store.close()
    return event.id


def _registrant(number: int) -> dict[str, str]:
    first, last = number % 256, number // 256 + 256
    return {
        "id": requests.registrant_id(number), "email": f"p{number}@bench.example", "status": "approved",
        "first_name": _word(first), "last_name": _word(last), "create_time": "2026-03-01T09:00:00Z",
    }  # fmt: skip


def _word(number: int) -> str:
    word = ""
    while number:
        word, number = word + SYLLABLES[number % 16], number // 16
    return (word or "o").capitalize()


class Beside:
    """Looks and downloads, each with its seconds and its status."""

    def __init__(self, there: Service, event: str) -> None:
        self._there, self._event = there, event
        self._base = f"http://127.0.0.1:{there.port}"
        self.looks: list[float] = []
        self.downloads: list[float] = []
        self.failed: list[int] = []
        self._visitor = self._signed_in()

    def acts(self) -> list[tuple[Callable[[], None], float]]:
        """What is done again and again, and the seconds between."""
        formats = ("csv", "xlsx", "json")
        turn = iter(range(1_000_000))
        return [
            *[(self._look, 5.0)] * VIEWERS,
            (lambda: self._get(f"record.{formats[next(turn) % 3]}", self.downloads), 1.0),
        ]

    def figures(self) -> list[Figure]:
        rooms = _rooms(self._there)
        summary = rooms.store.read(lambda tx: stored.summary(tx, self._event)) or {}
        rooms.store.close()
        return [
            Figure(f"{len(self.looks)} looks at the event, p99 {quantile(self.looks, 0.99) * 1000:,.0f} ms"),
            Figure(f"{len(self.downloads)} downloads of the record, the slowest {max(self.downloads):.1f} s"),
            Figure(
                f"{summary.get('generation', 0)} generations of the record; requests that failed: {len(self.failed)}"
            ),
        ]

    def _look(self) -> None:
        self._get("", self.looks)
        self._get("live/now", self.looks)

    def _get(self, what: str, took: list[float]) -> None:
        began = time.monotonic()
        answer = self._visitor.get(f"{self._base}/events/{self._event}/{what}".rstrip("/"), timeout=120)
        took.append(time.monotonic() - began)
        if answer.status_code != 200:
            self.failed.append(answer.status_code)

    def _signed_in(self) -> http.Session:
        rooms = _rooms(self._there)
        link = access.add_user(
            rooms.store, "admin@bench.example", role="admin", public_url=self._base, clock=rooms.clock
        )
        rooms.store.close()
        session = http.Session()
        session.trust_env = False
        session.post(link, timeout=30, allow_redirects=False).raise_for_status()
        return session


def _rooms(there: Service) -> wiring.Rooms:
    return wiring.rooms(settings.load(there.environment, dotenv=None))
