"""Senders in a process of their own, so that what is measured is the service and not who asks it.

Each sender is a thread with one connection that stays open. Requests are made and signed beforehand.
"""

from __future__ import annotations

import multiprocessing
import socket
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

from bench.intake import requests

_processes = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Took:
    """What became of one request: its number, the status (0: no answer) and the seconds until then.

    `late`: how many of these the sender itself had overslept, which tells how busy the machine was.
    """

    number: int
    status: int
    seconds: float
    late: float = 0.0


class Crowd:
    """Lets senders work in another process; `result` waits for them."""

    def __init__(self) -> None:
        self._pool = ProcessPoolExecutor(1, mp_context=_processes)
        self._pool.submit(time.time).result()  # it has started

    def send(
        self, kind: Callable[..., Sequence[Took]], *args: object, **more: object
    ) -> Future[Sequence[Took]]:
        return self._pool.submit(kind, *args, **more)

    def __enter__(self) -> Crowd:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()


def eager(port: int, *, senders: int, seconds: float, most: int = 20_000, first: int = 0) -> list[Took]:
    """Each sender sends its next delivery when the one before is answered."""
    ready = [requests.genuine(first + number) for number in range(most)]
    until = time.perf_counter() + seconds

    def work(sender: int, took: list[Took]) -> None:
        line = Line(port)
        for number in range(sender, most, senders):
            began = time.perf_counter()
            if began >= until:
                return
            status = line.ask(ready[number])
            took.append(Took(first + number, status, time.perf_counter() - began))

    return _together(senders, work)


def paced(
    port: int,
    *,
    per_second: float,
    seconds: float,
    is_forged: bool = False,
    first: int = 0,
    senders: int = 200,
) -> list[Took]:
    """So many requests a second, evenly. Seconds count from when each was due, not from when it was sent.

    There are so many connections, for answers that take a second are not to keep the next request from leaving.
    """
    many = round(per_second * seconds)
    make = requests.forged if is_forged else requests.genuine
    ready = [make(first + number) for number in range(many)]
    start = time.perf_counter() + 0.2

    def work(sender: int, took: list[Took]) -> None:
        line = Line(port)
        for number in range(sender, many, senders):
            due = start + number / per_second
            time.sleep(max(0.0, due - time.perf_counter()))
            late = time.perf_counter() - due
            status = line.ask(ready[number])
            took.append(Took(first + number, status, time.perf_counter() - due, late))

    return _together(senders, work)


class Line:
    """One connection, made again where it was lost."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket: socket.socket | None = None

    def ask(self, request: bytes) -> int:
        """The status of the answer; 0 where there was none within 10 s."""
        try:
            if self._socket is None:
                self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=10)
                self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._socket.sendall(request)
            return self._answer(self._socket)
        except (OSError, ValueError):
            self.close()
            return 0

    def _answer(self, connection: socket.socket) -> int:
        got = b""
        while b"\r\n\r\n" not in got:
            part = connection.recv(65536)
            if not part:
                raise OSError("the connection ended")
            got += part
        head, _, body = got.partition(b"\r\n\r\n")
        _, _, after = head.lower().partition(b"content-length:")
        left = int(after.split(b"\r\n")[0] or 0) - len(body) if after else 0
        while left > 0:
            left -= len(connection.recv(left)) or left
        return int(head[9:12])

    def close(self) -> None:
        if self._socket is not None:
            with suppress(OSError):
                self._socket.close()
            self._socket = None


def _together(senders: int, work: Callable[[int, list[Took]], None]) -> list[Took]:
    took: list[list[Took]] = [[] for _ in range(senders)]
    threads = [threading.Thread(target=work, args=(number, took[number])) for number in range(senders)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [one for each in took for one in each]
