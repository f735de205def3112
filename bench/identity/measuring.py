"""Each method over the events of a source: means of what was scored, and the tables that show them."""

from __future__ import annotations

import statistics
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.identity import events, methods

# measure: what it is called in a table, and its decimal places
SHOWN = {
    "across_precision": ("P", 3),
    "across_recall": ("R", 3),
    "answered": ("R answered", 3),
    "ceiling": ("ceiling", 3),
    "exact": ("exact", 3),
    "false_merges": ("joined wrongly", 1),
    "questions": ("questions", 0),
    "nameless": ("nameless", 3),
    "lost": ("lost", 0),
    "minutes": ("minutes off", 3),
    "f1": ("F1", 3),
    "precision": ("P", 3),
    "recall": ("R", 3),
    "seconds": ("CPU s", 1),
    "megabytes": ("MB", 0),
}
NAMES = {measure: name for measure, (name, _) in SHOWN.items()}
PLACES = {measure: places for measure, (_, places) in SHOWN.items()}
OF_EVENTS = (
    "across_precision", "across_recall", "answered", "ceiling", "exact", "false_merges", "questions", "nameless",
    "lost", "seconds", "megabytes",
)  # fmt: skip
OF_LISTS = (
    "f1",
    "precision",
    "recall",
    "answered",
    "exact",
    "false_merges",
    "questions",
    "seconds",
    "megabytes",
)


@dataclass(frozen=True)
class Row:
    """`means` by measure over `events`; {} where the method was passed over, and `why`."""

    source: str
    people: int
    method: str
    events: int
    means: dict[str, float]
    why: str = ""

    @property
    def title(self) -> str:
        return f"{self.source}, {self.people:,} people, {self.events} event{'s' if self.events != 1 else ''}"


def rows(source: events.Source, seeds: Sequence[str], tried: dict[methods.Method, int]) -> Iterator[Row]:
    """One row a method, in their order. Every event is laid down once and given to all of them.

    `tried`: how many of the events, the first ones, a method is given. Where that is fewer for others, zoom-sync
    has a second row with these alone.
    """
    told: dict[methods.Method, list[dict[str, float]]] = {method: [] for method in tried}
    why = {method: _passed_over(method, source) for method in tried}
    for number, seed in enumerate(seeds):
        wanted = [method for method, most in tried.items() if number < most and not why[method]]
        if not wanted:
            continue
        with events.laid(source, seed) as folder:
            for method in wanted:
                try:
                    ran = methods.run(method, folder)
                except subprocess.CalledProcessError as failed:
                    why[method] = "failed: " + (failed.stderr.strip().splitlines() or ["no word"])[-1][:160]
                    continue
                cost = {"seconds": ran.seconds, "megabytes": ran.megabytes}
                told[method].append(source.judge(folder, ran.record) | cost)
    fewest = min((len(some) for some in told.values() if some), default=0)
    for method, some in told.items():
        means = {} if why[method] else _means(some)
        yield Row(source.name, source.people, method.name, len(some), means, why[method])
        if method == methods.OURS and 0 < fewest < len(some):
            of_them = f"{method.name}, of these"
            yield Row(source.name, source.people, of_them, fewest, _means(some[:fewest]))


def _passed_over(method: methods.Method, source: events.Source) -> str:
    if source.people > method.most:
        return f"not tried beyond {method.most:,} people"
    return method.missing


def _means(told: list[dict[str, float]]) -> dict[str, float]:
    means = {
        measure: statistics.mean(one[measure] for one in told) for measure in SHOWN if measure in told[0]
    }
    both = means["precision"] + means["recall"]
    return means | {"f1": 2 * means["precision"] * means["recall"] / both if both else 0.0}


def table(listed: Sequence[Row], measures: Sequence[str] = OF_EVENTS) -> str:
    """Markdown, one line a row."""
    lines = ["| method | events | " + " | ".join(NAMES[measure] for measure in measures) + " |"]
    lines.append("|---" * (len(measures) + 2) + "|")
    for row in listed:
        cells = [f"{row.means[measure]:,.{PLACES[measure]}f}" for measure in measures if row.means]
        lines.append(f"| {row.method} | {row.events} | " + " | ".join(cells or [row.why]) + " |")
    return "\n".join(lines)
