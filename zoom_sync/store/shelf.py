"""What the Zoom client keeps in the store: its tokens, sealed, and how much of the quota is used.

The tokens are written before their first use, and one process at a time renews them: Zoom's refresh tokens
rotate, and an old one may be dead at once (contract 1.2).
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any, Protocol

from zoom_sync.records import Trouble
from zoom_sync.store import jobs, quota, tokens
from zoom_sync.store.database import Store, Tx

LOCK_S = 60  # longer than a token request may take: connect 5 s, read 30 s
SHORT_LOCK_S = 8  # where one token does not end another, so that two requests at once harm nothing


class Clock(Protocol):
    def now(self) -> datetime: ...
    def monotonic(self) -> float: ...
    def sleep(self, seconds: float) -> None: ...


class Seals(Protocol):
    def seal(self, plain: bytes) -> bytes: ...
    def unseal(self, sealed: bytes) -> bytes: ...


class Limit(Protocol):
    @property
    def per_second(self) -> float: ...
    @property
    def per_day(self) -> int: ...
    @property
    def late_s(self) -> float: ...


class StoredTokens:
    """A shelf for one account's tokens, shared by all processes. `rotates`: each refresh ends the token before."""

    def __init__(self, store: Store, keys: Seals, clock: Clock, *, name: str, rotates: bool = True) -> None:
        self._store, self._keys, self._clock, self._name = store, keys, clock, name
        self._lock_s = LOCK_S if rotates else SHORT_LOCK_S

    def load(self) -> dict[str, Any] | None:
        """The newest token, or None. One that no key opens any more counts as none: connect again."""
        sealed = self._store.read(lambda tx: tokens.load(tx, self._name))
        if sealed is None:
            return None
        try:
            return dict(json.loads(self._keys.unseal(sealed)))
        except (Trouble, ValueError):
            return None

    def keep(self, token: dict[str, Any]) -> None:
        sealed = self._keys.seal(json.dumps(token).encode())
        expires = datetime.fromtimestamp(int(token["expires_at"]), UTC) if "expires_at" in token else None
        now = self._clock.now()
        self._store.run(lambda tx: tokens.keep(tx, self._name, sealed=sealed, expires=expires, now=now))

    def forget(self) -> None:
        self._store.run(lambda tx: tokens.forget(tx, self._name))

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Held by one process at a time; a holder that died loses it after so many seconds. Raises Trouble."""
        holder, started, fence = secrets.token_hex(8), self._clock.monotonic(), None
        while fence is None:
            fence = self._store.run(partial(self._take, holder=holder))
            if fence is None:
                if self._clock.monotonic() - started > self._lock_s + 5:
                    raise Trouble(
                        "Another process is still signing in to Zoom.", "Nothing was lost.", "Try again."
                    )
                self._clock.sleep(0.2)
        try:
            yield
        finally:
            held = fence
            self._store.run(lambda tx: jobs.release(tx, self._name, fence=held))

    def _take(self, tx: Tx, *, holder: str) -> int | None:
        now = jobs.time_of(tx, self._clock.now())
        return jobs.lease(tx, self._name, holder=holder, now=now, seconds=self._lock_s)


class StoredPace:
    """Lets calls to Zoom go at the plan's pace, all processes together."""

    def __init__(self, store: Store, clock: Clock, *, account: str, limit: Callable[[Any], Limit]) -> None:
        self._store, self._clock, self._account, self._limit = store, clock, account, limit

    def wait(self, label: str) -> None:
        """Return when a call of this label may go. Raises quota.DayUsedUp when that is not today."""
        now, limit = self._clock.now(), self._limit(label)
        # After a power cut a call too many may be taken; a wait for the disk would delay each of them.
        seconds = self._store.soon(
            lambda tx: quota.take(
                tx,
                self._account,
                label=label,
                now=now,
                per_second=limit.per_second,
                per_day=limit.per_day,
                late_s=limit.late_s,
            )
        )
        if seconds > 0:
            self._clock.sleep(seconds)

    def block(self, label: str, until: datetime) -> None:
        self._store.run(lambda tx: quota.block(tx, self._account, label=label, until=until))
