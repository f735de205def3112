"""Use cases, one module each: fetch, ask the rules, keep the answer. Actions do not call one another."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """What time it is, as whoever starts an action sees it: an aware instant in UTC."""

    def now(self) -> datetime: ...


class Timer(Clock, Protocol):
    """A clock that can also measure and wait; both in seconds."""

    def monotonic(self) -> float: ...
    def sleep(self, seconds: float) -> None: ...
