"""The other people of an event, so that one who is looked at is one of many, as at any real event."""

from __future__ import annotations

from tests.builders import a_connection, a_registrant
from zoom_sync.records import Trace

GIVEN = (
    "Ishaan",
    "Lucía",
    "Tomas",
    "Amina",
    "Chidi",
    "Freya",
    "Kenji",
    "Noor",
    "Pavel",
    "Rosa",
    "Sipho",
    "Wanjiru",
)
FAMILY = (
    "Bose",
    "Novak",
    "Haddad",
    "Okafor",
    "Lindqvist",
    "Tanaka",
    "Petrov",
    "Duarte",
    "Mokoena",
    "Njoroge",
)


def a_crowd(people: int = 12) -> list[Trace]:
    """So many registrants with names of their own, each with a connection under their own link."""
    found = []
    for number in range(people):
        name = f"{GIVEN[number % len(GIVEN)]} {FAMILY[number % len(FAMILY)]}"
        id = f"crowd{number}"
        found += [
            a_registrant(name, f"{id}@crowd.example", id=id),
            a_connection(name, "09:00", "12:00", user=id, registrant_id=id),
        ]
    return found
