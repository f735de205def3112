"""A database that does not answer any more, and says so to nobody: each delivery is refused in time."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from sqlalchemy import make_url

from tests.deliveries.web import Nursery, a_join, deliver, until_it_answers
from webhooks.events import delivery_id
from zoom_sync.store import inbox
from zoom_sync.store.database import Store


class Cable:
    """What lies between the service and its database. Unplugged, it swallows nothing and passes nothing on."""

    def __init__(self, url: str) -> None:
        self._far = make_url(url)
        self._plugged = threading.Event()
        self._plugged.set()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._ends: list[socket.socket] = []
        host, port = self._listening.getsockname()
        near = self._far.set(host=host, port=port).difference_update_query(["host", "port"])
        self.url = near.render_as_string(hide_password=False)
        threading.Thread(target=self._accept, daemon=True).start()

    def unplug(self) -> None:
        self._plugged.clear()

    def plug_in(self) -> None:
        self._plugged.set()

    def close(self) -> None:
        self.plug_in()
        for end in [self._listening, *self._ends]:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, far = self._listening.accept()[0], self._connected()
                self._ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _connected(self) -> socket.socket:
        host = self._far.host or str(self._far.query.get("host", "127.0.0.1"))
        port = self._far.port or int(str(self._far.query.get("port", 5432)))
        if not host.startswith("/"):
            return socket.create_connection((host, port))
        far = socket.socket(socket.AF_UNIX)
        far.connect(f"{host}/.s.PGSQL.{port}")
        return far

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                self._plugged.wait()
                other.sendall(data)
            other.shutdown(socket.SHUT_WR)


@contextmanager
def cable(url: str) -> Iterator[Cable]:
    made = Cable(url)
    try:
        yield made
    finally:
        made.close()


@pytest.mark.postgres
def test_while_the_database_hangs_deliveries_are_refused_in_time_and_later_ones_are_kept(
    postgres_url: str, postgres_store: Store, processes: Nursery
) -> None:
    with cable(postgres_url) as line:
        _, port = processes.start("web", line.url)
        until_it_answers(port)
        assert send(port, [0]) == {0: (204, True)}

        line.unplug()
        refused = send(port, range(1, 41))
        alive = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        alive.request("GET", "/healthz")
        assert alive.getresponse().status == 200
        line.plug_in()
        until_kept(port, 99)
        processes.kill_all()

    assert set(refused.values()) == {(503, True)}
    kept = {delivery.id for delivery in postgres_store.read(inbox.unread)}
    assert {delivery_id(a_join(0)), delivery_id(a_join(99))} <= kept


def send(port: int, numbers: range | list[int]) -> dict[int, tuple[int, bool]]:
    """All of them at once: the status of each, and whether it came before Zoom would have given up."""
    answers: dict[int, tuple[int, bool]] = {}

    def work(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        began = time.monotonic()
        status = deliver(connection, a_join(number))
        answers[number] = (status, time.monotonic() - began < 2.9)

    threads = [threading.Thread(target=work, args=(number,)) for number in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return answers


def until_kept(port: int, number: int) -> None:
    end = time.monotonic() + 30
    while send(port, [number])[number][0] != 204:
        assert time.monotonic() < end, "it did not recover"
