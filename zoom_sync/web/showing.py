"""How values are written on pages: names, instants, minutes, sizes.

Names come from strangers. They are escaped like all text, and what cannot be seen in them (line breaks,
direction marks, zero-width letters) is shown as a sign, so that a name cannot pretend to be something else.
"""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, g, url_for

from zoom_sync.records import Event, Span
from zoom_sync.web import access
from zoom_sync.web.visitor import NOBODY

# Letters of Indic, Persian and emoji writing need these two between them; alone they do no harm.
JOINERS = "\u200c\u200d"
MODES = {"virtual": "On Zoom", "in_person": "In the room", "both": "Both", "absent": "Absent"}
SOURCES = {
    "registrant": "Registration",
    "panelist": "Panelist list",
    "participant": "Zoom connection",
    "sign_in": "Sign-in sheet",
    "check_in": "Check-in",
    "manual": "Decision",
}
SAYINGS = {
    "same": "The same person",
    "different": "Different people",
    "attended": "Was there",
    "absent": "Was not there",
    "undo": "Taken back",
}


def attach(app: Flask) -> None:
    app.jinja_env.filters.update(
        at=at,
        shown=shown,
        moment=moment,
        hour=hour,
        day=day,
        minutes=minutes,
        ago=ago,
        number=number,
        when=when,
    )
    app.jinja_env.globals.update(MODES=MODES, SOURCES=SOURCES, SAYINGS=SAYINGS, ROLES=access.ROLES)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    @app.context_processor
    def known_to_every_page() -> dict[str, Any]:
        visitor = g.get("visitor", NOBODY)
        return {
            "visitor": visitor,
            "may": lambda group: access.may(group, visitor),
            "asset": lambda name: url_for("assets.static", filename=name),
        }


def shown(text: str | None) -> str:
    """Text as typed, with what cannot be seen made visible; "—" for none."""
    if not text or not text.strip():
        return "—"
    return "".join(letter if _is_plain(letter) else _sign(letter) for letter in text)


def _is_plain(letter: str) -> bool:
    return letter in JOINERS or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Zl", "Zp", "Co")


def _sign(letter: str) -> str:
    if ord(letter) < 0x20:
        return chr(0x2400 + ord(letter))
    return f"⟨{ord(letter):04X}⟩"


def moment(instant: datetime | None, zone: str) -> str:
    """Day and hour in the event's zone: "11 Nov 2022, 10:30"."""
    if instant is None:
        return "—"
    local = instant.astimezone(ZoneInfo(zone))
    return f"{local.day} {local:%b %Y, %H:%M}"


def at(instant: str | None, zone: str) -> str:
    """Day and hour of an instant given as text, in a zone: "11 Nov, 10:30"."""
    if not instant:
        return "—"
    local = datetime.fromisoformat(instant).astimezone(ZoneInfo(zone))
    return f"{local.day} {local:%b, %H:%M}"


def hour(instant: datetime | None, zone: str) -> str:
    return "—" if instant is None else f"{instant.astimezone(ZoneInfo(zone)):%H:%M:%S}"


def day(instant: datetime, zone: str) -> str:
    local = instant.astimezone(ZoneInfo(zone))
    return f"{local:%A} {local.day} {local:%B %Y}"


def when(event: Event) -> str:
    """An event's days and hours in its own zone, short."""
    return "; ".join(_span(span, event.timezone) for span in event.days) + f" ({event.timezone})"


def _span(span: Span, zone: str) -> str:
    start, end = span.start.astimezone(ZoneInfo(zone)), (span.end or span.start).astimezone(ZoneInfo(zone))
    last = f"{end:%H:%M}" if end.date() == start.date() else f"{end.day} {end:%b}, {end:%H:%M}"
    return f"{start:%a} {start.day} {start:%b %Y}, {start:%H:%M}–{last}"


def minutes(value: float | None) -> str:
    """Minutes as hours and minutes; seconds only where a stay is shorter than ten minutes."""
    if value is None:
        return "unknown"
    seconds = round(value * 60)
    if seconds == 0:
        return "0 min"
    if seconds < 600 and seconds % 60:
        return f"{seconds // 60} min {seconds % 60} s" if seconds >= 60 else f"{seconds} s"
    whole = round(value)
    return f"{whole // 60} h {whole % 60:02d} min" if whole >= 60 else f"{whole} min"


def ago(instant: datetime | None, now: datetime) -> str:
    if instant is None:
        return "never"
    seconds = max(0, int((now - instant) / timedelta(seconds=1)))
    for size, word in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {word}{'s' if count != 1 else ''} ago"
    return f"{seconds} s ago"


def number(value: float) -> str:
    return f"{value:,.0f}".replace(",", "\u202f")
