"""Each method over the events of a source: means of what was scored."""

from __future__ import annotations

import statistics
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.identity import events, methods

HEAD = (
    "precision", "recall", "P across files", "R across files", "R answered", "ceiling", "exact", "joined wrongly",
    "questions", "nameless", "lost", "s", "MB",
)  # fmt: skip
MEASURES = (
    "precision", "recall", "across_precision", "across_recall", "answered", "ceiling", "exact", "false_merges",
    "questions", "nameless", "lost", "seconds", "megabytes",
)  # fmt: skip
PLACES = dict.fromkeys(MEASURES, 3) | {
    "false_merges": 1, "questions": 0, "lost": 0, "seconds": 1, "megabytes": 0,
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """`means` by measure; {} where the method was passed over, and `why`."""

    source: str
    people: int
    method: str
    means: dict[str, float]
    why: str = ""


def rows(
    source: events.Source, seeds: Sequence[str], tried: Sequence[methods.Method] = methods.METHODS
) -> Iterator[Row]:
    """One row a method, in their order. Every event is laid down once and given to all of them."""
    told: dict[str, list[dict[str, float]]] = {method.name: [] for method in tried}
    why = {method.name: _passed_over(method, source) for method in tried}
    for seed in seeds:
        with events.laid(source, seed) as folder:
            for method in tried:
                if why[method.name]:
                    continue
                try:
                    ran = methods.run(method, folder)
                except subprocess.CalledProcessError as failed:
                    why[method.name] = (
                        "failed: " + (failed.stderr.strip().splitlines() or ["no word"])[-1][:160]
                    )
                    continue
                cost = {"seconds": ran.seconds, "megabytes": ran.megabytes}
                told[method.name].append(source.judge(folder, ran.record) | cost)
    for method in tried:
        yield Row(source.name, source.people, method.name, _means(told[method.name]), why[method.name])


def _passed_over(method: methods.Method, source: events.Source) -> str:
    if source.people > method.most:
        return f"not tried beyond {method.most:,} people"
    return method.missing


def _means(told: list[dict[str, float]]) -> dict[str, float]:
    if not told:
        return {}
    return {measure: statistics.mean(one[measure] for one in told) for measure in MEASURES}


def table(listed: Sequence[Row]) -> str:
    """Markdown, one line a row."""
    lines = ["| method | " + " | ".join(HEAD) + " |", "|---" * (len(HEAD) + 1) + "|"]
    for row in listed:
        if row.means:
            cells = [_shown(measure, row.means[measure]) for measure in MEASURES]
        else:
            cells = [row.why, *[""] * (len(HEAD) - 1)]
        lines.append(f"| {row.method} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _shown(measure: str, value: float) -> str:
    return f"{value:,.{PLACES[measure]}f}"
