"""Ten doors at an event of ten thousand people, while deliveries come in: how long a volunteer waits.

Each door searches once a second, as often as it may, looks for what is new every ten, and hands in a check-in
every three. On a phone names are found without asking at all; this is the search of the service, for protected
events and for programs.
"""

from __future__ import annotations

import json
import os
import resource
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import requests as http

import settings
from bench.intake import requests
from bench.intake.sending import Crowd, Took, paced
from bench.intake.service import Service, service
from bench.intake.told import Figure, below, lateness, milliseconds, none, quantile
from zoom_sync import wiring
from zoom_sync.actions import doors, events, import_sheet, rebuild
from zoom_sync.records import Webinar

PEOPLE, DOORS, DELIVERIES = 10_000, 10, 200
GIVEN = (
    "Asha",
    "Rahima",
    "Bikram",
    "Fatima",
    "Sita",
    "Karim",
    "Anita",
    "Yusuf",
    "Renée",
    "Nguyễn",
    "Priyanka",
    "রহিমা",
)
FAMILY = (
    "Rao",
    "Khatun",
    "Thapa",
    "Zahra",
    "Devi",
    "Uddin",
    "Sharma",
    "Ó Briain",
    "Straßer",
    "Lama",
    "Petrov",
    "খাতুন",
)
SEARCHES = (
    "asha rao",
    "rah",
    "renee str",
    "শর্মা",
    "fatima",
    "রহিমা",
    "nguyen",
    "obriain",
    "priyanka lama",
    "zzzz",
)


def run(*, seconds: float = 60, people: int = PEOPLE) -> None:
    """`seconds`: how long the doors are at work."""
    with tempfile.TemporaryDirectory() as folder, service(Path(folder)) as there:
        links = _prepare(there, people)
        idle, began = time.process_time(), time.monotonic()
        there.web()
        there.start("-m", "zoom_sync", "worker")
        phones = [_Phone(there.port, link, number) for number, link in enumerate(links)]
        with Crowd() as crowd:
            sent = crowd.send(paced, there.port, per_second=DELIVERIES, seconds=seconds)
            threads = [threading.Thread(target=phone.work, args=(seconds,)) for phone in phones]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            took = sent.result()
            senders = crowd.send(time.process_time).result()
        phoning, lasted = time.process_time() - idle, time.monotonic() - began
        there.stop()
    for figure in [*_figures(phones, took, people), _spent(lasted, senders=senders, phones=phoning)]:
        print(figure, flush=True)


def _spent(lasted: float, *, senders: float, phones: float) -> Figure:
    """Who kept the processors busy: what asks shares them with what is asked. All in seconds."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)  # all that we started
    service = ended.ru_utime + ended.ru_stime - senders
    return Figure(
        f"  {os.cpu_count()} processors for {lasted:.0f} s: the service took {service:.0f} s, who sends deliveries "
        f"{senders:.1f} s, the phones {phones:.1f} s"
    )


def _figures(phones: list[_Phone], took: Sequence[Took], people: int) -> list[Figure]:
    beside = f"{people:,} people, {len(phones)} doors, {DELIVERIES} deliveries/s"
    told = {name: [one * 1000 for phone in phones for one in phone.took[name]] for name in phones[0].took}
    return [
        below(500, f"door search, {beside}: p95", quantile(told["search"], 0.95), " ms"),
        Figure(f"  {len(told['search'])} searches: median {quantile(told['search'], 0.5):.0f} ms, "
               f"the slowest {max(told['search']):.0f} ms"),
        below(300, "a check-in, kept: p95", quantile(told["check-in"], 0.95), " ms"),
        Figure(f"  {len(told['check-in'])} check-ins: median {quantile(told['check-in'], 0.5):.0f} ms, "
               f"the slowest {max(told['check-in']):.0f} ms"),
        Figure(f"what is new: p95 {quantile(told['state'], 0.95):.0f} ms"),
        none("requests of doors that failed", sum(phone.failed for phone in phones)),
        none(f"of {len(took):,} deliveries not taken at once", sum(one.status != 204 for one in took)),
        Figure(f"  taken after: p95 {quantile(milliseconds(took), 0.95):.0f} ms, "
               f"the slowest {max(milliseconds(took)):.0f} ms"),
        lateness(took),
    ]  # fmt: skip


class _Phone:
    """A door that is open, as its page speaks to the service."""

    def __init__(self, port: int, link: str, number: int) -> None:
        self._base = f"http://127.0.0.1:{port}"
        self._number = number
        self._session = http.Session()
        self._session.trust_env = False
        self._session.post(f"{self._base}/door/{link}", timeout=60, allow_redirects=False).raise_for_status()
        self.took: dict[str, list[float]] = {"search": [], "check-in": [], "state": []}
        self.failed = 0
        token = self._session.get(f"{self._base}/door/state", timeout=60).json()["csrf"]
        self._session.headers["X-CSRFToken"] = token

    def work(self, seconds: float) -> None:
        began = time.monotonic() + self._number / DOORS  # not all in one moment
        for second in range(int(seconds)):
            time.sleep(max(0.0, began + second - time.monotonic()))
            self.search(second)
            if second % 3 == 0:
                item = {
                    "nonce": f"{self._number:08}{second:08}",
                    "at": _millis(),
                    "name": f"Walk In {second}",
                }
                self._ask("check-in", "check-ins", {"now": _millis(), "items": [item]})
            if second % 10 == 0:
                self._ask("state", "state")

    def search(self, turn: int = 0) -> None:
        self._ask("search", "search", {"q": SEARCHES[(turn + self._number) % len(SEARCHES)]})

    def _ask(self, name: str, path: str, body: object = None) -> None:
        began = time.monotonic()
        method = "GET" if body is None else "POST"
        answer = self._session.request(method, f"{self._base}/door/{path}", json=body, timeout=60)
        self.took[name].append(time.monotonic() - began)
        self.failed += answer.status_code != 200


def _millis() -> int:
    return round(time.time() * 1000)


def _prepare(there: Service, people: int) -> list[str]:
    """An event of the webinar whose deliveries come in, its record, and the secrets of its doors' links."""
    rooms = wiring.rooms(settings.load(there.environment, dotenv=None))
    day = rooms.clock.now().date().isoformat()
    plan = events.Plan(
        "Ten doors", f"{day}T00:00", f"{day}T23:59", "UTC", venue="A hall", webinars=[requests.WEBINAR]
    )
    event = events.add(rooms.store, plan, webinar=Webinar, clock=rooms.clock)
    listed = json.dumps({"registrants": [_registrant(number) for number in range(people)]}).encode()
    import_sheet.import_file(
        rooms.store, event.id, data=listed, name="registrants.json", clock=rooms.clock, zone=ZoneInfo("UTC")
    )
    rebuild.rebuild(rooms.store, event.id, reads=rooms.config.report_reads, clock=rooms.clock)
    opened = [
        doors.add(rooms.store, event.id, name=f"Door {number}", public_url="", clock=rooms.clock, by="bench")
        for number in range(DOORS)
    ]
    rooms.store.close()
    return [one.link.removeprefix("/door/") for one in opened]


def _registrant(number: int) -> dict[str, str]:
    return {
        "id": requests.registrant_id(number), "email": f"p{number}@bench.example", "status": "approved",
        "first_name": GIVEN[number % 12], "last_name": f"{FAMILY[number // 12 % 12]} {number // 144}",
        "org": f"House {number % 50}", "create_time": "2026-03-01T09:00:00Z",
    }  # fmt: skip
