"""What other systems are told of a record: a table of what it was and what it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from zoom_sync.records import Final
from zoom_sync.rules import telling

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
FIRST = Final("said", NOW, {"virtual": 1})
LATER = replace(FIRST, at=NOW + timedelta(hours=1))
LAPSED = replace(FIRST, lapsed=True)
DIFFERS = ["It was final on 2026-03-03 12:00 UTC; since then: virtual 1 → 2."]


@pytest.mark.parametrize(
    ("before", "after", "told", "why"),
    [
        ((None, []), (None, []), None, "still provisional"),
        ((None, []), (FIRST, []), "final", "final for the first time"),
        ((FIRST, []), (FIRST, []), None, "evidence joined that changes nothing"),
        ((FIRST, []), (FIRST, DIFFERS), "corrected", "somebody came late, and nobody has said yet that it is right"),
        ((FIRST, DIFFERS), (FIRST, DIFFERS), None, "more of them: once is enough"),
        ((FIRST, DIFFERS), (LATER, []), "corrected", "it was said to be right"),
        ((FIRST, DIFFERS), (FIRST, []), "corrected", "it was undone: what was told first holds again"),
        ((FIRST, []), (LATER, []), "corrected", "changed and said to be right at once"),
        ((FIRST, []), (LAPSED, DIFFERS), "corrected", "the room is open again"),
        ((LAPSED, DIFFERS), (LAPSED, DIFFERS), None, "it still is"),
        ((LAPSED, DIFFERS), (LATER, []), "corrected", "it is complete once more"),
    ],
)  # fmt: skip
def test_a_receiver_hears_when_a_record_is_final_and_whenever_that_changes(
    before: tuple[Final | None, list[str]],
    after: tuple[Final | None, list[str]],
    told: str | None,
    why: str,
) -> None:
    assert telling.told(before, after) == told, why


def test_attempts_are_spread_over_three_days_and_then_end() -> None:
    at = [NOW]
    for tries in range(1, 20):
        due = telling.due(tries, now=at[-1], wait=timedelta(0), share=0)
        if due is None:
            break
        at.append(due)

    waits = [(one - NOW).total_seconds() for one in at]
    assert waits[:4] == [0, 5, 305, 2105]
    assert len(waits) == 10
    assert timedelta(days=3) < at[-1] - NOW < telling.GIVE_UP


def test_a_receiver_that_asks_for_time_gets_it_within_a_day() -> None:
    hour, week = timedelta(hours=1), timedelta(days=7)

    assert telling.due(1, now=NOW, wait=hour, share=0) == NOW + hour
    assert telling.due(1, now=NOW, wait=week, share=0) == NOW + timedelta(days=1)
    assert telling.rest(NOW, now=NOW, wait=hour) == NOW + hour
    assert telling.rest(NOW - week, now=NOW, wait=timedelta(0)) == NOW + telling.LONGEST_REST
