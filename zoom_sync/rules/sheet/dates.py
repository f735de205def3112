"""Instants as people and Zoom write them: a date, mostly with a time of day.

A whole column has one order of day and month. It is decided by values over 12, then by which reading falls
on the event's days, then by the dialect; dateutil and dateparser guess each value by itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Literal

from zoom_sync.rules.sheet.spoken import date_of

Order = Literal["d", "m"]

MONTHS = {  # by the first letters, accents off; longer beginnings first where the shorter is shared
    "juil": 7, "juin": 6, "jan": 1, "ene": 1, "gen": 1, "feb": 2, "fev": 2, "fevr": 2, "mar": 3, "mae": 3,
    "apr": 4, "avr": 4, "abr": 4, "may": 5, "mai": 5, "mag": 5, "jun": 6, "giu": 6, "jul": 7, "lug": 7,
    "aug": 8, "aou": 8, "ago": 8, "sep": 9, "set": 9, "oct": 10, "okt": 10, "out": 10, "ott": 10,
    "nov": 11, "dec": 12, "dez": 12, "dic": 12,
    "oca": 1, "sub": 2, "mrt": 3, "nis": 4, "mei": 5, "haz": 6, "tem": 7, "agu": 8, "eyl": 9, "eki": 10, "kas": 11,
    "ara": 12, "des": 12,  # Turkish, Dutch, Indonesian
}  # fmt: skip
YEARS = range(1900, 2200)  # what lies outside is a slip of the pen, and would overflow a calendar
TIME = (
    r"(?P<hour>\d{1,2})[:.hH](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?(?:[.,]\d+)?"
    r"\s*(?P<half>[AaPp]\.?\s?[Mm]\.?)?"
)
ZONE = r"(?P<zone>Z|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?|UTC|GMT)?"
REST = rf"(?:(?:[ T,]|\s)+{TIME}\s*{ZONE})?$"
YEAR_FIRST = re.compile(rf"^(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){REST}")
NUMBERS = re.compile(rf"^(?P<a>\d{{1,2}})[-/.](?P<b>\d{{1,2}})[-/.](?P<year>\d{{4}}|\d{{2}}){REST}")
MONTH_FIRST = re.compile(
    rf"^(?:[^\W\d]+,?\s+)?(?P<name>[^\W\d]{{3,10}})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){REST}"
)
DAY_FIRST = re.compile(
    rf"^(?:[^\W\d]+,?\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?[\s\-/.]+(?:de\s+)?(?P<name>[^\W\d]{{3,10}})\.?,?[\s\-/.]+(?:de\s+)?(?P<year>\d{{4}}|\d{{2}}){REST}"
)
HEADED = re.compile(
    r"(?<![^\W_])(?:UTC(?![^\W_])\s*(?:[+-]\d{1,2}(?::?\d{2})?)?|GMT\s*[+-]\d{1,2}(?::?\d{2})?)", re.I
)
TIME_AT_END = re.compile(TIME + r"\s*" + ZONE + "$")
TWO_PARTS = re.compile(r"\d.*[\sT,].*\d")
DIGIT = re.compile(r"\d")
WITHIN = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
    r"|\d{1,2}(?:st|nd|rd|th|er|\.)?[\s\-](?:de )?[^\W\d]{3,10}\.?,?[\s\-](?:de )?\d{4}"
    r"|[^\W\d]{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
)


def moment(text: str, order: Order) -> datetime | None:
    """The instant that a cell names: aware if it names its zone, else naive; midnight if it names no time.

    None if it is no date. `order` says how 08/09/2026 is meant.
    """
    text = date_of(text).strip().strip('"')
    if not 6 <= len(text) <= 60 or not DIGIT.search(text):
        return None
    for pattern in (YEAR_FIRST, NUMBERS, MONTH_FIRST, DAY_FIRST):
        found = pattern.match(text)
        if found:
            return _built(found.groupdict(), order)
    return None


def has_time(text: str) -> bool:
    """Whether a date says a time of day as well."""
    text = date_of(text)
    return bool(TIME_AT_END.search(text)) and bool(TWO_PARTS.search(text))


def date_in(text: str, order: Order) -> date | None:
    """The date that stands somewhere in a title: “Day 2: 23 November 2022”."""
    found = WITHIN.search(date_of(text))
    read = moment(found.group(0), order) if found else None
    return read.date() if read else None


def order_of(
    values: Iterable[str], days: Collection[date], *, dialect: Order | None = None
) -> tuple[Order, str]:
    """Whether the numbers of a column are day/month or month/day, and a sentence if that was not certain."""
    pairs = []
    for value in values:
        found = NUMBERS.match(date_of(value).strip())
        if found:
            pairs.append((int(found["a"]), int(found["b"]), value))
    day_first = sum(a > 12 for a, _, _ in pairs)
    month_first = sum(b > 12 for _, b, _ in pairs)
    if day_first != month_first:
        return ("d", "") if day_first > month_first else ("m", "")
    near = {day + timedelta(days=shift) for day in days for shift in (-1, 0, 1)}
    fits = {order: sum(_on(value, order, near) for _, _, value in pairs) for order in ("d", "m")}
    if fits["d"] != fits["m"]:
        return ("d", "") if fits["d"] > fits["m"] else ("m", "")
    if dialect or not pairs or all(a == b for a, b, _ in pairs):
        return dialect or "d", ""
    return "d", (
        f"Dates such as {pairs[0][2]} were read as day/month/year; nothing in the file decides it. "
        "If they are month/day, write them as year-month-day."
    )


def _on(value: str, order: Order, days: Collection[date]) -> bool:
    read = moment(value, order)
    return read is not None and read.date() in days


def _built(part: dict[str, str | None], order: Order) -> datetime | None:
    year = int(part["year"] or 0)
    year += 2000 if year < 100 else 0
    if part.get("name"):
        month = _month(part["name"] or "")
        day = int(part["day"] or 0)
    elif part.get("a"):
        a, b = int(part["a"] or 0), int(part["b"] or 0)
        day, month = (a, b) if order == "d" else (b, a)
    else:
        month, day = int(part["month"] or 0), int(part["day"] or 0)
    hour, minute, second = (int(part[name] or 0) for name in ("hour", "minute", "second"))
    if year not in YEARS:
        return None
    half = (part["half"] or "")[:1].lower()
    if half and not 1 <= hour <= 12:
        half = ""  # "14:30 PM" is written, and meant as 14:30
    hour = hour % 12 + 12 * (half == "p") if half else hour
    try:
        read = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  its zone is the caller's to say
    except ValueError:
        return None
    return read.replace(tzinfo=_zone(part["zone"])) if part["zone"] else read


def _month(name: str) -> int:
    folded = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return MONTHS.get(bare[:4]) or MONTHS.get(bare[:3], 0)


@lru_cache(maxsize=1024)
def zone_in(header: str) -> tzinfo | None:
    """The zone that a column is headed with: “UTC Event Timestamp”, “Joined (GMT+5:30)”; None if with none.

    GMT alone is none: it is written in London in summer, too.
    """
    found = HEADED.search(header)
    return _zone(found[0]) if found else None


def _zone(text: str | None) -> tzinfo:
    found = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", text or "")
    if not found:
        return UTC
    minutes = min(int(found[2]) * 60 + int(found[3] or 0), 14 * 60)  # no zone lies further out
    return timezone(timedelta(minutes=minutes if found[1] == "+" else -minutes))


def instant(wall: datetime, zone: tzinfo, *, after: datetime | None = None) -> datetime:
    """A wall-clock time as an instant in UTC.

    Where the clocks go back an hour comes twice: the later one is meant if the earlier lies before `after`.
    """
    if wall.tzinfo is not None:
        return wall.astimezone(UTC)
    first = wall.replace(tzinfo=zone).astimezone(UTC)
    if after is not None and first < after:
        second = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
        return second if second >= after else first
    return first
