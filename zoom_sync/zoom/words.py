"""Zoom's values, made safe: text, instants, ids. Whatever is odd becomes "" or None, never an exception."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

# A lone surrogate or a NUL can stand in JSON, but in no UTF-8 and no PostgreSQL.
_UNSTORABLE = {0: "\ufffd", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}


def text(row: Mapping[str, Any], field: str, *, most: int = 0) -> str:
    """A field as text without surrounding space; numbers become digits (ids come as either, contract 4.4).

    "" for null, a list, an object or true. `most`: characters kept, 0 for all.
    """
    value = row.get(field)
    if isinstance(value, str) and value.isprintable():  # nearly every one of a long list
        return value.strip()[:most] if most else value.strip()
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    try:
        clean = str(value).translate(_UNSTORABLE).strip()
    except ValueError:  # a number of more digits than Python writes
        return ""
    return clean[:most] if most else clean


def instant(row: Mapping[str, Any], field: str) -> datetime | None:
    """A field as an instant in UTC; None where it is absent, empty or no ISO 8601. No zone means UTC."""
    value = row.get(field)
    if not isinstance(value, str) or not value:
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def whole(row: Mapping[str, Any], field: str) -> int:
    """A field as a number of at least 0; 0 where it is none."""
    value = row.get(field)
    if isinstance(value, bool):
        return 0
    try:
        return max(0, int(value or 0))
    except (TypeError, ValueError, OverflowError):
        return 0


def within(row: Mapping[str, Any], field: str) -> Mapping[str, Any]:
    """A field as an object; an empty one where it is none."""
    value = row.get(field)
    return value if isinstance(value, Mapping) else {}


def stamp(moment: datetime) -> str:
    """An instant as it stands in refs and natural keys: UTC to the second with Z."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")[:19] + "Z"
