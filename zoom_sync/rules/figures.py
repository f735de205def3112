"""In which figures of a report somebody counts. Every figure, and the range beside it, is a sum over this.

A figure is named by its section, row and column: ("stay", "60", "virtual"). All are about attendees, but for those by
role.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from zoom_sync import countries
from zoom_sync.records import Event, Head, Mode, Person, Span
from zoom_sync.rules.pieces import VIEWED
from zoom_sync.rules.presence import days

Key = tuple[str, str, str]
Tally = Callable[[Person], Iterable[Key]]

SEEN_MODES: tuple[Mode, ...] = ("virtual", "in_person", "both")
COLUMNS = ("people", *SEEN_MODES, "absent")
ROLES = ("attendee", "panelist", "host")
STEPS = (
    "registered",
    "registration approved",
    "approved and seen",
    "seen, registered or not",
    "attended by the rule",
)
STAY_BANDS = (0, 5, 15, 30, 60, 120, 240)  # minutes from which each goes on to the next
AROUND_BANDS = (5, 15, 30, 60)  # minutes after the start, or before the end
ROWS: dict[str, Callable[[Person], str]] = {  # what people are sorted by, as they wrote it
    "organisations": lambda person: person.organisation,
    "countries": lambda person: person.country,
    "languages": lambda person: person.language,
    "answers": lambda person: person.answer,
}
UNKNOWN = "unknown"
_MINUTE = timedelta(minutes=1)


def tally(event: Event) -> Tally:
    """What tells of each person of an event in which figures they count."""
    own = days(event)
    ids = {session.id for session in event.sessions}

    def of(person: Person) -> Iterator[Key]:
        yield from _group("roles", person.role, person)
        if person.role != "attendee":
            return
        seen = person.mode != "absent"
        yield from _funnel(person, seen)
        for section, read in ROWS.items():
            yield from _group(section, row_of(section, read(person)), person)
        if any(line.reason.endswith(VIEWED) for line in person.evidence):
            yield "recording", person.mode, "people"
        if seen:
            yield from _stay(person)
            yield from _around(person, own)
        yield from _sessions(person, ids)

    return of


def of_head(head: Head) -> Iterator[Key]:
    """In which figures somebody counts who was erased."""
    if head.nameless:
        return
    yield from _group("roles", head.role, head)
    if head.role == "attendee":
        yield from _funnel(head, head.mode != "absent")


def row_of(section: str, text: str) -> str:
    """The row of a breakdown that an answer counts in: answers that mean one country are one."""
    return countries.key(text) if section == "countries" else folded(text)


def figures(event: Event, people: Iterable[Person], heads: Iterable[Head] = ()) -> Counter[Key]:
    """The figures of these people, and of those who were erased."""
    found, counts = Counter[Key](), tally(event)
    for person in people:
        found.update(counts(person))
    for head in heads:
        for key in of_head(head):
            found[key] += head.heads
    return found


def kin(event: Event) -> Callable[[set[Key]], set[Key]]:
    """What tells in which figures people may count once some of them turn out to be one, beside those they count in."""
    bands = [("stay", str(low), mode) for low in STAY_BANDS for mode in SEEN_MODES]
    distances = [*map(str, (0, *AROUND_BANDS)), "", UNKNOWN]
    parts = [("sessions", one.id, column) for one in event.sessions for column in (*COLUMNS, "room_unknown")]
    anywhere: set[Key] = {
        *bands, ("stay", "known", "people"), ("stay", UNKNOWN, "people"), *parts,
        *(("funnel", step, "people") for step in STEPS),
        *((section, band, "people") for section in ("arrivals", "departures") for band in distances),
    }  # fmt: skip

    def of(keys: set[Key]) -> set[Key]:
        grouped = {(section, row) for section, row, _ in keys if section in ROWS or section == "roles"}
        watched = {("recording", mode, "people") for mode in (*SEEN_MODES, "absent")}
        beside = watched if any(section == "recording" for section, _, _ in keys) else set()
        return keys | anywhere | beside | {(*one, column) for one in grouped for column in COLUMNS}

    return of


def folded(text: str) -> str:
    """Spellings that differ in case and spaces are one."""
    return " ".join(text.split()).casefold()


def around(minutes: float) -> str:
    """The band of a distance, by its upper end in minutes: "0" at the start or before, "" above the last."""
    return next((str(edge) for edge in (0, *AROUND_BANDS) if minutes <= edge), "")


def _group(section: str, row: str, person: Person | Head) -> Iterator[Key]:
    yield section, row, "people"
    if person.mode != "absent":
        yield section, row, person.mode
    elif person.registration_status == "approved":
        yield section, row, "absent"


def _funnel(person: Person | Head, seen: bool) -> Iterator[Key]:
    approved = person.registration_status == "approved"
    holds = (person.registered, approved, approved and seen, seen, person.attended)
    for step, does in zip(STEPS, holds, strict=True):
        if does:
            yield "funnel", step, "people"


def _stay(person: Person) -> Iterator[Key]:
    if person.minutes_at_least:
        yield "stay", UNKNOWN, "people"
        return
    yield "stay", "known", "people"
    yield "stay", str(max((low for low in STAY_BANDS if low <= person.minutes), default=0)), person.mode


def _around(person: Person, own: Sequence[Span]) -> Iterator[Key]:
    first, last = person.first_seen, person.last_seen
    if first is None:
        yield "arrivals", UNKNOWN, "people"
    else:
        yield "arrivals", around((first - _nearest(own, first).start) / _MINUTE), "people"
    if last is None or person.minutes_at_least:
        yield "departures", UNKNOWN, "people"
    else:
        day = _nearest(own, last)
        yield "departures", around(((day.end or day.start) - last) / _MINUTE), "people"


def _nearest(own: Sequence[Span], at: datetime) -> Span:
    """The day that an instant lies in, or nearest to: people come before one begins and leave after it ended."""
    if len(own) == 1:  # nearly every event
        return own[0]
    return min(own, key=lambda day: max(day.start - at, at - (day.end or day.start), timedelta(0)))


def _sessions(person: Person, ids: set[str]) -> Iterator[Key]:
    for session in person.sessions:
        if session.id not in ids:
            continue
        zoom, room = session.virtual_minutes > 0, (session.in_person_minutes or 0) > 0
        if session.in_person_minutes is None:
            yield "sessions", session.id, "room_unknown"
        if zoom or room:
            yield "sessions", session.id, "people"
            yield "sessions", session.id, "both" if zoom and room else "virtual" if zoom else "in_person"
