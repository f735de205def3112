"""The goals, beside what is measured. They were set for the generator beside this checkout; profiles of our own are
held against the goal of the one they are like, as a check that nothing was tuned to the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bench.identity.measuring import NAMES, PLACES, Row


class Target(NamedTuple):
    """`bound`: times the ceiling of the same events if `of_ceiling`."""

    measure: str
    bound: float
    of_ceiling: bool = False


LIKE = {"own easy": "easy", "own stakeholder": "ilo", "own hard": "hard"}  # the profile a goal was set for
LEAST = frozenset(("across_recall", "exact", "answered", "nameless", "f1"))  # at least; all others at most
EVERYWHERE = (Target("lost", 0), Target("nameless", 0.98), Target("minutes", 0))
TARGETS: dict[tuple[str, int], tuple[Target, ...]] = {
    ("easy", 120): (
        Target("false_merges", 0), Target("across_recall", 0.998), Target("exact", 0.995), Target("questions", 10),
        Target("answered", 0.999),
    ),
    ("ilo", 340): (
        Target("false_merges", 1.2), Target("across_recall", 0.960), Target("exact", 0.955), Target("questions", 80),
        Target("answered", 0.988), Target("seconds", 1), Target("megabytes", 120),
    ),
    ("hard", 400): (
        Target("false_merges", 8), Target("across_recall", 0.74), Target("exact", 0.80), Target("questions", 240),
        Target("answered", 0.90), Target("seconds", 1), Target("megabytes", 120),
    ),
    ("ilo", 10_000): (
        Target("false_merges", 2.0), Target("across_recall", 0.925), Target("questions", 140),
        Target("answered", 0.985, of_ceiling=True), Target("seconds", 8), Target("megabytes", 300),
    ),
    ("ilo", 100_000): (
        Target("false_merges", 3.0), Target("across_recall", 0.915), Target("questions", 140),
        Target("answered", 0.985, of_ceiling=True), Target("seconds", 90), Target("megabytes", 1500),
    ),
    ("ilo", 1_000_000): (
        Target("false_merges", 4.0), Target("across_recall", 0.88), Target("seconds", 1200), Target("megabytes", 8000),
    ),
    ("Febrl 4 with number", 5000): (Target("f1", 0.97), Target("false_merges", 1)),
    ("Febrl 4 without number", 5000): (Target("f1", 0.82), Target("false_merges", 1)),
}  # fmt: skip


def verdicts(row: Row) -> Iterator[tuple[Target, float, str]]:
    """Each target of this row's events, the bound in figures, and "held" or "missed by …"."""
    source = LIKE.get(row.source, row.source)
    for target in (*TARGETS.get((source, row.people), ()), *EVERYWHERE):
        if target.measure not in row.means:
            continue
        bound = target.bound * (row.means["ceiling"] if target.of_ceiling else 1)
        found, places = row.means[target.measure], PLACES[target.measure]
        short = bound - found if target.measure in LEAST else found - bound
        places = max(places, 1)
        missed = f"missed by {short:,.{places if round(short, places) else places + 2}f}"
        yield target, bound, missed if short > 0.5 * 10**-6 else "held"


def table(rows: list[Row]) -> str:
    """Markdown: one line a target, for zoom-sync's rows that were measured."""
    lines = ["| events | measure | target | measured | |", "|---|---|---|---|---|"]
    for row in rows:
        for target, bound, verdict in verdicts(row):
            places = PLACES[target.measure]
            least = "≥" if target.measure in LEAST else "≤"
            of = " (.985 of the ceiling)" if target.of_ceiling else ""
            lines.append(
                f"| {row.title} | {NAMES[target.measure]} | {least} {bound:,.{places}f}{of} "
                f"| {row.means[target.measure]:,.{places}f} | {verdict} |"
            )
    return "\n".join(lines)
