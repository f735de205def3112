"""What the placeholders of a letter say of a person and of an event, in the letter's language."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError, dates

from zoom_sync.records import Event, Person
from zoom_sync.rules.followup.phrases import said
from zoom_sync.rules.naming import alone, parted

NUMBERS = ("minutes", "zoom_minutes", "room_minutes")
FLAGS = ("attended", "registered", "virtual", "in_person", "both", "absent")
TEXTS = ("name", "first_name", "organisation", "event", "date", "venue", "recording")
PLACEHOLDERS = (
    "name", "first_name", "organisation", "minutes", "zoom_minutes", "room_minutes", "event", "date", "venue",
    "recording", "unsubscribe", "my_record",
)  # fmt: skip
PERSONAL = frozenset(("name", "first_name", "organisation", "my_record", *NUMBERS, *FLAGS))
_JOINERS = "\u200c\u200d"  # letters of Persian and Indian scripts need them
_TITLES = frozenset(
    ("dr", "prof", "mr", "mrs", "ms", "miss", "mx", "sir", "smt", "shri", "sri", "er", "adv", "rev", "mme")
)


def of_person(person: Person, language: str = "en") -> dict[str, str]:
    """What the personal placeholders say of somebody."""
    return {
        "name": one_line(person.name),
        "first_name": first_name(person.name, person.organisation),
        "organisation": one_line(person.organisation),
        "minutes": _minutes(person, language),
        "zoom_minutes": str(round(person.virtual_minutes)),
        "room_minutes": "" if person.in_person_minutes is None else str(round(person.in_person_minutes)),
    }


def facts_of(person: Person) -> dict[str, str | float | bool]:
    """What conditions ask of somebody. Of a stay that is in part unknown the known part is compared."""
    return {
        "name": one_line(person.name),
        "first_name": first_name(person.name, person.organisation),
        "organisation": one_line(person.organisation),
        "minutes": person.minutes,
        "zoom_minutes": person.virtual_minutes,
        "room_minutes": person.in_person_minutes or 0.0,
        "attended": person.attended,
        "registered": person.registered,
        **{mode: person.mode == mode for mode in ("virtual", "in_person", "both", "absent")},
    }


def of_event(event: Event, language: str = "en") -> dict[str, str]:
    """What {event}, {date} and {venue} say: the date in the event's own zone, as `12–14 March 2026`."""
    return {
        "event": one_line(event.title),
        "date": _date(event, language),
        "venue": one_line(event.venue),
    }


def first_name(name: str, organisation: str = "") -> str:
    """What to call somebody in a greeting: the whole name where the first cannot be told from it.

    `organisation`: theirs, which is no part of a name beside which it stands.
    """
    whole = one_line(name)
    told = " ".join(parted(whole, organisation)).split()
    words = [word for word in told if word.rstrip(".").casefold() not in _TITLES]
    if not words or len(words[0].rstrip(".")) < 2:
        return alone(whole, organisation)
    return words[0]


def one_line(text: str) -> str:
    """Words with single spaces, and without the signs that would turn the direction of the text around them."""
    if not text.isprintable():
        text = "".join(sign for sign in text if sign in _JOINERS or unicodedata.category(sign) != "Cf")
    return " ".join(text.split())


def _date(event: Event, language: str) -> str:
    zone = ZoneInfo(event.timezone)
    first, last = event.starts.astimezone(zone), event.days[-1].start.astimezone(zone)
    if language != "en" and (locale := _locale(language)) is not None:
        if last.date() - first.date() < timedelta(days=1):
            return dates.format_date(first.date(), "long", locale=locale)
        return dates.format_interval(first.date(), last.date(), "yMMMd", locale=locale)
    date = f"{last.day} {last:%B %Y}"
    if (first.year, first.month) != (last.year, last.month):
        date = f"{first.day} {first:%B %Y} – {date}"
    elif first.day != last.day:
        date = f"{first.day}–{date}"
    return date


def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def _minutes(person: Person, language: str) -> str:
    known = str(round(person.minutes))
    if not person.minutes_at_least:
        return known
    return said("at least", language).format(known) if person.minutes >= 1 else said("unrecorded", language)
