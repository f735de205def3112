"""A sync reads all that Zoom has of an event, whole or not at all, and says which."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import responses

from tests.actions.zoom_world import (
    ONE,
    REHEARSAL,
    RUN,
    START,
    TWO,
    a_world,
    connection,
    event_of,
    fill,
    iso,
    keep,
    registrant,
    state,
)
from tests.builders import a_registrant
from tests.conftest import FakeClock
from tests.store.plans import heard
from tests.zoom.fakes import FakeZoom, FreePace, a_zoom, answer
from zoom_sync.actions import sync as sync_action
from zoom_sync.actions.sync import AlreadyRunning, Outcome, sync_event
from zoom_sync.actions.sync.alone import _Lease
from zoom_sync.moments import watched
from zoom_sync.records import Event, Instance, Trace, Trouble, Webinar
from zoom_sync.store import jobs, memory, registrants, traces, webinars
from zoom_sync.store.database import Store, StoreUnavailable
from zoom_sync.store.quota import DayUsedUp
from zoom_sync.zoom.troubles import DayLimit, Limited, NotFound, NotReady, ScopeMissing, ZoomUnreachable

LIST = f"/webinars/{ONE}/registrants"
REPORT = f"/report/webinars/{RUN}/participants"
EVENT = event_of()


@pytest.fixture
def mock() -> Iterator[responses.RequestsMock]:
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        yield mock


@pytest.fixture
def fake(mock: responses.RequestsMock) -> FakeZoom:
    return a_world(mock)


def sync(store: Store, clock: FakeClock, event: Event = EVENT) -> Outcome:
    return sync_event(store, a_zoom(clock), event.id, clock=clock, holder="a test")


def found(store: Store, kind: str, event: Event = EVENT) -> list[Trace]:
    return [each for each in state(store, event) if each.kind == kind]


def statuses(store: Store, event: Event = EVENT) -> dict[str, str]:
    return {
        each.claim.registrant_id: each.registration.status
        for each in found(store, "registrant", event)
        if each.registration
    }


def test_a_sync_keeps_registrants_of_all_statuses_panelists_runs_and_participants(
    store: Store, clock: FakeClock, fake: FakeZoom
):
    keep(store, EVENT)

    outcome = sync(store, clock)

    assert outcome.complete, outcome.troubles
    assert statuses(store) == {
        "R1": "approved", "R2": "approved", "R3": "approved", "R4": "pending", "R5": "denied",
    }  # fmt: skip
    assert [each.ref for each in found(store, "panelist")] == [f"panelist:{ONE}/P1"]
    assert len(found(store, "participant")) == 6
    assert [instance.uuid for instance in outcome.foreign] == [REHEARSAL + ONE]
    readings = store.read(lambda tx: traces.readings(tx, EVENT.id))
    assert [(one.instance, one.complete, one.source, one.rows) for one in readings] == [
        (RUN, True, "report", 6)
    ]
    (run,) = [one for one in store.read(lambda tx: webinars.instances(tx, [ONE])) if one.uuid == RUN]
    assert (run.start, run.end) == (START - timedelta(minutes=5), START + timedelta(minutes=245))


def test_a_connection_knows_its_role_and_what_does_not_count(store: Store, clock: FakeClock, fake: FakeZoom):
    keep(store, EVENT)

    sync(store, clock)

    by_name = {each.claim.name: each for each in found(store, "participant")}
    assert by_name["The host"].role == "host"
    assert by_name["Speaker"].role == "panelist"
    assert by_name["Person Number2"].role == "attendee"
    assert by_name["Waits"].excluded == "waiting room"
    assert by_name["Person Number2"].ref == f"{RUN}/1672/{iso(5)}"


def test_links_that_let_somebody_in_are_not_kept(store: Store, clock: FakeClock, fake: FakeZoom):
    keep(store, EVENT)

    sync(store, clock)

    assert "secret" not in repr(state(store, EVENT))
    assert "secret" not in repr(store.read(lambda tx: webinars.get(tx, ONE)))


def test_a_sync_asks_for_a_rebuild_and_remembers_that_it_was_complete(
    store: Store, clock: FakeClock, fake: FakeZoom
):
    keep(store, EVENT)
    started = clock.now()

    sync(store, clock)

    waiting = store.read(jobs.waiting)
    assert [(task["name"], task["args"]) for task in waiting] == [("rebuild", {"event": EVENT.id})]
    assert store.read(lambda tx: memory.recall(tx, memory.LAST_COMPLETE_SYNC)) == clock.now().isoformat()
    assert store.read(lambda tx: memory.recall(tx, memory.synced(EVENT.id))) == [started.isoformat()]


def test_an_event_without_a_webinar_says_so_and_counts_as_no_word_from_zoom(
    store: Store, clock: FakeClock, fake: FakeZoom
):
    told: list[str] = []
    in_the_hall = keep(store, replace(EVENT, webinars=()))

    outcome = sync_event(
        store, a_zoom(clock), in_the_hall.id, clock=clock, holder="a test", progress=told.append
    )

    assert outcome.complete
    assert told == ["No Zoom webinar belongs to this event: Zoom was asked for nothing."]
    assert fake.asked == []
    # What warns that Zoom is closed to us goes by this, and a webinar that is added later is read as planned.
    assert store.read(lambda tx: memory.recall(tx, memory.LAST_COMPLETE_SYNC)) is None
    assert store.read(lambda tx: memory.recall(tx, memory.synced(in_the_hall.id))) is None


def test_a_second_sync_changes_nothing_but_is_a_second_reading(
    store: Store, clock: FakeClock, fake: FakeZoom
):
    keep(store, EVENT)
    sync(store, clock)
    before = state(store, EVENT)
    clock.advance(1800)

    assert sync(store, clock).complete

    assert state(store, EVENT) == before
    readings = store.read(lambda tx: traces.readings(tx, EVENT.id))
    assert len(readings) == 2
    assert readings[0].digest == readings[1].digest


def test_whoever_left_all_lists_is_missing_after_a_complete_run(
    store: Store, clock: FakeClock, fake: FakeZoom
):
    keep(store, EVENT)
    sync(store, clock)
    clock.advance(60)
    fake.lists[LIST + "?status=approved"] = ("registrants", [registrant(1), registrant(2)])

    sync(store, clock)

    assert statuses(store)["R3"] == "missing"


@pytest.mark.parametrize(
    ("wrong_by", "said", "gone", "right"),
    [
        # our clock, what a notice says and how long after the first list, whether it is gone from the second
        pytest.param(timedelta(hours=1), ("cancelled", 60), True, "cancelled", id="ahead"),
        pytest.param(timedelta(hours=-1), ("denied", -1800), False, "approved", id="behind"),
    ],
)
def test_lists_and_notices_are_put_in_order_by_zooms_clock_however_wrong_ours_is(
    store: Store,
    clock: FakeClock,
    fake: FakeZoom,
    wrong_by: timedelta,
    said: tuple[str, int],
    gone: bool,
    right: str,
) -> None:
    keep(store, EVENT)
    fake.now = lambda: clock.now() - wrong_by
    first = fake.now()
    sync(store, clock)
    clock.advance(120)
    if gone:
        fake.lists[LIST + "?status=approved"] = ("registrants", [registrant(2), registrant(3)])
    sync(store, clock)
    clock.advance(60)

    status, after = said
    at = first + timedelta(seconds=after)
    told = a_registrant(id="R1", webinar=ONE, event=EVENT, status=status, at=at)
    store.run(lambda tx: traces.append(tx, EVENT.id, [told], now=clock.now()))

    assert statuses(store)["R1"] == right


def test_who_left_after_a_first_list_that_was_cut_short_is_missing_all_the_same(
    store: Store, clock: FakeClock, fake: FakeZoom
) -> None:
    keep(store, EVENT)
    fake.answers[LIST] = [answer({"registrants": [registrant(9)], "next_page_token": "t"})] * 2
    assert not sync(store, clock).complete
    clock.advance(60)

    assert sync(store, clock).complete

    assert statuses(store)["R9"] == "missing"


def test_the_first_list_of_an_event_is_not_gone_through_for_who_is_missing(
    store: Store, clock: FakeClock, fake: FakeZoom
) -> None:
    keep(store, EVENT)

    def looks_for_missing() -> bool:
        with heard(store) as sent:
            assert sync(store, clock).complete
        return any("registrant.changed <=" in statement for statement in sent.statements)

    assert not looks_for_missing()
    clock.advance(60)
    assert looks_for_missing()


def test_nobody_is_missing_after_a_list_that_was_cut_short(store: Store, clock: FakeClock, fake: FakeZoom):
    keep(store, EVENT)
    sync(store, clock)
    clock.advance(60)
    fake.lists[LIST + "?status=approved"] = ("registrants", [registrant(1)])
    fake.answers[LIST] = [answer({"registrants": [registrant(1)], "next_page_token": "t"})] * 2

    outcome = sync(store, clock)

    assert not outcome.complete
    assert "registrants" in outcome.troubles[0].what
    assert set(statuses(store)) == {"R1", "R2", "R3", "R4", "R5"}
    assert "missing" not in statuses(store).values()
    assert len(found(store, "participant")) == 6, "the other lists were read all the same"


def test_what_was_read_of_a_list_that_was_cut_short_is_kept(store: Store, clock: FakeClock, fake: FakeZoom):
    keep(store, EVENT)
    fake.answers[LIST] = [answer({"registrants": [registrant(1)], "next_page_token": "t"})] * 2

    assert not sync(store, clock).complete

    assert set(statuses(store)) == {"R1"}


def test_short_pages_of_a_list_are_kept_together(store: Store, clock: FakeClock, fake: FakeZoom):
    keep(store, EVENT)
    fake.answers[LIST] = [answer({"registrants": [registrant(1)], "next_page_token": "the second@0"})]
    passed: list[str] = []

    with watched(passed.append):
        sync(store, clock)

    assert passed.count("a page stored, its listing not finished") == 1
    assert {"R1", "R2"} <= set(statuses(store))


def test_a_cut_at_any_request_is_made_good_by_the_next_sync(
    sqlite_url: str, tmp_path: Path, clock: FakeClock, fake: FakeZoom
):
    def a_store(number: int) -> Store:
        copied = shutil.copyfile(sqlite_url.removeprefix("sqlite:///"), tmp_path / f"{number}.db")
        store = Store(f"sqlite:///{copied}")
        keep(store, EVENT)
        return store

    with closing(a_store(0)) as store:
        assert sync(store, clock).complete
        whole, length = state(store, EVENT), len(fake.asked)

    for number in range(1, length + 1):
        with closing(a_store(number)) as store:
            fake.asked, fake.cut_at = [], number

            assert not sync(store, clock).complete, f"cut at request {number} of {length}"
            assert "missing" not in statuses(store).values()

            fake.asked, fake.cut_at = [], None
            assert sync(store, clock).complete
            assert state(store, EVENT) == whole, f"cut at request {number} of {length}"


def test_one_webinar_that_zoom_does_not_know_does_not_stop_the_others(
    store: Store, clock: FakeClock, mock: responses.RequestsMock
):
    event = keep(store, event_of(Webinar("11111111111"), Webinar(ONE)))
    a_world(mock)

    outcome = sync(store, clock, event)

    assert not outcome.complete
    assert [type(trouble) for trouble in outcome.troubles] == [NotFound]
    assert "11111111111" in outcome.troubles[0].what
    assert len(found(store, "participant", event)) == 6


def test_with_several_webinars_a_registrant_is_addressed_with_the_webinar(
    store: Store, clock: FakeClock, fake: FakeZoom
):
    event = keep(store, event_of(Webinar(ONE), Webinar(TWO)))
    fill(fake, id=TWO, run="runTwo==")

    assert sync(store, clock, event).complete

    refs = {each.ref for each in found(store, "registrant", event)}
    assert {f"{ONE}/R1", f"{TWO}/R1"} <= refs
    assert len(refs) == 10


def test_a_missing_scope_is_named_and_the_rest_is_read(store: Store, clock: FakeClock, fake: FakeZoom):
    keep(store, EVENT)
    message = "Invalid access token, does not contain scopes:[webinar:read:list_panelists:admin]."
    fake.answers[f"/webinars/{ONE}/panelists"] = [answer({"code": 4711, "message": message}, 400)]

    outcome = sync(store, clock)

    assert [type(trouble) for trouble in outcome.troubles] == [ScopeMissing]
    assert len(found(store, "participant")) == 6


def test_a_list_that_could_not_be_read_is_remembered_until_one_can_and_one_that_is_gone_is_not(
    store: Store, clock: FakeClock, fake: FakeZoom
):
    keep(store, EVENT)
    path = f"/webinars/{ONE}/panelists"
    refused = answer({"code": 300, "message": "Not just now."}, 400)
    gone = answer({"code": 3001, "message": "Webinar does not exist."}, 404)
    fake.answers[path] = [refused]

    def unlisted() -> Any:
        sync(store, clock)
        return store.read(lambda tx: memory.recall(tx, memory.unlisted(EVENT.id)))

    assert unlisted() == [ONE]
    fake.answers[path] = [gone]
    assert unlisted() == []
    fake.answers[path] = [refused]
    assert unlisted() == [ONE]
    fake.answers.pop(path)
    assert unlisted() == []


def test_each_webinar_whose_lists_could_not_be_read_is_remembered_though_one_sentence_tells_of_all(
    store: Store, clock: FakeClock, fake: FakeZoom
):
    event = keep(store, event_of(Webinar(ONE), Webinar(TWO)))
    fill(fake, id=TWO, run="runTwo==")
    wait = answer({"code": 429, "message": "Too many requests."}, 429, **{"Retry-After": "3600"})
    fake.answers[f"/webinars/{ONE}/panelists"] = [wait]
    fake.answers[f"/webinars/{TWO}/registrants"] = [wait]

    outcome = sync(store, clock, event)

    assert [type(trouble) for trouble in outcome.troubles] == [Limited], "it is said once"
    assert store.read(lambda tx: memory.recall(tx, memory.unlisted(event.id))) == [ONE, TWO]


def test_without_the_right_to_reports_the_past_participants_are_read(
    store: Store, clock: FakeClock, fake: FakeZoom
):
    keep(store, EVENT)
    refused = answer({"code": 4711, "message": "does not contain scopes:[report:read:admin]"}, 400)
    quoted = "/report/webinars/runA%2FB%2Bc%3D%3D"
    fake.answers[quoted] = [refused]
    fake.answers[quoted + "/participants"] = [refused]
    rows = [connection(1, 0, 60, id="ACC1")]
    fake.lists[f"/past_webinars/{RUN}/participants"] = ("participants", rows)

    outcome = sync(store, clock)

    assert outcome.complete
    (reading,) = store.read(lambda tx: traces.readings(tx, EVENT.id))
    assert (reading.source, reading.rows) == ("past", 1)
    assert any("include_fields=registrant_id" in asked for asked in fake.asked if "past_webinars" in asked)


def test_a_run_that_was_heard_of_is_read_although_the_list_of_runs_is_closed(
    store: Store, clock: FakeClock, fake: FakeZoom
):
    keep(store, EVENT)
    heard = Instance(ONE, RUN, START, START + timedelta(minutes=240))
    store.run(lambda tx: webinars.put_instance(tx, heard))
    closed = {"code": 4711, "message": "does not contain scopes:[webinar:read:list_past_instances]"}
    fake.answers[f"/past_webinars/{ONE}/instances"] = [answer(closed, 400)]

    outcome = sync(store, clock)

    assert [type(trouble) for trouble in outcome.troubles] == [ScopeMissing]
    assert len(found(store, "participant")) == 6


def test_a_report_that_is_not_ready_is_asked_for_again_and_uses_up_no_planned_reading(
    store: Store, clock: FakeClock, fake: FakeZoom
):
    keep(store, EVENT)
    del fake.lists[REPORT]

    outcome = sync(store, clock)

    assert [type(trouble) for trouble in outcome.troubles] == [NotReady]
    assert store.read(lambda tx: memory.recall(tx, memory.synced(EVENT.id))) is None
    again = [task["due"] for task in store.read(jobs.waiting) if task["name"] == "sync"]
    assert again == [clock.now() + timedelta(seconds=5)]


def test_past_participants_of_a_report_that_is_not_found_settle_nothing(
    store: Store, clock: FakeClock, fake: FakeZoom
):
    keep(store, EVENT)
    fake.lists[f"/past_webinars/{RUN}/participants"] = fake.lists.pop(REPORT)

    outcome = sync(store, clock)

    assert [type(trouble) for trouble in outcome.troubles] == [NotReady]
    assert len(found(store, "participant")) == 6
    assert [one.complete for one in store.read(lambda tx: traces.readings(tx, EVENT.id))] == [False]


def test_a_registrant_without_an_id_is_known_by_name_and_address(
    store: Store, clock: FakeClock, fake: FakeZoom
):
    keep(store, EVENT)
    nameless = {"email": "noid@here.example", "first_name": "No", "last_name": "Id"}
    fake.lists[LIST + "?status=approved"] = ("registrants", [registrant(1), nameless])

    sync(store, clock)
    again = sync(store, clock)

    assert again.complete
    assert [one.claim.email for one in found(store, "registrant") if one.claim.name == "No Id"] == [
        "noid@here.example"
    ]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"duration": 0}, "a zero duration: too early"),
        ({"leave_time": ""}, "no end"),
        ({"leave_time": iso(0)}, "no length"),
    ],
)
def test_a_report_that_zoom_is_still_making_is_kept_as_incomplete(
    store: Store, clock: FakeClock, fake: FakeZoom, row: dict[str, Any], why: str
):
    keep(store, EVENT)
    fake.lists[REPORT] = ("participants", [connection(1, 0, 60), connection(2, 0, 60, **row)])

    outcome = sync(store, clock)

    assert [type(trouble) for trouble in outcome.troubles] == [NotReady]
    (reading,) = store.read(lambda tx: traces.readings(tx, EVENT.id))
    assert not reading.complete
    assert [task["name"] for task in store.read(jobs.waiting)].count("sync") == 1


def test_what_the_limit_of_the_day_kept_back_is_read_after_midnight(
    store: Store, clock: FakeClock, fake: FakeZoom
):
    keep(store, EVENT)
    fake.answers[LIST] = [answer({"code": 429, "message": "maximum daily rate limit"}, 429)]

    outcome = sync(store, clock)

    assert [type(trouble) for trouble in outcome.troubles] == [DayLimit]
    assert len(found(store, "participant")) == 6, "calls of another kind still go"
    (again,) = [task["due"] for task in store.read(jobs.waiting) if task["name"] == "sync"]
    assert again == clock.now().replace(hour=0) + timedelta(days=1)


def test_a_budget_that_is_used_up_on_our_own_count_is_treated_alike(
    store: Store, clock: FakeClock, fake: FakeZoom
):
    keep(store, EVENT)

    class UsedUp(FreePace):
        def wait(self, label: str) -> None:
            if label == "heavy":
                raise DayUsedUp(label, clock.now() + timedelta(hours=15))

    zoom = a_zoom(clock, pace=UsedUp())
    outcome = sync_event(store, zoom, EVENT.id, clock=clock, holder="a test")

    assert [type(trouble) for trouble in outcome.troubles] == [DayUsedUp]
    assert len(statuses(store)) == 5
    (again,) = [task["due"] for task in store.read(jobs.waiting) if task["name"] == "sync"]
    assert again == clock.now() + timedelta(hours=15)


def test_nobody_vanishes_from_a_report_whose_rows_name_no_connection_and_begin_in_one_second(
    store: Store, clock: FakeClock, fake: FakeZoom
):
    keep(store, EVENT)
    rows = [
        connection(0, 5, end, user_id="", name=name, user_email=email, registrant_id="")
        for name, email, end in (
            ("Asha Rao", "", 60), ("Tariq Aziz", "", 50), ("iPhone", "a@here.example", 40), ("iPhone", "", 30),
            ("Asha Rao", "", 60),  # Zoom repeats whole rows
        )
    ]  # fmt: skip
    fake.lists[REPORT] = ("participants", rows)

    sync(store, clock)
    first = found(store, "participant")
    fake.lists[REPORT] = ("participants", [*reversed(rows), connection(9, 6, 90)])  # a reading that differs
    sync(store, clock)
    second = found(store, "participant")

    ids = {one.id for one in first}
    assert sorted(one.claim.name for one in first) == ["Asha Rao", "Tariq Aziz", "iPhone", "iPhone"]
    assert len({one.ref for one in first}) == len(ids) == 4
    assert ids < {one.id for one in second}, "the same row read again is the same fact"
    assert len(second) == 5


@pytest.mark.parametrize("kind", ["the store", "a refusal that nobody foresaw"])
def test_a_sync_that_could_not_read_the_report_comes_again_and_uses_up_no_planned_reading(
    store: Store, clock: FakeClock, fake: FakeZoom, monkeypatch: pytest.MonkeyPatch, kind: str
):
    keep(store, EVENT)
    if kind == "the store":

        def full(*_: object, **__: object) -> bool:
            raise StoreUnavailable("its disk is full")

        monkeypatch.setattr(traces, "put_reading", full)
    else:
        fake.answers["/report/webinars/runA%2FB%2Bc%3D%3D/participants"] = [answer({"code": 300}, 400)]

    assert not sync(store, clock).complete

    assert [task["name"] for task in store.read(jobs.waiting)].count("sync") == 1
    assert not store.read(lambda tx: memory.recall(tx, memory.synced(EVENT.id)))


def test_an_outage_ends_the_sync_at_once_and_it_comes_again(store: Store, clock: FakeClock, fake: FakeZoom):
    event = keep(store, event_of(Webinar(ONE), Webinar(TWO)))
    fake.answers[f"/webinars/{ONE}"] = [answer({}, 503)] * 5

    outcome = sync(store, clock, event)

    assert [type(trouble) for trouble in outcome.troubles] == [ZoomUnreachable]
    assert not [asked for asked in fake.asked if TWO in asked]
    assert [task["name"] for task in store.read(jobs.waiting)].count("sync") == 1


def test_a_sync_that_finds_zoom_not_ready_again_and_again_slows_down_and_ends(
    store: Store, clock: FakeClock, fake: FakeZoom, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sync_action, "MOST_AGAIN", 6)
    keep(store, EVENT)
    del fake.lists[REPORT]
    waits = []

    for _ in range(6):
        sync(store, clock)
        (due,) = [task["due"] for task in store.read(jobs.waiting) if task["name"] == "sync"]
        waits.append((due - clock.now()).total_seconds())
        task = store.run(lambda tx, due=due: jobs.claim(tx, now=due))  # type: ignore[misc]
        while task is not None and task.name != "sync":
            store.run(lambda tx, task=task: jobs.settle(tx, task, now=clock.now()))  # type: ignore[misc]
            task = store.run(lambda tx, due=due: jobs.claim(tx, now=due))  # type: ignore[misc]
        assert task is not None
        clock.advance(waits[-1])
        store.run(lambda tx, task=task: jobs.settle(tx, task, now=clock.now()))  # type: ignore[misc]
    sync(store, clock)

    assert waits == [5, 30, 120, 600, 3600, 3600]
    assert "sync" not in [task["name"] for task in store.read(jobs.waiting)]
    assert len(store.read(lambda tx: memory.recall(tx, memory.synced(EVENT.id)))) == 1


def test_two_syncs_of_one_event_do_not_run_at_once(store: Store, clock: FakeClock, fake: FakeZoom):
    keep(store, EVENT)
    refused: list[Exception] = []

    def meanwhile(sentence: str) -> None:
        if not refused:
            with pytest.raises(AlreadyRunning) as running:
                sync(store, clock)
            refused.append(running.value)

    outcome = sync_event(store, a_zoom(clock), EVENT.id, clock=clock, holder="a test", progress=meanwhile)

    assert refused
    assert outcome.complete
    assert sync(store, clock).complete, "the lease was given back"


def test_a_sync_that_was_killed_is_in_nobodys_way_for_long(store: Store, clock: FakeClock, fake: FakeZoom):
    keep(store, EVENT)
    now = clock.now()
    store.run(lambda tx: jobs.lease(tx, f"sync:{EVENT.id}", holder="killed", now=now, seconds=20))
    clock.advance(21)

    assert sync(store, clock).complete


def test_a_process_of_this_machine_that_was_killed_is_in_nobodys_way_at_all(
    store: Store, clock: FakeClock, fake: FakeZoom
):
    keep(store, EVENT)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    for process, is_in_the_way in ((os.getpid(), True), (gone.pid, False)):
        lease = _Lease(EVENT.id, "another", clock)
        store.run(lease.begin)
        beside = store.read(lambda tx: memory.recall(tx, memory.sync_holder(EVENT.id)))
        held = {**beside, "process": process}
        store.run(
            lambda tx, held=held: memory.remember(tx, memory.sync_holder(EVENT.id), held, now=clock.now())
        )  # type: ignore[misc]

        if is_in_the_way:
            with pytest.raises(AlreadyRunning):
                sync(store, clock)
            clock.advance(21)
        else:
            assert sync(store, clock).complete


def test_an_event_that_is_not_there_is_said_so(store: Store, clock: FakeClock, fake: FakeZoom):
    with pytest.raises(Trouble, match="There is no event"):
        sync(store, clock)

    assert fake.asked == []


def test_a_webinar_without_registration_is_not_asked_for_registrants(
    store: Store, clock: FakeClock, fake: FakeZoom
):
    keep(store, EVENT)
    fake.objects[f"/webinars/{ONE}"]["settings"] = {"approval_type": 2}

    assert sync(store, clock).complete
    assert not [asked for asked in fake.asked if LIST in asked]


def test_registration_for_each_occurrence_is_read_for_the_events_own(
    store: Store, clock: FakeClock, fake: FakeZoom
):
    keep(store, EVENT)
    fake.objects[f"/webinars/{ONE}"] |= {
        "settings": {"approval_type": 0, "registration_type": 2},
        "occurrences": [
            {"occurrence_id": "111", "start_time": iso(-7 * 1440), "duration": 240, "status": "available"},
            {"occurrence_id": "222", "start_time": iso(0), "duration": 240, "status": "available"},
        ],
    }

    assert sync(store, clock).complete

    lists = [asked for asked in fake.asked if LIST in asked]
    assert lists
    assert all("occurrence_id=222" in asked for asked in lists)
    assert set(store.read(lambda tx: registrants.last_listing(tx, EVENT.id))) == {ONE}


def test_of_a_recurring_webinar_only_the_chosen_occurrences_run_is_read(
    store: Store, clock: FakeClock, fake: FakeZoom
):
    event = keep(store, event_of(Webinar(ONE, "222")))
    other = "runOfTheMorning=="
    fake.objects[f"/past_webinars/{ONE}/instances"] = {
        "webinars": [
            {"uuid": RUN, "start_time": iso(0), "occurrence_id": "222"},
            {"uuid": other, "start_time": iso(10), "occurrence_id": "111"},
        ]
    }

    outcome = sync(store, clock, event)

    assert outcome.complete
    assert [instance.uuid for instance in outcome.foreign] == [other]


def test_an_occurrence_that_the_webinar_does_not_have_is_told(store: Store, clock: FakeClock, fake: FakeZoom):
    event = keep(store, event_of(Webinar(ONE, "777")))
    fake.objects[f"/webinars/{ONE}"]["occurrences"] = [
        {"occurrence_id": "222", "start_time": iso(0), "duration": 60, "status": "available"}
    ]

    outcome = sync(store, clock, event)

    assert not outcome.complete
    assert [trouble.what for trouble in outcome.troubles] == [f"Webinar {ONE} has no occurrence 777."]
