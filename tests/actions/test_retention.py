"""What has been kept long enough goes by itself: names go, sums stay, and whoever chose the day is reminded."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select, update

from tests.actions.test_privacy import MAIL, NAME, World, filled, hits, world
from tests.actions.zoom_world import keep
from webhooks.events import Delivery, delivery_id
from zoom_sync.actions import privacy
from zoom_sync.actions.events import Changes, change, put_away
from zoom_sync.actions.privacy import retaining
from zoom_sync.actions.read_inbox import read_some
from zoom_sync.records import Trouble
from zoom_sync.store import audit, events, inbox, schema, snapshot, users
from zoom_sync.worker import tasks

__all__ = ["world"]

DAY = date(2027, 3, 10)


def keep_until(world: World, day: str) -> None:
    change(
        world.store, world.event.id, Changes(keep_until=day), webinar=lambda text: None,  # type: ignore[arg-type,return-value]
        clock=world.clock,
    )  # fmt: skip


def at(world: World, day: date) -> None:
    wanted = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    world.clock.advance((wanted - world.clock.now()).total_seconds())


def retain(world: World) -> list[privacy.Reminder]:
    done = privacy.retain(world.store, marks=world.marks, clock=world.clock)
    assert done.failed == []
    return done.reminders


@pytest.fixture
def owned(world: World) -> World:
    """The event belongs to somebody, who chose a day."""
    user = world.store.run(
        lambda tx: users.add(tx, "owner@mela.example", role="organiser", now=world.clock.now())
    )
    world.store.run(lambda tx: tx.execute(update(schema.event).values(owner=user.id)))
    keep_until(world, DAY.isoformat())
    return world


def test_on_the_chosen_day_nothing_goes_and_the_day_after_names_do(owned):
    before = owned.record().counts

    at(owned, DAY)
    retain(owned)
    assert owned.line().email == MAIL
    at(owned, DAY + timedelta(days=1))
    retain(owned)
    owned.scrub()

    after = owned.store.read(lambda tx: snapshot.record(tx, owned.event.id))
    line = owned.store.read(lambda tx: audit.lines(tx, event=owned.event.id))[0]
    assert after.people == ()
    assert after.counts == {**before, "erased": after.counts["erased"]}
    assert hits(owned)[NAME] == 0
    assert (line.who, line.what) == ("the service", "event erased")


def test_an_event_that_was_removed_ends_on_its_day_without_a_reminder_and_keeps_no_other_from_it(owned):
    twin = replace(owned.event, id="1" * 32, keep_until=DAY)
    keep(owned.store, twin)
    put_away(owned.store, twin.id, clock=owned.clock)

    at(owned, DAY - timedelta(days=7))
    assert [one.event.id for one in retain(owned)] == [owned.event.id]
    assert [one.id for one, _ in owned.store.read(lambda tx: privacy.ending(tx, owned.clock.now()))] == [
        owned.event.id
    ]
    at(owned, DAY + timedelta(days=1))
    retain(owned)

    assert all(one.erased for one in owned.store.read(events.every))


def test_what_zoom_told_of_webinars_that_no_event_has_goes_after_ninety_days_and_not_before(world):
    body = b'{"event": "webinar.participant_joined", "event_ts": 1773136800000, "payload": {"object": '
    body += b'{"id": 11122233344, "uuid": "u", "participant": {"user_id": "1", "user_name": "marker-7"}}}}'
    now = world.clock.now()
    came = Delivery(delivery_id(body), body, now, int(now.timestamp()))
    world.store.run(lambda tx: inbox.keep_all(tx, [came]))
    read_some(world.store, clock=world.clock)

    def kept():
        held = world.store.read(lambda tx: tx.execute(select(schema.delivery).filter_by(id=came.id)).one())
        told = world.store.read(
            lambda tx: tx.execute(select(schema.notification).filter_by(id=came.id)).all()
        )
        return b"marker-7" in held.body, len(told)

    assert kept() == (True, 1)
    world.clock.advance(89 * 86_400)
    retain(world)
    assert kept() == (True, 1)
    world.clock.advance(300 * 86_400)
    retain(world)
    assert kept() == (False, 0)


def test_what_goes_wrong_at_one_event_keeps_nothing_of_the_others_and_is_told(owned, monkeypatch):
    other = replace(owned.event, id="1" * 32, keep_until=DAY - timedelta(days=1))
    keep(owned.store, other)
    whole = retaining.erase_event

    def breaks(store, event_id, **given):
        if event_id == other.id:
            raise Trouble("Its record cannot be read.")
        return whole(store, event_id, **given)

    monkeypatch.setattr(retaining, "erase_event", breaks)
    at(owned, DAY + timedelta(days=1))

    rooms = SimpleNamespace(
        store=owned.store, clock=owned.clock, mailer=None, erased_file=lambda: owned.marks
    )
    with pytest.raises(Trouble, match="cannot be read"):
        tasks._retain(rooms, "w", {})

    assert [one.id for one in owned.store.read(events.every) if not one.erased] == [other.id]


def test_an_event_without_a_chosen_day_keeps_its_names(world):
    at(world, DAY + timedelta(days=10_000))

    retain(world)

    assert world.line().email == MAIL


def test_the_owner_is_reminded_thirty_and_seven_days_before_and_of_each_once(owned):
    told = []
    for days in (40, 30, 29, 7, 6, 1):
        at(owned, DAY - timedelta(days=days - 1))
        told += [(days, one.days, one.to) for one in retain(owned) + retain(owned)]

    assert told == [(30, 30, "owner@mela.example"), (7, 7, "owner@mela.example")]


def test_a_later_day_is_reminded_of_anew(owned):
    at(owned, DAY - timedelta(days=3))
    first = retain(owned)
    keep_until(owned, (DAY + timedelta(days=100)).isoformat())
    at(owned, DAY + timedelta(days=95))

    assert (len(first), len(retain(owned))) == (1, 1)


def test_the_reminder_names_no_protected_event(owned):
    event = privacy.Reminder(owned.event, 7, "owner@mela.example")

    plain = tasks._reminder(event, "https://zoom-sync.example")
    careful = tasks._reminder(replace(event, event=replace(owned.event, protected=True)), "https://x.example")
    assert owned.event.title in plain.text
    assert f"/events/{owned.event.id}/privacy" in plain.text
    assert owned.event.title not in careful.text


def make_final(world: World) -> None:
    final = {"status": "final", "final": {"said": "x", "at": world.clock.now().isoformat(), "counts": {}}}

    def steps(tx):
        summary = tx.execute(select(schema.event.c.summary)).scalar()
        tx.execute(update(schema.event).values(summary={**summary, **final}))

    world.store.run(steps)


def test_what_several_events_were_made_of_goes_when_none_of_them_needs_it_be_they_removed(world):
    twin = keep(world.store, replace(world.event, id="1" * 32))
    make_final(world)
    put_away(world.store, twin.id, clock=world.clock)

    world.clock.advance(90 * 86_400)
    retain(world)

    assert world.store.read(lambda tx: inbox.notifications(tx, world.event.webinars[0].id)) == []


def test_what_it_was_made_of_as_it_came_goes_ninety_days_after_it_was_final(world):
    filled(world)
    make_final(world)
    lines = world.store.read(lambda tx: snapshot.record(tx, world.event.id)).people

    world.clock.advance(89 * 86_400)
    retain(world)
    kept = world.store.read(lambda tx: inbox.notifications(tx, world.event.webinars[0].id))
    world.clock.advance(86_400)
    retain(world)

    assert kept
    assert world.store.read(lambda tx: inbox.notifications(tx, world.event.webinars[0].id)) == []
    bodies = world.store.read(lambda tx: tx.execute(select(schema.delivery.c.body)).scalars().all())
    assert not [body for body in bodies if MAIL.encode() in bytes(body)]
    assert world.store.read(lambda tx: snapshot.record(tx, world.event.id)).people == lines


def test_letters_leave_their_states_alone_after_twelve_months(world):
    filled(world)
    world.store.run(lambda tx: tx.execute(update(schema.copy).values(state="sent")))

    world.clock.advance(366 * 86_400)
    retain(world)

    copy = world.store.read(lambda tx: tx.execute(select(schema.copy)).one())
    assert (copy.state, copy.address, copy.name, copy.fields) == ("sent", "", "", {})
