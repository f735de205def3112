"""One event in numbers and pictures, from its newest record."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

from zoom_sync.files import writing
from zoom_sync.files.document import Document
from zoom_sync.records import Person
from zoom_sync.rules import asked as counting
from zoom_sync.rules import protection
from zoom_sync.rules import report as rules
from zoom_sync.store import asked as kept
from zoom_sync.store import events, snapshot
from zoom_sync.store.database import Store


def report(store: Store, event_id: str, *, names: bool = False) -> dict[str, Any]:
    """The report as JSON-able values, as it may leave. Raises Trouble where there is no record yet.

    Of a protected event without the rows by which somebody could be found, unless `names` are asked for.
    """
    found = figures(store, event_id) | asked(store, event_id)
    event = store.read(lambda tx: events.known(tx, event_id))
    return protection.beside_codes(found) if protection.is_coded(event, names=names) else found


def asked(store: Store, event_id: str) -> dict[str, Any]:
    """What of a report is no part of the record and of its generation: `asked`, where the event has it switched on."""
    event, found = store.read(lambda tx: (events.get(tx, event_id), kept.of(tx, event_id)))
    return {"asked": counting.told(found)} if event is not None and event.polls else {}


def figures(store: Store, event_id: str) -> dict[str, Any]:
    """The record in numbers: `rules.report`. Raises Trouble where there is no record yet."""
    record, summary = store.read(
        lambda tx: (snapshot.known_head(tx, event_id), events.summary(tx, event_id) or {})
    )
    generation = record.event.generation
    people, unidentified = snapshot.everybody(store, event_id, generation=generation)
    until = summary["at"] if record.status == "provisional" else None
    return rules.report(record, people=people, unidentified=unidentified, until=until)


def workbook(
    store: Store, event_id: str, document: Document, *, target: Path | IO[bytes], names: bool = False
) -> None:
    """The record as XLSX with the report's figures before it. Raises Trouble where there is no record yet.

    Of a protected event codes stand in place of names, unless `names` are asked for. People are read from the store
    page by page as they are written: a million need no more memory than one.
    """
    record = store.read(lambda tx: snapshot.known_head(tx, event_id))
    generation = record.event.generation
    is_coded = protection.is_coded(record.event, names=names)
    both: tuple[Iterable[Person], ...] = snapshot.everybody(
        store, event_id, generation=generation, by_code=is_coded
    )
    if is_coded:
        record, both = protection.coded(record), tuple(map(protection.under_code, some) for some in both)
    elif record.event.protected:
        both = tuple(map(protection.under_name, some) for some in both)
    people, unidentified = both
    writing.write_report(record, document, target, people=people, unidentified=unidentified)
