"""The ASGI application before the WSGI application: bodies in, answers out, threads in between."""

from __future__ import annotations

import asyncio
import io
import re
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager, suppress
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING

import structlog

from zoom_sync.front import gateway
from zoom_sync.front.deliveries import PATH, Deliveries
from zoom_sync.front.looks import Looks
from zoom_sync.front.words import Headers, HungUp, Message, Receive, Refused, Send, check, too_long

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

# What may take seconds: files in and out, and what is made of a whole record.
LONG = re.compile(
    r"/events/[^/]+/(record\.|report|rule|questions|sheets/|certificates(?!/progress)|papers/|privacy/erase)"
    r"|/series|/api/v1/events/[^/]+/(attendance|report)"
    r"|(?!/static/).*\.(pdf|xlsx|zip|csv)$"
)
LONG_THREADS = 4
IN_MEMORY = 64 * 1024  # bytes of one body or answer; what is longer goes to disk
LARGE = 1 << 20  # bytes; only a file that somebody uploads has more
LARGE_AT_ONCE = 4  # else strangers could fill the disk
PACE = 256 * 1024  # bytes a second that a large body must keep up beyond the time every body has
PART = 64 * 1024
GRACE_S = 0.5  # for what still arrives or leaves when the process is told to stop


log = structlog.get_logger(__name__)


