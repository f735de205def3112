"""Which decisions stand: the newest first, without those that were undone.

An undo is a decision too: undoing it brings back what it undid.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from zoom_sync.records import TAKEN_BACK, Trace, Verdict


def standing(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """The decisions in force, the newest first; undos themselves are left out."""
    known = {verdict.id: verdict for verdict in verdicts}
    is_in_force = in_force(known.values())
    kept = [verdict for verdict in known.values() if verdict.kind != "undo" and is_in_force[verdict.id]]
    return sorted(kept, key=lambda verdict: (verdict.at, verdict.id), reverse=True)


def deeds(decided: Iterable[Verdict]) -> int:
    """How many times somebody decided: one splits a person by several decisions at once."""
    return len({(verdict.at, verdict.by, verdict.reason) for verdict in decided})


def in_force(verdicts: Iterable[Verdict]) -> dict[str, bool]:
    """Of each decision, undos included, by its id, whether it is in force."""
    known = {verdict.id: verdict for verdict in sorted(verdicts, key=lambda verdict: verdict.id)}
    undone_by: dict[str, list[str]] = defaultdict(list)
    for verdict in known.values():
        if verdict.kind == "undo" and verdict.undoes != verdict.id:
            undone_by[verdict.undoes].append(verdict.id)
    settled: dict[str, bool] = {}
    for start in known:
        _settle(start, undone_by, settled)
    return settled


def without_undone(traces: Iterable[Trace], verdicts: Iterable[Verdict]) -> Iterator[Trace]:
    """The facts, in their order; a check-in that was taken back stays evidence and counts nothing."""
    known = list(verdicts)
    undos = [verdict for verdict in known if verdict.kind == "undo"]
    is_in_force = in_force(known) if undos else {}
    undone = {verdict.undoes: verdict.by for verdict in undos if is_in_force[verdict.id]}
    for trace in traces:
        by = undone.get(trace.id) if trace.kind == "check_in" else None
        yield trace if by is None else replace(trace, excluded=f"{TAKEN_BACK}{by}")


def overruled(verdict: Verdict) -> str:
    """The note on a decision that is kept and shown, and not followed."""
    return f"Decision {verdict.id} ({verdict.kind}, by {verdict.by}) is not followed: a newer one says otherwise."


def _settle(start: str, undone_by: dict[str, list[str]], settled: dict[str, bool]) -> None:
    """A decision is in force if no undo of it is.

    A ring of undos, which only broken data can hold, touches nothing outside it; in it the ids decide.
    """
    waiting = [start]
    opened: set[str] = set()
    while waiting:
        one = waiting[-1]
        undos = undone_by.get(one, [])
        open_ones = [undo for undo in undos if undo not in settled and undo not in opened]
        opened.add(one)
        if open_ones:
            waiting.extend(open_ones)
            continue
        waiting.pop()
        settled[one] = not any(settled.get(undo, False) for undo in undos)
