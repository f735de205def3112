"""Seconds and memory of a stretch of one process, and of the processes that it starts and ends meanwhile."""

from __future__ import annotations

import re
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

Told = dict[str, Any]
_STATUS = Path("/proc/self/status")


@contextmanager
def measured() -> Iterator[Told]:
    """Fills `wall` and `cpu` (seconds), `peak` (MB held at most) and `grew` (MB above the start), children included.

    The peaks of this process (`own`) and of its largest child are added up, though they need not fall together.
    """
    told: Told = {}
    start = _forget_peak()
    began, worked = time.perf_counter(), _worked()
    yield told
    told |= {"wall": time.perf_counter() - began, "cpu": _worked() - worked}
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    own = _megabytes("VmHWM")
    told |= {"peak": own + children, "grew": own + children - start, "own": own}


def _worked() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def p95(took: list[float]) -> float:
    return sorted(took)[int(len(took) * 0.95)]


def _forget_peak() -> float:
    """From now on the kernel counts the peak anew, where it can (Linux). Gives what is held now, in MB."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")
    return _megabytes("VmRSS")


def _megabytes(name: str) -> float:
    found = re.search(rf"{name}:\s+(\d+) kB", _STATUS.read_text()) if _STATUS.exists() else None
    return int(found[1]) / 1024 if found else 0.0
