"""Publishing a record: written unseen in batches, then shown by one small transaction.

What was shown before stays as it was for whoever is reading it. A run that was killed leaves rows that no
generation shows; the next run removes them. Of two runs at once the one that began later wins, and it has read the
newer facts (`attempts`): each batch first looks whether its run is still the newest, and nobody was erased since.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from operator import itemgetter
from typing import Any, Protocol, TypeVar

from sqlalchemy import Text, bindparam, cast, select, update
from sqlalchemy.dialects.postgresql import JSONB

from zoom_sync.moments import reached
from zoom_sync.records import Record
from zoom_sync.store import attempts, lines, pruning, schema
from zoom_sync.store.codec import FINAL, PAIR, digest
from zoom_sync.store.dialect import Tx, add_many, storable_tree
from zoom_sync.store.lines import FoundBy, JoinedBy, Line

event, person, owner, review = schema.event, schema.person, schema.owner, schema.review

T = TypeVar("T")
Shown = Callable[[Tx, dict[str, Any] | None, dict[str, Any], int], None]
BATCH = 5_000  # rows of one transaction: well under the 200 ms that deliveries tolerate
SHAPE = 4  # counted up where more is kept of a person than before: then all lines are written anew
_FIELDS = ("event", "gen_from", "gen_to", "digest", *Line._fields)
_COLUMNS = [column.name for column in person.columns if column.name != "body"]


class Runs(Protocol):
    """As much of the store as this needs."""

    def run(self, steps: Callable[[Tx], T]) -> T: ...

    def read(self, steps: Callable[[Tx], T]) -> T: ...


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the newest generation holds: `people` is id -> the first half of the row's digest, as `_half` has it."""

    generation: int
    summary: dict[str, Any] | None
    review: str
    people: dict[str, bytes]


def publish(
    store: Runs,
    event_id: str,
    record: Record,
    *,
    now: datetime,
    found_by: FoundBy = lines.by_letters,
    joined_by: JoinedBy = lines.without_doubt,
) -> int:
    """Make this the event's record; see `publish_lines`."""
    given = lines.of_record(record, found_by, joined_by)
    return publish_lines(store, event_id, given, lambda _: record, attempt=begin(store, event_id), now=now)


def begin(store: Runs, event_id: str) -> int:
    """Overtake every other run for the event, before the facts are read: `attempt` of `publish_lines`."""
    return store.run(lambda tx: attempts.begin(tx, event_id))


def nobody_told(tx: Tx, before: dict[str, Any] | None, after: dict[str, Any], generation: int) -> None:
    """Where nobody listens."""


def publish_lines(
    store: Runs,
    event_id: str,
    given: Iterable[Line],
    head: Callable[[str], Record],
    *,
    attempt: int,
    now: datetime,
    told: Shown = nobody_told,
) -> int:
    """Make this the event's record. Returns its generation; that of before where nothing has changed.

    `given`: the people as they are made, in the same order each time; `head`: all else of the record, asked for
    after the last of them, with the sum of what they say (`_said`). `told`: is called in the transaction that shows
    it, with the summaries before and after and the generation. `attempt`: what `begin` gave before the facts were
    read. Raises Overtaken when another run for the same event has begun since, or somebody was erased from it.
    """
    reached("a generation begun, no row written")
    while store.run(lambda tx: pruning.sweep(tx, event_id, attempts.hold(tx, event_id, attempt))):
        pass
    shown = store.read(lambda tx: _shown(tx, event_id))
    new = shown.generation + 1
    write = partial(_write, event_id=event_id, attempt=attempt, generation=new)
    written, said = False, 0
    joins: Counter[str] = Counter()
    for batch in _batches(given):
        joins.update(_joins(batch))
        said += sum(map(_said, batch))
        changed = list(_changed(batch, shown.people))
        if not changed:
            continue
        ended = [one.id for one, _, is_shown in changed if is_shown]
        rows = [_row(event_id, one, new, sha256) for one, sha256, _ in changed]
        store.run(partial(write, ended=ended, rows=rows))
        written = True
        reached("a generation written in part")
    for gone in _batches(sorted(shown.people)):  # whoever is left of them
        store.run(partial(write, ended=gone, rows=[]))
        written = True
    record = head(f"{said % (1 << 128):032x}")
    summary, pairs = _summary(record, joins), [PAIR.to_json(pair) for pair in record.review]
    is_first = shown.generation == 0
    pairs_changed = is_first or digest(pairs) != shown.review
    if not (written or pairs_changed or summary != shown.summary):
        return shown.generation
    reached("a generation written, not shown")
    store.run(
        lambda tx: _show(tx, event_id, attempt, shown, summary, pairs if pairs_changed else None, now, told)
    )
    reached("a generation shown, not noted")
    while store.run(lambda tx: pruning.forget(tx, event_id, attempts.hold(tx, event_id, attempt))):
        pass
    return new


