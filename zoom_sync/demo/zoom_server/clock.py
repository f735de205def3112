"""The clock of this Zoom: tokens, limits, reports and retries follow it, so a test can move it."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What the server asks the time of."""

    def now(self) -> datetime:
        """The instant, aware and in UTC."""
        ...

    def sleep(self, seconds: float) -> None:
        """Come back when so many seconds have passed on this clock."""
        ...


class RealClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        time.sleep(max(0.0, seconds))


class SetClock:
    """A clock that stands still until it is moved; sleeping moves it at once."""

    def __init__(self, start: datetime) -> None:
        self._now = start
        self._lock = threading.Lock()

    def now(self) -> datetime:
        return self._now

    def sleep(self, seconds: float) -> None:
        self.move(seconds)

    def move(self, seconds: float) -> None:
        with self._lock:
            self._now += timedelta(seconds=max(0.0, seconds))
