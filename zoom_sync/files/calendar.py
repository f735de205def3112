"""An event as a calendar file (RFC 5545): one entry a day, in UTC, so that no zone has to be described."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from zoom_sync.records import Span

LONGEST_LINE = 75  # octets, its end not counted (RFC 5545, 3.1)
LONGEST_TEXT = 500  # characters of a title or a place
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def entry(*, uid: str, host: str, title: str, place: str, days: Iterable[Span]) -> bytes:
    """The file. `uid` and `host` (an address of the service) name the entry: the same event is entered once.

    DTSTAMP is the entry's own start, so that the same event gives the same bytes.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//zoom-sync//letters//EN", "METHOD:PUBLISH"]
    for number, day in enumerate(days, start=1):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uid}-{number}@{urlsplit(host).hostname or 'zoom-sync'}",
            f"DTSTAMP:{_utc(day.start)}",
            f"DTSTART:{_utc(day.start)}",
            f"DTEND:{_utc(day.end or day.start)}",
            f"SUMMARY:{_text(title)}",
            *([f"LOCATION:{_text(place)}"] if place else []),
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """One line of text: no control or half a letter, and what means something in the format escaped."""
    plain = "".join(" " if _breaks(sign) else sign for sign in text)
    return " ".join(plain.split())[:LONGEST_TEXT].translate(_ESCAPED)


def _breaks(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")


def _folded(line: str) -> bytes:
    """The line in octets, broken where it is too long and never inside of a letter."""
    parts: list[bytes] = []
    held = b""
    for sign in line:
        octets = sign.encode()
        if len(held) + len(octets) > LONGEST_LINE - (1 if parts else 0):
            parts.append(held)
            held = b""
        held += octets
    return b"\r\n ".join([*parts, held]) + b"\r\n"
