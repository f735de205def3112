"""The syncs that are due are asked for, each once, however many workers plan and however many events there are."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import event as listening
from sqlalchemy import select

from tests.actions.zoom_world import ONE, RUN, START, event_of, keep
from tests.conftest import FakeClock
from zoom_sync.actions.timetable import plan
from zoom_sync.records import Event, Instance, Webinar
from zoom_sync.store import jobs, memory, schema, webinars
from zoom_sync.store.database import Store

EVENT = event_of()
READS = (timedelta(minutes=10), timedelta(hours=24))


def over(store: Store, clock: FakeClock, *, heard: datetime) -> None:
    """The event's one run ended an hour ago, which was heard at this time."""
    run = Instance(ONE, RUN, START, clock.now() - timedelta(hours=1))
    told = [heard.isoformat()]
    store.run(lambda tx: webinars.put_instance(tx, run))
    store.run(lambda tx: memory.remember(tx, memory.ended(EVENT.id), told, now=heard))


def synced(store: Store, *attempts: datetime) -> None:
    """Do the syncs that wait; these are all that found Zoom ready so far."""
    told = [at.isoformat() for at in attempts]
    store.run(lambda tx: memory.remember(tx, memory.synced(EVENT.id), told, now=attempts[-1]))
    while (task := store.run(lambda tx: jobs.claim(tx, now=attempts[-1]))) is not None:
        store.run(lambda tx, task=task: jobs.settle(tx, task, now=attempts[-1]))  # type: ignore[misc]


def waiting(store: Store) -> list[tuple[str, str]]:
    return [(task["name"], task["key"]) for task in store.read(jobs.waiting)]


def test_each_reading_is_due_at_its_time_after_the_end_of_the_run_was_heard(store: Store, clock: FakeClock):
    keep(store, EVENT)
    heard = clock.now()
    over(store, clock, heard=heard)
    synced(store, START)

    assert plan(store, reads=READS, clock=clock) == 0
    for after in READS:
        clock.advance((heard + after - clock.now()).total_seconds() - 1)
        assert plan(store, reads=READS, clock=clock) == 0
        clock.advance(1)
        assert plan(store, reads=READS, clock=clock) == 1
        assert waiting(store) == [("sync", EVENT.id)]
        synced(store, *[START, *[heard + one for one in READS if heard + one <= clock.now()]])

    clock.advance(90 * 86_400)
    assert plan(store, reads=READS, clock=clock) == 0


def test_a_due_sync_is_asked_for_once_however_often_it_is_planned(store: Store, clock: FakeClock):
    keep(store, EVENT)

    for _ in range(3):
        plan(store, reads=READS, clock=clock)

    assert waiting(store) == [("sync", EVENT.id)]


def test_a_reading_that_was_taken_up_is_not_asked_for_again_before_it_ended(store: Store, clock: FakeClock):
    keep(store, EVENT)
    plan(store, reads=READS, clock=clock)
    assert store.run(lambda tx: jobs.claim(tx, now=clock.now())) is not None

    clock.advance(10)
    plan(store, reads=READS, clock=clock)

    assert [task["state"] for task in store.read(jobs.waiting)] == ["running"]


def test_old_ticks_are_let_go_but_never_one_that_might_come_again(store: Store, clock: FakeClock):
    keep(store, EVENT)  # of long ago, and never read: its first sync is due since then
    clock.advance((START + timedelta(days=20) - clock.now()).total_seconds())
    gone, days = f"silent:{EVENT.id}", timedelta(days=1)
    store.run(
        lambda tx: [jobs.tick(tx, gone, clock.now() - 9 * days), jobs.tick(tx, gone, clock.now() - days)]
    )

    for _ in range(3):
        plan(store, reads=READS, clock=clock)
        clock.advance(60)

    ticks = store.read(
        lambda tx: tx.execute(select(schema.clock_tick.c.schedule, schema.clock_tick.c.due)).all()
    )
    assert [due for name, due in ticks if name == gone] == [clock.now() - days - timedelta(minutes=3)]
    assert [due for name, due in ticks if name != gone] == [START]
    synced(store, clock.now())
    plan(store, reads=READS, clock=clock)
    assert waiting(store) == []


def test_an_event_without_a_webinar_is_never_read(store: Store, clock: FakeClock):
    keep(store, replace(EVENT, webinars=()))

    assert plan(store, reads=READS, clock=clock) == 0


def test_planning_asks_the_store_as_often_for_many_events_as_for_one(sqlite_store: Store, clock: FakeClock):
    def asked() -> int:
        statements: list[str] = []

        def count(_connection, _cursor, statement, *_rest) -> None:  # type: ignore[no-untyped-def]
            statements.append(statement)

        listening.listen(sqlite_store._engine, "before_cursor_execute", count)
        try:
            plan(sqlite_store, reads=READS, clock=clock)
        finally:
            listening.remove(sqlite_store._engine, "before_cursor_execute", count)
        return sum(one.lstrip().upper().startswith("SELECT") for one in statements)

    def far_off(number: int) -> Event:
        days = tuple(
            replace(d, start=d.start + timedelta(days=90), end=d.start + timedelta(days=91))
            for d in EVENT.days
        )
        return replace(EVENT, id=f"{number:032x}", days=days, webinars=(Webinar(str(10**10 + number)),))

    keep(sqlite_store, far_off(0))
    plan(sqlite_store, reads=READS, clock=clock)
    for_one = asked()
    for number in range(1, 20):
        keep(sqlite_store, far_off(number))
    synced_once = [clock.now().isoformat()]
    for number in range(20):
        name = memory.synced(f"{number:032x}")
        sqlite_store.run(lambda tx, n=name: memory.remember(tx, n, synced_once, now=clock.now()))  # type: ignore[misc]

    assert asked() == for_one