def _shown(tx: Tx, event_id: str) -> _Shown:
    row = tx.execute(select(event.c.generation, event.c.summary).where(event.c.id == event_id)).one()
    people = tx.execute(
        select(person.c.id, person.c.digest).where(person.c.event == event_id, person.c.gen_to.is_(None)),
        execution_options={"yield_per": BATCH},
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
        people={row.id: _half(row.digest) for row in people},
    )


def _changed(batch: Iterable[Line], shown: dict[str, bytes]) -> Iterator[tuple[Line, str, bool]]:
    """The lines that are new or other than what is shown, each with its digest and whether its id is shown.

    Takes out of `shown` whom it meets: who is left there at the end has gone.
    """
    for one in batch:
        sha256 = hashlib.sha256(f"{SHAPE}{one.kind}{one.search}{one.text}".encode()).hexdigest()
        before = shown.pop(one.id, None)
        if before != _half(sha256):
            yield one, sha256, before is not None


def _joins(batch: Iterable[Line]) -> dict[str, int]:
    """How many records stand with somebody by the name alone, and how many people were joined with doubt.

    `doubtful_both`: those of them who count as in the room and on Zoom.
    """
    doubtful = [one for one in batch if one.doubt and one.kind == "person"]
    return {
        "by_name": sum(one.by_name for one in batch),
        "doubtful": len(doubtful),
        "doubtful_both": sum(one.mode == "both" and one.role == "attendee" for one in doubtful),
    }


def _said(one: Line) -> int:
    """What a line says of somebody, apart from its evidence, as a number; all of them are added, in any order."""
    told = (one.kind, one.sort, one.mode, one.role, one.registration, one.attended, one.minutes, one.sessions)
    return int.from_bytes(hashlib.blake2b(repr(told).encode("utf-8", "replace"), digest_size=16).digest())


def _half(digest: str) -> bytes:
    """128 bits tell two rows apart, and a million of them are held."""
    return bytes.fromhex(digest[:32])


def _row(event_id: str, one: Line, generation: int, sha256: str) -> dict[str, Any]:
    return dict(zip(_FIELDS, (event_id, generation, None, sha256, *one), strict=True))


def _summary(record: Record, joins: Mapping[str, int]) -> dict[str, Any]:
    told: dict[str, Any] = storable_tree(
        {
            "status": record.status,
            "waiting_for": list(record.waiting_for),
            "counts": dict(record.counts),
            "notes": list(record.notes),
            "decisions": record.decisions,
            **{name: joins[name] for name in ("by_name", "doubtful", "doubtful_both")},
        }
        | ({} if record.final is None else {"final": FINAL.to_json(record.final)})
    )
    return told


def _write(
    tx: Tx, event_id: str, attempt: int, ended: Sequence[str], rows: Sequence[dict[str, Any]], generation: int
) -> None:
    """One batch: what is no longer so ends with the generation before, what is new begins with this one."""
    attempts.hold(tx, event_id, attempt)
    if rows and _is_written(tx, event_id, rows[0]["id"], generation):
        return  # it was committed, and the word of it lost
    if ended:
        tx.execute(
            update(person).where(
                person.c.event == event_id,
                person.c.id == bindparam("closed"),
                person.c.gen_from < generation,  # so it is, and keeps a planner on the index by id
                person.c.gen_to.is_(None),
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
            if row["facts"] != row["id"]  # not a million who registered and never came
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
    shown: _Shown,
    summary: dict[str, Any],
    pairs: Sequence[dict[str, Any]] | None,
    now: datetime,
    told: Shown,
) -> None:
    """The flip. `pairs` None: the open questions are those of before."""
    before = shown.generation
    if attempts.hold(tx, event_id, attempt) > before:
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
    told(tx, shown.summary, summary, before + 1)


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch
