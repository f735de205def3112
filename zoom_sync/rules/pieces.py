"""Pieces of evidence: the input records of an event, each once.

Several traces may tell of one record (a listing and a notice of one registration; join, leave and report of
one connection). A piece holds them together: it stands as one line of evidence with one person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from zoom_sync.records import Claim, Registration, Span, Trace
from zoom_sync.rules.presence import Connection, connections
from zoom_sync.rules.registration import best, registrations, together

# The order in which a person's facts name the person, and in which pieces come first in a group.
RANK = {
    "registrant": 0,
    "panelist": 1,
    "participant": 2,
    "joined": 3,
    "check_in": 4,
    "sign_in": 5,
    "viewer": 6,
    "left": 7,
    "bind": 8,
    "shared": 9,
}
_CONNECTED = frozenset(("participant", "joined", "left", "bind", "shared"))
VIEWED = "watched the recording"


@dataclass(
    slots=True
)  # its fields are read more often than those of anything else, and so in half of the time
class Piece:
    """One input record; nobody changes one. `traces`: all that tell of it, the one whose ref stands for it first.

    `copies`: rows of files that repeat a connection; each is a further record of the same piece.
    `spans`: of a connection. `known` False: part of the stay is not known. `excluded`, `flaw`: why it counts
    nothing, or no minutes.
    """

    traces: tuple[Trace, ...]
    claim: Claim
    copies: tuple[Trace, ...] = ()
    registration: Registration | None = None
    spans: tuple[Span, ...] = ()
    known: bool = True
    excluded: str = ""
    flaw: str = ""

    @property
    def main(self) -> Trace:
        return self.traces[0]

    @property
    def order(self) -> tuple[int, str]:
        return RANK[self.traces[0].kind], self.traces[0].id

    @property
    def connected(self) -> bool:
        return self.traces[0].kind in _CONNECTED


def pieces(traces: Iterable[Trace], ends: Mapping[str, datetime]) -> list[Piece]:
    """Make pieces of all traces, in an order that does not depend on theirs. A trace given twice counts once."""
    once = _once(traces)
    found = [
        Piece(one.traces, one.claim, registration=one.registration, excluded=one.traces[0].excluded)
        for one in registrations(once)
    ]
    found += [_connection(one) for one in connections(once, ends)]
    for trace in once:
        if trace.kind in ("panelist", "sign_in", "check_in", "viewer"):
            excluded = trace.excluded or (VIEWED if trace.kind == "viewer" else "")
            found.append(Piece((trace,), trace.claim, registration=trace.registration, excluded=excluded))
    return sorted(found, key=lambda piece: piece.order)


def _connection(connection: Connection) -> Piece:
    main = connection.traces[0]
    if len(connection.traces) == 1 and not connection.copies:
        return Piece(
            connection.traces,
            main.claim,
            registration=main.registration,
            spans=connection.spans,
            known=connection.known,
            excluded=main.excluded,
            flaw=connection.flaw,
        )
    everything = (*connection.traces, *connection.copies)
    reported = main.kind == "participant"
    excluded = (trace.excluded for trace in connection.traces[: 1 if reported else None] if trace.excluded)
    return Piece(
        connection.traces,
        together(trace.claim for trace in everything),
        copies=connection.copies,
        registration=best(trace.registration for trace in everything),
        spans=connection.spans,
        known=connection.known,
        excluded=next(excluded, ""),
        flaw=connection.flaw,
    )


def _once(traces: Iterable[Trace]) -> list[Trace]:
    """Each trace once, by id. Of two with one id and other content, registrants aside, the fuller one counts."""
    known: dict[str, Trace] = {}
    registrants: dict[str, Trace] = {}
    others: dict[Trace, None] = {}  # of an id that is known with other content; to hash a trace takes long
    for trace in traces:
        of = registrants if trace.kind == "registrant" else known
        other = of.setdefault(trace.id, trace)
        if other is trace or other == trace:
            continue
        if of is registrants:
            others[trace] = None
        elif _fullness(trace) > _fullness(other):
            known[trace.id] = trace
    return [*registrants.values(), *others, *sorted(known.values(), key=lambda trace: trace.id)]


def _fullness(trace: Trace) -> tuple[float, str]:
    end = trace.span.end if trace.span and trace.span.end else None
    return end.timestamp() if end else 0.0, repr(trace)
