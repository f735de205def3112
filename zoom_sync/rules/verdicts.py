"""Which decisions stand: the newest first, without those that were undone.

An undo is a decision too: undoing it brings back what it undid.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from zoom_sync.records import Verdict


def standing(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """The decisions in force, the newest first; undos themselves are left out."""
    known = {verdict.id: verdict for verdict in verdicts}
    undone_by: dict[str, list[str]] = defaultdict(list)
    for verdict in known.values():
        if verdict.kind == "undo" and verdict.undoes != verdict.id:
            undone_by[verdict.undoes].append(verdict.id)
    in_force: dict[str, bool] = {}
    for start in known:
        _settle(start, undone_by, in_force)
    kept = [verdict for verdict in known.values() if verdict.kind != "undo" and in_force[verdict.id]]
    return sorted(kept, key=lambda verdict: (verdict.at, verdict.id), reverse=True)


def overruled(verdict: Verdict) -> str:
    """The note on a decision that is kept and shown, and not followed."""
    return f"Decision {verdict.id} ({verdict.kind}, by {verdict.by}) is not followed: a newer one says otherwise."


def _settle(start: str, undone_by: dict[str, list[str]], in_force: dict[str, bool]) -> None:
    """A decision is in force if no undo of it is. Undos that undo one another in a ring all stand."""
    waiting = [start]
    opened: set[str] = set()
    while waiting:
        one = waiting[-1]
        undos = undone_by.get(one, [])
        open_ones = [undo for undo in undos if undo not in in_force and undo not in opened]
        opened.add(one)
        if open_ones:
            waiting.extend(open_ones)
            continue
        waiting.pop()
        in_force[one] = not any(in_force.get(undo, False) for undo in undos)
