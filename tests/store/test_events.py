"""Events, webinars and their runs, verdicts, and the small things that are remembered."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import a_join, a_registrant, a_session, a_verdict, an_event, instant, span
from zoom_sync.records import Instance, Rule, Webinar, WebinarInfo
from zoom_sync.store import audit, events, memory, tokens, traces, users, verdicts, webinars


def test_an_event_comes_back_as_it_was_added(store, clock):
    made = an_event(
        days=(span("09:00", "13:00"), span("14:00", "18:00")),
        sessions=(a_session("Opening", "09:00", "10:00"),),
        webinars=(Webinar("123"), Webinar("456", "789")),
        rule=Rule(minimum_minutes=12.5, clip_to_event=False),
        caution="careful",
        protected=True,
        key=bytes(range(32)),
        owner="u1",
    )

    store.run(lambda tx: events.add(tx, made, now=clock.now()))

    assert store.read(lambda tx: events.get(tx, made.id)) == made
    assert store.read(lambda tx: events.get(tx, "nobody")) is None


def test_events_are_listed_with_the_one_that_starts_last_first(store, clock):
    for id, start in (("a", "09:00"), ("c", "11:00"), ("b", "10:00")):
        made = an_event(id=id, days=(span(start, "13:00"),))
        store.run(lambda tx, each=made: events.add(tx, each, now=clock.now()))

    assert [event.id for event in store.read(events.all)] == ["c", "b", "a"]


def test_the_events_of_a_webinar_are_found_by_any_occurrence(store, clock):
    for id, entrances in (("a", [Webinar("1")]), ("b", [Webinar("1", "o")]), ("c", [Webinar("12")])):
        made = an_event(id=id, webinars=tuple(entrances))
        store.run(lambda tx, each=made: events.add(tx, each, now=clock.now()))

    assert [event.id for event in store.read(lambda tx: events.of_webinar(tx, "1"))] == ["a", "b"]


def test_a_change_keeps_what_was_said_of_room_and_reports(store, event, clock):
    store.run(lambda tx: events.close_room(tx, event.id, at=clock.now()))
    store.run(lambda tx: events.waive(tx, event.id, reason="no report on this plan"))

    store.run(lambda tx: events.change(tx, replace(event, title="Renamed", webinars=(Webinar("77"),))))

    kept = store.read(lambda tx: events.get(tx, event.id))
    assert (kept.title, kept.room_closed, kept.waived) == ("Renamed", clock.now(), "no report on this plan")
    assert store.read(lambda tx: events.of_webinar(tx, "77")) == [kept]
    assert store.read(lambda tx: events.of_webinar(tx, event.webinars[0].id)) == []
    store.run(lambda tx: events.close_room(tx, event.id, at=None))
    assert store.read(lambda tx: events.get(tx, event.id)).room_closed is None


def test_a_removed_event_takes_everything_along(store, event, clock):
    store.run(lambda tx: traces.append(tx, event.id, [a_join(), a_registrant()], now=clock.now()))
    store.run(lambda tx: verdicts.append(tx, event.id, a_verdict("attended", "f" * 32)))

    store.run(lambda tx: events.remove(tx, event.id))

    assert store.read(lambda tx: events.get(tx, event.id)) is None
    assert store.read(lambda tx: traces.of_event(tx, event.id)) == []
    assert store.read(lambda tx: verdicts.of_event(tx, event.id)) == []


def test_an_event_is_seen_by_its_owner_and_those_it_is_shared_with(store, clock):
    made = an_event(owner="u1")
    store.run(lambda tx: events.add(tx, made, now=clock.now()))
    friend = store.run(lambda tx: users.add(tx, "friend@x.example", role="organiser", now=clock.now()))

    def may_see(user):
        return store.read(lambda tx: events.may_see(tx, made.id, user=user))

    assert may_see("u1")
    assert not may_see(friend.id)
    store.run(lambda tx: events.share(tx, made.id, user=friend.id))
    store.run(lambda tx: events.share(tx, made.id, user=friend.id))
    assert may_see(friend.id)


def test_an_event_without_an_owner_is_nobodys(store, event):
    assert not store.read(lambda tx: events.may_see(tx, event.id, user=""))


def test_what_zoom_says_of_a_webinar_takes_the_place_of_before(store, clock):
    info = WebinarInfo(
        "1",
        topic="Rights at work",
        host_id="H",
        host_emails=("host@x.example",),
        type=9,
        start=instant("09:00"),
        duration_min=60,
        occurrences=(("o1", instant("09:00"), 60),),
    )

    store.run(lambda tx: webinars.put(tx, replace(info, topic="Old"), now=clock.now()))
    store.run(lambda tx: webinars.put(tx, info, now=clock.now()))

    assert store.read(lambda tx: webinars.get(tx, "1")) == info
    assert store.read(lambda tx: webinars.get(tx, "2")) is None


def test_what_is_known_of_a_run_only_grows(store):
    whole = Instance("1", "u/u==", instant("09:00"), instant("10:00"), "o1", practice=True)

    for part in (
        Instance("1", "u/u=="),
        Instance("1", "u/u==", end=instant("10:00")),
        Instance("1", "u/u==", start=instant("09:00"), occurrence="o1", practice=True),
        Instance("", "u/u=="),
    ):
        store.run(lambda tx, known=part: webinars.put_instance(tx, known))

    assert store.read(lambda tx: webinars.instance(tx, "u/u==")) == whole
    assert store.read(lambda tx: webinars.instances(tx, ["1", "2"])) == [whole]
    assert store.read(lambda tx: webinars.instances(tx, [])) == []


def test_verdicts_are_told_in_the_order_in_which_they_were_given(store, event):
    given = [a_verdict("same", "a" * 32, "b" * 32, at=at) for at in ("15:00", "14:00", "16:00")]
    given.append(a_verdict("undo", at="17:00", undoes=given[0].id))

    for verdict in given:
        assert store.run(lambda tx, each=verdict: verdicts.append(tx, event.id, each)) is True
    assert store.run(lambda tx: verdicts.append(tx, event.id, given[0])) is False

    assert store.read(lambda tx: verdicts.of_event(tx, event.id)) == given
    assert store.read(lambda tx: verdicts.get(tx, given[3].id)) == given[3]
    assert store.read(lambda tx: verdicts.get(tx, "nobody")) is None


@pytest.mark.parametrize("value", [None, 0, "", [], {"at": "2026-03-03T09:00:00Z"}, [1, "zwei"], True])
def test_what_is_remembered_is_recalled(store, clock, value):
    store.run(lambda tx: memory.remember(tx, "thing", "something before", now=clock.now()))
    store.run(lambda tx: memory.remember(tx, "thing", value, now=clock.now()))

    assert store.read(lambda tx: memory.recall(tx, "thing")) == value
    assert store.read(lambda tx: memory.recall(tx, "another")) is None


def test_many_names_are_recalled_at_once_and_those_never_remembered_left_out(store, clock):
    names = [f"synced:{number}" for number in range(600)]

    def steps(tx):
        for name in names[::2]:
            memory.remember(tx, name, [name], now=clock.now())

    store.run(steps)

    assert store.read(lambda tx: memory.recall_each(tx, names)) == {name: [name] for name in names[::2]}


def test_an_event_that_nobody_knows_is_told_with_its_id_and_with_what_is_safe(store, clock):
    event = an_event()
    store.run(lambda tx: events.add(tx, event, now=clock.now()))

    assert store.read(lambda tx: events.known(tx, event.id)).id == event.id
    with pytest.raises(events.EventUnknown) as told:
        store.read(lambda tx: events.known(tx, "elsewhere", safe="Nothing was read."))
    assert (told.value.what, told.value.safe) == ("There is no event 'elsewhere'.", "Nothing was read.")


def test_what_zoom_said_of_several_webinars_comes_at_once(store, clock):
    def steps(tx):
        for id in ("2", "1"):
            webinars.put(tx, WebinarInfo(id=id), now=clock.now())

    store.run(steps)

    assert [info.id for info in store.read(lambda tx: webinars.infos(tx, ["1", "2", "3"]))] == ["1", "2"]


def test_the_newest_sealed_token_is_kept_until_it_is_forgotten(store, clock):
    for sealed in (b"first", b"second"):
        store.run(
            lambda tx, each=sealed: tokens.keep(
                tx, "zoom", sealed=each, expires=clock.now() + timedelta(hours=1), now=clock.now()
            )
        )

    assert store.read(lambda tx: tokens.load(tx, "zoom")) == b"second"
    store.run(lambda tx: tokens.forget(tx, "zoom"))
    assert store.read(lambda tx: tokens.load(tx, "zoom")) is None


def test_the_audit_of_an_event_is_told_newest_first(store, event, clock):
    for what in ("import", "export"):
        store.run(
            lambda tx, deed=what: audit.note(
                tx, who="meera", what=deed, event=event.id, about="f" * 32, reason="asked", now=clock.now()
            )
        )
        clock.advance(1)
    store.run(lambda tx: audit.note(tx, who="meera", what="user add", now=clock.now()))

    lines = store.read(lambda tx: audit.lines(tx, event=event.id))
    assert [line.what for line in lines] == ["export", "import"]
    assert len(store.read(lambda tx: audit.lines(tx, event=event.id, limit=1))) == 1
