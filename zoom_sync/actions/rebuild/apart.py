"""Making the record of a large event in a process of its own.

So the second core writes while the first thinks, the threads of a worker are not held up by a minute's thinking,
and the memory is given back at the end. The process is told everything through its standard input and knows no
store; it ends when its parent does.
"""

from __future__ import annotations

import gc
import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from typing import IO, Any

from zoom_sync.actions.rebuild.making import Ask, Facts, Making, Rest, finished
from zoom_sync.records import Tie, Trouble
from zoom_sync.store.lines import Line

MANY = 30_000  # facts: fewer are made into a record before another process would have begun
BATCH = 5_000  # facts or lines of one message
AHEAD = 4  # messages that are heard and not written yet, so that neither process waits for the other's slow moments


class Apart:
    """`Making` in another process. Close it, whatever happens."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603  our own interpreter and module
            [sys.executable, "-c", f"from {__name__} import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what it stumbles over, it says as an answer: a traceback may hold names
        )
        self._ear = ThreadPoolExecutor(1)  # it goes on while what came before is written
        self._coming: deque[Future[Any]] = deque()
        self._rest: Rest | None = None

    def tell(self, facts: Facts, texts: Iterable[str]) -> None:
        """Tell it all facts; `texts` are the traces as JSON."""
        self._say(facts)
        for some in _batches(texts):
            self._say(some)
        self._say([])

    def answer(self, ask: Ask) -> None:
        """Answer the one question that it has, if it was told that earlier events may know something."""
        self._say(ask(self._heard()))

    def lines(self) -> Iterator[Line]:
        self._coming.extend(self._ear.submit(self._heard) for _ in range(AHEAD))
        while not isinstance(said := self._next(), Rest):
            yield from map(finished, said)
        self._rest = said

    def rest(self) -> Rest:
        assert self._rest is not None  # all lines were asked for
        return self._rest

    def ties(self) -> list[Tie]:
        """It works them out while the record is shown. Ask for the rest first."""
        told: list[Tie] = self._next()
        return told

    def close(self) -> None:
        self._process.kill()
        self._ear.shutdown(cancel_futures=True)
        with suppress(BrokenPipeError), self._process:  # closes the pipes, with what it never read, and waits
            pass

    def _say(self, message: object) -> None:
        try:
            _write(_open(self._process.stdin), message)
        except BrokenPipeError:
            self._heard()  # it may have said why
            raise _ended_early() from None

    def _next(self) -> Any:
        said = self._coming.popleft().result()
        self._coming.append(self._ear.submit(self._heard))
        return said

    def _heard(self) -> Any:
        try:
            said = pickle.load(_open(self._process.stdout))  # noqa: S301  our own process
        except (EOFError, pickle.UnpicklingError):  # it may have died within a message
            raise _ended_early() from None
        if isinstance(said, Exception):
            raise said
        return said


def main() -> None:
    hears, says = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what anything prints is no answer
    gc.disable()  # see `zoom_sync.garbage`; here nobody is left to clean up for

    def ask(contacts: object) -> Any:
        _write(says, contacts)
        return pickle.load(hears)  # noqa: S301  our parent

    try:
        facts = pickle.load(hears)  # noqa: S301  our parent
        making = Making(facts, _told(hears), ask)
        threading.Thread(target=_end_with_parent, args=(hears,), daemon=True).start()
        _tell(says, _messages(making))
    except BrokenPipeError:
        pass  # nobody listens any more
    except Exception as error:
        _write(says, error if isinstance(error, Trouble) else RuntimeError(type(error).__name__))
    os._exit(0)  # to take a million people to pieces would take seconds


def _messages(making: Making) -> Iterator[object]:
    yield from _batches(making.halves())
    yield making.rest()
    yield making.ties()


def _tell(says: IO[bytes], messages: Iterable[object]) -> None:
    """Write them in their order, each while the next is thought of."""
    with ThreadPoolExecutor(1) as mouth:
        before: Future[None] | None = None
        for message in messages:
            text = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
            if before is not None:
                before.result()
            before = mouth.submit(_put, says, text)
        if before is not None:
            before.result()


def _told(hears: IO[bytes]) -> Iterator[str]:
    while some := pickle.load(hears):  # noqa: S301  our parent
        yield from some


def _end_with_parent(hears: IO[bytes]) -> None:
    hears.read(1)
    os._exit(1)


def _write(target: IO[bytes], message: object) -> None:
    _put(target, pickle.dumps(message, pickle.HIGHEST_PROTOCOL))


def _put(target: IO[bytes], text: bytes) -> None:
    target.write(text)
    target.flush()


def _batches(items: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(items)
    while some := list(islice(rest, BATCH)):
        yield some


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


def _ended_early() -> Trouble:
    return Trouble(
        "The record was not made to its end: the process that makes it was ended, most likely for want of memory.",
        "What is shown is a whole record: the one of before, or the new one.",
        "It is tried again by itself; give the machine more memory if this is said again.",
    )
