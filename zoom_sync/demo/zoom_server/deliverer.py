"""Tells a service what happens in the world: signed deliveries, with everything that goes wrong on the way.

First the challenge, and again every 72 hours; then each notice, late, lost, twice or out of order as the
switches and the notice say. A delivery that is not taken is tried again 5, 20 and 60 minutes later, each
counted from the try before, and then given up. Waiting is in real seconds: scene time divided by `speed`.
"""

from __future__ import annotations

import contextlib
import heapq
import itertools
import random
import secrets
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import requests

from zoom_sync.demo.zoom_server.people import Notice
from zoom_sync.demo.zoom_server.signing import answer_to, compact, sign
from zoom_sync.demo.zoom_server.world import World

SOMETIMES_LOST = ("webinar.participant_joined", "webinar.participant_left")


@dataclass(order=True, slots=True)
class _Parcel:
    due: float  # monotonic seconds
    number: int
    body: bytes = field(compare=False)
    event: str = field(compare=False)
    seconds: int = field(compare=False)
    tries: int = field(default=0, compare=False)


class Deliverer:
    """Posts to `url`. Start it after the world is furnished; it listens from then on.

    `speed`: scene seconds per real second, for everything that waits. `senders`: posts at once.
    `counts` says what became of the deliveries: sent, taken, refused, lost, given up.
    """

    def __init__(self, world: World, url: str, secret: str, *, speed: float = 1.0, senders: int = 4) -> None:
        self.world, self.url, self.secret = world, url, secret
        self.speed = speed
        self.counts: Counter[str] = Counter()
        self.failed_validations = 0
        self.validated_at: datetime | None = None
        self._heap: list[_Parcel] = []
        self._numbers = itertools.count()
        self._random = random.Random(world.switches.seed)  # noqa: S311  # repeatable on purpose
        self._under_way = 0
        self._wake = threading.Condition()
        self._stopped = False
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(senders)]

    @property
    def disabled(self) -> bool:
        """Too many failed challenges in a row: nothing is sent until a person switches it on again."""
        return self.failed_validations >= self.world.switches.strikes

    @property
    def idle(self) -> bool:
        """Nothing is under way or waits to be sent."""
        with self._wake:
            return not self._heap and not self._under_way

    def start(self) -> None:
        self.world.listeners.append(self.take)
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        with self._wake:
            self._stopped = True
            self._wake.notify_all()
        for thread in self._threads:
            thread.join(timeout=self.world.switches.answer_within_s + 1)
        if self.take in self.world.listeners:
            self.world.listeners.remove(self.take)

    def settle(self, timeout: float) -> bool:
        """Wait until nothing is under way; False if something still is after `timeout` seconds."""
        until = time.monotonic() + timeout
        with self._wake:
            while self._heap or self._under_way:
                left = until - time.monotonic()
                if left <= 0:
                    return False
                self._wake.wait(min(left, 0.2))
        return True

    def take(self, notice: Notice) -> None:
        """A listener of the world: put the notice on its way, or lose it."""
        switches = self.world.switches
        chance = random.Random(f"{switches.seed}/{notice.key}")  # noqa: S311  # repeatable on purpose
        lost = notice.event in SOMETIMES_LOST and chance.random() < switches.loss
        if notice.how.lost or lost or self.disabled:
            self.counts["lost"] += 1
            return
        copies = notice.how.copies + (chance.random() < switches.duplicates)
        event_ts = int(self.world.clock.now().timestamp() * 1000)
        body = {"event": notice.event, "event_ts": event_ts, "payload": notice.payload}
        if notice.event == "app_deauthorized" and switches.event_ts_inside:
            del body["event_ts"]
        data = compact(body, self._random)
        late = notice.how.late_s + chance.random() * switches.reorder_s
        for _ in range(copies):
            self._put(data, notice.event, due=time.monotonic() + late / self.speed)

    def validate(self) -> bool:
        """Send the challenge; True if the answer is right and came in time."""
        plain = secrets.token_urlsafe(16)
        body = {"event": "endpoint.url_validation", "payload": {"plainToken": plain}}
        data = compact(body | {"event_ts": int(self.world.clock.now().timestamp() * 1000)}, self._random)
        right = {"plainToken": plain, "encryptedToken": answer_to(self.secret, plain)}
        answered = False
        with contextlib.suppress(requests.RequestException, ValueError), requests.Session() as session:
            session.trust_env = False
            answer = self._post(session, data, int(self.world.clock.now().timestamp()))
            answered = answer.status_code == 200 and answer.json() == right
        self.failed_validations = 0 if answered else self.failed_validations + 1
        self.validated_at = self.world.clock.now()
        return answered

    def _validation_due(self) -> bool:
        """Only where the address was validated before: the first time is whoever starts this Zoom's."""
        every = timedelta(seconds=self.world.switches.validate_every_s)
        return self.validated_at is not None and self.world.clock.now() >= self.validated_at + every

    def _put(self, data: bytes, event: str, *, due: float, seconds: int = 0, tries: int = 0) -> None:
        seconds = seconds or int(self.world.clock.now().timestamp())
        with self._wake:
            heapq.heappush(self._heap, _Parcel(due, next(self._numbers), data, event, seconds, tries))
            self._wake.notify()

    def _work(self) -> None:
        with requests.Session() as session:
            session.trust_env = False
            while (parcel := self._next()) is not None:
                try:
                    if self._validation_due():
                        self.validate()
                    if not self.disabled:
                        self._send(session, parcel)
                finally:
                    with self._wake:
                        self._under_way -= 1
                        self._wake.notify_all()

    def _next(self) -> _Parcel | None:
        with self._wake:
            while not self._stopped:
                now = time.monotonic()
                if self._heap and self._heap[0].due <= now:
                    self._under_way += 1
                    return heapq.heappop(self._heap)
                self._wake.wait(self._heap[0].due - now if self._heap else None)
        return None

    def _send(self, session: requests.Session, parcel: _Parcel) -> None:
        switches = self.world.switches
        now = int(self.world.clock.now().timestamp())
        seconds = now if switches.restamp_retries or not parcel.tries else parcel.seconds
        status = 0
        with contextlib.suppress(requests.RequestException):
            status = self._post(session, parcel.body, seconds).status_code
        self.counts["sent"] += 1
        if 200 <= status < 300:
            self.counts["taken"] += 1
            return
        self.counts["refused"] += 1
        final = switches.retry_on == "5xx" and 300 <= status < 500
        if final or parcel.tries >= len(switches.retry_minutes):
            self.counts["given up"] += 1
            return
        wait = switches.retry_minutes[parcel.tries] * 60 / self.speed
        due = time.monotonic() + wait
        self._put(parcel.body, parcel.event, due=due, seconds=seconds, tries=parcel.tries + 1)

    def _post(self, session: requests.Session, data: bytes, seconds: int) -> requests.Response:
        headers = {
            "Content-Type": "application/json",
            "x-zm-request-timestamp": str(seconds),
            "x-zm-signature": sign(self.secret, seconds, data),
            "x-zm-trackingid": f"v=2.0;clid=demo;rid=WEB_{secrets.token_hex(16)}",
        }
        within = self.world.switches.answer_within_s
        return session.post(self.url, data=data, headers=headers, timeout=within, allow_redirects=False)
