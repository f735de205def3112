"""How often identity is wrong: `reconcile` on generated events with known truth, scored by a script of its own.

The generator and the scorer stand in `../shared/identity`; where they are missing this says so and stops.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

SHARED = Path(__file__).parents[2] / "shared/identity"
SEEDS = ("1", "2", "3", "4", "5")
SHOWN = (
    "false_merges_per_1000",
    "cross_precision",
    "cross_recall",
    "cross_recall_after_review",
    "review_per_1000",
)


def run(*, people: Sequence[int] = (), seconds: float = 0) -> None:
    if not (SHARED / "score.py").exists():
        print("skipped: the generator and the scorer (../shared/identity) are not there")
        return
    for profile in ("easy", "ilo", "hard"):
        scores = [_score(profile, seed) for seed in SEEDS]
        means = {name: statistics.mean(score[name] for score in scores) for name in SHOWN}
        print(
            f"{profile:>5}, {len(SEEDS)} events: "
            + ", ".join(f"{name} {mean:.3f}" for name, mean in means.items())
        )


def _score(profile: str, seed: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        _python(SHARED / "corpus.py", "--profile", profile, "--seed", seed, "--out", folder)
        event = json.loads((Path(folder) / "event.json").read_text())
        out = f"{folder}/out.json"
        files = [f"{folder}/{name}" for name in event["files"]]
        when = ["--starts", event["starts"], "--ends", event["ends"], "--timezone", event["timezone"]]
        _python("-m", "zoom_sync", "reconcile", *files, "--output", out, *when)
        return dict(json.loads(_python(SHARED / "score.py", folder, out, "--json")))


def _python(*arguments: str | Path) -> str:
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
