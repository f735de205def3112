"""Publishing a record: written unseen in batches, then shown by one small transaction.

What was shown before stays as it was for whoever is reading it. A run that was killed leaves rows that no
generation shows; the next run removes them. Of two runs at once the one that started later wins: each
batch first looks whether its run is still the newest.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, Protocol, TypeVar

from anyascii import anyascii
from sqlalchemy import and_, bindparam, delete, or_, select, update

from zoom_sync.moments import reached
from zoom_sync.records import Person, Record
from zoom_sync.store import schema
from zoom_sync.store.codec import PAIR, PERSON, digest
from zoom_sync.store.dialect import Tx, storable, storable_tree
from zoom_sync.store.events import EventUnknown
from zoom_sync.store.faults import Overtaken

event, person, review = schema.event, schema.person, schema.review

T = TypeVar("T")
BATCH = 5_000  # rows of one transaction: well under the 200 ms that deliveries tolerate


class Runs(Protocol):
    """As much of the store as this needs."""

    def run(self, steps: Callable[[Tx], T]) -> T: ...

    def read(self, steps: Callable[[Tx], T]) -> T: ...


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the newest generation holds: `people` is (id, kind) -> digest of the row."""

    generation: int
    summary: dict[str, Any] | None
    review: str
    people: dict[str, str]


def publish(store: Runs, event_id: str, record: Record, *, now: datetime) -> int:
    """Make this the event's record. Returns its generation; that of before where nothing has changed.

    Raises Overtaken when another run for the same event started meanwhile.
    """
    attempt = store.run(lambda tx: _start(tx, event_id))
    reached("a generation begun, no row written")
    while store.run(lambda tx: _sweep(tx, event_id, attempt)):
        pass
    shown = store.read(lambda tx: _shown(tx, event_id))
    rows = sorted(_rows(event_id, record, shown.generation + 1), key=lambda row: str(row["id"]))
    changed = [row for row in rows if shown.people.get(row["id"]) != row["digest"]]
    gone = sorted(shown.people.keys() - {row["id"] for row in rows})
    summary, pairs = _summary(record), [PAIR.to_json(pair) for pair in record.review]
    is_first = shown.generation == 0
    pairs_changed = is_first or digest(pairs) != shown.review
    if not (changed or gone or pairs_changed or summary != shown.summary):
        return shown.generation
    old = [row["id"] for row in changed if row["id"] in shown.people] + gone
    for batch in _batches(sorted(old)):
        store.run(lambda tx, ids=batch: _close(tx, event_id, attempt, ids, shown.generation + 1))  # type: ignore[misc]
    for batch in _batches(changed):
        store.run(lambda tx, rows=batch: _add(tx, event_id, attempt, rows))  # type: ignore[misc]
        reached("a generation written in part")
    reached("a generation written, not shown")
    store.run(
        lambda tx: _show(
            tx, event_id, attempt, shown.generation, summary, pairs if pairs_changed else None, now
        )
    )
    reached("a generation shown, not noted")
    return shown.generation + 1


def plain(text: str) -> str:
    """Text as it is searched and sorted: in ASCII letters, lower case."""
    return " ".join(anyascii(unicodedata.normalize("NFKC", storable(text))).casefold().split())


def sort_key(one: Person) -> str:
    """By name; who has none comes last."""
    return (plain(one.name) or "~")[:200]


def _start(tx: Tx, event_id: str) -> int:
    taken = update(event).where(event.c.id == event_id).values(attempt=event.c.attempt + 1)
    attempt = tx.execute(taken.returning(event.c.attempt)).scalar()
    if attempt is None:
        raise EventUnknown(event_id)
    return int(attempt)


def _hold(tx: Tx, event_id: str, attempt: int) -> int:
    """The shown generation. Holds the event's row, so that nobody else publishes in this transaction."""
    held = tx.execute(
        select(event.c.attempt, event.c.generation).where(event.c.id == event_id).with_for_update()
    ).first()
    if held is None or held.attempt != attempt:
        raise Overtaken("this rebuild")
    return int(held.generation)


