"""The inbox: deliveries as they came, kept before anybody says yes to them.

`Keeper.keep` returns once the delivery is on disk. What waits together is committed together by one thread:
threads that each commit to SQLite starve one another for longer than Zoom waits for an answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import (
    BigInteger,
    LargeBinary,
    Row,
    Text,
    bindparam,
    cast,
    delete,
    func,
    literal,
    or_,
    select,
    tuple_,
    update,
)

from webhooks.events import Delivery
from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx, add_or_nothing, among, insert, storable, storable_tree
from zoom_sync.store.keeping import Keeper, keep_all
from zoom_sync.store.snapshot import Reads

__all__ = [
    "Keeper",
    "Told",
    "containing",
    "counts",
    "keep_all",
    "keep_notifications",
    "last_delivery",
    "mark",
    "notifications",
    "pages",
    "queue_age",
    "seen",
    "unread",
]

delivery, notification, count = schema.delivery, schema.notification, schema.delivery_count

PAGE = 500  # rows of one reading: while SQLite without WAL is read, commits wait
COUNTED = timedelta(days=7)  # so long it is known how many were read in each hour


def unread(tx: Tx, *, limit: int = 500) -> list[Delivery]:
    """The oldest deliveries that nobody has read, in the order in which they came."""
    rows = tx.execute(
        select(delivery)
        .where(delivery.c.read.is_(None))
        .order_by(delivery.c.received, delivery.c.id)
        .limit(limit)
    )
    return [
        Delivery(
            id=row.id,
            body=bytes(row.body),
            received=row.received,
            stamp=row.stamp,
            tracking_id=row.tracking_id,
            secret_index=row.secret_index,
        )
        for row in rows
    ]


def mark(
    tx: Tx,
    outcomes: Sequence[tuple[str, str, str]],
    *,
    now: datetime,
    body_instead: Mapping[str, bytes] | None = None,
) -> None:
    """Note what became of deliveries: (id, name of the notification, outcome) each.

    `body_instead`: by id, what takes the place of the body as it came.
    """
    rows = [
        {"which": id, "read": now, "name": storable(name, 100), "outcome": storable(outcome, 200)}
        for id, name, outcome in outcomes
    ]
    if rows:
        _count(tx, {id: storable(outcome, 200) for id, _, outcome in outcomes}, now=now)
        tx.execute(update(delivery).where(delivery.c.id == bindparam("which")), rows)
    bodies = [{"which": id, "body": body} for id, body in (body_instead or {}).items()]
    if bodies:
        tx.execute(update(delivery).where(delivery.c.id == bindparam("which")), bodies)


@dataclass(frozen=True, slots=True)
class Told:
    """What a delivery said of a webinar; `id` is the delivery's, `object` in Zoom's words."""

    id: str
    webinar: str
    instance: str
    name: str
    at: datetime
    object: Mapping[str, Any]


def keep_notifications(tx: Tx, told: Sequence[Told]) -> int:
    """Keep what deliveries said, for events that are made later. Gives how many were not kept already."""
    return add_or_nothing(tx, notification, [_notification_row(each) for each in told])


def _notification_row(told: Told) -> dict[str, Any]:
    return {
        "id": told.id,
        "webinar": storable(told.webinar, 32),
        "instance": storable(told.instance, 128),
        "name": storable(told.name, 100),
        "at": told.at,
        "object": storable_tree(dict(told.object)),
    }


def notifications(
    tx: Tx,
    webinar: str,
    *,
    runs: Sequence[str] | None = None,
    after: tuple[datetime, str] | None = None,
    limit: int | None = None,
) -> list[Row[Any]]:
    """Rows (id, webinar, instance, name, at, object) of one webinar, the earliest first.

    `runs`: those of these instances alone. `after`: the (at, id) of the row before the first.
    """
    asked = select(notification).where(notification.c.webinar == webinar)
    if runs is not None:
        asked = asked.where(among(tx, notification.c.instance, runs))
    if after is not None:
        asked = asked.where(tuple_(notification.c.at, notification.c.id) > tuple_(*after))
    rows = tx.execute(asked.order_by(notification.c.at, notification.c.id).limit(limit))
    return list(rows.all())


def pages(store: Reads, webinar: str, *, runs: Sequence[str] | None = None) -> Iterator[list[Row[Any]]]:
    """All `notifications` of one webinar, some at a time, for which nobody has to wait."""
    after: tuple[datetime, str] | None = None
    while rows := store.read(partial(notifications, webinar=webinar, runs=runs, after=after, limit=PAGE)):
        yield rows
        after = (rows[-1].at, rows[-1].id)


def containing(store: Reads, words: Sequence[str]) -> Iterator[str]:
    """The ids of deliveries in whose body one of the words stands, in small letters or capitals (of ASCII).

    Goes through all of them, some at a time.
    """
    after: tuple[datetime, str] | None = None
    while words and (rows := store.read(partial(_searched, words=words, after=after))):
        yield from (row.id for row in rows if row.has)
        after = (rows[-1].received, rows[-1].id)


def _searched(tx: Tx, *, words: Sequence[str], after: tuple[datetime, str] | None) -> list[Row[Any]]:
    """Rows (id, received, has: one of the words) of some deliveries, in the order in which they came."""
    if tx.dialect.name == "postgresql":  # as it writes bytes that are no ASCII, so that any body can be read
        body = func.lower(func.encode(delivery.c.body, "escape"))
        sought = [func.lower(func.encode(literal(word.encode(), LargeBinary), "escape")) for word in words]
        has = or_(*(func.strpos(body, word) > 0 for word in sought))
    else:
        body = func.lower(cast(delivery.c.body, Text))
        has = or_(*(func.instr(body, func.lower(literal(word))) > 0 for word in words))
    asked = select(delivery.c.id, delivery.c.received, has.label("has"))
    if after is not None:
        asked = asked.where(tuple_(delivery.c.received, delivery.c.id) > tuple_(*after))
    return list(tx.execute(asked.order_by(delivery.c.received, delivery.c.id).limit(PAGE)).all())


def seen(tx: Tx) -> dict[str, datetime]:
    """When each kind of notification last came, by its name."""
    # From name to name: to group all deliveries by theirs would go through the whole index.
    first = select(func.min(delivery.c.name).label("name")).where(delivery.c.name > "")
    names = first.cte("names", recursive=True)
    other = delivery.alias()
    following = select(func.min(other.c.name)).where(other.c.name > names.c.name).scalar_subquery()
    names = names.union_all(select(following).where(names.c.name.is_not(None)))
    newest = select(func.max(delivery.c.received, type_=schema.Instant)).where(
        delivery.c.name == names.c.name
    )
    rows = tx.execute(select(names.c.name, newest.scalar_subquery()).where(names.c.name.is_not(None)))
    return dict(rows.all())


def last_delivery(tx: Tx) -> datetime | None:
    """When the newest delivery came."""
    return tx.execute(select(func.max(delivery.c.received, type_=schema.Instant))).scalar()


def queue_age(tx: Tx) -> datetime | None:
    """When the oldest delivery came that nobody has read; None where all are."""
    return tx.execute(
        select(func.min(delivery.c.received, type_=schema.Instant)).where(delivery.c.read.is_(None))
    ).scalar()


def counts(tx: Tx, *, since: datetime | None = None) -> dict[str, int]:
    """How many deliveries had which outcome; "" is those not read yet.

    `since`: those that were read from the beginning of that hour on; none is older than `COUNTED`.
    """
    asked = select(count.c.outcome, cast(func.sum(count.c.count), BigInteger)).group_by(count.c.outcome)
    rows = tx.execute(asked if since is None else asked.where(count.c.hour >= _hour(since)))
    unread = tx.execute(select(func.count()).where(delivery.c.read.is_(None))).scalar()
    return dict(rows.all()) | ({"": unread} if unread else {})


def _count(tx: Tx, outcomes: Mapping[str, str], *, now: datetime) -> None:
    """Add what became of deliveries, by id, to the counts of this hour; those that were read before are in them."""
    new = tx.execute(
        select(delivery.c.id).where(among(tx, delivery.c.id, list(outcomes)), delivery.c.read.is_(None))
    ).scalars()
    told = Counter(outcomes[id] for id in new)
    # In one order, or two that count at once might wait for one another.
    rows = [{"hour": _hour(now), "outcome": word, "count": told[word]} for word in sorted(told)]
    if not rows:
        return
    statement = insert(tx, count)
    more = {"count": count.c.count + statement.excluded["count"]}
    tx.execute(statement.on_conflict_do_update(index_elements=["hour", "outcome"], set_=more), rows)
    tx.execute(delete(count).where(count.c.hour < _hour(now) - COUNTED))


def _hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)
