"""What is said beside a person: things an organiser may want to look at. They change no figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from itertools import pairwise

from zoom_sync.records import Span
from zoom_sync.rules.pieces import Piece

AT_ONCE = timedelta(minutes=1)  # a shorter overlap is a rejoin whose leave came late
TWO_AT_ONCE = "two connections at once under one registration"
NOT_REPORTED = "a connection that was heard of live and is not in Zoom's report"
CLOSED_BY_US = "a connection without an end was closed at the end of the run"


def remarks(pieces: Sequence[Piece], reported: Collection[str]) -> tuple[str, ...]:
    """The remarks on one person, from all their pieces. `reported`: instances of which a report is here."""
    online = [piece for piece in pieces if piece.connected]
    if not online:
        return ()
    unheard = closed = False
    for piece in online:
        main = piece.traces[0]
        if main.kind in ("joined", "left") and main.instance in reported:
            unheard = True
        if not piece.excluded:
            for span in piece.spans:
                closed = closed or not span.certain
    twice = len(online) > 1 and _twice_at_once(online)
    if not (twice or unheard or closed):
        return ()
    said = ((twice, TWO_AT_ONCE), (unheard, NOT_REPORTED), (closed, CLOSED_BY_US))
    return tuple(remark for is_so, remark in said if is_so)


def _twice_at_once(online: Iterable[Piece]) -> bool:
    by_registration: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for piece in online:
        if not piece.excluded and piece.claim.registrant_id:
            by_registration[piece.main.webinar, piece.claim.registrant_id] += [
                span for span in piece.spans if span.end is not None
            ]
    return any(_overlap(spans) for spans in by_registration.values())


def _overlap(spans: Iterable[Span]) -> bool:
    ordered = sorted((span.start, span.end) for span in spans if span.end is not None)
    return any(later[0] + AT_ONCE < sooner[1] for sooner, later in pairwise(ordered))
