"""An event of each size through rebuild, lists, exports: one line a figure, with its limit or peer beside it."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.scale.measure import Told

# What a rebuild with exact keys only may take, in seconds; and how much memory, in MB, where a limit is set.
LIMITS: dict[int, tuple[float, float | None]] = {
    10_000: (1, None),
    100_000: (8, None),
    1_000_000: (60, 2_500),
}
EXPONENT, UNION, XLSX, GREW = 1.15, 1.5, 1.5, 50.0
LOOP = 10_000_000


def run(*, people: Sequence[int], seconds: float = 0) -> None:
    print(f"this machine now: a loop over {LOOP:,} numbers takes {_loop():.2f} s of CPU")
    rebuilds: list[tuple[int, float]] = []
    for size in people:
        with tempfile.TemporaryDirectory() as folder:
            rebuilds.append((size, _one(size, Path(folder))))
    if len(rebuilds) > 1:
        (small, fast), (large, slow) = rebuilds[0], rebuilds[-1]
        grown = math.log(slow / fast) / math.log(large / small)
        print(f"growth: seconds of a rebuild with exact keys only ~ people^{grown:.2f} (limit {EXPONENT})")


def _one(size: int, folder: Path) -> float:
    """All figures of one size. Gives the CPU seconds of its rebuild with exact keys only."""
    print(f"-- {size:,} people", flush=True)
    limit, memory = LIMITS.get(size, (None, None))
    bound = f"limit {limit:g} s" if limit else "no limit set"
    keys = _rebuilt(size, f"sqlite:///{folder}/keys.db", "nameless")
    _say(f"rebuild, exact keys only: {keys[0]}", bound + (f", {memory:,.0f} MB" if memory else ""))
    url = f"sqlite:///{folder}/store.db"
    named = _rebuilt(size, url, "named")
    _say(f"rebuild, with a name each: {named[0]}", "names come on top of the limit")
    event = str(named[2])
    union = _part("union", url, event, str(size))
    _say(
        f"union of intervals: {union['ours']:.2f} s, {union['ours'] / union['loop']:.2f} times the plain loop",
        f"limit {UNION}",
    )
    pages = _part("pages", url, event)
    _say(
        f"a page of the list {pages['page']:.1f} ms, a person by a connection {pages['person']:.1f} ms (p95)",
        f"peer: the shortest query there is {pages['one']:.1f} ms",
    )
    for format in ("json", "csv"):
        told = _part(format, url, event)
        _say(
            f"{format}: {told['people']:,} people in {told['cpu']:.1f} s of CPU, {told['grew']:.0f} MB more memory",
            f"limit {GREW:.0f} MB",
        )
    told = _part("xlsx", url, event)
    _say(
        f"xlsx: {told['cpu']:.1f} s of CPU, {told['cpu'] / told['alone']:.2f} times xlsxwriter alone, "
        f"{told['grew']:.0f} MB more memory",
        f"limit {XLSX}",
    )
    return keys[1]


def _rebuilt(size: int, url: str, names: str) -> tuple[str, float, str]:
    """What a rebuild took in words, its CPU seconds when everything is new, and the event's id."""
    event = str(_part("keep", url, "", str(size), names)["event"])
    new, again = _part("rebuild", url, event), _part("rebuild", url, event)
    said = (
        f"{new['wall']:.2f} s by the clock until it is shown, {new['told']:.2f} s until its ties are told, "
    )
    said += f"{new['cpu']:.2f} s of CPU, {new['peak']:.0f} MB; again with nothing new {again['wall']:.2f} s; "
    said += f"its seal then takes {new['seal']['wall']:.1f} s and {again['seal']['wall']:.1f} s, "
    said += f"{again['seal']['own']:.0f} MB"
    return said, float(new["cpu"]), event


def _part(name: str, url: str, event: str, *more: str) -> Told:
    command = [sys.executable, "-m", "bench.scale.parts", name, url, event, *more]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    told: Told = json.loads(done.stdout.splitlines()[-1])
    return told


def _say(figure: str, beside: str) -> None:
    print(f"   {figure} ({beside})", flush=True)


def _loop() -> float:
    began, total = time.process_time(), 0
    for number in range(LOOP):
        total += number
    return time.process_time() - began
