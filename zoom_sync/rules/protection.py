"""A protected event: to be on its list may endanger somebody, so whoever takes it says what for."""

from __future__ import annotations

from zoom_sync.records import Event, Trouble

REASON_MISSING = Trouble(
    "This event is protected: whoever takes its list says why.", "Nothing was written.", "Give a reason."
)
LONGEST = 300  # characters of a reason


def reason_for(event: Event, given: str) -> str:
    """The reason as it stands in the audit. Raises Trouble where a protected event has none."""
    reason = given.strip()[:LONGEST]
    if event.protected and not reason:
        raise REASON_MISSING
    return reason
