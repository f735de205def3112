"""Seconds and peak memory of `zoom-sync reconcile` at growing sizes, and the exponent with which both grow.

The events come from the generator in `../shared/identity`; where it is missing this says so and stops.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

GENERATOR = Path(__file__).parents[2] / "shared/identity/corpus.py"
LIMITS = {100_000: (90, 1_500)}  # people: seconds, MB
COUNT = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


def run(*, people: Sequence[int], seconds: float = 0) -> None:
    if not GENERATOR.exists():
        print("skipped: the generator of events (../shared/identity/corpus.py) is not there")
        return
    rows = []
    for size in people:
        with tempfile.TemporaryDirectory() as folder:
            rows.append((size, *_measure(size, Path(folder))))
        size, took, peak = rows[-1]
        limit = "limit {:,} s, {:,} MB".format(*LIMITS[size]) if size in LIMITS else "no limit set"
        print(f"{size:>9,} people: {took:7.1f} s, {peak / 1024:7.0f} MB at the most ({limit})", flush=True)
    if len(rows) > 1:
        (small, fast, slim), (large, slow, wide) = rows[0], rows[-1]
        grown = math.log(large / small)
        time_grows, memory_grows = math.log(slow / fast) / grown, math.log(wide / slim) / grown
        print(f"growth: seconds ~ people^{time_grows:.2f}, memory ~ people^{memory_grows:.2f}")


def _measure(size: int, folder: Path) -> tuple[float, int]:
    subprocess.run(
        [
            sys.executable,
            str(GENERATOR),
            "--profile",
            "ilo",
            "--people",
            str(size),
            "--seed",
            "1",
            "--out",
            str(folder),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    event = json.loads((folder / "event.json").read_text())
    command = [
        sys.executable, "-m", "zoom_sync", "reconcile", *(str(folder / name) for name in event["files"]),
        "--output", str(folder / "out.json"), "--starts", event["starts"], "--ends", event["ends"],
        "--timezone", event["timezone"],
    ]  # fmt: skip
    started = time.perf_counter()
    counted = subprocess.run(
        [sys.executable, "-c", COUNT, *command], check=True, capture_output=True, text=True
    )
    return time.perf_counter() - started, int(counted.stdout.split()[-1])
