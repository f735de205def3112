"""Tasks: deferred within the caller's transaction, claimed under a lease, settled by the newest fence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, delete, exists, or_, select, update
from sqlalchemy.exc import IntegrityError

from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx, insert, storable, storable_tree

task = schema.task


@dataclass(frozen=True, slots=True)
class Task:
    """A claimed task. `fence` is the right to settle it, and grows with every claim.

    `tries` counts this one and those that failed before it: a run that was killed is none.
    """

    id: int
    name: str
    key: str
    args: dict[str, Any]
    tries: int
    fence: int


def defer(tx: Tx, name: str, *, key: str = "", due: datetime, args: Mapping[str, Any] | None = None) -> bool:
    """Ask for a task. An equal one (name, key) that waits already is enough: it keeps the earlier due, and is told
    what was asked for last.

    Returns whether the task is new. Rolled back with its transaction it was never asked for.
    """
    row = {
        "name": name,
        "key": storable(key, 200),
        "args": storable_tree(dict(args or {})),
        "due": due,
        "state": "waiting",
        "changed": due,
    }
    equal = and_(task.c.name == name, task.c.key == row["key"], task.c.state == "waiting")
    while True:
        made = tx.execute(insert(tx, task).values(row).on_conflict_do_nothing().returning(task.c.id))
        if made.first() is not None:
            return True
        earlier = case((task.c.due > due, due), else_=task.c.due)
        merged = tx.execute(
            update(task).where(equal).values(due=earlier, args=row["args"]).returning(task.c.id)
        )
        if merged.first() is not None:
            return False
        # Between the two a worker took it: what is asked for now must run after that, so try again.


def ask(tx: Tx, name: str, event_id: str, *, due: datetime) -> bool:
    """Ask for a task that is about one event, as `defer` does: *sync*, *rebuild* or *adopt*."""
    return defer(tx, name, key=event_id, due=due, args={"event": event_id})


def is_open(tx: Tx, name: str, *, key: str) -> bool:
    """Whether such a task waits or is running."""
    open_ = and_(task.c.name == name, task.c.key == key, task.c.state.in_(("waiting", "running")))
    return tx.execute(select(task.c.id).where(open_).limit(1)).first() is not None


def is_any_due(tx: Tx, *, now: datetime) -> bool:
    """Whether `claim` would find something. It only reads, so that waiting for work takes no lock."""
    return tx.execute(_free(now).limit(1)).first() is not None


def claim(tx: Tx, *, now: datetime, lease_s: float = 60) -> Task | None:
    """Take the task that has been due longest, for `lease_s` seconds; None where nothing is due.

    Takes running ones too whose lease ran out. Never one whose equal (name, key) has begun and not ended:
    two workers that look at the same moment would else take one of the two each.
    """
    free = _free(now).limit(1).with_for_update(skip_locked=True)
    row = tx.execute(
        update(task)
        .where(task.c.id == free.scalar_subquery())
        .values(
            state="running",
            tries=case((task.c.state == "waiting", task.c.tries + 1), else_=task.c.tries),
            fence=task.c.fence + 1,
            leased_until=now + timedelta(seconds=lease_s),
            changed=now,
        )
        .returning(task)
    ).first()
    if row is None:
        return None
    return Task(row.id, row.name, row.key, dict(row.args), row.tries, row.fence)


def renew(tx: Tx, held: Task, *, now: datetime, lease_s: float = 60) -> bool:
    """Keep a claimed task for `lease_s` seconds from now. False: somebody else has it, so stop."""
    renewed = tx.execute(
        update(task).where(_is_held(held)).values(leased_until=now + timedelta(seconds=lease_s))
    )
    return renewed.rowcount == 1


def let_go(tx: Tx, held: Task, *, now: datetime) -> bool:
    """Leave a claimed task to whoever comes first: the process that had it ends now."""
    left = tx.execute(update(task).where(_is_held(held)).values(leased_until=now))
    return left.rowcount == 1


def settle(tx: Tx, held: Task, *, now: datetime, error: str = "", retry_at: datetime | None = None) -> bool:
    """Say how a task ended: done, failed (`error`), or to be tried again (`error`, `retry_at`).

    Returns False, and changes nothing, where somebody else has taken the task meanwhile.
    """
    if not error:
        ended = tx.execute(delete(task).where(_is_held(held)))
        if ended.rowcount == 1:
            equal = and_(task.c.name == held.name, task.c.key == held.key, task.c.state == "failed")
            tx.execute(delete(task).where(equal))
        return ended.rowcount == 1
    told = {"error": storable(error, 2000), "changed": now, "leased_until": None}
    settled = tx.execute(update(task).where(_is_held(held)).values(state="failed", **told))
    if settled.rowcount != 1:
        return False
    if retry_at is not None:
        _wait_again(tx, held, retry_at)
    return True


def failures(tx: Tx) -> list[dict[str, Any]]:
    """Tasks that failed and wait for another try, or were given up: the newest first."""
    rows = tx.execute(select(task).where(task.c.error != "").order_by(task.c.changed.desc(), task.c.id))
    return [_told(row) for row in rows]


def waiting(tx: Tx) -> list[dict[str, Any]]:
    """Tasks that wait or are running, by their due."""
    open_ = select(task).where(task.c.state.in_(("waiting", "running"))).order_by(task.c.due, task.c.id)
    return [_told(row) for row in tx.execute(open_)]


def _wait_again(tx: Tx, held: Task, retry_at: datetime) -> None:
    """Back among those that wait; one that was asked for meanwhile says with what, and the earlier due is enough."""
    equal = and_(task.c.name == held.name, task.c.key == held.key, task.c.state == "waiting")
    due, args = retry_at, held.args
    while True:
        for asked in tx.execute(delete(task).where(equal).returning(task.c.due, task.c.args)):
            due, args = min(due, asked.due), asked.args
        try:
            with tx.begin_nested():
                again = update(task).where(task.c.id == held.id)
                tx.execute(again.values(state="waiting", due=due, args=args))
        except IntegrityError:
            continue  # asked for at this very moment
        return


def _free(now: datetime) -> Select[int]:
    """The ids of tasks that may be claimed, in their order."""
    other = task.alias()
    is_held = exists().where(
        other.c.name == task.c.name,
        other.c.key == task.c.key,
        other.c.id != task.c.id,
        other.c.state == "running",
    )
    is_ours = or_(task.c.state == "waiting", and_(task.c.state == "running", task.c.leased_until <= now))
    free = select(task.c.id).where(is_ours, task.c.due <= now, ~is_held)
    return free.order_by(task.c.due, task.c.id)


def _is_held(held: Task) -> ColumnElement[bool]:
    return and_(task.c.id == held.id, task.c.fence == held.fence, task.c.state == "running")


def _told(row: Row[Any]) -> dict[str, Any]:
    names = ("id", "name", "key", "args", "due", "state", "tries", "error", "leased_until", "changed")
    return {name: row._mapping[name] for name in names}
