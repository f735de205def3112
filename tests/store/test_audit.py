"""The audit is only added to, and each line holds the one before it."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from tests.conftest import FakeClock
from tests.store import schemas
from zoom_sync.actions import verify
from zoom_sync.records import Trouble
from zoom_sync.store import audit, backups, schema
from zoom_sync.store.database import Store


def note(store: Store, clock: FakeClock, many: int = 1, **more: Any) -> None:
    def steps(tx: Any) -> None:
        for number in range(many):
            audit.note(tx, who="asha@mela.example", what=f"did {number}", now=clock.now(), **more)

    store.run(steps)


def by_hand(store: Store, statement: str) -> None:
    """What somebody could do who has the store itself: they take away what refuses it."""
    refusals = (
        ['DROP TRIGGER "audit_no_UPDATE"', 'DROP TRIGGER "audit_no_DELETE"']
        if store.dialect == "sqlite"
        else ["DROP TRIGGER audit_no_change ON audit"]
    )

    def steps(tx: Any) -> None:
        for one in (*refusals, statement):
            tx.execute(text(one))

    store.run(steps)


def test_an_audit_as_it_was_written_is_whole(store: Store, clock: FakeClock) -> None:
    assert verify.trail(store) == verify.Whole(0, None)
    note(store, clock, 3)
    note(store, clock, before={"rule": 5.0, "ids": ["a"]}, after={"rule": 5, "ids": []}, reason="\x00 ü 🙂")

    whole = verify.trail(store)

    newest = store.read(audit.newest)
    assert (whole.lines, newest.number, str(whole.newest)) == (4, 4, f"4:{newest.hash}")
    assert newest.before == {"rule": 5.0, "ids": ["a"]}


def test_lines_are_neither_changed_nor_deleted(store: Store, clock: FakeClock) -> None:
    note(store, clock)

    for statement in (schema.audit.update().values(who="nobody"), schema.audit.delete()):
        with pytest.raises(Exception, match=r"added to|fault|store"):
            store.run(lambda tx, one=statement: tx.execute(one))  # type: ignore[misc]

    assert [line.who for line in store.read(audit.lines)] == ["asha@mela.example"]


CHANGES = {
    "who": "'somebody'",
    "what": "'did 9'",
    "event": "'e'",
    "about": "'x'",
    "reason": "'a reason'",
    "before": '\'{"role": "admin"}\'',
    "after": "'{}'",
    "at": "'2020-01-01 00:00:00.000000'",
    "hash": "'0'",
}


@pytest.mark.parametrize("column", CHANGES)
def test_whichever_part_of_a_line_is_changed_the_line_is_named(
    column: str, store: Store, clock: FakeClock
) -> None:
    note(store, clock, 5)

    by_hand(store, f'UPDATE audit SET "{column}" = {CHANGES[column]} WHERE sequence = 3')

    with pytest.raises(Trouble, match="line 3 was changed"):
        verify.trail(store)


def test_a_line_that_was_taken_out_is_named(store: Store, clock: FakeClock) -> None:
    note(store, clock, 5)
    by_hand(store, "DELETE FROM audit WHERE sequence = 3")

    with pytest.raises(Trouble, match="line 3 is missing, or line 4"):
        verify.trail(store)


def test_one_who_makes_the_hash_of_their_line_right_is_betrayed_by_the_next(
    store: Store, clock: FakeClock
) -> None:
    note(store, clock, 5)
    lines = store.read(lambda tx: audit.following(tx, after=0, limit=9))
    false = audit.link(lines[1].hash, replace(lines[2], who="somebody"))
    by_hand(store, f"UPDATE audit SET who = 'somebody', hash = '{false}' WHERE sequence = 3")

    with pytest.raises(Trouble, match="line 4 was changed"):
        verify.trail(store)


def test_a_mark_from_elsewhere_betrays_a_chain_written_anew_and_one_cut_short(
    store: Store, clock: FakeClock
) -> None:
    note(store, clock, 5)
    mark = verify.trail(store).newest
    assert mark is not None
    note(store, clock, 2)
    assert verify.trail(store, [mark]).lines == 7

    by_hand(store, "DELETE FROM audit WHERE sequence >= 5")

    assert verify.trail(store).lines == 4
    with pytest.raises(Trouble, match="newest lines are missing: line 5"):
        verify.trail(store, [mark])
    note(store, clock, 1, reason="another")
    with pytest.raises(Trouble, match="written anew: its line 5"):
        verify.trail(store, [mark])


def test_a_deed_that_was_not_done_leaves_no_line(store: Store, clock: FakeClock) -> None:
    def undone(tx: Any) -> None:
        audit.note(tx, who="asha@mela.example", what="did", now=clock.now())
        raise Trouble("no")

    with pytest.raises(Trouble):
        store.run(undone)
    note(store, clock)

    assert [line.what for line in store.read(audit.lines)] == ["did 0"]


def test_many_at_once_make_one_chain(store: Store, clock: FakeClock) -> None:
    failed: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(10):
                note(store, clock, 2)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert failed == []
    assert verify.trail(store).lines == 120
    assert [line.number for line in store.read(lambda tx: audit.following(tx, after=0, limit=200))] == [
        *range(1, 121)
    ]


@pytest.mark.parametrize("url", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_lines_of_before_there_was_a_chain_are_chained(
    url: str, request: pytest.FixtureRequest, tmp_path: Any, clock: FakeClock
) -> None:
    address = (
        f"sqlite:///{tmp_path}/old.db" if url == "sqlite" else request.getfixturevalue("empty_postgres_url")
    )
    schemas.load(address, "0014")
    store = Store(address)

    store.upgrade()

    assert verify.trail(store).lines == 3
    note(store, clock)
    assert verify.trail(store).lines == 4
    store.close()


def test_the_chain_goes_on_in_a_store_that_was_restored(
    store: Store, tmp_path: Any, clock: FakeClock
) -> None:
    note(store, clock, 3)
    mark = verify.trail(store).newest
    backups.write(store, tmp_path / "kept.backup")
    other = Store(f"sqlite:///{tmp_path}/other.db")

    backups.restore(other, tmp_path / "kept.backup", now=clock.now())
    note(other, clock)

    assert mark is not None
    assert verify.trail(other, [mark]).lines == 4
    assert backups.look(tmp_path / "kept.backup", audit.newest).hash == mark.hash  # type: ignore[union-attr]
    other.close()
