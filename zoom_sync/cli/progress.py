"""Progress of long work: a bar on a terminal, a line now and then elsewhere; always on stderr."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Any, Self

import click

EVERY_S = 5


class Progress:
    """`with Progress("Reading") as progress: progress(done, total, "what")`."""

    def __init__(self, label: str) -> None:
        self._label, self._said, self._at = label, time.monotonic(), 0
        self._bar: Any = None

    def __enter__(self) -> Self:
        return self

    def __call__(self, done: int, total: int, what: str = "") -> None:
        if not sys.stderr.isatty():
            if time.monotonic() - self._said >= EVERY_S:
                self._said = time.monotonic()
                click.echo(f"{self._label}: {done} of {total} {what}".rstrip(), err=True)
            return
        bar: Any = self._bar
        if bar is None or bar.length != total:
            self._bar = bar = click.progressbar(length=max(total, 1), label=self._label, file=sys.stderr)
            bar.__enter__()
            self._at = 0
        bar.update(done - self._at)
        self._at = done

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        bar: Any = self._bar
        if bar is not None:
            bar.__exit__(kind, error, trace)
