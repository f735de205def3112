"""What goes along with a letter. Whatever is made for one person makes the letter personal (`words.is_personal`)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from zoom_sync import mail
from zoom_sync.files import calendar
from zoom_sync.files.printing import Press, Proof
from zoom_sync.records import Event, Person
from zoom_sync.rules import certifying, followup
from zoom_sync.store import certificates, events, jobs, people
from zoom_sync.store.certificates import Certificate
from zoom_sync.store.database import Tx
from zoom_sync.store.letters import Letter
from zoom_sync.store.outbox import Copy

NEUTRAL = "Meeting"
SPECIMEN = "0000-0000-0000-0000"  # the code of a certificate that confirms nothing


def calendar_entry(tx: Tx, letter: Letter, *, public_url: str) -> tuple[mail.Attachment, ...]:
    """The letter's event as a file for calendars; of a protected event neither title nor place.

    One that is gone meanwhile has no entry any more.
    """
    event = events.get(tx, letter.calendar) if letter.calendar else None
    if event is None:
        return ()
    title, place = (NEUTRAL, "") if event.protected else (event.title, event.venue)
    data = calendar.entry(uid=event.id, host=public_url, title=title, place=place, days=event.days)
    return (mail.Attachment("event.ics", "text", "calendar", data, {"method": "PUBLISH"}),)


def certificate(tx: Tx, event: Event, copy: Copy) -> mail.Attachment | None:
    """The certificate of a copy's reader, as long as the newest record bears it out and the address is theirs still."""
    person = people.person(tx, event.id, copy.person)
    if person is None or followup.mailbox(person.email) != followup.mailbox(copy.address):
        return None
    given = next(iter(_given(tx, event.id, person)), None)
    paper = certificates.papers(tx, [given.id]).get(given.id) if given is not None else None
    if given is None or paper is None:
        return None
    return _attached(certifying.file_name(person.name, given.id), paper)


def specimen(tx: Tx, letter: Letter, name: str, *, now: datetime) -> mail.Attachment | None:
    """A certificate of nobody, as those of the event look, for a letter that is tested."""
    said = certificates.newest(tx, letter.event) if letter.certificate else None
    if said is None:
        return None
    paper = Press().pdf(replace(said, name=name), Proof(SPECIMEN, SPECIMEN, now))
    return _attached(certifying.file_name(name, SPECIMEN), paper)


class Holders:
    """Who of an event has a certificate that stands; asked of many people, one after the other."""

    def __init__(self, tx: Tx, letter: Letter) -> None:
        standing = certificates.of_event(tx, letter.event) if letter.certificate else []
        self._given = {one.fact: one for one in standing}

    def __contains__(self, person: Person) -> bool:
        given = (self._given.get(fact) for fact in certifying.facts(person)) if self._given else ()
        return any(one is not None and _is_valid(one, person) for one in given)


def has_all(tx: Tx, letter: Letter) -> bool:
    """Whether what is to go along is made: certificates that are being issued have no paper yet."""
    if not letter.certificate:
        return True
    is_busy = jobs.is_open(tx, "certificates", key=letter.event)
    return not is_busy and not certificates.any_unmade(tx, letter.event)


def holds_for(tx: Tx, letter: Letter, ref: str) -> bool:
    """Whether somebody's copy would bring a certificate now."""
    person = people.person(tx, letter.event, ref) if letter.certificate and ref else None
    return person is not None and bool(_given(tx, letter.event, person))


def _given(tx: Tx, event_id: str, person: Person) -> list[Certificate]:
    mine = certificates.of_facts(tx, event_id, certifying.facts(person))
    return [one for one in mine if _is_valid(one, person)]


def _is_valid(one: Certificate, person: Person) -> bool:
    return one.said is not None and certifying.standing(one.said, person) == "valid"


def _attached(name: str, paper: bytes) -> mail.Attachment:
    return mail.Attachment(name, "application", "pdf", paper)
