"""Progress of long work: a bar on a terminal, a line now and then elsewhere; always on stderr.

Where nobody knows how much there is, the seconds go by in its place.
"""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType
from typing import Any, Self

import click

EVERY_S = 5  # elsewhere: between two lines that say how much is done
TICK_S = 1  # on a terminal: between two looks at the clock, and before the first
SILENT_S = 30  # elsewhere: between two lines that say that it goes on


class Progress:
    """`with Progress("Reading") as progress: progress(done, total, "rows")`, with a total of None where none is known.

    Work that says nothing may leave it alone: `with Progress("Reading"): …`. Nothing else may be said meanwhile.
    """

    def __init__(self, label: str) -> None:
        self._label, self._begun, self._said, self._at = label, time.monotonic(), time.monotonic(), 0
        self._told = ""  # how much is done, where it is not known of how much
        self._is_shown = False
        self._bar: Any = None
        self._over = threading.Event()
        self._clock = threading.Thread(target=self._tick, daemon=True)

    def __enter__(self) -> Self:
        self._clock.start()
        return self

    def __call__(self, done: int, total: int | None = None, what: str = "") -> None:
        of = "" if total is None else f" of {total}"
        if not sys.stderr.isatty():
            if time.monotonic() - self._said >= EVERY_S:
                self._say(f"{done}{of} {what}".rstrip())
        elif total is None:
            self._told = f"{done} {what}".rstrip()
        else:
            self._show(done, total)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop_clock()
        if self._bar is not None:
            self._bar.__exit__(kind, error, trace)

    def _show(self, done: int, total: int) -> None:
        self._stop_clock()
        if self._bar is None or self._bar.length != max(total, 1):
            if self._bar is not None:
                self._bar.__exit__(None, None, None)
            self._bar = click.progressbar(length=max(total, 1), label=self._label, file=sys.stderr)
            self._bar.__enter__()
            self._at = 0
        self._bar.update(done - self._at)
        self._at = done

    def _tick(self) -> None:
        """Let the seconds go by, in a thread of its own: the work itself may not come up for a long time."""
        on_terminal = sys.stderr.isatty()
        while not self._over.wait(TICK_S if on_terminal else SILENT_S):
            seconds = f"{time.monotonic() - self._begun:.0f} s"
            if on_terminal:
                told = f"{self._told}, {seconds}" if self._told else seconds
                click.echo(f"\r\x1b[K{self._label}: {told}", err=True, nl=False)
                self._is_shown = True
            elif time.monotonic() - self._said >= SILENT_S:
                self._say(seconds)

    def _say(self, text: str) -> None:
        self._said = time.monotonic()
        click.echo(f"{self._label}: {text}", err=True)

    def _stop_clock(self) -> None:
        if self._over.is_set():
            return
        self._over.set()
        self._clock.join()
        if self._is_shown:
            click.echo("\r\x1b[K", err=True, nl=False)
