"""People who have the live page open, and what a process uses of a processor."""

from __future__ import annotations

import http.client
import os
import re
import threading
import time
from collections.abc import Callable
from pathlib import Path

import requests as http_client

import settings
from bench.intake.service import Service
from zoom_sync import wiring
from zoom_sync.actions import access

EVERY_S = 1.0  # as live.js does
_ALL = re.compile(rb'data-field="all">([\d,]+)<')


class Watchers:
    """So many signed-in people, each in a thread with a connection that stays open, asking as the page does.

    `asked`: the time of each look; `failed`: how many were neither 200 nor 304. `states`: the tags of what was shown.
    """

    def __init__(self, there: Service, event: str, count: int) -> None:
        self._port, self._path = there.port, f"/events/{event}/live/now"
        self._cookies = [_signed_in(there, f"admin{number}@bench.example") for number in range(count)]
        self._shown: list[list[tuple[int, float]]] = [[] for _ in range(count)]
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._watch, args=(number,), daemon=True) for number in range(count)
        ]
        self.asked: list[float] = []
        self.failed = 0
        self.states: set[str] = set()

    def __enter__(self) -> Watchers:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(10)

    def shown_after(self, people: int, since: float) -> list[float]:
        """For each watcher, how long after `since` so many people (or more) were on the screen."""
        return [
            max(0.0, next((at for found, at in seen if found >= people), float("inf")) - since)
            for seen in self._shown
        ]

    def _watch(self, number: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        due, tag = time.monotonic() + number * EVERY_S / len(self._threads), ""
        while not self._stop.wait(max(0.0, due - time.monotonic())):
            due += EVERY_S
            headers = {"Cookie": self._cookies[number]} | ({"If-None-Match": tag} if tag else {})
            line.request("GET", self._path, headers=headers)
            answer = line.getresponse()
            body = answer.read()
            self.asked.append(time.monotonic())
            if answer.status == 200:
                tag = answer.headers["ETag"]
                self.states.add(tag)
                if found := _ALL.search(body):
                    self._shown[number].append((int(found[1].replace(b",", b"")), time.monotonic()))
            elif answer.status != 304:
                self.failed += 1


def processor(pid: int, seconds: float, meanwhile: Callable[[int], object] | None = None) -> float:
    """The share of one core that a process and its children use within so many seconds.

    `meanwhile` is called each second, with how many times it was before.
    """
    began, before = time.monotonic(), _used(pid)
    for number in range(int(seconds)):
        if meanwhile is not None:
            meanwhile(number)
        time.sleep(max(0.0, began + number + 1 - time.monotonic()))
    return (_used(pid) - before) / (time.monotonic() - began)


def _used(pid: int) -> float:
    """Seconds of processor time so far."""
    ticks = 0
    for process in (pid, *_children(pid)):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for each in tasks for child in each.read_text().split()]


def _signed_in(there: Service, address: str) -> str:
    rooms = wiring.rooms(settings.load(there.environment, dotenv=None))
    base = f"http://127.0.0.1:{there.port}"
    link = access.add_user(rooms.store, address, role="admin", public_url=base, clock=rooms.clock)
    rooms.store.close()
    answer = http_client.post(link, timeout=30, allow_redirects=False)
    name, value = next(iter(answer.cookies.items()))
    return f"{name}={value}"
