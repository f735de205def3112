"""What a registration's notices say together, and with what was listed: the same in whatever order they come.

The newest word on the status counts. What it leaves empty is taken from what was known, and what it tells
stays when an older word comes late.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from zoom_sync.records import Trace

_FIELDS = ("name", "email", "phone", "organisation", "country", "account_id", "code", "language", "answer")
_CALLED_OFF = ("denied", "cancelled")
_WEIGHTS = ("pending", "approved", *_CALLED_OFF, "missing")  # of words of one instant the last counts
_NEVER = datetime(1, 1, 1, tzinfo=UTC)


def first(notices: Sequence[Trace]) -> Trace:
    """A registration that nobody had listed, by its notices."""
    earliest, *later = sorted(notices, key=_place)
    return hear(earliest, later, told=earliest.at, gone=None)


def hear(known: Trace, notices: Sequence[Trace], *, told: datetime | None, gone: datetime | None) -> Trace:
    """What is known, and the notices. `told`: when Zoom last said what is known.

    `gone`: when a listing was found to hold it no more, None where that is not so. That is explained by a
    call-off from before it, and not undone by an approval from before it.
    """
    for notice in sorted(notices, key=_place):
        since = gone if gone is not None and _status(notice) not in _CALLED_OFF else told
        if is_older(notice, known, since):
            known = filled(known, notice)
        else:
            known = replace(filled(notice, known), id=known.id, ref=known.ref)
            told, gone = notice.at, None
    return known


def is_older(trace: Trace, known: Trace, since: datetime | None) -> bool:
    """Whether what is known since an instant goes before what the trace says. One without a time is new."""
    if trace.at is None or since is None or trace.at > since:
        return False
    return trace.at < since or _WEIGHTS.index(_status(trace)) < _WEIGHTS.index(_status(known))


def filled(trace: Trace, other: Trace) -> Trace:
    """The trace, with what it leaves empty taken from the other."""
    gaps = {name: getattr(other.claim, name) for name in _FIELDS if not getattr(trace.claim, name)}
    registration = trace.registration
    if registration is not None and registration.created is None and other.registration is not None:
        registration = replace(registration, created=other.registration.created)
    return replace(trace, claim=replace(trace.claim, **gaps), registration=registration)


def _status(trace: Trace) -> str:
    status = trace.registration.status if trace.registration is not None else "approved"
    return status if status in _WEIGHTS else "approved"


def _place(notice: Trace) -> tuple[datetime, int]:
    return notice.at or _NEVER, _WEIGHTS.index(_status(notice))
