"""Decisions as steps: what was decided at once stands together, with all its undos."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zoom_sync.records import Claim, Person, Trace, Verdict
from zoom_sync.rules.verdicts import in_force


@dataclass(frozen=True, slots=True)
class Step:
    """What one person said in one moment. `said`: the decisions, none of them an undo.

    `since`: the undos that took them back (True) and those that brought them back (False), the oldest first, one
    of each moment.
    `reversal`: the ids to undo in order to take the step back, or to bring it back where it is taken back.
    """

    said: Sequence[Verdict]
    since: Sequence[tuple[Verdict, bool]]
    stands: bool
    reversal: Sequence[str]

    @property
    def head(self) -> Verdict:
        return self.said[0]


def steps(verdicts: Iterable[Verdict]) -> list[Step]:
    """The steps, the newest first. `verdicts` come the oldest first."""
    known = list(verdicts)
    force = in_force(known)
    undos_of: dict[str, list[Verdict]] = defaultdict(list)
    moments: dict[tuple[object, ...], list[Verdict]] = defaultdict(list)
    for verdict in known:
        if verdict.kind == "undo":
            undos_of[verdict.undoes].append(verdict)
        else:
            moments[verdict.at, verdict.by, verdict.reason].append(verdict)
    return [_step(said, undos_of, force) for said in reversed(moments.values())]


def about(taken: Iterable[Step], person: Person) -> list[Step]:
    """The steps that speak of a person's evidence."""
    facts = {line.fact for line in person.evidence}
    return [step for step in taken if any(one.id in facts or facts & set(one.refs) for one in step.said)]


def apart(verdict: Verdict, traces: Mapping[str, Trace]) -> dict[str, tuple[str, ...]]:
    """By what the records of a decision differ, for a line that may name one name twice: what each says itself.

    Where they say the same, their addresses tell them apart.
    """
    claims = {ref: traces[ref].claim for ref in verdict.refs if ref in traces}
    found = {}
    for ref, claim in claims.items():
        told = [
            getattr(claim, name)
            for name in ("name", "email", "organisation", "phone")
            if _varies(name, claims)
        ]
        found[ref] = tuple(text for text in told if text) or (traces[ref].ref,)
    return found


def _varies(name: str, claims: Mapping[str, Claim]) -> bool:
    return len({getattr(claim, name).casefold() for claim in claims.values()}) > 1


def _step(said: list[Verdict], undos_of: dict[str, list[Verdict]], force: dict[str, bool]) -> Step:
    stands = any(force[one.id] for one in said)
    if stands:
        reversal = [one.id for one in said if force[one.id]]
    else:
        reversal = [undo.id for one in said for undo in undos_of.get(one.id, ()) if force[undo.id]]
    moments = {(undo.at, undo.by): (undo, back) for one in said for undo, back in _chain(one, undos_of)}
    since = sorted(moments.values(), key=lambda one: (one[0].at, one[0].id))
    return Step(said, since, stands, reversal)


def _chain(verdict: Verdict, undos_of: dict[str, list[Verdict]]) -> list[tuple[Verdict, bool]]:
    """All undos of a decision, undos of those, and so on; each with whether it speaks against the decision."""
    found: dict[str, tuple[Verdict, bool]] = {}
    waiting = [(verdict.id, True)]
    for one, against in waiting:
        for undo in undos_of.get(one, ()):
            if undo.id not in found:
                found[undo.id] = (undo, against)
                waiting.append((undo.id, not against))
    return list(found.values())
