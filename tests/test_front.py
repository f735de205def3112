"""Whoever sends or reads slowly, or too much, or not at all, keeps nobody else from being answered."""

from __future__ import annotations

import asyncio
import hashlib
import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import structlog
import structlog.testing

from tests.post import free_port
from webhooks.events import Delivery
from webhooks.reception import Reception
from webhooks.signature import sign
from zoom_sync.front import Front
from zoom_sync.front.deliveries import PATH, Deliveries
from zoom_sync.front.front import LARGE_AT_ONCE, LONG_THREADS
from zoom_sync.records import Trouble
from zoom_sync.wiring import SystemClock

ROOT = Path(__file__).parents[1]
SECRET = "a-secret-of-the-tests"
HEAD = b"Host: 127.0.0.1\r\n"


# A real process


@dataclass
class Web:
    """`zoom-sync web` on a port of its own."""

    process: subprocess.Popen[str]
    port: int
    store: Path
    held: list[socket.socket] = field(default_factory=list)

    def ask(self, method: str = "GET", path: str = "/healthz", body: bytes = b"", **headers: str) -> int:
        """The status of the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(
                method, path, body or None, {k.replace("_", "-"): v for k, v in headers.items()}
            )
            return connection.getresponse().status
        finally:
            connection.close()

    def deliver(self, id: str) -> int:
        body = json.dumps({"event": "webinar.started", "payload": {"object": {"id": id}}}).encode()
        stamp = str(int(time.time()))
        signature = sign(body, SECRET, stamp)
        return self.ask(
            "POST", "/webhooks/zoom", body, x_zm_signature=signature, x_zm_request_timestamp=stamp
        )

    def say(self, data: bytes) -> socket.socket:
        """Open a connection, send this, and leave it open."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=5)
        connection.sendall(data)
        self.held.append(connection)
        return connection


@pytest.fixture
def web(sqlite_url: str) -> Iterator[Web]:
    port = free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": sqlite_url,
        "PORT": str(port),
        "SECRET_KEY": "0123456789abcdef" * 4,
        "ZOOM_WEBHOOK_SECRET_TOKEN": SECRET,
        "LOG_LEVEL": "warning",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "zoom_sync", "web"], env=environment, cwd=ROOT, text=True
    )
    started = Web(process, port, Path(sqlite_url.removeprefix("sqlite:///")))
    try:
        _until_it_answers(started)
        yield started
    finally:
        for connection in started.held:
            connection.close()
        process.terminate()
        process.wait(10)


def _until_it_answers(web: Web) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            if web.ask() == 200:
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the web process did not start")


def _within(seconds: float, act: Callable[[], int]) -> int:
    began = time.monotonic()
    result = act()
    assert time.monotonic() - began < seconds
    return result


STALLED = b"POST /webhooks/zoom HTTP/1.1\r\n" + HEAD + b"Content-Length: 100\r\n\r\n{"


def test_forty_requests_that_stall_keep_no_delivery_from_being_kept(web: Web) -> None:
    for _ in range(40):
        web.say(STALLED)
    time.sleep(0.3)

    assert _within(1, lambda: web.deliver("1")) == 204
    assert _within(1, web.ask) == 200


