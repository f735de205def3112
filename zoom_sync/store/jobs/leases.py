"""Names held for some seconds, ticks of the clock that come once, and signs of life of the workers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Function, and_, bindparam, case, delete, func, or_, select, update

from zoom_sync.store import schema
from zoom_sync.store.dialect import Tx, add_or_nothing, among, insert, put

clock_tick, lease_ = schema.clock_tick, schema.lease

STILL_S = 7.0
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_NEWEST = select(lease_.c.fence).where(lease_.c.name == bindparam("asked")).with_for_update()
_LONG_SILENT = delete(lease_).where(lease_.c.name.like("worker:%"), lease_.c.until < bindparam("since"))


def time_of(tx: Tx, otherwise: datetime) -> datetime:
    """The store's own time where machines share the store, by which leases run; on SQLite `otherwise`.

    A machine whose clock is a minute ahead would else take for dead what the others are working at. From here
    on the transaction may stand still for `STILL_S` seconds: else a process that is paused within it would keep
    the rows that it has touched from everybody for half a minute.
    """
    if tx.dialect.name != "postgresql":
        return otherwise
    return tx.execute(select(func.clock_timestamp(type_=schema.Instant), _not_still())).scalar_one()


def _not_still() -> Function[str]:
    return func.set_config("idle_in_transaction_session_timeout", str(int(STILL_S * 1000)), True)


def tick(tx: Tx, schedule: str, due: datetime) -> bool:
    """Whether this caller is the first for this tick of a schedule, over all processes."""
    is_first = add_or_nothing(tx, clock_tick, [{"schedule": schedule, "due": due}]) == 1
    if is_first:
        old = and_(clock_tick.c.schedule == schedule, clock_tick.c.due < due - timedelta(days=7))
        tx.execute(delete(clock_tick).where(old))
    return is_first


def let_go_of_ticks(tx: Tx, *, before: datetime, but: Sequence[str]) -> int:
    """Remove the ticks from before an instant, but for those of these schedules. Returns how many there were."""
    old = and_(clock_tick.c.due < before, ~among(tx, clock_tick.c.schedule, but))
    return tx.execute(delete(clock_tick).where(old)).rowcount


def lease(tx: Tx, name: str, *, holder: str, now: datetime, seconds: float) -> int | None:
    """Hold a name for some seconds; the holder may prolong it by asking again. None: it is another's.

    Returns a number that grows with every change of hands: whoever has an older one has lost it.
    """
    is_mine = and_(lease_.c.holder == holder, lease_.c.until > now)
    row = {"name": name, "holder": holder, "fence": 1, "until": now + timedelta(seconds=seconds)}
    statement = insert(tx, lease_).values(row)
    taken = tx.execute(
        statement.on_conflict_do_update(
            index_elements=["name"],
            set_={
                "holder": holder,
                "fence": case((is_mine, lease_.c.fence), else_=lease_.c.fence + 1),
                "until": statement.excluded.until,
            },
            where=or_(is_mine, lease_.c.until <= now),
        ).returning(lease_.c.fence)
    )
    return taken.scalar()


def holds(tx: Tx, name: str, *, fence: int) -> bool:
    """Whether this number is still the newest of a name; then nobody takes it before the transaction ends."""
    if tx.dialect.name == "postgresql":
        tx.execute(select(_not_still()))
    return tx.execute(_NEWEST, {"asked": name}).scalar() == fence


def release(tx: Tx, name: str, *, fence: int) -> bool:
    """Let a name go. Its number stays, so that the next holder's is greater. False: it was another's."""
    let_go = tx.execute(
        update(lease_).where(lease_.c.name == name, lease_.c.fence == fence).values(until=_NEVER)
    )
    return let_go.rowcount == 1


def beat(tx: Tx, worker: str, *, now: datetime) -> None:
    """Note that a worker lives."""
    put(tx, lease_, [{"name": f"worker:{worker}", "holder": worker, "fence": 0, "until": now}])
    tx.execute(_LONG_SILENT, {"since": now - timedelta(days=1)})


def last_beat(tx: Tx) -> datetime | None:
    """When a worker last said that it lives."""
    newest = func.max(lease_.c.until, type_=schema.Instant)
    return tx.execute(select(newest).where(lease_.c.name.like("worker:%"))).scalar()
