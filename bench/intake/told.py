"""Figures beside their limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.intake.sending import Took


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: what was measured, the limit it has to keep ("" where it has none), whether it did."""

    text: str
    limit: str = ""
    is_kept: bool = True

    def __str__(self) -> str:
        if not self.limit:
            return f"     {self.text}"
        return f"{'ok  ' if self.is_kept else 'MISS'} {self.text} ({self.limit})"


def at_least(limit: float, what: str, value: float, unit: str = "") -> Figure:
    return Figure(f"{what}: {value:,.2f}{unit}", f"at least {limit:g}{unit}", value >= limit)


def below(limit: float, what: str, value: float, unit: str = "") -> Figure:
    return Figure(f"{what}: {value:,.2f}{unit}", f"below {limit:g}{unit}", value < limit)


def none(what: str, count: int) -> Figure:
    return Figure(f"{what}: {count:,}", "none", count == 0)


def milliseconds(took: Sequence[Took]) -> list[float]:
    """How long those took that were confirmed."""
    return [one.seconds * 1000 for one in took if one.status == 204]


def lateness(took: Sequence[Took]) -> Figure:
    """How long a thread that only has to send was kept waiting by the machine: no answer can be surer than that."""
    late = [one.late * 1000 for one in took]
    return Figure(
        f"of that the sender itself overslept: p99 {quantile(late, 0.99):,.1f} ms, worst {max(late):,.1f} ms"
    )


def quantile(values: Sequence[float], share: float) -> float:
    """The value that `share` of them do not exceed; not a number where there are none."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))] if values else float("nan")