def test_told_to_stop_it_answers_what_it_works_on_and_waits_for_nobody_who_stalls(web: Web) -> None:
    stalled = [web.say(STALLED) for _ in range(20)]
    answers: list[int] = []
    lock = sqlite3.connect(web.store, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    delivering = threading.Thread(target=lambda: answers.append(web.deliver("1")))
    delivering.start()
    time.sleep(0.3)

    began = time.monotonic()
    web.process.send_signal(signal.SIGTERM)
    time.sleep(0.6)
    lock.execute("ROLLBACK")
    delivering.join(5)
    web.process.wait(10)

    assert time.monotonic() - began < 3
    assert answers == [204]
    assert {connection.recv(65536)[:12] for connection in stalled} == {b"HTTP/1.1 503"}
    assert lock.execute("SELECT count(*) FROM delivery").fetchone() == (1,)
    lock.close()


def test_while_the_store_takes_nothing_every_delivery_is_refused_in_time_and_pages_are_still_there(
    web: Web,
) -> None:
    lock = sqlite3.connect(web.store, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    answers: list[tuple[int, float]] = []

    def deliver(number: int) -> None:
        began = time.monotonic()
        answers.append((web.deliver(str(number)), time.monotonic() - began))

    senders = [threading.Thread(target=deliver, args=(number,)) for number in range(60)]
    for sender in senders:
        sender.start()
    page = _within(1, web.ask)
    for sender in senders:
        sender.join(10)
    lock.execute("ROLLBACK")

    assert page == 200
    assert [status for status, _ in answers] == [503] * 60
    assert max(seconds for _, seconds in answers) < 2.8  # 2.5 s from when it has arrived, on a busy machine
    assert web.deliver("after it") == 204
    lock.close()


CHUNKED = b"POST /webhooks/zoom HTTP/1.1\r\n" + HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
CHUNK = b"10000\r\n" + b"x" * 65536 + b"\r\n"
REFUSED = [
    ("a length over the limit", b"413", STALLED.replace(b"100", b"1048577")),
    ("one that waits to be asked", b"413", STALLED.replace(b"100", b"1048577\r\nExpect: 100-continue")),
    ("chunks over the limit, without their end", b"413", CHUNKED + CHUNK * 17),
    ("100 kB of headers", b"431", b"GET /healthz HTTP/1.1\r\n" + HEAD + b"X: " + b"a" * 100_000 + b"\r\n\r\n"),
    ("a folded header", b"400", b"GET /healthz HTTP/1.1\r\n" + HEAD + b"X: a\r\n b\r\n\r\n"),
    ("two lengths", b"400", STALLED.replace(b"100", b"100\r\nContent-Length: 10")),
]  # fmt: skip


def test_what_is_too_much_or_ambiguous_is_refused_at_once_and_the_connection_ends(web: Web) -> None:
    for what, status, request in REFUSED:
        connection = web.say(request)

        answer = b"".join(iter(lambda: connection.recv(65536), b""))  # noqa: B023 - used up in this round

        assert answer.split(b" ")[1] == status, what
        assert b"100 Continue" not in answer


def test_a_delivery_in_chunks_is_read_as_one(web: Web) -> None:
    connection = web.say(CHUNKED + b"3\r\nabc\r\n0\r\n\r\n")

    assert connection.recv(65536).startswith(b"HTTP/1.1 401")


# The front alone


def a_scope(
    path: str = "/", method: str = "POST", headers: Iterable[tuple[bytes, bytes]] = ()
) -> dict[str, Any]:
    return {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"a=b",
        "headers": list(headers),
        "client": ("192.0.2.7", "4711"),
        "server": ("127.0.0.1", "8000"),
    }


class Peer:
    """The other end: sends these parts and then stalls, or hangs up; reads the answer."""

    def __init__(self, *parts: bytes, ends: bool = True, hangs_up: bool = False) -> None:
        self._parts, self._ends, self._hangs_up = list(parts or [b""]), ends, hangs_up
        self.asked = 0
        self.got: list[Any] = []

    async def receive(self) -> dict[str, Any]:
        self.asked += 1
        if self._parts:
            part = self._parts.pop(0)
            return {"type": "http.request", "body": part, "more_body": bool(self._parts) or not self._ends}
        if not self._hangs_up:
            await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        self.got.append(message)

    @property
    def status(self) -> int:
        return int(self.got[0]["status"])

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        return list(self.got[0]["headers"])

    @property
    def body(self) -> bytes:
        assert [message["more_body"] for message in self.got[1:]] == [True] * (len(self.got) - 2) + [False]
        return b"".join(message["body"] for message in self.got[1:])


def echo(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    """Answer with the digest of the body, as an application that reads it in pieces does."""
    digest, length = hashlib.sha256(), int(environ["CONTENT_LENGTH"] or 0)
    while length and (piece := environ["wsgi.input"].read(min(length, 100_000))):
        digest.update(piece)
        length -= len(piece)
    start("200 OK", [("Content-Type", "text/plain")])
    return [digest.hexdigest().encode()]


class Kept:
    """A keeper that has everything on disk at once, or never."""

    deadline_s = 0.3

    def __init__(self, *, answers: bool = True) -> None:
        self.answers, self.bodies = answers, list[bytes]()

    def begin(self, delivery: Delivery, told: Callable[[Trouble | None], None]) -> None:
        self.bodies.append(delivery.body)
        if self.answers:
            told(None)


def a_front(wsgi: Any = echo, *, keeper: Any = None, refused: Any = None, **changes: Any) -> Front:
    reception = Reception(secrets=[SECRET], max_age_s=60, clock=SystemClock())
    options: dict[str, Any] = {
        "deliveries": Deliveries(reception, keeper or Kept(), on_refused=refused or (lambda why: None)),
        "most_bytes": 8 << 20,
        "body_seconds": 5,
    }
    return Front(wsgi, **{**options, **changes})


def run(act: Coroutine[Any, Any, Any] | Awaitable[Any]) -> Any:
    async def whole() -> Any:
        return await asyncio.wait_for(act, 20)

    return asyncio.run(whole())


def serve(front: Front, peer: Peer, **scope: Any) -> Peer:
    run(front(a_scope(**scope), peer.receive, peer.send))
    return peer


def test_a_body_that_stalls_is_refused_after_the_time_that_is_set_and_the_connection_ends() -> None:
    began = time.monotonic()

    peer = serve(a_front(body_seconds=0.5), Peer(b"{", ends=False))

    assert 0.4 < time.monotonic() - began < 2
    assert peer.status == 408
    assert (b"connection", b"close") in peer.headers


def test_deliveries_that_do_not_arrive_whole_are_counted_by_cause_and_other_requests_are_not() -> None:
    causes: list[str] = []
    front = a_front(refused=lambda why: causes.append(why.cause), body_seconds=0.3, most_bytes=1000)

    assert serve(front, Peer(b"{", ends=False), path=PATH).status == 408
    assert serve(front, Peer(b"x" * (2 << 20)), path=PATH).status == 413
    assert serve(front, Peer(b"x" * 2000), path="/events").status == 413

    assert causes == ["too slow", "too long"]


def test_a_byte_now_and_then_does_not_make_the_time_longer() -> None:
    class Dripping(Peer):
        async def receive(self) -> dict[str, Any]:
            await asyncio.sleep(0.05)
            return {"type": "http.request", "body": b"x", "more_body": True}

    assert serve(a_front(body_seconds=0.5), Dripping()).status == 408


def test_a_large_file_over_a_slow_line_has_more_time() -> None:
    class Slow(Peer):
        async def receive(self) -> dict[str, Any]:
            await asyncio.sleep(0.2)
            return await super().receive()

    peer = serve(a_front(body_seconds=0.5), Slow(*[b"x" * (1 << 20)] * 5))

    assert peer.status == 200


def test_a_large_file_that_comes_to_a_drip_does_not() -> None:
    class Dripping(Peer):
        async def receive(self) -> dict[str, Any]:
            await asyncio.sleep(0.05)
            self.asked += 1
            body = b"x" * (1 << 20) if self.asked == 1 else b"x"
            return {"type": "http.request", "body": body, "more_body": True}

    began = time.monotonic()

    assert serve(a_front(body_seconds=0.5), Dripping()).status == 408
    assert time.monotonic() - began < 2


def test_a_length_over_the_limit_is_refused_before_anything_is_read() -> None:
    peer = serve(a_front(), Peer(b"x"), path="/webhooks/zoom", headers=[(b"content-length", b"1048577")])

    assert (peer.status, peer.asked) == (413, 0)


def a_delivery(body: bytes = b"{}", *, secret: str = SECRET, **more: bytes) -> dict[str, Any]:
    """The scope of a delivery of this body."""
    stamp = str(int(time.time()))
    named = {"x-zm-signature": sign(body, secret, stamp).encode(), "x-zm-request-timestamp": stamp.encode()}
    headers = {**named, **{name.replace("_", "-"): value for name, value in more.items()}}
    return {"path": PATH, "headers": [(name.encode(), value) for name, value in headers.items()]}


def test_a_delivery_is_answered_once_it_is_kept_and_takes_no_thread() -> None:
    keeper = Kept()

    def never(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        raise AssertionError("the application was asked")

    peer = serve(a_front(never, keeper=keeper), Peer(b"{", b"}"), **a_delivery(b"{}"))

    assert (peer.status, keeper.bodies) == (204, [b"{}"])


def test_a_forged_delivery_is_refused_though_every_thread_is_taken() -> None:
    held = threading.Event()

    def holds(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        held.wait(10)
        start("200 OK", [])
        return []

    async def crowd() -> Peer:
        front = a_front(holds, threads=2)
        tasks = [asyncio.create_task(front(a_scope(), Peer().receive, Peer().send)) for _ in range(4)]
        await asyncio.sleep(0.05)
        forged = Peer(b"{}")
        scope = a_scope(**a_delivery(b"{}", secret="not-the-secret"))
        await asyncio.wait_for(front(scope, forged.receive, forged.send), 1)
        held.set()
        await asyncio.gather(*tasks)
        return forged

    assert run(crowd()).status == 401


def test_a_delivery_that_is_not_kept_in_time_is_refused_with_a_503() -> None:
    began = time.monotonic()

    peer = serve(a_front(keeper=Kept(answers=False)), Peer(b"{}"), **a_delivery(b"{}"))

    assert peer.status == 503
    assert time.monotonic() - began < 2


def test_a_challenge_is_answered_and_a_compressed_body_is_not_taken() -> None:
    asked = b'{"event":"endpoint.url_validation","payload":{"plainToken":"abc"}}'

    answered = serve(a_front(), Peer(asked), **a_delivery(asked))
    squeezed = serve(a_front(), Peer(b"{}"), **a_delivery(b"{}", content_encoding=b"gzip"))

    assert (answered.status, json.loads(answered.body)["plainToken"]) == (200, "abc")
    assert squeezed.status == 415


def test_a_mistake_of_ours_with_a_delivery_is_a_500_and_said_in_the_log() -> None:
    class Broken(Kept):
        def begin(self, delivery: Delivery, told: Callable[[Trouble | None], None]) -> None:
            raise ZeroDivisionError

    with structlog.testing.capture_logs() as said:
        peer = serve(a_front(keeper=Broken()), Peer(b"{}"), **a_delivery(b"{}"))

    assert peer.status == 500
    assert [line["event"] for line in said] == ["a request failed"]


@pytest.mark.parametrize(
    "path",
    [
        "/events/e/record.xlsx",
        "/events/e/report",
        "/events/e/report/printable",
        "/events/e/sheets/look",
        "/events/e/sheets/take",
        "/api/v1/events/e/attendance",
    ],
)
def test_files_and_reports_take_only_a_few_threads_and_pages_have_others(path: str) -> None:
    working, most, gate = 0, 0, threading.Event()
    lock = threading.Lock()

    def works(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        nonlocal working, most
        if environ["PATH_INFO"] == path:
            with lock:
                working, most = working + 1, max(most, working + 1)
            gate.wait(10)
            with lock:
                working -= 1
        start("200 OK", [])
        return []

    async def crowd() -> tuple[Peer, int]:
        front, page = a_front(works), Peer()
        tasks = [asyncio.create_task(front(a_scope(path), Peer().receive, Peer().send)) for _ in range(20)]
        await asyncio.sleep(0.1)
        await asyncio.wait_for(front(a_scope("/events/e"), page.receive, page.send), 2)
        at_work = working
        gate.set()
        await asyncio.gather(*tasks)
        return page, at_work

    page, at_work = run(crowd())

    assert page.status == 200
    assert at_work == most == LONG_THREADS


def test_chunks_are_read_up_to_the_limit_only() -> None:
    peer = serve(a_front(), Peer(*[b"x" * 65536] * 100), path="/webhooks/zoom")

    assert (peer.status, peer.asked) == (413, 17)


@pytest.mark.parametrize("headers", [[], [(b"content-length", b"5000000")]], ids=["chunks", "a length"])
def test_an_upload_arrives_whole(headers: list[tuple[bytes, bytes]]) -> None:
    sent = os.urandom(5_000_000)
    pieces = [sent[at : at + 16_000] for at in range(0, len(sent), 16_000)]

    peer = serve(a_front(), Peer(*pieces), headers=headers)

    assert peer.body == hashlib.sha256(sent).hexdigest().encode()


def test_only_so_many_large_files_are_taken_at_once_and_smaller_requests_go_on() -> None:
    async def crowd() -> tuple[Peer, Peer]:
        front = a_front()
        stalled = [Peer(b"x" * (2 << 20), ends=False) for _ in range(LARGE_AT_ONCE)]
        tasks = [asyncio.create_task(front(a_scope(), one.receive, one.send)) for one in stalled]
        await asyncio.sleep(0.1)
        large, small = Peer(b"x" * (2 << 20)), Peer(b"x")
        await front(a_scope(), large.receive, large.send)
        await front(a_scope(), small.receive, small.send)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        again = Peer(b"x" * (2 << 20))
        await front(a_scope(), again.receive, again.send)
        assert again.status == 200
        return large, small

    large, small = run(crowd())

    assert (large.status, small.status) == (503, 200)


def test_who_hangs_up_in_the_middle_is_forgotten() -> None:
    assert serve(a_front(), Peer(b"x", ends=False, hangs_up=True)).got == []


def test_an_answer_in_parts_arrives_whole() -> None:
    def parts(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        write = start("200 OK", [("Content-Type", "text/csv")])
        write(b"first,")
        return (f"{number},".encode() * 100 for number in range(2_000))

    peer = serve(a_front(parts), Peer(), method="GET")

    assert peer.body == b"first," + b"".join(f"{number},".encode() * 100 for number in range(2_000))


def test_an_answer_that_breaks_off_is_a_failure_and_no_half_of_it_leaves() -> None:
    closed: list[bool] = []

    class Breaking:
        def __iter__(self) -> Iterator[bytes]:
            yield b"half"
            raise ZeroDivisionError

        def close(self) -> None:
            closed.append(True)

    def breaks(environ: dict[str, Any], start: Any) -> Breaking:
        start("200 OK", [("Content-Length", "8")])
        return Breaking()

    with structlog.testing.capture_logs() as said:
        peer = serve(a_front(breaks), Peer())

    assert peer.status == 500
    assert b"half" not in peer.body
    assert closed == [True]
    assert [(line["event"], line["exc_info"]) for line in said] == [("a request failed", True)]


def test_who_does_not_read_the_answer_holds_no_thread() -> None:
    class Deaf(Peer):
        async def send(self, message: Any) -> None:
            await asyncio.sleep(60)

    async def crowd() -> Peer:
        front = a_front(threads=2)
        deaf = [Deaf() for _ in range(8)]
        tasks = [asyncio.create_task(front(a_scope(), one.receive, one.send)) for one in deaf]
        await asyncio.sleep(0.1)
        peer = Peer()
        await asyncio.wait_for(front(a_scope(), peer.receive, peer.send), 1)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return peer

    assert run(crowd()).status == 200


def test_who_does_not_read_the_answer_is_given_up() -> None:
    class Deaf(Peer):
        async def send(self, message: Any) -> None:
            await asyncio.sleep(60)

    began = time.monotonic()

    serve(a_front(body_seconds=0.3), Deaf())

    assert time.monotonic() - began < 2


def test_the_application_sees_the_request_as_it_was_sent() -> None:
    seen: dict[str, Any] = {}

    def look(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        seen.update(environ)
        start("302 Found", [("Location", "/x"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
        return [b"moved"]

    headers = [
        (b"host", b"events.example"),
        (b"cookie", b"a=1"),
        (b"cookie", b"b=2"),
        (b"x-forwarded-for", b"203.0.113.9"),
        (b"x_forwarded_for", b"198.51.100.1"),
        (b"content-type", b"text/plain"),
        (b"transfer-encoding", b"chunked"),
    ]
    scope = a_scope("/", headers=headers) | {"raw_path": b"/caf%C3%A9%2F%ff"}
    peer = Peer(b"abc", b"de")
    run(a_front(look)(scope, peer.receive, peer.send))

    assert (peer.status, peer.body) == (302, b"moved")
    assert [value for name, value in peer.headers if name == b"set-cookie"] == [b"a=1", b"b=2"]
    expected = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/caf\xc3\xa9/\xff",
        "QUERY_STRING": "a=b",
        "REMOTE_ADDR": "192.0.2.7",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "wsgi.url_scheme": "http",
        "HTTP_HOST": "events.example",
        "HTTP_COOKIE": "a=1; b=2",
        "HTTP_X_FORWARDED_FOR": "203.0.113.9",
        "CONTENT_TYPE": "text/plain",
        "CONTENT_LENGTH": "5",
    }
    assert {name: seen[name] for name in expected} == expected
    assert "HTTP_TRANSFER_ENCODING" not in seen


def test_the_answer_to_head_has_no_body() -> None:
    peer = serve(a_front(), Peer(), method="HEAD")

    assert (peer.status, peer.body) == (200, b"")


def test_when_it_is_told_to_stop_what_stalls_is_refused_soon() -> None:
    async def stopping() -> Peer:
        front = a_front(body_seconds=30)
        peer = Peer(b"x", ends=False)
        task = asyncio.create_task(front(a_scope(), peer.receive, peer.send))
        await asyncio.sleep(0.05)
        front.stop()
        await task
        return peer

    began = time.monotonic()

    peer = run(stopping())

    assert peer.status == 503
    assert time.monotonic() - began < 2


@pytest.fixture
def _signals() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("_signals")
def test_what_is_to_be_closed_is_closed_when_the_server_has_ended() -> None:
    done: list[str] = []
    asked = iter(["lifespan.startup", "lifespan.shutdown"])

    async def receive() -> dict[str, str]:
        done.append(next(asked))
        return {"type": done[-1]}

    async def send(message: Any) -> None:
        done.append(message["type"])

    run(a_front(close=lambda: done.append("closed"))({"type": "lifespan"}, receive, send))

    assert done == [
        "lifespan.startup",
        "lifespan.startup.complete",
        "lifespan.shutdown",
        "closed",
        "lifespan.shutdown.complete",
    ]
