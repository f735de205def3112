"""How values are written on pages: instants, minutes, sizes, the words of a record; and what every page knows."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, g, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from jinja2 import pass_context
from jinja2.runtime import Context

from zoom_sync.records import Event, Span
from zoom_sync.rules import masking
from zoom_sync.web import access, languages, reasons, sides
from zoom_sync.web.visible import shown, shown_lines
from zoom_sync.web.visitor import NOBODY

STATIC = Path(__file__).parent / "static"
MODES = {
    "virtual": later("Zoom only"),
    "in_person": later("Room only"),
    "both": later("Both"),
    "absent": later("Absent"),
}
FIGURES = {
    "registered": later("Registered"),
    "virtual": later("Zoom only"),
    "in_person": later("Room only"),
    "both": later("Both"),
    "absent": later("Absent"),
    "brief": later("Seen, below the rule"),
    "unidentified": later("Unidentified"),
    "erased": later("Erased"),
}
SOURCES = {
    "registrant": later("Registration"),
    "panelist": later("Panelist list"),
    "participant": later("Zoom connection"),
    "sign_in": later("Sign-in sheet"),
    "check_in": later("Check-in"),
    "manual": later("Decision"),
}
SAYINGS = {
    "same": later("The same person"),
    "different": later("Different people"),
    "shared": later("Two people at one screen"),
    "attended": later("Was there"),
    "absent": later("Was not there"),
    "named": later("Named"),
    "undo": later("Taken back"),
}
KEPT = {  # what was just decided
    "same": later("Kept: it is one person."),
    "different": later("Kept: these are different people."),
    "shared": later("Kept: two people sat at this screen."),
    "attended": later("Kept: this person was there."),
    "absent": later("Kept: this person was not there."),
    "named": later("Kept: the name."),
}
WHOSE = {  # why a connection without a name may be somebody's; see `rules.whose`
    "name": later("a word or number of its name is theirs"),
    "follows": later("came on Zoom as it ended"),
    "absent": later("registered, and was seen nowhere"),
    "room": later("was in the room at other times"),
    "zoom": later("was on Zoom at other times"),
}
ROLE_NAMES = {
    "viewer": later("Viewer"),
    "door": later("Door"),
    "organiser": later("Organiser"),
    "admin": later("Administrator"),
    "operator": later("Operator"),
}


def attach(app: Flask) -> None:
    app.jinja_env.filters.update(
        at=at,
        shown=shown,
        shown_lines=shown_lines,
        moment=moment,
        hour=hour,
        day=day,
        date_of=date_of,
        minutes=_minutes,
        ago=ago,
        number=languages.number,
        share=languages.share,
        country=languages.country,
        told=reasons.told,
        warned=reasons.warned,
        whose=lambda why: WHOSE[why],
        when=when,
        email_for=email_for,
        text_for=text_for,
        cell_for=cell_for,
        lines_for=sides.guarded,
    )
    app.jinja_env.globals.update(
        MODES=MODES, SOURCES=SOURCES, SAYINGS=SAYINGS, KEPT=KEPT, ROLE_NAMES=ROLE_NAMES
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    @app.context_processor
    def known_to_every_page() -> dict[str, Any]:
        visitor = g.get("visitor", NOBODY)
        return {
            "visitor": visitor,
            "may": lambda group: access.may(group, visitor),
            "asset": asset,
        }


def asset(name: str) -> str:
    """The address of a file of ours, with what it holds in it: a new version is a new address."""
    return url_for("assets.static", filename=name, v=_digest(name))


@cache
def _digest(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def moment(instant: datetime | None, zone: str) -> str:
    """Day and hour in the event's zone: "11 Nov 2022, 10:30"."""
    if instant is None:
        return "—"
    return languages.moment(instant, zone, skeleton="yMMMd")


def at(instant: str | None, zone: str) -> str:
    """Day and hour of an instant given as text, in a zone: "11 Nov, 10:30"."""
    if not instant:
        return "—"
    return languages.moment(datetime.fromisoformat(instant), zone, skeleton="MMMd")


def hour(instant: datetime | None, zone: str) -> str:
    return "—" if instant is None else languages.hour(instant, zone, seconds=True)


def day(instant: datetime, zone: str) -> str:
    """A day with its name: "Friday, 11 November 2022"."""
    return languages.date(instant, zone)


def date_of(instant: datetime, zone: str) -> str:
    """A day, short: "11 Nov 2022"."""
    return languages.date(instant, zone, skeleton="yMMMd")


def when(event: Event) -> str:
    """An event's days and hours in its own zone, short."""
    return languages.listed(_span(span, event.timezone) for span in event.days) + f" ({event.timezone})"


def _span(span: Span, zone: str) -> str:
    end = span.end or span.start
    same_day = languages.date(end, zone) == languages.date(span.start, zone)
    last = languages.hour(end, zone) if same_day else moment(end, zone)
    return f"{languages.moment(span.start, zone, skeleton='yMMMEd')}–{last}"


def email_for(address: str, event: Event) -> str:
    """An address on a page of an event: masked where the event is protected."""
    if not event.protected:
        return address
    return masking.email(address) or masking.whole(address)


def text_for(text: str, event: Event) -> str:
    """A text in which addresses may stand, on a page of an event: they are masked where it is protected."""
    return masking.emails_in(text) if event.protected else text


def cell_for(text: str, event: Event, field: str) -> str:
    """A cell of a file that is taken for `field`, on a page of an event: of a protected one nobody is reached by it."""
    if event.protected and field in ("email", "phone", "country"):
        return masking.email(text) or masking.whole(text)
    return text_for(text, event)


@pass_context  # else a number that stands in a template is written once, in the language of who asked first
def _minutes(_context: Context, value: float | None) -> str:
    return minutes(value)


def minutes(value: float | None) -> str:
    """Minutes as hours and minutes; seconds only where a stay is shorter than ten minutes."""
    if value is None:
        return _("unknown")
    seconds = round(value * 60)
    if seconds and seconds < 600 and seconds % 60:
        if seconds < 60:
            return _("%(seconds)d s", seconds=seconds)
        return _("%(minutes)d min %(seconds)d s", minutes=seconds // 60, seconds=seconds % 60)
    whole = round(value)
    if whole < 60:
        return _("%(minutes)d min", minutes=whole)
    return _("%(hours)d h %(minutes)02d min", hours=whole // 60, minutes=whole % 60)


def limit(value: float) -> str:
    """Minutes of a rule, to the second: people are told apart by them, so nothing is rounded away."""
    seconds = round(value * 60)
    if seconds < 60 or seconds % 60 == 0:
        return minutes(value)
    return _("%(minutes)d min %(seconds)d s", minutes=seconds // 60, seconds=seconds % 60)


def ago(instant: datetime | None, now: datetime) -> str:
    return _("never") if instant is None else languages.ago(now - instant)