def _sweep(tx: Tx, event_id: str, attempt: int) -> bool:
    """Remove a batch of what a killed run left. Returns whether there was any."""
    generation = _hold(tx, event_id, attempt)
    left = tx.execute(
        select(person.c.id)
        .where(person.c.event == event_id, or_(person.c.gen_from > generation, person.c.gen_to > generation))
        .limit(BATCH)
    ).scalars()
    ids = list(left)
    mine = and_(person.c.event == event_id, person.c.id.in_(ids))
    if ids:
        tx.execute(delete(person).where(mine, person.c.gen_from > generation))
        tx.execute(update(person).where(mine, person.c.gen_to > generation).values(gen_to=None))
    return bool(ids)


def _shown(tx: Tx, event_id: str) -> _Shown:
    row = tx.execute(select(event.c.generation, event.c.summary).where(event.c.id == event_id)).one()
    people = tx.execute(
        select(person.c.id, person.c.digest).where(person.c.event == event_id, person.c.gen_to.is_(None))
    )
    written = (
        select(review.c.generation).where(review.c.event == event_id).order_by(review.c.generation.desc())
    )
    pairs = tx.execute(
        select(review.c.body)
        .where(
            review.c.event == event_id,
            review.c.generation == written.limit(1).scalar_subquery(),
            review.c.rank >= 0,
        )
        .order_by(review.c.rank)
    ).scalars()
    return _Shown(
        generation=row.generation,
        summary=row.summary,
        review=digest(list(pairs)),
        people=dict(people.all()),
    )


def _rows(event_id: str, record: Record, generation: int) -> Iterator[dict[str, Any]]:
    for kind, people in (("person", record.people), ("unidentified", record.unidentified)):
        for one in people:
            body = PERSON.to_json(one)
            yield {
                "event": event_id,
                "id": one.id,
                "gen_from": generation,
                "gen_to": None,
                "kind": kind,
                "sort": sort_key(one),
                "mode": one.mode,
                "digest": digest(kind, body),
                "search": plain(f"{one.name} {one.organisation} {one.email}"),
                "facts": " ".join(sorted({each.fact for each in one.evidence})),
                "body": body,
            }


def _summary(record: Record) -> dict[str, Any]:
    told: dict[str, Any] = storable_tree(
        {
            "status": record.status,
            "waiting_for": list(record.waiting_for),
            "counts": dict(record.counts),
            "notes": list(record.notes),
            "by_name": sum(line.by_name for one in record.people if one.by_name for line in one.evidence[1:]),
        }
    )
    return told


def _close(tx: Tx, event_id: str, attempt: int, ids: Sequence[str], generation: int) -> None:
    _hold(tx, event_id, attempt)
    tx.execute(
        update(person).where(
            person.c.event == event_id, person.c.id == bindparam("closed"), person.c.gen_to.is_(None)
        ),
        [{"closed": id, "gen_to": generation} for id in ids],
    )


def _add(tx: Tx, event_id: str, attempt: int, rows: Sequence[dict[str, Any]]) -> None:
    _hold(tx, event_id, attempt)
    tx.execute(person.insert(), list(rows))


def _show(
    tx: Tx,
    event_id: str,
    attempt: int,
    before: int,
    summary: dict[str, Any],
    pairs: Sequence[dict[str, Any]] | None,
    now: datetime,
) -> None:
    """The flip. `pairs` None: the open questions are those of before."""
    _hold(tx, event_id, attempt)
    if pairs is not None:
        # Rank -1 holds nothing: it tells "no questions any more" from "the questions of before".
        rows = [{"event": event_id, "generation": before + 1, "rank": -1, "body": {}}]
        rows += [
            {"event": event_id, "generation": before + 1, "rank": rank, "body": pair}
            for rank, pair in enumerate(pairs)
        ]
        tx.execute(review.insert(), rows)
    tx.execute(
        update(event)
        .where(event.c.id == event_id)
        .values(generation=before + 1, generation_at=now, summary=summary)
    )


def _batches(items: Sequence[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch
