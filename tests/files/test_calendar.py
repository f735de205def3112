"""An event as a calendar file, read again as a calendar reads it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import an_event
from tests.hostile_names import NAMES
from zoom_sync.files import calendar
from zoom_sync.records import Span


def lines_of(data: bytes) -> list[str]:
    """The unfolded content lines (RFC 5545, 3.1)."""
    return data.decode().replace("\r\n ", "").split("\r\n")[:-1]


def text(value: str) -> str:
    out, escaped = "", False
    for sign in value:
        if escaped:
            out, escaped = out + ("\n" if sign in "nN" else sign), False
        elif sign == "\\":
            escaped = True
        else:
            out += sign
    return out


EVENT = an_event()


def entry(title: str, place: str = "Hall; 2, north") -> bytes:
    return calendar.entry(
        uid="u", host="https://events.mela.example", title=title, place=place, days=EVENT.days
    )


def test_a_day_is_an_entry_with_its_times_in_utc() -> None:
    start = EVENT.days[0].start
    days = [*EVENT.days, Span(start + timedelta(days=1), start + timedelta(days=1, hours=2))]

    lines = lines_of(calendar.entry(uid="u", host="https://e.example/x", title="T", place="", days=days))

    assert lines[:4] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//zoom-sync//letters//EN",
        "METHOD:PUBLISH",
    ]
    assert [line for line in lines if line.startswith("UID")] == ["UID:u-1@e.example", "UID:u-2@e.example"]
    assert f"DTSTART:{start:%Y%m%dT%H%M%SZ}" in lines
    assert lines.count("END:VEVENT") == 2
    assert not [line for line in lines if line.startswith("LOCATION")]


def test_long_lines_are_folded_and_never_inside_of_a_letter() -> None:
    title = "পরিচিতি সভা, দ্বিতীয় দিন; " * 15

    data = entry(title)

    assert max(map(len, data.split(b"\r\n"))) <= 75
    assert all(part.decode() is not None for part in data.split(b"\r\n"))
    summary = next(line for line in lines_of(data) if line.startswith("SUMMARY:"))
    assert text(summary.removeprefix("SUMMARY:")) == " ".join(title.split())


@pytest.mark.parametrize("part", [0, 1])
def test_no_title_becomes_a_line_of_its_own(part: int) -> None:
    for name in NAMES:
        lines = lines_of(entry(name, "P") if part == 0 else entry("T", name))
        names = [line.partition(":")[0] for line in lines]
        assert [one for one in names if one != "LOCATION"] == [
            "BEGIN", "VERSION", "PRODID", "METHOD", "BEGIN", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY",
            "END", "END",
        ], name  # fmt: skip
