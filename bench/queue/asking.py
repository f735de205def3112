"""What is measured of a queue, and asked of it, whichever it is."""

from __future__ import annotations

import signal
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from typing import Any, Protocol


class Queue(Protocol):
    """A queue on an empty store. Its task `nothing` does that; `lasts` lasts `seconds`, and then `fails` or not."""

    def __init__(self, url: str) -> None: ...

    def worker(self, threads: int = 3) -> subprocess.Popen[bytes]: ...

    def defer(self, name: str, key: str, *, in_s: float = 0, **args: Any) -> None:
        """Ask for a task in a transaction of its own. An equal one that waits is enough."""

    def told(self, what: str) -> list[str]:
        """The lines "begun KEY …" or "ended KEY …" that tasks wrote."""

    def left(self) -> list[str]:
        """The states of all tasks that have not ended."""

    def many(self) -> int:
        """How many these are, at little cost."""

    def due_in(self) -> float:
        """Seconds until the only task is due."""

    def hide(self) -> None:
        """The store is away, until `show`."""

    def show(self) -> None: ...

    def close(self) -> None: ...


def speed(kind: type[Queue], url: str, tasks: int) -> tuple[float, float]:
    """Tasks deferred a second, each in a transaction of its own; and done a second by one worker."""
    queue = kind(url)
    started = time.perf_counter()
    for number in range(tasks):
        queue.defer("nothing", str(number))
    deferred = tasks / (time.perf_counter() - started)
    worker = queue.worker()
    until(lambda: queue.many() < tasks, 60)
    began, first = time.perf_counter(), queue.many()
    until(lambda: queue.many() == 0, 300)
    done = first / (time.perf_counter() - began)
    end(worker)
    queue.close()
    return deferred, done


def takeovers(kind: type[Queue], url: str, times: int) -> list[float]:
    """Seconds from a SIGKILL of the worker that has a task to the moment another one begins it."""
    took = []
    for _ in range(times):
        queue = kind(url)
        first = _begun(queue, seconds=60)
        second = queue.worker()
        time.sleep(5)
        first.kill()
        killed = time.perf_counter()
        until(lambda q=queue: len(q.told("begun")) > 1, 60)  # type: ignore[misc]
        took.append(time.perf_counter() - killed)
        end(first, second)
        queue.close()
    return took


def delay(kind: type[Queue], url: str, times: int) -> float:
    """The median of the seconds from a task's commit to its beginning, by a worker that has nothing to do."""
    queue = kind(url)
    worker, took = _begun(queue, seconds=0), []
    for number in range(times):
        time.sleep(0.3 + 0.07 * number)  # at any moment between two looks
        begun = len(queue.told("begun"))
        queue.defer("lasts", "x", seconds=0)
        asked = time.perf_counter()
        until(lambda before=begun: len(queue.told("begun")) > before, 60)  # type: ignore[misc]
        took.append(time.perf_counter() - asked)
    end(worker)
    queue.close()
    return statistics.median(took)


def answers(kind: type[Queue], url: str) -> dict[str, str]:
    """What became of a task in each of the situations that the contract names."""
    found = {}
    for question, ask in QUESTIONS.items():
        queue = kind(url)
        found[question] = ask(queue)
        queue.close()
    return found


def _order(queue: Queue) -> str:
    for ago in (57, 59, 58):
        queue.defer("lasts", str(ago), in_s=-ago, seconds=0)
    worker = queue.worker(1)
    until(lambda: not queue.left(), 60)
    end(worker)
    return ", ".join(line.split()[1] for line in queue.told("begun"))


def _earlier(queue: Queue) -> str:
    queue.defer("nothing", "x", in_s=3600)
    queue.defer("nothing", "x")
    return f"one task, due in {max(0.0, queue.due_in()):,.0f} s"


def _retry(queue: Queue) -> str:
    worker = _begun(queue, seconds=1, fails=True)
    queue.defer("lasts", "x", seconds=0)
    return _after_20_s(queue, worker)


def _settle(queue: Queue) -> str:
    worker = _begun(queue, seconds=2)
    time.sleep(0.5)
    queue.hide()
    time.sleep(3)
    queue.show()
    return _after_20_s(queue, worker)


def _paused(queue: Queue) -> str:
    first = _begun(queue, seconds=4)
    first.send_signal(signal.SIGSTOP)
    second = queue.worker()
    until(lambda: len(queue.told("begun")) > 1, 60)
    first.send_signal(signal.SIGCONT)
    until(lambda: queue.told("ended"), 20)
    time.sleep(0.5)
    left = _states(queue.left())
    end(first, second)
    return f"its task is then {left}"


def _stop(queue: Queue) -> str:
    worker = _begun(queue, seconds=8)
    asked = time.perf_counter()
    worker.terminate()
    worker.wait(30)
    return f"stopped after {time.perf_counter() - asked:.1f} s"


QUESTIONS: dict[str, Callable[[Queue], str]] = {
    "three tasks due 57, 59 and 58 s ago, deferred in this order, run by one thread": _order,
    "an equal task waits for an hour from now; it is asked for now": _earlier,
    "a task fails and is to be retried while an equal one waits; 20 s later": _retry,
    "the store is away for 3 s just when a task ends; 20 s later": _settle,
    "a worker stands still, is overtaken, goes on and ends its run while the other one runs": _paused,
    "SIGTERM while a task runs for 8 s more": _stop,
}


def _begun(queue: Queue, **args: Any) -> subprocess.Popen[bytes]:
    """A worker that is at the task x."""
    queue.defer("lasts", "x", **args)
    worker = queue.worker()
    until(lambda: queue.told("begun"), 60)
    return worker


def _after_20_s(queue: Queue, worker: subprocess.Popen[bytes]) -> str:
    until(lambda: not queue.left(), 20)
    lives = "lives" if worker.poll() is None else "has ended"
    end(worker)
    return f"{len(queue.told('begun'))} runs; still to be done: {_states(queue.left())}; the worker {lives}"


def _states(left: Sequence[str]) -> str:
    return ", ".join(left) or "none"


def until(true: Callable[[], Any], within_s: float) -> Any:
    """What `true` gives once it gives something; None after `within_s` seconds."""
    end = time.monotonic() + within_s
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.02)
    return None


def end(*processes: subprocess.Popen[bytes]) -> None:
    for process in processes:
        process.kill()
        process.wait(10)