class Front:
    """The ASGI application before a WSGI application.

    `deliveries` answers what is posted to its path instead of the application. `state`: of an event, for `Looks`.
    `most_bytes`: of any other body. `body_seconds`: for a whole body, of which what goes beyond `LARGE` has a
    second more for each `PACE`; also for each part of an answer to be read. `threads`: for pages; what `LONG`
    names has `LONG_THREADS` others. `close` is called at the end, when nothing is worked on any more.
    """

    def __init__(
        self,
        wsgi: WSGIApplication,
        *,
        most_bytes: int,
        deliveries: Deliveries | None = None,
        state: Callable[[str], str] = lambda event_id: "",
        body_seconds: float = 30,
        threads: int = 12,
        close: Callable[[], None] = lambda: None,
    ) -> None:
        self._wsgi, self._close = wsgi, close
        self._deliveries, self._most_bytes, self._seconds = deliveries, most_bytes, body_seconds
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="web")
        self._long_pool = ThreadPoolExecutor(LONG_THREADS, thread_name_prefix="long")
        self._waits: set[asyncio.Timeout] = set()  # for the network
        self._is_stopping = False
        self._large = 0
        self._looks = Looks(state)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        if (known := await self._looks.answer(scope)) is not None:
            status, headers, text = known
            await self._give(send, status, headers, io.BytesIO(text))
            return
        deliveries = self._deliveries if scope["path"] == PATH and scope["method"] == "POST" else None
        with _spool() as body, _spool() as answer:
            try:
                with self._room_for_large() as enlarge:
                    most = deliveries.max_bytes if deliveries else self._most_bytes
                    await self._take(scope, receive, body, enlarge, most)
                    if deliveries:
                        status, headers = await self._keep(deliveries, scope, body, answer)
                    else:
                        status, headers = await self._work(scope, body, answer)
                        self._looks.learn(scope, status, headers, lambda: _whole(answer))
                await self._give(send, status, headers, answer)
            except Refused as why:
                if deliveries and why.cause:
                    deliveries.refused(why)
                await self._give(send, why.status, why.headers, io.BytesIO(why.text))
            except HungUp:
                pass  # nobody waits for an answer

    async def _take(
        self, scope: Message, receive: Receive, body: IO[bytes], enlarge: Callable[[], None], most: int
    ) -> None:
        """Read at most `most` bytes into the file. Raises Refused, having read no further, and HungUp."""
        check(scope["headers"], most)
        try:
            async with self._patience() as limit:
                until, more = limit.when() or 0, True
                while more:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise HungUp
                    body.write(message.get("body", b""))
                    more, so_far = message.get("more_body", False), body.tell()
                    if so_far > most:
                        raise too_long(most)
                    if so_far > LARGE and not (self._is_stopping or limit.expired()):
                        enlarge()
                        limit.reschedule(until + (so_far - LARGE) / PACE)
        except TimeoutError:
            if self._is_stopping:
                raise Refused(
                    503, "The service is being stopped; please send it again.", cause="stopping"
                ) from None
            raise Refused(408, "The request took too long to arrive.", cause="too slow") from None

    @contextmanager
    def _room_for_large(self) -> Iterator[Callable[[], None]]:
        """What to call when a body turns out to be large; that raises Refused while enough others are."""
        is_large = False

        def enlarge() -> None:
            nonlocal is_large
            if not is_large and self._large >= LARGE_AT_ONCE:
                raise Refused(503, "Several large files are arriving just now; please send it again.")
            self._large += not is_large
            is_large = True

        try:
            yield enlarge
        finally:
            self._large -= is_large

    async def _keep(
        self, deliveries: Deliveries, scope: Message, body: IO[bytes], answer: IO[bytes]
    ) -> tuple[int, Headers]:
        body.seek(0)
        try:
            status, headers, text = await deliveries.answer(scope["headers"], body.read())
        except Exception:
            raise _failed() from None
        answer.write(text)
        return status, headers

    async def _work(self, scope: Message, body: IO[bytes], answer: IO[bytes]) -> tuple[int, Headers]:
        """Let a thread make the answer into the file. Gives its status and headers."""
        pool = self._long_pool if LONG.match(scope["path"]) else self._pool
        environ = gateway.environ(scope, body)
        try:
            return await asyncio.get_running_loop().run_in_executor(
                pool, gateway.answer, self._wsgi, environ, answer
            )
        except Exception:
            raise _failed() from None

    async def _give(self, send: Send, status: int, headers: Headers, answer: IO[bytes]) -> None:
        """Send the answer. Gives up, which ends the connection, on somebody who does not read it."""
        left = answer.seek(0, io.SEEK_END)
        answer.seek(0)
        begun: list[Message] = [{"type": "http.response.start", "status": status, "headers": headers}]
        with suppress(TimeoutError):
            while begun or left > 0:
                part = answer.read(PART)
                left -= len(part)
                async with self._patience():
                    while begun:
                        await send(begun.pop())
                    await send({"type": "http.response.body", "body": part, "more_body": left > 0})

    @asynccontextmanager
    async def _patience(self) -> AsyncIterator[asyncio.Timeout]:
        """Waiting for the network, which ends early when the process is to stop."""
        seconds = min(self._seconds, GRACE_S) if self._is_stopping else self._seconds
        async with asyncio.timeout(seconds) as limit:
            self._waits.add(limit)
            try:
                yield limit
            finally:
                self._waits.discard(limit)

    def stop(self) -> None:
        """Wait no longer than `GRACE_S` for anybody, since the server waits for all connections."""
        self._is_stopping = True
        until = asyncio.get_running_loop().time() + GRACE_S
        for limit in [one for one in self._waits if not one.expired()]:
            limit.reschedule(min(until, limit.when() or until))

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        _on_signal(self.stop)
        await send({"type": "lifespan.startup.complete"})
        await receive()  # comes when every connection has ended
        await asyncio.to_thread(self._pool.shutdown)
        await asyncio.to_thread(self._long_pool.shutdown)
        await asyncio.to_thread(self._close)
        await send({"type": "lifespan.shutdown.complete"})


def _whole(answer: IO[bytes]) -> bytes:
    answer.seek(0)
    return answer.read()


def _failed() -> Refused:
    """To be called where an exception is handled, which goes to the log and no further."""
    log.exception("a request failed")
    return Refused(500, "Something went wrong here.")


def _on_signal(act: Callable[[], None]) -> None:
    """Have `act` called in the loop when the process is told to stop, beside what the server does then.

    The server tells an application only after all connections have ended, which those that wait never do.
    """
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        # The loop learns of signals by its wake-up file, whatever function stands here.
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(act))
        signal.siginterrupt(number, False)


def _spool() -> SpooledTemporaryFile[bytes]:
    return SpooledTemporaryFile(max_size=IN_MEMORY)
