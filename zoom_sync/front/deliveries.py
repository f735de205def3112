"""Zoom's deliveries, answered without a thread.

While the store takes nothing, each delivery waits for over two seconds before it is refused. Threads that wait
so long are soon all taken, and those behind them would wait longer than Zoom does; here a delivery that waits
is a few hundred bytes. A forged one costs an HMAC and no turn of a thread.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress

from werkzeug.datastructures import Headers as HeaderList

from webhooks.events import Delivery
from webhooks.reception import KEPT, LATER, Answer, Reception
from zoom_sync.front.words import Headers, Refused
from zoom_sync.records import Trouble
from zoom_sync.store.database import StoreUnavailable
from zoom_sync.store.inbox import Keeper
from zoom_sync.web.security import HEADERS

PATH = "/webhooks/zoom"
_ALWAYS: Headers = [
    *((name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in HEADERS.items()),
    (b"cache-control", b"no-store"),
]


class Deliveries:
    """The door of `PATH` for what has arrived whole."""

    def __init__(
        self,
        reception: Reception,
        keeper: Keeper,
        *,
        on_answer: Callable[[int, float], None] = lambda status, seconds: None,
        on_refused: Callable[[Refused], None] = lambda refused: None,
    ) -> None:
        """`on_answer` is told of each status, and for how many seconds it was waited for.

        `on_refused`: of each that did not arrive whole, and why.
        """
        self._reception, self._keeper, self._on_answer = reception, keeper, on_answer
        self.refused = on_refused
        self.max_bytes = reception.max_bytes

    async def answer(self, headers: Headers, body: bytes) -> tuple[int, Headers, bytes]:
        """Status, headers and body of the answer. 204 means on disk; never later than the keeper's deadline."""
        given = HeaderList([(name.decode("latin-1"), value.decode("latin-1")) for name, value in headers])
        began = time.monotonic()
        heard = self._reception.refused_unread(given) or self._reception.hear(given, body)
        answer = heard if isinstance(heard, Answer) else await self._kept(heard)
        self._on_answer(answer.status, time.monotonic() - began)
        text = answer.text.encode()
        more = [(b"content-type", answer.type.encode()), (b"content-length", b"%d" % len(text))]
        return answer.status, [*_ALWAYS, *(more if text else [])], text

    async def _kept(self, delivery: Delivery) -> Answer:
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Trouble | None] = loop.create_future()

        def settle(trouble: Trouble | None) -> None:
            if not done.done():
                done.set_result(trouble)

        def told(trouble: Trouble | None) -> None:
            with suppress(RuntimeError):  # the loop has ended, and with it whoever waited
                loop.call_soon_threadsafe(settle, trouble)

        try:
            self._keeper.begin(delivery, told)
            async with asyncio.timeout(self._keeper.deadline_s):
                trouble = await done
        except (StoreUnavailable, TimeoutError):
            return LATER  # a late commit does no harm: Zoom sends it again, and it counts once
        return KEPT if trouble is None else LATER
