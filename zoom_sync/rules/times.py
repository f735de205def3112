"""Times and zones as somebody types them.

A time is ISO 8601; without an offset it is local to the zone that is given with it. A year that nobody means is refused
here, so that whatever comes a day or a week later is a time, too.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo

from zoom_sync.records import Trouble
from zoom_sync.rules.sheet.dates import YEARS

UNCHANGED = "Nothing was changed."


def instant(
    text: str,
    zone: tzinfo,
    *,
    safe: str = UNCHANGED,
    field: str = "",
    midnight: bool = False,
    day: date | None = None,
) -> datetime:
    """The moment, in UTC. Raises Trouble that names the `field` and says `safe` of what is safe.

    `midnight`: a date alone will do, and is its first moment; `day`: an hour alone will do, and is of that day.
    """
    text = text.strip()
    found = _read(text, midnight=midnight, day=day)
    if found is None:
        raise Trouble(
            f"{_of(field)}{text[:40]!r} is not a time.",
            safe,
            f"Write it as 2026-11-11T10:30 (in {zone}), or with an offset as 2026-11-11T10:30+05:30.",
        )
    in_years(found, safe=safe, field=field)
    return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)


def in_years(found: date, *, safe: str = UNCHANGED, field: str = "") -> None:
    """Raise Trouble for a year that nobody means."""
    if found.year not in YEARS:
        raise Trouble(
            f"{_of(field)}The year {found.year} is not meant.",
            safe,
            f"Write one from {YEARS[0]} to {YEARS[-1]}.",
        )


def zone_named(name: str, *, safe: str = UNCHANGED, field: str = "") -> ZoneInfo:
    """The IANA zone of that name. Raises Trouble."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, or no name of a zone at all
        raise Trouble(
            f"{_of(field)}There is no time zone named {name[:60]!r}.",
            safe,
            "Give an IANA name such as Asia/Kolkata or Europe/Zurich.",
        ) from None


def _of(field: str) -> str:
    return f"{field}: " if field else ""


def _read(text: str, *, midnight: bool, day: date | None) -> datetime | None:
    try:
        if midnight or len(text) > len("2026-11-11"):
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    try:
        return None if day is None else datetime.combine(day, time.fromisoformat(text))
    except ValueError:
        return None
