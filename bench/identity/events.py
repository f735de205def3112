"""Events to measure on: a folder with the files and the truth, and what scores a record against it."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bench.identity import files, knobs, score
from bench.identity.event import Event

SHARED = Path(__file__).parents[3] / "shared/identity"


@dataclass(frozen=True)
class Source:
    """Where events come from: `write(folder, seed)` lays one down, `judge(folder, record)` gives measures."""

    name: str
    people: int
    write: Callable[[Path, str], None]
    judge: Callable[[Path, Mapping[str, Any]], dict[str, float]]
    truth: Callable[[Path], dict[str, score.Known]] = score.truth


@contextmanager
def laid(source: Source, seed: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        source.write(Path(folder), seed)
        yield Path(folder)


def own(profile: str, people: int = 0, turned: Mapping[str, float] = MappingProxyType({})) -> Source:
    drawn = knobs.of(profile, people, turned)
    return Source(
        f"own {profile}", drawn.people, lambda folder, seed: files.write(Event(drawn, seed), folder), judged
    )


def judged(folder: Path, record: Mapping[str, Any]) -> dict[str, float]:
    return asdict(score.score(score.truth(folder), record))


def shared(profile: str, people: int = 0) -> Source | None:
    """A profile of the generator that stands beside this checkout, scored by its own script; None without it."""
    if not (SHARED / "score.py").exists():
        return None
    size = ["--people", str(people)] if people else []

    def write(folder: Path, seed: str) -> None:
        _python(SHARED / "corpus.py", "--profile", profile, "--seed", seed, "--out", folder, *size)

    return Source(
        profile, people or {"easy": 120, "ilo": 340, "hard": 400}[profile], write, _scored_there, _truth_there
    )


def _scored_there(folder: Path, record: Mapping[str, Any]) -> dict[str, float]:
    out = folder / "scored.json"
    out.write_text(json.dumps(record))
    told = json.loads(_python(SHARED / "score.py", folder, out, "--json", check=False))
    return {ours: told[theirs] for ours, theirs in THEIRS.items()} | {
        "lost": told["missing"] + told["repeated"] + told["invented"],
        # of people whose records are exactly one entry: online, in the room, and both together
        "minutes": max((told[side] for side in MINUTES if side in told), default=0.0),
    }


def _truth_there(folder: Path) -> dict[str, score.Known]:
    """Its truth in our words; a record of nobody is "unidentified" there, and a knot a group."""
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as handle:
        return {
            row["ref"]: score.Known(
                row["person"].replace("unidentified", ""),
                tuple(filter(None, row["also"].split("|"))),
                row["group"],
            )
            for row in csv.DictReader(handle)
        }


MINUTES = ("minutes_mae_exact", "room_minutes_mae_exact", "united_minutes_mae_exact")
# our word for a measure, and that of the script beside this checkout
THEIRS = {
    "people": "people", "precision": "precision", "recall": "recall", "across_precision": "cross_precision",
    "across_recall": "cross_recall", "answered": "cross_recall_after_review", "ceiling": "ceiling_cross_recall",
    "exact": "exact", "false_merges": "false_merges_per_1000", "questions": "review_per_1000",
    "nameless": "unidentified_correct",
}  # fmt: skip


def _python(*arguments: str | Path, check: bool = True) -> str:
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, check=check, capture_output=True, text=True).stdout
