"""Who is registered, as Zoom's listing and its notices tell together.

A listing's row, a notice of approval and one of cancellation speak of the same registration: they share a ref
and are one record. What Zoom said last wins; what the last one left out, an earlier one may still tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from operator import attrgetter
from typing import NamedTuple

from zoom_sync.records import Claim, Registration, Trace

_WORDS = attrgetter(*(field.name for field in fields(Claim)))
_ORDER = ("approved", "pending", "cancelled", "denied", "missing")


class Registered(NamedTuple):
    """One registration. `traces`: all that tell of it, the newest first."""

    traces: tuple[Trace, ...]
    claim: Claim
    registration: Registration


def registrations(traces: Iterable[Trace]) -> list[Registered]:
    """Make registrations of the traces of kind registrant, by their id; others are passed over."""
    by_ref: dict[tuple[str, str], Trace] = {}  # a list for each of a million would fill the memory
    further: dict[tuple[str, str], list[Trace]] = {}
    for trace in traces:
        if trace.kind == "registrant":
            key = trace.file, trace.ref
            if (first := by_ref.setdefault(key, trace)) is not trace:
                further.setdefault(key, [first]).append(trace)
    found = [
        Registered((one,), one.claim, one.registration or Registration())
        for key, one in by_ref.items()
        if key not in further
    ]
    found += map(_together, further.values())
    return sorted(found, key=lambda one: one.traces[0].id)


def _together(traces: list[Trace]) -> Registered:
    newest = sorted(
        traces, key=lambda trace: (trace.at is not None, _seconds(trace), repr(trace)), reverse=True
    )
    told = [trace.registration for trace in newest if trace.registration is not None]
    created = next((one.created for one in told if one.created is not None), None)
    current = told[0] if told else Registration()
    return Registered(
        tuple(newest), together(trace.claim for trace in newest), replace(current, created=created)
    )


def together(claims: Iterable[Claim]) -> Claim:
    """One claim: each field from the first of `claims` that has it."""
    first, *others = claims
    known: tuple[str, ...] = _WORDS(first)
    words: Sequence[str] = known
    for other in others:
        if "" in words:
            words = [word or further for word, further in zip(words, _WORDS(other), strict=True)]
    return first if words is known or tuple(words) == known else Claim(*words)


def best(registrations: Iterable[Registration | None]) -> Registration | None:
    """The registration that counts of a person's several: approved before pending before the others."""
    told = [one for one in registrations if one is not None]
    if len(told) < 2:  # nearly everybody
        return told[0] if told else None
    return min(told, key=rank)


def rank(registration: Registration) -> tuple[int, float]:
    """The order of `best`; among equals the older one counts."""
    created = registration.created
    return _place(registration.status), created.timestamp() if created else 0.0


def first_status(told: Iterable[str | None]) -> str | None:
    """The status that counts of several."""
    return min((one for one in told if one is not None), key=_place, default=None)


def _place(status: str) -> int:
    return _ORDER.index(status) if status in _ORDER else len(_ORDER)


def _seconds(trace: Trace) -> float:
    return trace.at.timestamp() if trace.at else 0.0
