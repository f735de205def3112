"""What splitting a record off from a person would change, in words.

A forecast, as `effect` is: both halves are counted anew, but nothing asks whether either would join somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from zoom_sync.records import Event, Person, WebinarInfo
from zoom_sync.rules.identity import Names
from zoom_sync.rules.merge.effect import Entry, moved, seen
from zoom_sync.rules.merge.hosts import Hosts
from zoom_sync.rules.merge.nameless import names_nobody
from zoom_sync.rules.merge.presence import presence
from zoom_sync.rules.pieces import Piece
from zoom_sync.rules.registration import best


def parting(
    person: Person, fact: str, pieces: Sequence[Piece], event: Event, webinars: Iterable[WebinarInfo]
) -> tuple[str, ...]:
    """Sentences about one entry that becomes two; they name nobody.

    `pieces`: the person's; `fact`: what goes. `webinars` tell who hosts.
    """
    going = [piece for piece in pieces if fact in (one.id for one in (*piece.traces, *piece.copies))]
    staying = [piece for piece in pieces if piece not in going]
    if not going or not staying:
        return ()
    if any(line.source == "manual" for line in person.evidence):
        return ("Two entries instead of one.", "What was decided of this person stays with the first record.")
    hosts, names = Hosts(webinars), Names(piece.claim.organisation for piece in pieces)
    halves = [
        Entry(_half(person, some, event, hosts), names_nobody(some, names, hosts))
        for some in (staying, going)
    ]
    first, second = (half.person for half in halves)
    said = [f"Two entries instead of one: {seen(first)}; {seen(second)} (before: {seen(person)})."]
    if person.attended and not first.attended and not second.attended:
        said.append("Apart neither of them was there long enough.")
    elif person.attended and "absent" not in (first.mode, second.mode) and first.attended != second.attended:
        said.append("Apart one of them was there too briefly.")
    return (*said, moved([Entry(person, names_nobody(pieces, names, hosts))], halves))


def _half(person: Person, pieces: Sequence[Piece], event: Event, hosts: Hosts) -> Person:
    there = presence(pieces, event)
    registration = best([piece.registration for piece in pieces])
    return replace(
        person,
        role=hosts.role(pieces),
        registered=registration is not None,
        registration_status=registration.status if registration else None,
        mode=there.mode,
        attended=there.attends(event),
        minutes=there.all_minutes,
        minutes_at_least=not (there.zoom_known and there.room_known),
    )
