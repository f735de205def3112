"""Hours on a sheet: 9.45, 0945, 10:30 AM, 14h30, शाम 4 बजे, and 2:30 that means half past two in the afternoon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from zoom_sync.rules.sheet.languages.times import UNTIL
from zoom_sync.rules.sheet.spoken import hour_of

WRITTEN = re.compile(
    r"(?P<hour>\d{1,2})(?:(?P<apart>\s*[:.h\-]\s*)(?P<minute>\d{1,2}))?(?:[:.](?P<second>\d{2}))?\s*(?P<half>[ap]\.?\s?m\.?|noon)?\s*(?:h|hrs?|hours|uhr)?"
)
DIGITS = re.compile(r"(?P<hour>\d{1,2})(?P<minute>\d{2})\s*(?P<half>[ap]\.?\s?m\.?)?\s*(?:h|hrs?|hours)?")
BETWEEN = re.compile(rf"\s+(?:-|{'|'.join(UNTIL)})\s+|\s*[–—~〜～至到]\s*", re.IGNORECASE)
UNDECIDED = re.compile(r"\d{1,2}-\d{2}\D*")
EARLY, LATE = timedelta(minutes=90), timedelta(minutes=90)  # people come before the doors open and stay after


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day as written. `half` is "a", "p" or "" where nothing says which half of the day."""

    hour: int
    minute: int
    second: int = 0
    half: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """A day of the event in the wall time of the place."""

    start: datetime
    end: datetime


When = Hour | datetime | None  # an hour as written, or an instant in the wall time of the place


@lru_cache(maxsize=8192)
def hour(text: str) -> Hour | None:
    """The time of day that a cell says; None if it is none. A bare number below 25 is an hour."""
    text = hour_of(text.strip().lower())
    if re.fullmatch(r"0\.\d{3,}", text):  # a time cell without its format: the fraction of a day
        seconds = min(round(float(text) * 86400), 86399)
        return Hour(seconds // 3600, seconds % 3600 // 60, seconds % 60)
    for pattern in (DIGITS, WRITTEN):
        if found := pattern.fullmatch(text):
            part = found.groupdict()
            minute = part["minute"] or "0"
            if "-" in (apart := part.get("apart") or "") and not _is_minute(minute, part["hour"], apart):
                return None
            if len(minute) == 1 and part["minute"]:
                minute += "0"  # 9.5 in a sheet is 9.50 whose last zero the spreadsheet dropped
            half = {"a": "a", "p": "p", "n": "p"}.get((part["half"] or "")[:1], "")
            return _checked(int(part["hour"]), int(minute), int(part.get("second") or 0), half)
    return None


def _is_minute(second: str, first: str, apart: str) -> bool:
    """Whether 10-30 is half past ten: it is where the second cannot be an hour, or none after the first."""
    return len(second) == 2 and (int(second) > 24 or (apart == "-" and int(second) <= int(first)))


def stay(text: str) -> tuple[str, str] | None:
    """From when to when, where a cell says both: “10:30 - 12:00”, “9 bis 17 Uhr”; None where it does not.

    10-12 is none: it may be twelve past ten as well.
    """
    parts = BETWEEN.split(text.strip())
    if len(parts) == 1:
        if UNDECIDED.fullmatch(text.strip()):
            return None
        parts = text.strip().split("-")
    return (parts[0], parts[1]) if len(parts) == 2 else None


def _checked(hour: int, minute: int, second: int, half: str) -> Hour | None:
    if half and not 1 <= hour <= 12:
        half = ""  # "14:30 PM" is written, and meant as 14:30
    if hour > 23 or minute > 59 or second > 59:
        return None
    return Hour(hour, minute, second, half)


def place(
    came: When, left: When, day: date, window: Window | None
) -> tuple[datetime | None, datetime | None]:
    """The wall times of one row: both together, so that leaving comes after coming where it can.

    Without am or pm the reading inside the event's day is taken; of several the one in which leaving comes
    after coming, then the one as written.
    Gives what was written even if somebody then left before they came: that is for the record to say.
    """
    ins, outs = (list(_readings(one, day, window)) for one in (came, left))
    pairs = [(a, b) for a in ins for b in outs]
    if len(pairs) == 1:
        return pairs[0]

    def badness(pair: tuple[datetime | None, datetime | None]) -> tuple[float, bool]:
        a, b = pair
        backwards = a is not None and b is not None and b <= a
        return sum(_outside(one, window) for one in pair if one is not None), backwards

    return min(pairs, key=badness)  # min keeps the first of equals: as written


def _readings(hour: When, day: date, window: Window | None) -> Iterator[datetime | None]:
    if not isinstance(hour, Hour):
        yield hour
        return
    days = [day]
    if window and window.end.date() > window.start.date() == day:
        days.append(day + timedelta(days=1))  # an event past midnight
    for one in days:
        for value in _hours(hour):
            yield datetime.combine(one, time(value, hour.minute, hour.second))


def _hours(hour: Hour) -> list[int]:
    if hour.half:
        return [hour.hour % 12 + 12 * (hour.half == "p")]
    if hour.hour > 12 or hour.hour == 0:
        return [hour.hour]
    return [hour.hour, (hour.hour + 12) % 24]


def _outside(at: datetime, window: Window | None) -> float:
    """Seconds that a reading lies outside of the event's day, a little before and after allowed."""
    if window is None:
        return 0.0
    early, late = window.start - EARLY - at, at - window.end - LATE
    return max(early.total_seconds(), late.total_seconds(), 0.0)
