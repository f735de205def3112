"""A record that was final: what changes it afterwards is said, until an organiser says that it is right.

Evidence that is waited for anew (a reading that differs, a room that is open again) makes it provisional until that
is in. Whatever else changes what it says of somebody (a decision, a late registration, another rule) leaves it final,
since nothing is waited for, with a note of what differs. What changes no line and no figure changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from zoom_sync.records import Final, Record

SINCE = "It was final on "  # how such a note begins
_SAME = "nothing that it says has changed since."
_FIGURE = re.compile(r"([a-z][a-z ]*) (\d+) → (\d+)")


@dataclass(frozen=True, slots=True)
class Since:
    """What such a note says: the figures that moved (name, before, now); `is_same`: nothing at all has."""

    at: datetime
    figures: tuple[tuple[str, int, int], ...]
    is_same: bool


def since(note: str) -> Since | None:
    """A note of `held_against`, read again, so that it can be told in another language and zone; None: another one."""
    if not note.startswith(SINCE):
        return None
    at, _, what = note.removeprefix(SINCE).partition(" UTC; ")
    moved = tuple(
        (name.replace(" ", "_"), int(was), int(now))
        for name, was, now in _FIGURE.findall(what.partition(": ")[2])
    )
    return Since(datetime.fromisoformat(at).replace(tzinfo=UTC), moved, what == _SAME)


def held_against(
    record: Record,
    said: str,
    before: Final | None,
    *,
    notes: Sequence[str] = (),
    closings: int,
    now: datetime,
) -> Record:
    """The record as it stands after a version that was final. Its `status` says so far whether all evidence is in.

    `said`: the sum of what it says of everybody; `notes`: those of the newest version; `closings`: how often an
    organiser has said that it is complete.
    """
    if record.status != "final":
        if before is None:
            return record
        told = (*record.notes, _differs(record.counts, said, before))
        return replace(record, final=replace(before, lapsed=True), notes=told)
    if before is not None and _only_erased(before.counts, record.counts):
        # That somebody is gone is no change, but one that stands there to be confirmed is still one.
        was = before.said if is_changed(notes) else said
        before = replace(before, said=was, counts=dict(record.counts))
    is_new = before is None or before.lapsed or before.said != said
    if is_new and before is not None and not before.lapsed and closings <= before.closings:
        told = (*record.notes, _differs(record.counts, said, before))
        return replace(record, notes=told, final=before)
    final = Final(said, now, dict(record.counts)) if is_new or before is None else before
    return replace(record, final=replace(final, closings=closings))


def is_changed(notes: Sequence[str]) -> bool:
    """Whether the notes of a record say that it differs from the one that was final."""
    return any(note.startswith(SINCE) for note in notes)


def differences(before: Mapping[str, int], now: Mapping[str, int]) -> list[tuple[str, int, int]]:
    """The figures that changed: name, before, now."""
    return [(name, before.get(name, 0), now[name]) for name in now if now[name] != before.get(name, 0)]


def _only_erased(before: Mapping[str, int], now: Mapping[str, int]) -> bool:
    """Whether somebody was erased since, which opens no record again: every figure has them still."""
    return {name for name, was, is_now in differences(before, now) if name != "erased" or is_now > was} == {
        "erased"
    }


def _differs(counts: Mapping[str, int], said: str, before: Final) -> str:
    moved = [
        f"{name.replace('_', ' ')} {was} → {now}" for name, was, now in differences(before.counts, counts)
    ]
    if moved:
        what = f"since then: {', '.join(moved)}."
    elif said != before.said:
        what = "since then what it says of somebody has changed, and no figure."
    else:
        what = _SAME
    return f"{SINCE}{before.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC; {what}"
