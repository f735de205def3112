"""What a column's header means, in any of the languages of `languages`.

A header is understood by its words and not by a list of whole headers, since Zoom has changed its own three
times and everybody's sheet has its own. To teach it a language, add a table there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from zoom_sync.rules.sheet.languages import phrases
from zoom_sync.rules.sheet.lexicon import Lexicon, key

# Of all that a header says the first of these decides: "name of organisation" must not become a name.
ORDER = (
    "titled name", "question", "topic", "meeting", "serial", "registration_time", "approval", "duration", "waiting",
    "consent", "guest", "registrant_id", "ignored", "email", "phone", "organisation", "unit", "country", "check_in",
    "time_out", "time_in", "date", "signature", "attended", "status", "whole name", "first_name", "last_name", "name",
)  # fmt: skip
# Several for one field: the first is the better column for it ("Organisation" before "Department").
FIELD = {"titled name": "name", "whole name": "name", "unit": "organisation"}
LEXICON = Lexicon(map(phrases, ORDER))
UNKNOWN = len(ORDER)
LONGEST = 60  # longer headers are questions of a registration form

FIELDS = (  # what `--map` may name
    "name", "first_name", "last_name", "organisation", "email", "phone", "country", "time_in", "time_out", "date",
    "status", "attended", "check_in", "signature", "registrant_id", "registration_time", "approval", "duration",
    "waiting", "direction", "language", "ignored",
)  # fmt: skip
PERSON = {"name", "first_name", "last_name", "email", "phone"}
PIECES = re.compile(r"[/|()\[\]（）／｜]|\s[-–—]\s")  # between a header's languages


def meaning(header: str) -> str:
    """Our word for what a header means, "" if it means nothing to us."""
    place = _place(header)
    return "" if place == UNKNOWN else FIELD.get(ORDER[place], ORDER[place])


@lru_cache(maxsize=4096)
def _place(header: str) -> int:
    """The place in ORDER of what a header means, in one language or in two; UNKNOWN if it means nothing."""
    if header.strip().endswith("#"):
        return ORDER.index("serial")
    if not header.strip() or len(header) > LONGEST:
        return UNKNOWN
    words = key(header)
    if (place := _said(words)) != UNKNOWN or not words:
        return place
    latin = " ".join(word for word in words.split() if word.isascii())
    if latin and latin != words:
        return _said(latin)
    said = [_said(key(piece)) for piece in PIECES.split(header) if key(piece)]
    each = {_said(word) for word in words.split()}  # “Datum Date”, where a line break was
    return each.pop() if len(each) == 1 else UNKNOWN if UNKNOWN in said else min(said)


def _said(words: str) -> int:
    return min(LEXICON.places(words), default=UNKNOWN)


def fields(header: tuple[str, ...]) -> dict[int, str]:
    """Column -> field for a row that may be a header.

    Each field is given once, to the plainest header; but people may sign in several columns, and come and leave
    several times.
    """
    found: dict[int, str] = {}
    for column, text in enumerate(header):
        if field := meaning(text):
            found[column] = field
    _settle_firma(header, found)
    _settle_names(header, found)
    taken: dict[str, int] = {}
    for column in sorted(found, key=lambda c: (_distance(header[c]), c)):
        if found[column] not in ("serial", "ignored"):
            taken.setdefault(found[column], column)
    several = {c for c, f in found.items() if f == "signature"} | _turns(header, found)
    return {c: f if taken.get(f, c) == c or c in several else "ignored" for c, f in found.items()}


def _turns(header: tuple[str, ...], found: Mapping[int, str]) -> set[int]:
    """The columns of In, Out, In, Out, or of “Time in (morning)”, “Time in (afternoon)” and as many times out."""
    ins, outs = (sorted(c for c, f in found.items() if f == name) for name in ("time_in", "time_out"))
    alike = all(_share_a_word(header[one[0]], header[c]) for one in (ins, outs) for c in one)
    return {*ins, *outs} if len(ins) == len(outs) and alike else set()


def _share_a_word(one: str, other: str) -> bool:
    return not set(key(one).split()).isdisjoint(key(other).split())


def _distance(header: str) -> tuple[bool, int]:
    """How far a header is from plainly naming its field: "Attendee email" before "Order email"."""
    second = _place(header) == ORDER.index("unit")
    return second, len([w for w in key(header).split() if w not in ("attendee", "participant", "user")])


def _settle_firma(header: tuple[str, ...], found: dict[int, str]) -> None:
    """“Firma” is a company in German and Turkish, and a signature in Spanish and Italian."""
    spanish = any(re.search(r"nombre|apellido|correo|cognome|nome|hora", key(text)) for text in header)
    for column, text in enumerate(header):
        if column not in found and "firma" in key(text).split():
            found[column] = "signature" if spanish else "organisation"


def _settle_names(header: tuple[str, ...], found: dict[int, str]) -> None:
    """“Nom” beside “Prénom” is the family name; “Nombre” beside “Apellido” the given one."""
    here = set(found.values())
    for column, field in list(found.items()):
        if field != "name" or not _is_plain(header[column]):
            continue
        if "first_name" in here and "last_name" not in here:
            found[column] = "last_name"
        elif "last_name" in here and "first_name" not in here:
            found[column] = "first_name"


def _is_plain(header: str) -> bool:
    """Whether a name's header is one word, or one in each of two languages: “Nom”, “नाम / Name”."""
    return all(len(key(piece).split()) <= 1 for piece in PIECES.split(header))
