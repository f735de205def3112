"""What an organiser says of doors."""

from __future__ import annotations

from datetime import UTC, datetime

from zoom_sync.actions.doors import may_hand_in
from zoom_sync.store.doors import Door

NOW = datetime(2026, 11, 11, tzinfo=UTC)


def test_a_door_that_was_made_for_ever_takes_what_its_phones_hand_in() -> None:
    until = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)

    assert may_hand_in(Door("d", "e", "door", "North entrance", until, NOW), NOW)
