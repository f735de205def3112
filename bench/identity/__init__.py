"""How often identity is wrong: zoom-sync and its peers on the same events, whose truth is known."""

from __future__ import annotations

from collections.abc import Sequence

from bench.identity import events, knobs, measuring, methods

SEEDS = tuple(f"h{number}" for number in range(1, 11))  # nobody tunes on these


def run(*, people: Sequence[int] = (), seconds: float = 0) -> None:
    for profile in knobs.PROFILES:
        source = events.own(profile)
        print(f"\n{profile}, {source.people} people, {len(SEEDS)} events\n")
        print(measuring.table(list(measuring.rows(source, SEEDS, methods.METHODS[:1]))), flush=True)
