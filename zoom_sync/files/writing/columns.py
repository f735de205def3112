"""The columns of the record as a table: the same in CSV and XLSX, one row a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from zoom_sync.files.writing.shapes import minutes
from zoom_sync.records import Event, Person

Cell = str | float | bool | datetime | None

PERSON: tuple[tuple[str, Callable[[Person], Cell]], ...] = (
    ("id", lambda person: person.id),
    ("name", lambda person: person.name),
    ("email", lambda person: person.email),
    ("organisation", lambda person: person.organisation),
    ("phone", lambda person: person.phone),
    ("country", lambda person: person.country),
    ("role", lambda person: person.role),
    ("registered", lambda person: person.registered),
    ("registration_status", lambda person: person.registration_status),
    ("mode", lambda person: person.mode),
    ("attended", lambda person: person.attended),
    ("virtual_minutes", lambda person: minutes(person.virtual_minutes)),
    ("in_person_minutes", lambda person: minutes(person.in_person_minutes)),
    ("minutes", lambda person: minutes(person.minutes)),
    ("minutes_at_least", lambda person: person.minutes_at_least),
    ("first_seen", lambda person: person.first_seen),
    ("last_seen", lambda person: person.last_seen),
    ("by_name_alone", lambda person: person.by_name),
)


def person_header(event: Event) -> list[str]:
    sessions = [
        f"{session.title} {side}"
        for session in event.sessions
        for side in ("virtual_minutes", "in_person_minutes")
    ]
    return [*(name for name, _ in PERSON), *sessions, "evidence", "notes"]


def person_row(person: Person, event: Event) -> list[Cell]:
    """`evidence`: each ref with what joined it to the person."""
    of = {one.id: one for one in person.sessions}
    sessions: list[Cell] = []
    for session in event.sessions:
        one = of.get(session.id)
        sessions += [minutes(one.virtual_minutes), minutes(one.in_person_minutes)] if one else [None, None]
    evidence = " | ".join(f"{one.ref} ({one.reason})" for one in person.evidence)
    return [*(read(person) for _, read in PERSON), *sessions, evidence, " | ".join(person.notes)]
