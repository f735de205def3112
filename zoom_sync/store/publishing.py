"""Publishing a record: written unseen in batches, then shown by one small transaction.

What was shown before stays as it was for whoever is reading it. A run that was killed leaves rows that no
generation shows; the next run removes them. Of two runs at once the one that started later wins: each
batch first looks whether its run is still the newest.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from operator import attrgetter, itemgetter
from typing import Any, Protocol, TypeVar

from anyascii import anyascii
from sqlalchemy import ColumnElement, Text, and_, bindparam, cast, delete, func, select, update
from sqlalchemy.dialects.postgresql import JSONB

from zoom_sync.moments import reached
from zoom_sync.records import Person, Record
from zoom_sync.store import schema
from zoom_sync.store.codec import PAIR, PERSON, digest
from zoom_sync.store.dialect import Tx, add_many, storable, storable_tree
from zoom_sync.store.events import EventUnknown
from zoom_sync.store.faults import Overtaken

event, person, owner, review = schema.event, schema.person, schema.owner, schema.review

T = TypeVar("T")
BATCH = 5_000  # rows of one transaction: well under the 200 ms that deliveries tolerate
SWEPT = 500  # people of one transaction that takes rows away
KEPT = 200  # generations that a reader may still be at, besides the newest
SHAPE = 2  # counted up where more is kept of a person than before: then all lines are written anew
_BITS = 62  # of a whole number that both stores keep
_COLUMNS = [column.name for column in person.columns if column.name != "body"]


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


FoundBy = Callable[[Person], tuple[str, str]]


def _by_letters(one: Person) -> tuple[str, str]:
    """What a person is found by where nobody says it better: letters without accents."""
    return plain(f"{one.name} {one.organisation} {one.email}"), plain(one.organisation)


def publish(
    store: Runs, event_id: str, record: Record, *, now: datetime, found_by: FoundBy = _by_letters
) -> int:
    """Make this the event's record. Returns its generation; that of before where nothing has changed.

    `found_by`: in which words each person is looked for, and under which name their organisation stands.
    Raises Overtaken when another run for the same event started meanwhile.
    """
    attempt = store.run(lambda tx: _start(tx, event_id))
    reached("a generation begun, no row written")
    while store.run(lambda tx: _sweep(tx, event_id, attempt)):
        pass
    shown = store.read(lambda tx: _shown(tx, event_id))
    new = shown.generation + 1
    written = False
    for batch in _batches(_changed(event_id, record, new, shown.people, found_by)):
        ids = [row["id"] for row, is_known in batch if is_known]
        rows = [row for row, _ in batch]
        store.run(lambda tx, ids=ids, rows=rows: _write(tx, event_id, attempt, ids, rows, new))  # type: ignore[misc]
        written = True
        reached("a generation written in part")
    for gone in _batches(sorted(shown.people)):  # whoever is left of them
        store.run(lambda tx, ids=gone: _write(tx, event_id, attempt, ids, [], new))  # type: ignore[misc]
        written = True
    summary, pairs = _summary(record), [PAIR.to_json(pair) for pair in record.review]
    is_first = shown.generation == 0
    pairs_changed = is_first or digest(pairs) != shown.review
    if not (written or pairs_changed or summary != shown.summary):
        return shown.generation
    reached("a generation written, not shown")
    store.run(
        lambda tx: _show(
            tx, event_id, attempt, shown.generation, summary, pairs if pairs_changed else None, now
        )
    )
    reached("a generation shown, not noted")
    while store.run(lambda tx: _forget(tx, event_id, attempt)):
        pass
    return new


def plain(text: str) -> str:
    """Text as it is searched and sorted: in ASCII letters, lower case."""
    if text.isascii() and text.isprintable():
        return " ".join(text.casefold().split())
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
    mine = person.c.event == event_id
    # one after the other, so that each has its index
    unseen = _ids(tx, mine, person.c.gen_from > generation)
    closed = _ids(tx, mine, person.c.gen_to > generation)
    _drop(tx, event_id, and_(mine, person.c.id.in_(unseen), person.c.gen_from > generation))
    again = and_(mine, person.c.id.in_(closed), person.c.gen_to > generation)
    tx.execute(update(person).where(again).values(gen_to=None))
    return bool(unseen or closed)


def _forget(tx: Tx, event_id: str, attempt: int) -> bool:
    """Remove a batch of the rows that no kept generation shows. Returns whether there was any."""
    oldest = _hold(tx, event_id, attempt) - KEPT
    mine = person.c.event == event_id
    asked = select(func.max(review.c.generation)).where(
        review.c.event == event_id, review.c.generation <= oldest
    )
    # the newest questions of before it are its own, where it wrote none
    tx.execute(
        delete(review).where(review.c.event == event_id, review.c.generation < asked.scalar_subquery())
    )
    ids = _ids(tx, mine, person.c.gen_to <= oldest)
    _drop(tx, event_id, and_(mine, person.c.id.in_(ids), person.c.gen_to <= oldest))
    return bool(ids)


def _drop(tx: Tx, event_id: str, which: ColumnElement[bool]) -> None:
    """Remove rows, and which facts stood with them."""
    rows = tx.execute(select(person.c.id, person.c.gen_from, person.c.facts).where(which))
    owned = [
        {"of": event_id, "named": fact, "since": row.gen_from}
        for row in rows
        for fact in row.facts.split()
        if fact != row.id
    ]
    if owned:
        one = (owner.c.event == bindparam("of"), owner.c.fact == bindparam("named"))
        tx.execute(delete(owner).where(*one, owner.c.gen_from == bindparam("since")), owned)
    tx.execute(delete(person).where(which))


def _ids(tx: Tx, *which: ColumnElement[bool]) -> list[str]:
    return list(tx.execute(select(person.c.id).where(*which).distinct().limit(SWEPT)).scalars())


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


def _changed(
    event_id: str, record: Record, generation: int, shown: dict[str, str], found_by: FoundBy
) -> Iterator[tuple[dict[str, Any], bool]]:
    """The rows that are new or other than what is shown, by id, each with whether its id is shown.

    Takes out of `shown` whom it meets: who is left there at the end has gone.
    """
    nameless = {one.id for one in record.unidentified}
    everybody = [*record.people, *record.unidentified]
    everybody.sort(key=attrgetter("id"))  # a store is written fastest in the order of its keys
    for one in everybody:
        kind = "unidentified" if one.id in nameless else "person"
        body = PERSON.to_text(one)
        now = hashlib.sha256(f"{SHAPE}{kind}{body}".encode()).hexdigest()
        before = shown.pop(one.id, None)
        if before != now:
            yield _row(event_id, one, kind, generation, now, body, found_by), before is not None


def _row(
    event_id: str, one: Person, kind: str, generation: int, told: str, body: str, found_by: FoundBy
) -> dict[str, Any]:
    facts = {each.fact for each in one.evidence}
    search, group = found_by(one)
    return {
        "event": event_id,
        "id": one.id,
        "gen_from": generation,
        "gen_to": None,
        "kind": kind,
        "sort": sort_key(one),
        "mode": one.mode,
        "digest": told,
        "search": storable(search),
        "role": one.role,
        "registration": one.registration_status or "none",
        "attended": one.attended,
        "minutes": one.minutes,
        "first": int(one.first_seen.timestamp()) if one.first_seen else None,
        "sessions": _attended(one),
        "group": storable(group, 100),
        "facts": " ".join(sorted(facts)) if len(facts) > 1 else one.evidence[0].fact if facts else "",
        "text": body,
    }


def _attended(one: Person) -> int:
    """The parts of the agenda that somebody was in, as bits: the n-th is worth 2^n."""
    if one.mode == "absent" or not one.sessions:
        return 0
    held = (part.virtual_minutes or part.in_person_minutes for part in one.sessions[:_BITS])
    return sum(1 << number for number, minutes in enumerate(held) if minutes)


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


def _write(
    tx: Tx, event_id: str, attempt: int, ended: Sequence[str], rows: Sequence[dict[str, Any]], generation: int
) -> None:
    """One batch: what is no longer so ends with the generation before, what is new begins with this one."""
    _hold(tx, event_id, attempt)
    if rows and _is_written(tx, event_id, rows[0]["id"], generation):
        return  # it was committed, and the word of it lost
    if ended:
        tx.execute(
            update(person).where(
                person.c.event == event_id, person.c.id == bindparam("closed"), person.c.gen_to.is_(None)
            ),
            [{"closed": id, "gen_to": generation} for id in ended],
        )
    if rows:
        body = (
            cast(bindparam("text", type_=Text), JSONB)
            if tx.dialect.name == "postgresql"
            else bindparam("text")
        )
        add_many(
            tx, person.insert().values({**{name: bindparam(name) for name in _COLUMNS}, "body": body}), rows
        )
        owned = [
            {"event": event_id, "fact": fact, "person": row["id"], "gen_from": generation}
            for row in rows
            for fact in row["facts"].split()
            if fact != row["id"]
        ]
        add_many(tx, owner.insert(), sorted(owned, key=itemgetter("fact")))


def _is_written(tx: Tx, event_id: str, id: str, generation: int) -> bool:
    one = (person.c.event == event_id, person.c.id == id, person.c.gen_from == generation)
    return tx.execute(select(person.c.id).where(*one)).first() is not None


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
    if _hold(tx, event_id, attempt) > before:
        return  # it was committed, and the word of it lost
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


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch
