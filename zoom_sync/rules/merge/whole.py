"""The whole record: pieces, groups, people, counts and questions.

Pure: the same facts give the same record, in whatever order they come. Every input record is evidence of
exactly one person or one unidentified entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from zoom_sync.records import Event, Known, Person, Readiness, Record, Trace, Verdict, WebinarInfo
from zoom_sync.rules.identity import Names, group, match, review
from zoom_sync.rules.identity.known import propose
from zoom_sync.rules.merge.counts import counts
from zoom_sync.rules.merge.effect import with_effect
from zoom_sync.rules.merge.hosts import Hosts
from zoom_sync.rules.merge.person import Maker
from zoom_sync.rules.sharing import material


def record(
    event: Event,
    traces: Iterable[Trace],
    verdicts: Iterable[Verdict],
    *,
    readiness: Readiness,
    webinars: Iterable[WebinarInfo] = (),
    ends: Mapping[str, datetime] | None = None,
    known: Iterable[Known] = (),
) -> Record:
    """Make the record of an event from all its facts.

    `traces` of instances that do not belong to the event are left out by the caller. `webinars` tell who
    hosts; `ends`: instance uuid -> end of the run as far as known, which closes connections whose leave never
    came, provisionally. `known`: what earlier events proved, which asks and joins nothing. People come by name,
    then id; the review by what an answer would resolve.
    """
    found, decided = material(traces, verdicts, ends or {})
    names = Names(piece.claim.organisation for piece in found)
    bonds, notes = group(found, decided, names)
    profiles, likely = match(bonds, names, event.care)
    asked = propose(review(bonds, profiles, likely, event.care), bonds, profiles, known)
    del profiles, likely  # before a million people are made
    maker = Maker(event, bonds, decided, Hosts(webinars), names)
    people: list[Person] = []
    unidentified: list[Person] = []
    groups = bonds.groups()
    for members in groups:
        person = maker.person(members)
        (unidentified if maker.names_nobody(members) else people).append(person)
    people.sort(key=_order)
    unidentified.sort(key=_order)
    return Record(
        event=event,
        status="final" if readiness.final else "provisional",
        waiting_for=readiness.waiting_for,
        counts=counts(people, unidentified),
        people=tuple(people),
        unidentified=tuple(unidentified),
        review=tuple(with_effect(asked, people, unidentified, event)),
        notes=tuple(notes + maker.notes),
    )


def _order(person: Person) -> tuple[str, str]:
    return person.name.casefold(), person.id
