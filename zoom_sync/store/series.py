"""Series: events that follow one another, and who attended them by which contacts.

An event belongs to one series at most; a series without events is none any more. Whoever sees an event sees that
series with those of its events that they may see.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, exists, select, update

from zoom_sync.records import Trouble
from zoom_sync.store import people, schema
from zoom_sync.store.dialect import Tx, storable

event, table, person = schema.event, schema.series, schema.person
registrant, trace = schema.registrant, schema.trace


@dataclass(frozen=True, slots=True)
class Series:
    id: str
    title: str
    owner: str = ""


class Told(NamedTuple):
    """What a fact says of somebody by which they may be found at another event; "" for nothing."""

    email: str
    account: str
    registrant: str
    webinar: str


class Attendee(NamedTuple):
    id: str
    name: str
    told: frozenset[Told]


class SeriesUnknown(Trouble):
    """No series has this id."""

    def __init__(self, id: str) -> None:
        super().__init__(
            f"There is no series {id[:40]!r}.",
            "Nothing was changed.",
            "`zoom-sync series list` shows the series and their ids.",
        )


def add(tx: Tx, made: Series, *, now: datetime) -> None:
    tx.execute(table.insert().values(id=made.id, title=storable(made.title), owner=made.owner, created=now))


def known(tx: Tx, id: str) -> Series:
    """The series that somebody named. Raises SeriesUnknown."""
    row = tx.execute(select(table.c.id, table.c.title, table.c.owner).where(table.c.id == id)).first()
    if row is None:
        raise SeriesUnknown(id)
    return Series(*row)


def of_event(tx: Tx, event_id: str) -> Series | None:
    row = tx.execute(
        select(table.c.id, table.c.title, table.c.owner)
        .join(event, event.c.series == table.c.id)
        .where(event.c.id == event_id)
    ).first()
    return None if row is None else Series(*row)


def rename(tx: Tx, id: str, title: str) -> None:
    tx.execute(update(table).where(table.c.id == id).values(title=storable(title)))


def put(tx: Tx, event_id: str, series_id: str) -> None:
    """Let an event belong to a series, and to no other; "" to none."""
    tx.execute(update(event).where(event.c.id == event_id).values(series=series_id))
    tx.execute(delete(table).where(~exists().where(event.c.series == table.c.id, event.c.series != "")))


def all(tx: Tx) -> list[tuple[Series, list[str]]]:
    """Each series by its title, with the ids of its events, the first one first."""
    rows = tx.execute(
        select(table.c.id, table.c.title, table.c.owner, event.c.id)
        .join(event, event.c.series == table.c.id)
        .where(event.c.removed.is_(None), event.c.series != "")
        .order_by(table.c.title, table.c.id, event.c.starts, event.c.id)
    )
    found: dict[Series, list[str]] = defaultdict(list)
    for *one, id in rows:
        found[Series(*one)].append(id)
    return list(found.items())


def members(tx: Tx, id: str) -> list[str]:
    """The ids of a series' events, the first one first."""
    mine = (event.c.series == id, event.c.series != "", event.c.removed.is_(None))
    return list(tx.execute(select(event.c.id).where(*mine).order_by(event.c.starts, event.c.id)).scalars())


def attended(tx: Tx, event_id: str) -> list[Attendee]:
    """Who attended an event by its newest record, with what is surely theirs: nothing of a row that stands with them
    on the name alone. Goes through all facts of the event.
    """
    rows = tx.execute(
        select(person.c.id, person.c.facts, person.c.body["name"].as_string())
        .where(person.c.event == event_id, person.c.kind == "person", people.seen(tx, event_id, None))
        .where(person.c.role == "attendee", person.c.attended.is_(True))
        .order_by(person.c.id)
    ).all()
    doubtful = {line.fact for one in people.by_name(tx, event_id) for line in one.evidence if line.by_name}
    owner = {fact: id for id, facts, _ in rows for fact in facts.split() if fact not in doubtful}
    theirs: dict[str, set[Told]] = defaultdict(set)
    for fact, told in _told(tx, event_id):
        if fact in owner:
            theirs[owner[fact]].add(told)
    return [Attendee(id, name or "", frozenset(theirs.get(id, ()))) for id, _, name in rows]


def _told(tx: Tx, event_id: str) -> Iterator[tuple[str, Told]]:
    """What each fact says, of those that say something by which somebody is found again."""
    for kept in (registrant, trace):
        claimed = [
            kept.c.fact["claim", name].as_string() for name in ("email", "account_id", "registrant_id")
        ]
        asked = select(kept.c.id, *claimed, kept.c.fact["webinar"].as_string())
        for id, *told in tx.execute(asked.where(kept.c.event == event_id)):
            if any(told[:3]):
                yield id, Told(*(text or "" for text in told))
