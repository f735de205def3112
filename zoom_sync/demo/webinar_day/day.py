"""Plays the day on a world: one step after the other, as fast as the speed says, with pauses.

Scene time runs `speed` times as fast as the clock on the wall; a quiet stretch of more than three minutes is
played as three. The instants inside Zoom's data are those of 11 November 2022, whatever the speed.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from zoom_sync.demo.webinar_day.parts import Cast
from zoom_sync.demo.webinar_day.scene import steps
from zoom_sync.demo.zoom_server.world import World

QUIET = timedelta(minutes=3)
DEFAULT_SPEED = 240.0  # the whole day in about 110 seconds


class Day:
    """One playing of the day. `play` blocks until it is over; the rest is for other threads."""

    def __init__(
        self, world: World, cast: Cast, *, speed: float = DEFAULT_SPEED, paused: bool = False
    ) -> None:
        self.world, self.cast, self.speed = world, cast, speed
        self.steps = steps(cast)
        self.scene: datetime = self.steps[0].at
        self.said: list[tuple[datetime, str]] = []
        self.over = False
        self._running = threading.Event()
        self._stopped = threading.Event()
        if not paused:
            self._running.set()

    @property
    def paused(self) -> bool:
        return not self._running.is_set()

    @property
    def progress(self) -> float:
        """From 0 to 1, in steps."""
        return sum(step.at <= self.scene for step in self.steps) / len(self.steps) if self.said else 0.0

    def pause(self) -> None:
        self._running.clear()

    def resume(self) -> None:
        self._running.set()

    def stop(self) -> None:
        """End the playing where it is."""
        self._stopped.set()
        self._running.set()

    def play(self, *, ready: Callable[[], bool] = lambda: True) -> None:
        """Play to the end; begins once `ready()` says so and nobody holds it back."""
        while not ready() and not self._stopped.is_set():
            time.sleep(0.05)
        for step in self.steps:
            self._wait(step.at)
            if self._stopped.is_set():
                return
            self.scene = step.at
            step.do(self.world)
            if step.say:
                self.said = [*self.said[-19:], (step.at, step.say)]
        self.over = True

    def _wait(self, until: datetime) -> None:
        """In small parts, so that a new speed or a pause counts at once."""
        left = min(until - self.scene, QUIET).total_seconds()
        while left > 0 and not self._stopped.is_set():
            self._running.wait()
            part = min(left / self.speed, 0.1)
            self._stopped.wait(part)
            left -= part * self.speed
        self._running.wait()
