"""Ways to find out who is who, each run on the same files as a process of its own, with its time and memory.

A method is given the files of an event and leaves a record that `score` can read. What it needs beyond
zoom-sync's own packages is asked for first, so that a peer that is not installed says so and is passed over.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# A small process between, because the peak of a child counts the size of whoever started it.
COUNT = """
import resource, subprocess, sys
ended = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
sys.exit(ended.returncode)
"""


@dataclass(frozen=True)
class Method:
    """`needs`: the package a peer comes in, "" for none. `most`: people beyond which it is not tried here."""

    name: str
    module: str = ""
    needs: str = ""
    most: int = 10_000_000

    @property
    def missing(self) -> str:
        return "" if installed(self.needs) else f"{self.needs} is not installed"


def installed(package: str) -> bool:
    return not package or importlib.util.find_spec(package) is not None


@dataclass(frozen=True)
class Run:
    """A merged record, and what it took: seconds of a processor, megabytes at the peak.

    A processor's seconds, so that a busy machine counts for nothing; those of all threads together.
    """

    record: dict[str, Any]
    seconds: float
    megabytes: float


OURS = Method("zoom-sync")
METHODS = (
    OURS,
    Method("same e-mail", "mailbox"),
    Method("e-mail, then exact name", "exact"),
    Method("string distance of 90", "distance", most=20_000),
    Method("recordlinkage (ECM)", "linkage", "recordlinkage", most=20_000),
    Method("Splink (EM, p ≥ .95)", "splinked", "splink", most=20_000),
    Method("Splink, names compared apart", "splinked_apart", "splink", most=20_000),
)


def run(method: Method, folder: Path) -> Run:
    """Raises `subprocess.CalledProcessError` with what the method said on its error stream."""
    out = folder / "out.json"
    about = json.loads((folder / "event.json").read_text())
    files = [str(folder / name) for name in about["files"]]
    if method.module:
        command = ["bench.identity.peers", method.module, str(folder), str(out)]
    else:
        when = ["--starts", about["starts"], "--ends", about["ends"], "--timezone", about["timezone"]]
        command = ["zoom_sync", "reconcile", *files, "--output", str(out), *when]
    counted = subprocess.run(
        [sys.executable, "-c", COUNT, sys.executable, "-m", *command],
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, megabytes = map(float, counted.stdout.split())
    return Run(json.loads(out.read_text()), seconds, megabytes)
