"""A large reading or file is kept in short transactions, and seen whole or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from tests.builders import RUN, WEBINAR, a_connection, span
from zoom_sync.actions.import_sheet import import_file
from zoom_sync.records import Reading, Trouble
from zoom_sync.store import laying, schema, traces

ROWS = 11


class Killed(BaseException):
    """The process ended here."""


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch):
    monkeypatch.setattr(laying, "BATCH", 3)


class Counted:
    """Runs transactions until it is killed; notes how many facts each wrote, and looks after each what is seen."""

    def __init__(self, store, event, *, kill_after=99):
        self._store, self._event, self._left = store, event, kill_after
        self.wrote, self.seen = [], []

    def __call__(self, steps):
        if self._left == 0:
            raise Killed
        self._left -= 1
        before = facts_kept(self._store)
        found = self._store.run(steps)
        self.wrote.append(facts_kept(self._store) - before)
        self.seen.append(len(seen(self._store, self._event)))
        return found

    run = soon = once = __call__

    def read(self, steps):
        return self._store.read(steps)


def facts_kept(store):
    return store.read(lambda tx: tx.execute(select(func.count()).select_from(schema.trace)).scalar())


def seen(store, event):
    return store.read(lambda tx: traces.of_event(tx, event.id))


def a_reading(clock, digest="a" * 64):
    return Reading(WEBINAR, RUN, clock.now(), complete=True, digest=digest, rows=ROWS)


def rows(many=ROWS):
    return [a_connection(f"Person {number}", user=str(number)) for number in range(many)]


def a_sheet(many=ROWS):
    lines = [f"Person {number},p{number}@people.example,09:0{number % 10},12:00" for number in range(many)]
    return "\n".join(["Name,E-mail,Time in,Time out", *lines]).encode()


def test_a_reading_is_seen_whole_with_its_last_transaction(store, event, clock):
    run = Counted(store, event)

    assert traces.keep_reading(run, event.id, a_reading(clock), rows(), now=clock.now())

    assert max(run.wrote) <= 3
    assert set(run.seen[:-1]) == {0}
    assert run.seen[-1] == ROWS


def test_rows_that_are_laid_down_while_they_come_are_seen_whole_and_as_they_came_last(store, event, clock):
    run, found = Counted(store, event), rows()
    longer = [replace(found[0], span=span("09:00", "11:59"))]
    laying_ = laying.Laying(run, event.id, now=clock.now())

    laying_.begin()
    laying_.add(rows(5))  # of a list that was closed to us
    laying_.begin()
    for page in (found[:6], found[6:], longer):
        laying_.add(page)
        assert seen(store, event) == []
    laid = laying_.whole()
    traces.keep_reading(run, event.id, a_reading(clock), found, now=clock.now(), laid=laid)

    assert laid
    assert run.seen[-1] == ROWS
    kept = {trace.id: trace for trace in store.read(lambda tx: traces.of_event(tx, event.id))}
    assert kept[found[0].id] == longer[0]


def test_few_rows_that_come_are_not_laid_down(store, event, clock):
    laying_ = laying.Laying(store.run, event.id, now=clock.now())
    laying_.add(rows(1))

    assert laying_.whole() == ""
    assert facts_kept(store) == 0


def test_an_equal_reading_writes_no_row(store, event, clock):
    traces.keep_reading(store.run, event.id, a_reading(clock), rows(), now=clock.now())
    clock.advance(600)
    run = Counted(store, event)

    assert not traces.keep_reading(run, event.id, a_reading(clock), rows(), now=clock.now())

    assert sum(run.wrote) == 0
    assert len(store.read(lambda tx: traces.readings(tx, event.id))) == 2


@pytest.mark.parametrize("kill_after", range(1, 7))
def test_of_a_killed_reading_nothing_is_seen_and_it_goes_with_a_later_one(store, event, clock, kill_after):
    with pytest.raises(Killed):
        traces.keep_reading(
            Counted(store, event, kill_after=kill_after), event.id, a_reading(clock), rows(), now=clock.now()
        )
    assert seen(store, event) == []

    clock.advance(2 * 3600)
    traces.keep_reading(store.run, event.id, a_reading(clock), rows(), now=clock.now())

    assert len(seen(store, event)) == facts_kept(store) == ROWS


def test_rows_that_were_removed_meanwhile_are_never_shown_in_part(store, event, clock):
    laid = laying.lay(store.run, event.id, rows(), now=clock.now())
    clock.advance(2 * 3600)
    laying.lay(store.run, event.id, [], now=clock.now())

    with pytest.raises(Trouble, match="Read it again"):
        store.run(
            lambda tx: traces.put_reading(tx, event.id, a_reading(clock), (), now=clock.now(), laid=laid)
        )

    assert seen(store, event) == []


def test_another_who_lays_down_rows_at_the_same_time_is_left_alone(store, event, clock):
    laid = laying.lay(store.run, event.id, rows(), now=clock.now())
    clock.advance(60)
    traces.keep_reading(store.run, event.id, a_reading(clock, "b" * 64), rows(4), now=clock.now())

    clock.advance(60)
    store.run(lambda tx: traces.put_reading(tx, event.id, a_reading(clock), (), now=clock.now(), laid=laid))

    assert len(seen(store, event)) == ROWS


def test_an_imported_file_is_seen_whole_and_once(store, event, clock):
    run = Counted(store, event)

    _, new = import_file(run, event.id, data=a_sheet(), name="sheet.csv", clock=clock)
    assert new == ROWS
    assert max(run.wrote) <= 3
    assert set(run.seen[:-1]) == {0}
    assert run.seen[-1] == ROWS

    _, again = import_file(store, event.id, data=a_sheet(), name="sheet.csv", clock=clock)
    assert again == 0
    assert facts_kept(store) == ROWS


def test_of_a_killed_import_nothing_is_seen_and_the_file_can_be_given_again(store, event, clock):
    with pytest.raises(Killed):
        import_file(
            Counted(store, event, kill_after=4), event.id, data=a_sheet(), name="sheet.csv", clock=clock
        )
    assert seen(store, event) == []

    _, new = import_file(store, event.id, data=a_sheet(), name="sheet.csv", clock=clock)

    assert new == len(seen(store, event)) == ROWS
