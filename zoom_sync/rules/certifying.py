"""Who gets a certificate, what it says, and whether the record still bears it out.

Everybody gets one who meets the event's rule, as the record has it; but whose records were joined by the name alone
gets none before a person has looked at that, for anybody can type a name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import replace
from typing import Literal

from anyascii import anyascii

from zoom_sync.records import Certified, Event, Person
from zoom_sync.rules.followup import chosen

Refusal = Literal["rule", "name alone", "no name"]
State = Literal["valid", "overtaken", "withdrawn"]
_JOINERS = "\u200c\u200d"
_SELECTORS = frozenset(
    map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x115F, 0x1160, 0x3164, 0xFFA0))
)


def refusal(person: Person) -> Refusal | None:
    """Why somebody gets no certificate; None for who gets one."""
    if not person.attended:
        return "rule"
    if person.by_name:
        return "name alone"
    return None if _name(person) else "no name"


def certified(person: Person, *, form: Certified, languages: Collection[str]) -> Certified:
    """What somebody's certificate says; `form` has what all of an event's have in common (see `blank`).

    In the language that they asked for where it is one of `languages`, else in the form's.
    """
    minutes, at_least = _stay(person)
    language = chosen(person.language, of=languages, otherwise=form.language)
    return replace(form, name=_name(person), minutes=minutes, at_least=at_least, language=language)


def blank(
    event: Event, *, language: str = "en", issuer: str = "", signatory: str = "", provisional: bool = False
) -> Certified:
    """A certificate of this event without a name."""
    return Certified(
        name="",
        minutes=None,
        title=event.title,
        days=event.days,
        timezone=event.timezone,
        venue=event.venue,
        language=language,
        issuer=issuer,
        signatory=signatory,
        provisional=provisional,
    )


def standing(said: Certified, person: Person | None) -> State:
    """What has become of a certificate, by the newest record: `person` is who it was given to, if still there."""
    if person is None or refusal(person) is not None:
        return "withdrawn"
    same = (said.name, said.minutes, said.at_least) == (_name(person), *_stay(person))
    return "valid" if same else "overtaken"


def facts(person: Person) -> tuple[str, ...]:
    """By what a certificate of theirs is found, though they were somebody else's record when they got it."""
    return tuple(dict.fromkeys((person.id, *(one.fact for one in person.evidence))))


def file_name(name: str, certificate_id: str) -> str:
    """Of a paper, in letters that every system takes: asha-rao-1f2e3d4c.pdf."""
    slug = re.sub(r"[^a-z0-9]+", "-", anyascii(name).lower()).strip("-")[:40].strip("-")
    return f"{slug or 'certificate'}-{certificate_id[:8]}.pdf"


def _name(person: Person) -> str:
    """The name without what is no letter of any script: pictures, and signs that nobody sees."""
    kept = ""
    for sign in unicodedata.normalize("NFC", person.name):
        if sign in _JOINERS:  # within a word they shape it, as in Persian and in the scripts of India
            kept += sign if kept[-1:].isalpha() or unicodedata.category(kept[-1:] or " ")[0] == "M" else ""
        elif sign.isspace():
            kept += " "
        elif not _is_picture(sign):
            kept += sign
    return " ".join(kept.split())


def _is_picture(sign: str) -> bool:
    kind = unicodedata.category(sign)
    return kind[0] == "C" or kind in ("So", "Sk") or sign in _SELECTORS


def _stay(person: Person) -> tuple[int | None, bool]:
    """Whole minutes, begun ones not counted, and whether there were more."""
    whole = int(person.minutes)
    if person.minutes_at_least:
        return (whole, True) if whole else (None, False)
    return whole, False
