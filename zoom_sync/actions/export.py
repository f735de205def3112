"""Write the merged record as a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from zoom_sync.actions import Clock
from zoom_sync.contacts import mails
from zoom_sync.files import writing
from zoom_sync.records import Person
from zoom_sync.rules import protection, systems
from zoom_sync.store import audit, events, people, registrants, snapshot
from zoom_sync.store.database import Store, Tx


def note(
    store: Store, event_id: str, what: str, *, by: str, clock: Clock, reason: str = "",
    people: bool = True, names: bool = False,
) -> None:  # fmt: skip
    """Put on record that something of an event is about to leave, before it does: nothing leaves unrecorded.

    `people`: it lists them; `names`: with names, which of a protected event has to be asked for. Raises Trouble where
    a protected event's people would leave without a reason.
    """
    now = clock.now()

    def steps(tx: Tx) -> None:
        event = events.known(tx, event_id, safe="Nothing was written.")
        said = protection.reason_for(event, reason) if people else reason.strip()
        told = f"exported {what}, with names" if names and event.protected else f"exported {what}"
        audit.note(tx, who=by, what=told, event=event_id, reason=said, now=now)

    store.once(steps)


@dataclass(slots=True)
class Written:
    """How many were written. CSV holds the people alone. `addressless`: left out of another system's list for that."""

    people: int = 0
    unidentified: int = 0
    addressless: int = 0


def export(
    store: Store, event_id: str, *, format: str, target: Path | IO[bytes], names: bool = False
) -> Written:
    """Write the published record of one generation, whole, as json, csv or xlsx. Raises Trouble if there is none.

    Of a protected event codes stand in place of names, unless `names` are asked for; in tables no phone and no country
    goes with those. The people are read from the store page by page as they are written: a million need no more memory
    than one.
    """
    record = store.read(lambda tx: snapshot.known_head(tx, event_id))
    generation, written = record.event.generation, Written()
    is_coded = protection.is_coded(record.event, names=names)
    is_reduced = record.event.protected and format != "json"
    record = protection.coded(record) if is_coded else record

    def counted(kind: people.Kind) -> Iterator[Person]:
        for one in snapshot.pages(store, event_id, generation=generation, kind=kind, by_code=is_coded):
            if kind == "person":
                written.people += 1
            else:
                written.unidentified += 1
            if is_coded:
                yield protection.under_code(one)
            else:
                yield protection.under_name(one) if is_reduced else one

    writing.write_record(
        record, format, target, people=counted("person"), unidentified=counted("unidentified")
    )
    return written


def may_go(store: Store, event_id: str, *, names: bool) -> None:
    """Before a list that is nothing without names: a protected event's have to be asked for. Raises Trouble."""
    protection.named(
        store.read(lambda tx: events.known(tx, event_id, safe="Nothing was written.")), names=names
    )


def for_system(
    store: Store, event_id: str, *, system: systems.System, target: Path | IO[bytes], names: bool = False
) -> Written:
    """Write the people as the list that another system's importer reads, as CSV.

    Raises Trouble without a record, and for a protected event where names were not asked for.
    """
    may_go(store, event_id, names=names)
    record, when = store.read(
        lambda tx: (snapshot.known_head(tx, event_id), registrants.registered(tx, event_id))
    )
    written = Written()

    def known() -> Iterator[Person]:
        for one in snapshot.pages(store, event_id, generation=record.event.generation):
            written.addressless += not any(mails(one.email))
            yield one

    def counted() -> Iterator[tuple[systems.Cell, ...]]:
        for row in systems.lines(system, record, known(), registered=when):
            written.people += 1
            yield row

    writing.write_list(systems.header(system), counted(), target)
    return written
