"""Times and zones as somebody types them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from zoom_sync.records import Trouble
from zoom_sync.rules.times import instant, zone_named

KOLKATA = ZoneInfo("Asia/Kolkata")
NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("text", "more", "means"),
    [
        (" 2026-11-11T10:30 ", {}, datetime(2026, 11, 11, 5, 0, tzinfo=UTC)),
        ("2026-11-11T10:30+01:00", {}, datetime(2026, 11, 11, 9, 30, tzinfo=UTC)),
        ("2026-11-11", {"midnight": True}, datetime(2026, 11, 10, 18, 30, tzinfo=UTC)),
        ("10:30", {"day": date(2026, 11, 11)}, datetime(2026, 11, 11, 5, 0, tzinfo=UTC)),
    ],
)
def test_a_time_without_an_offset_is_that_of_the_place(text: str, more: dict, means: datetime) -> None:  # type: ignore[type-arg]
    assert instant(text, KOLKATA, **more) == means


@pytest.mark.parametrize(
    "text", ["soon", "", "2026-11-11", "10:30", "2026-13-11T10:30", "\0", "2026-11-11T10:30+99:00"]
)
def test_what_is_no_time_is_refused_with_an_example_in_that_zone(text: str) -> None:
    with pytest.raises(Trouble, match="is not a time") as refused:
        instant(text, KOLKATA, safe="No door was added.")

    assert "No door was added." in str(refused.value)
    assert "Asia/Kolkata" in str(refused.value)


@pytest.mark.parametrize(
    "text", ["0001-01-01T00:00", "9999-12-31T23:59", "9999-12-31T23:59-12:00", "0001-01-01T00:00+05:30"]
)
@pytest.mark.parametrize("zone", [KOLKATA, NEW_YORK, UTC])
def test_a_year_that_nobody_means_is_refused_in_a_sentence(text: str, zone: ZoneInfo) -> None:
    with pytest.raises(Trouble, match=r"The year \d+ is not meant"):
        instant(text, zone)


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../../etc/passwd", "Europe", "\0", "x" * 5000])
def test_a_zone_that_is_none_is_refused_in_a_sentence(name: str) -> None:
    with pytest.raises(Trouble, match="no time zone named"):
        zone_named(name)
