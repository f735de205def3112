"""The record as lists that other organisations' systems read: CiviCRM, HubSpot, Salesforce.

Their importers find people by an address, so whoever left none is in no list; `lines` says nothing of them, and
whoever writes the file says how many they were. The headers are those of the importers, letter for letter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Literal, NamedTuple, get_args
from zoneinfo import ZoneInfo

from zoom_sync.contacts import mails
from zoom_sync.records import Person, Record
from zoom_sync.rules.naming import parted

System = Literal["civicrm", "hubspot", "hubspot-event", "salesforce"]
SYSTEMS: tuple[System, ...] = get_args(System)
HEADERS: Mapping[System, tuple[str, ...]] = {
    "civicrm": (
        "Event Title", "Campaign ID", "Email (match to contact)", "Fee Amount", "Fee Currency", "Fee level",
        "Is Pay Later", "Participant Role", "Participant Source", "Participant Status", "Register date",
        "Do not import",
    ),
    "hubspot": ("email", "firstname", "lastname", "company"),
    "hubspot-event": ("email", "state", "joined", "left"),
    "salesforce": ("Email", "FirstName", "LastName", "Company", "Status"),
}  # fmt: skip
_ROLES = {"attendee": "Attendee", "panelist": "Speaker", "host": "Host"}
_SOURCE = "zoom-sync"
Cell = str | datetime | None


class Told(NamedTuple):
    """A person with what an importer finds them by, and how they stand: attended, no-show, registered, cancelled."""

    person: Person
    email: str
    state: Literal["attended", "no-show", "registered", "cancelled"]
    registered: datetime | None


def header(system: System) -> tuple[str, ...]:
    return HEADERS[system]


def lines(
    system: System, record: Record, people: Iterable[Person], *, registered: Mapping[str, datetime]
) -> Iterator[tuple[Cell, ...]]:
    """A row for each address. `registered`: when, by the id of the registration's fact.

    Nobody is called a no-show while evidence is still waited for. Whoever was refused, or is not listed any more,
    and was not seen, is left out; who cancelled stands only where the system has a word for it. People who share an
    address are one contact there: the one whose state says most stands for it.
    """
    best: dict[str, Told] = {}
    for person in people:
        email = next(iter(mails(person.email)), "")
        state = _state(person, is_final=record.status == "final")
        if not email or state is None or (state == "cancelled" and system != "hubspot-event"):
            continue
        told = Told(person, email, state, _when(person, registered))
        known = best.get(email)
        if known is None or _ORDER.index(told.state) < _ORDER.index(known.state):
            best[email] = told
    row = _ROWS[system]
    for told in best.values():
        yield row(record, told)


_ORDER = ("attended", "registered", "no-show", "cancelled")


def _state(
    person: Person, *, is_final: bool
) -> Literal["attended", "no-show", "registered", "cancelled"] | None:
    if person.attended:
        return "attended"
    if person.mode != "absent":
        return "registered"  # seen too briefly to have attended, and yet no no-show
    if person.registration_status == "cancelled":
        return "cancelled"
    if person.registration_status != "approved" and person.role == "attendee":
        return None
    return "no-show" if is_final else "registered"


def _when(person: Person, registered: Mapping[str, datetime]) -> datetime | None:
    return min((registered[one.fact] for one in person.evidence if one.fact in registered), default=None)


def _civicrm(record: Record, told: Told) -> tuple[Cell, ...]:
    status = {"attended": "Attended", "no-show": "No-show"}.get(told.state, "Registered")
    role = _ROLES[told.person.role]
    # Its dates bear no zone: it is told the time of day that people read on the event's clocks.
    at = told.registered.astimezone(ZoneInfo(record.event.timezone)) if told.registered else None
    day = f"{at:%Y-%m-%d %H:%M:%S}" if at else ""
    return (record.event.title, "", told.email, "", "", "", "", role, _SOURCE, status, day, "")


def _names(person: Person) -> tuple[str, str]:
    return parted(person.name, person.organisation)


def _hubspot(record: Record, told: Told) -> tuple[Cell, ...]:
    return (told.email, *_names(told.person), told.person.organisation)


def _hubspot_event(record: Record, told: Told) -> tuple[Cell, ...]:
    state = {"attended": "attended", "cancelled": "cancelled"}.get(told.state, "registered")
    if state != "attended":
        return (told.email, state, None, None)
    return (told.email, state, told.person.first_seen, told.person.last_seen)


def _salesforce(record: Record, told: Told) -> tuple[Cell, ...]:
    status = {"attended": "Attended", "no-show": "No-show"}.get(told.state, "Registered")
    return (told.email, *_names(told.person), told.person.organisation, status)


_ROWS: Mapping[System, Callable[[Record, Told], tuple[Cell, ...]]] = {
    "civicrm": _civicrm,
    "hubspot": _hubspot,
    "hubspot-event": _hubspot_event,
    "salesforce": _salesforce,
}
