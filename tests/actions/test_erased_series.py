"""Of several events of one recurring webinar, who is erased from one leaves nothing at the others (P13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.actions.test_privacy import MAIL, NONE, READS, World, everywhere, filled, hits, world
from tests.actions.zoom_world import ONE, RUN, iso, keep
from tests.builders import a_registrant
from tests.conftest import FakeClock
from tests.zoom.fakes import a_zoom
from zoom_sync.actions import events, import_sheet, privacy, rebuild, sync
from zoom_sync.actions.privacy import retaining
from zoom_sync.records import Event, Record
from zoom_sync.store import backups, erasures, inbox, letters, outbox, schema, snapshot
from zoom_sync.store import events as stored_events
from zoom_sync.store.database import Store, Tx

__all__ = ["world"]

FAMILY = "family@home.example"
MARKER = "Wildmarker"  # of somebody whom nobody knows but by what their screen said


def later(event: Event, id: str, *, days: int) -> Event:
    far = timedelta(days=days)
    day = replace(event.days[0], start=event.starts + far, end=event.ends + far)
    return replace(event, id=id, key=id.encode(), days=(day,))


@pytest.fixture
def next_one(world: World) -> Event:
    """The next call of the same webinar, to which those are registered too who came to this one."""
    after = keep(world.store, later(world.event, "7" * 32, days=30))
    world.hear_all(at=1)
    say(world, at=2)
    world.sync()
    sync_too(world, after)
    world.record()
    assert made(world, after).people
    return after


def say(world: World, *, at: int) -> None:
    """Somebody joins the run and leaves it, known by the name on the screen alone."""
    who = {"user_id": "88001", "user_name": f"Xanthe {MARKER}"}
    of_run = {"id": ONE, "uuid": RUN, "host_id": "HOST1"}
    world.hear("webinar.participant_joined", {**of_run, "participant": {**who, "join_time": iso(3)}}, at=at)
    world.hear("webinar.participant_left", {**of_run, "participant": {**who, "leave_time": iso(80)}}, at=at)


def sync_too(world: World, event: Event) -> None:
    sync.sync_event(world.store, a_zoom(world.clock), event.id, clock=world.clock, holder="test")


def made(world: World, event: Event) -> Record:
    rebuild.rebuild(world.store, event.id, reads=READS, clock=world.clock)
    found = world.store.read(lambda tx: snapshot.record(tx, event.id))
    assert found is not None
    return found


def marked(world: World) -> int:
    return everywhere(world).lower().count(MARKER.lower().encode())


def is_gone(world: World) -> bool:
    world.scrub()
    return marked(world) == 0


def erase_stranger(world: World) -> privacy.Erased:
    line = next(one for one in world.record().people + world.record().unidentified if MARKER in one.name)
    return world.erase(line.id)


def erase_event(world: World) -> None:
    world.clock.advance(86_400)
    privacy.erase_event(
        world.store, world.event.id, reason="over", marks=world.marks, clock=world.clock, by="asha"
    )


def a_backup(world: World, folder: Path) -> Path:
    folder.mkdir()
    backups.write(world.store, folder / "older")
    return folder / "older"


def restored(world: World, older: Path) -> World:
    """What a backup brings back, without whom the marks name."""
    folder = older.parent / "new"
    folder.mkdir()
    other = Store(f"sqlite:///{folder}/store.db")
    backups.restore(other, older, now=world.clock.now())
    privacy.apply_marks(other, world.marks, clock=world.clock)
    return replace(world, store=other)


def test_who_is_erased_from_one_call_leaves_nothing_at_the_next_where_nobody_knew_them(world, next_one):
    before = made(world, next_one)
    assert marked(world)

    erased = erase_stranger(world)

    assert (erased.heads, erased.events) == (1, (world.event.id,))
    assert is_gone(world)
    after = made(world, next_one)
    assert (after.counts, after.people) == (before.counts, before.people)


def test_who_asks_what_is_held_is_given_what_the_next_call_heard_of_them_too(world, next_one):
    line = next(one for one in world.record().people + world.record().unidentified if MARKER in one.name)

    everything = privacy.with_strays(world.store, world.held(line.id))
    told = privacy.give(world.store, everything, clock=world.clock, by="asha")

    assert {one["event"]["id"] for one in told["events"]} == {world.event.id, next_one.id}
    (there,) = (one["tables"] for one in told["events"] if one["event"]["id"] == next_one.id)
    assert len(there["trace"]) == 2
    assert all(MARKER in str(row) for row in there["trace"])


@pytest.fixture
def family(world: World) -> Event:
    """Two who were on Zoom with one mailbox, at a call of whose next one nobody has a line; one has a letter there."""
    after = keep(world.store, later(world.event, "7" * 32, days=30))
    for user, name in (("88001", f"Xanthe {MARKER}"), ("88002", "Yorick Other")):
        who = {"user_id": user, "user_name": name, "email": FAMILY}
        of_run = {"id": ONE, "uuid": RUN, "host_id": "HOST1"}
        world.hear(
            "webinar.participant_joined", {**of_run, "participant": {**who, "join_time": iso(3)}}, at=2
        )
        world.hear(
            "webinar.participant_left", {**of_run, "participant": {**who, "leave_time": iso(80)}}, at=2
        )
    world.sync()
    sync_too(world, after)
    made(world, after)
    letter = letters.Letter("l" * 32, after.id, "virtual", "Thanks", "Dear {name}", world.clock.now())
    copy = outbox.Copy(letter.id, FAMILY, "y" * 32, "Yorick Other", FAMILY, {"name": "Yorick Other"})

    def steps(tx: Tx) -> None:
        letters.plan(tx, letter)
        outbox.address(tx, letter.id, [copy], now=world.clock.now())

    world.store.run(steps)
    return after


def xanthe(world: World) -> str:
    record = world.record()
    return next(one.id for one in record.people + record.unidentified if MARKER in one.name)


def test_what_is_given_of_somebody_holds_nothing_of_who_shares_their_mailbox_at_the_next_call(world, family):
    everything = privacy.with_strays(world.store, world.held(xanthe(world)))

    told = privacy.give(world.store, everything, clock=world.clock, by="asha")

    assert family.id in {one["event"]["id"] for one in told["events"]}
    assert "Yorick" not in str(told)


def test_whose_mailbox_somebody_erased_had_too_keeps_their_letter_and_may_register_at_the_next_call(
    world, family
):
    world.erase(xanthe(world))

    kept = world.store.read(lambda tx: tx.execute(select(schema.copy.c.name)).scalars().all())
    comes = a_registrant("Yorick Other", FAMILY, id="RY")
    for event in (world.event, family):
        assert world.store.read(lambda tx, id=event.id: erasures.let_in(tx, id, [comes])) == [comes]
    assert kept == ["Yorick Other"]


def test_what_zoom_delivers_again_of_an_ended_run_brings_nobody_back_to_any_call_of_it(world, next_one):
    erase_stranger(world)
    keep(world.store, later(world.event, "8" * 32, days=60))

    say(world, at=9)

    assert is_gone(world)


def test_whoever_registered_for_all_calls_is_erased_from_each_and_comes_back_by_no_way(
    world, next_one, tmp_path
):
    filled(world, host=False)
    counts = [world.record().counts, made(world, next_one).counts]
    older = a_backup(world, tmp_path / "kept")

    assert set(world.erase().events) == {world.event.id, next_one.id}
    made(world, next_one)
    world.scrub()
    assert hits(world) == NONE

    for there in (world, restored(world, older)):
        there.sync()
        sync_too(there, next_one)
        there.hear_all(at=5)
        there.take_sheet()
        after = [there.record().counts, made(there, next_one).counts]
        there.scrub()
        assert hits(there) == NONE
        assert after == [{**one, "erased": 1} for one in counts]
    there.store.close()


def test_a_registration_tells_who_it_is_at_the_next_call_where_a_mailbox_is_a_familys(world, next_one):
    family = f"Name,E-mail\nOttilie Quillfield,{MAIL}\n".encode()
    import_sheet.import_file(
        world.store, next_one.id, data=family, name="f.csv", clock=world.clock, kind="registrants"
    )
    lines = [one.name for one in made(world, next_one).people if one.email == MAIL]
    assert len(lines) == 2

    world.erase()

    assert [one.name for one in made(world, next_one).people if one.email == MAIL] == ["Ottilie Quillfield"]


def test_of_an_erased_call_nothing_stays_at_the_next_but_what_is_the_next_ones(world, next_one, tmp_path):
    before = made(world, next_one)
    older = a_backup(world, tmp_path / "kept")
    assert marked(world)

    erase_event(world)
    assert is_gone(world)

    for there in (world, restored(world, older)):
        say(there, at=9)
        there.sync()
        sync_too(there, next_one)
        after = made(there, next_one)
        assert is_gone(there)
        assert (after.counts, [one.name for one in after.people]) == (
            before.counts,
            [one.name for one in before.people],
        )
        assert there.record().people == ()
    there.store.close()


def test_what_was_heard_of_a_run_is_the_erased_calls_also_where_zoom_never_told_its_beginning(world, clock):
    call = keep(world.store, later(world.event, "6" * 32, days=7))
    after = keep(world.store, later(world.event, "7" * 32, days=30))
    clock.advance(7 * 86_400)
    who = {"user_id": "1", "user_name": f"Xanthe {MARKER}", "join_time": iso(7 * 1440 + 5)}
    world.hear("webinar.participant_joined", {"id": ONE, "uuid": "run of no start", "participant": who})
    made(world, call)
    made(world, after)
    assert marked(world)

    erase_event(replace(world, event=call))

    assert is_gone(world)
    assert [one for one in made(world, after).people if MARKER in one.name] == []


def test_what_zoom_delivered_of_a_call_goes_ninety_days_after_it_though_the_next_is_to_come(
    world, next_one, clock: FakeClock, monkeypatch
):
    monkeypatch.setattr(retaining, "_final", lambda tx: [(world.event, world.event.ends)], raising=True)
    clock.advance(91 * 86_400)
    far = keep(world.store, later(world.event, "9" * 32, days=120))

    privacy.retain(world.store, marks=world.marks, clock=clock)

    left = {row.name for row in world.store.read(lambda tx: inbox.notifications(tx, ONE))}
    assert left == {"webinar.registration_created"}, far.id


def test_marks_of_connections_that_an_older_version_made_hold_at_later_calls_too(world, next_one):
    traces = [one for one in world.held()[0].traces if one.connection]
    made_ = world.store.run(lambda tx: erasures.marker(tx, now=world.clock.now()))
    rows = erasures.rows_of(made_, world.event.id, traces, (), at=world.clock.now())

    world.store.run(lambda tx: erasures.put(tx, rows))

    connections = [
        replace(one, id="f" * 32, claim=replace(one.claim, registrant_id="", email="")) for one in traces
    ]
    assert world.store.read(lambda tx: erasures.let_in(tx, next_one.id, connections)) == []


def test_a_twin_of_the_same_run_that_was_removed_long_ago_keeps_what_its_sums_rest_on(world, clock):
    twin = keep(world.store, replace(world.event, id="2" * 32, key=b"2" * 32))
    world.hear_all(at=1)
    say(world, at=2)
    before = made(world, twin).counts
    events.put_away(world.store, twin.id, clock=clock)
    clock.advance(40 * 86_400)

    erase_event(world)

    reason = {"reason": "over", "marks": world.marks, "clock": clock, "by": "asha"}
    privacy.erase_event(world.store, twin.id, **reason)
    counts = world.store.read(lambda tx: stored_events.summary(tx, twin.id))["counts"]
    assert counts["erased"] > 1
    assert counts == {**before, "erased": counts["erased"]}
    assert is_gone(world)
