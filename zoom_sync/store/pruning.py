"""Taking away what no generation shows: what a killed run left, and what only generations show that are not kept.

A batch of people a transaction; the caller, who holds the event, asks again for as long as there was any.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, bindparam, delete, func, select, update

from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx

person, owner, review = schema.person, schema.owner, schema.review

SWEPT = 500  # people of one transaction
KEPT = 200  # generations that a reader may still be at, besides the newest


def sweep(tx: Tx, event_id: str, generation: int) -> bool:
    """Remove what a killed run left beyond the shown generation. Returns whether there was any."""
    mine = person.c.event == event_id
    # one after the other, so that each has its index
    unseen = _ids(tx, mine, person.c.gen_from > generation)
    closed = _ids(tx, mine, person.c.gen_to > generation)
    drop(tx, event_id, and_(mine, person.c.id.in_(unseen), person.c.gen_from > generation))
    again = and_(mine, person.c.id.in_(closed), person.c.gen_to > generation)
    tx.execute(update(person).where(again).values(gen_to=None))
    return bool(unseen or closed)


def sweep_all(tx: Tx, event_id: str, generation: int) -> None:
    """`sweep`, all of it in this transaction."""
    mine = person.c.event == event_id
    drop(tx, event_id, and_(mine, person.c.gen_from > generation))
    tx.execute(update(person).where(mine, person.c.gen_to > generation).values(gen_to=None))


def forget(tx: Tx, event_id: str, generation: int) -> bool:
    """Remove the rows that neither the shown generation nor one of those kept shows. Returns whether there was any."""
    oldest = generation - KEPT
    mine = person.c.event == event_id
    forget_questions(tx, event_id, before=oldest)
    ids = _ids(tx, mine, person.c.gen_to <= oldest)
    drop(tx, event_id, and_(mine, person.c.id.in_(ids), person.c.gen_to <= oldest))
    return bool(ids)


def forget_questions(tx: Tx, event_id: str, *, before: int) -> None:
    """Remove the questions that only generations before this one show."""
    # the newest of before it are its own, where it wrote none
    asked = select(func.max(review.c.generation)).where(
        review.c.event == event_id, review.c.generation <= before
    )
    tx.execute(
        delete(review).where(review.c.event == event_id, review.c.generation < asked.scalar_subquery())
    )


def drop(tx: Tx, event_id: str, which: ColumnElement[bool]) -> None:
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
