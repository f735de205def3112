"""Two people at one screen: by a decision a connection counts for a second person, too.

The connection stays evidence of whoever has it, as every input record does. The second person gets a piece that is
made of the decision, with the same times, so that it is counted, clipped, split off and undone as any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from zoom_sync.records import Claim, Trace, Verdict
from zoom_sync.rules.pieces import Piece, pieces
from zoom_sync.rules.verdicts import standing, without_undone


def material(
    traces: Iterable[Trace], verdicts: Iterable[Verdict], ends: Mapping[str, datetime]
) -> tuple[list[Piece], list[Verdict]]:
    """All pieces that a record is made of, in their order, and the decisions in force, the newest first."""
    said = list(verdicts)
    found, decided = pieces(without_undone(traces, said), ends), standing(said)
    beside = shared(found, decided)
    return sorted([*found, *beside], key=lambda piece: piece.order) if beside else found, decided


def shared(found: Sequence[Piece], decided: Iterable[Verdict]) -> list[Piece]:
    """A piece for each second person at a screen, by the decisions in force whose records are both here."""
    said = [verdict for verdict in decided if verdict.kind == "shared"]
    if not said:
        return []
    of_fact = {trace.id: piece for piece in found for trace in (*piece.traces, *piece.copies)}
    return [
        _beside(of_fact[verdict.refs[0]], verdict)
        for verdict in said
        if all(ref in of_fact for ref in verdict.refs) and of_fact[verdict.refs[0]].connected
    ]


def _beside(connection: Piece, verdict: Verdict) -> Piece:
    main = connection.main
    trace = Trace(
        id=verdict.id, kind="shared", source="manual", ref=verdict.id, span=main.span, at=main.at,
        webinar=main.webinar, instance=main.instance,
    )  # fmt: skip
    return Piece(
        (trace,),
        Claim(),
        spans=connection.spans,
        known=connection.known,
        excluded=connection.excluded,
        flaw=connection.flaw,
    )
