"""Polls and questions of an event that has them switched on: sums are kept, and nobody's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import responses

from tests.actions.zoom_world import ONE, RUN, START, a_world, event_of, keep
from tests.conftest import FakeClock
from tests.store.rows import everything
from tests.zoom.fakes import FakeZoom, a_zoom, answer
from zoom_sync.actions import events as acts
from zoom_sync.actions import report
from zoom_sync.actions.sync import Outcome, sync_event
from zoom_sync.records import Asked, Event, Poll, Trouble, Webinar
from zoom_sync.store import asked, audit, erasing, events, traces, watch
from zoom_sync.store.database import Store

POLLS, QA = f"/report/webinars/{RUN}/polls", f"/report/webinars/{RUN}/qa"
EVENT = replace(event_of(), polls=True)
NAME, ADDRESS, WORDS = "Marker Zebulonsen", "marker-zebulon@mail.example", "xylophone-words-nobody-else-wrote"


@pytest.fixture
def fake() -> Iterator[FakeZoom]:
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        made = a_world(mock)
        made.objects[POLLS] = {"questions": [
            *(a_row(f"Person {n}", f"person{n}@mail.example", "At home") for n in range(3)),
            a_row(NAME, ADDRESS, WORDS),
        ]}  # fmt: skip
        made.objects[QA] = {"questions": [
            {"name": NAME, "email": ADDRESS, "question_details": [a_question("1", f"Who is {WORDS}?", "default")]},
            {"name": "Anonymous Attendee", "email": "", "question_details": [a_question("2", "And?", "open")]},
        ]}  # fmt: skip
        yield made


def a_row(name: str, email: str, said: str) -> dict[str, Any]:
    detail = {
        "question": "Where do you work?",
        "answer": said,
        "polling_id": "p1",
        "date_time": "2026-03-03T05:00:00Z",
    }
    return {"name": name, "email": email, "first_name": name, "last_name": "", "question_details": [detail]}


def a_question(id: str, text: str, status: str) -> dict[str, Any]:
    replies = [{"name": NAME, "email": ADDRESS, "content": WORDS, "type": "host_answered_publicly"}]
    return {
        "question": text,
        "question_id": id,
        "question_status": status,
        "answer": WORDS if status == "default" else "",
        "answer_details": replies if status == "default" else [],
    }


def sync(store: Store, clock: FakeClock, event: Event = EVENT) -> Outcome:
    return sync_event(store, a_zoom(clock), event.id, clock=clock, holder="a test")


def kept(store: Store, event: Event = EVENT) -> list[Asked]:
    return store.read(lambda tx: asked.of(tx, event.id))


def asked_to_sync(store: Store) -> bool:
    return "sync" in {row["name"] for row in store.read(everything)["task"]}


def change(store: Store, clock: FakeClock, **changes: str) -> Event:
    given = acts.Changes(webinars=(), without=(), rule=(), **changes)
    return acts.change(store, EVENT.id, given, webinar=lambda text: Webinar(text), clock=clock, by="a test")


def test_a_sync_keeps_how_many_gave_each_answer_and_how_many_questions_there_were(
    store: Store, clock: FakeClock, fake: FakeZoom
) -> None:
    keep(store, EVENT)

    outcome = sync(store, clock)
    sync(store, clock)

    assert (outcome.complete, outcome.warnings) == (True, ())
    (found,) = kept(store)
    assert found.polls == (Poll("Where do you work?", 4, (("At home", 3),), 1),)
    assert (found.questions, found.answered, found.start) == (2, 1, START.replace(hour=3, minute=55))


def test_of_who_answered_and_what_they_wrote_nothing_is_in_the_store(
    clock: FakeClock, fake: FakeZoom, tmp_path: Path
) -> None:
    store = Store(f"sqlite:///{tmp_path}/event.db")
    store.upgrade()
    keep(store, EVENT)

    assert sync(store, clock).complete
    assert kept(store)[0].questions == 2
    store.close()

    files = b"".join(one.read_bytes() for one in tmp_path.iterdir() if one.is_file())
    assert b"At home" in files
    for marker in (NAME, ADDRESS, WORDS, "And?"):
        assert marker.encode() not in files


def test_an_event_that_has_them_not_switched_on_asks_zoom_for_none(
    store: Store, clock: FakeClock, fake: FakeZoom
) -> None:
    for event in (event_of(), replace(EVENT, id="f" * 32, protected=True)):
        keep(store, event)
        sync(store, clock, event)
        assert kept(store, event) == []

    assert not [path for path in fake.asked if path.endswith(("/polls", "/qa"))]


def test_a_scope_that_lacks_is_named_in_one_sentence_and_all_else_is_complete(
    store: Store, clock: FakeClock, fake: FakeZoom
) -> None:
    keep(store, EVENT)
    path = f"/report/webinars/{quote(RUN, safe='')}/polls"
    fake.answers[path] = [
        answer({"code": 4711, "message": "Invalid access token, does not contain scopes."}, 400)
    ] * 2

    outcome = sync(store, clock)

    assert outcome.complete
    (warning,) = outcome.warnings
    assert "report:read:list_webinar_polls:admin" in warning.what
    assert store.read(lambda tx: traces.readings(tx, EVENT.id))[0].complete
    (found,) = kept(store)
    assert (found.polls, found.questions) == (None, 2)
    trouble = store.read(watch.sync_trouble)
    assert trouble is not None
    assert "list_webinar_polls" in trouble[2]


def test_what_has_not_ended_is_no_trouble_and_is_read_with_the_next_reading(
    store: Store, clock: FakeClock, fake: FakeZoom
) -> None:
    keep(store, EVENT)
    polls, questions = fake.objects.pop(POLLS), fake.objects.pop(QA)

    outcome = sync(store, clock)
    assert (outcome.complete, outcome.warnings, kept(store)) == (True, (), [])

    fake.objects |= {POLLS: polls, QA: questions}
    sync(store, clock)
    assert kept(store)[0].questions == 2


def test_zoom_that_gives_no_polls_today_leaves_what_it_gave_before(
    store: Store, clock: FakeClock, fake: FakeZoom
) -> None:
    keep(store, EVENT)
    sync(store, clock)
    before = kept(store)
    del fake.objects[POLLS]
    fake.objects[QA] = {"id": int(ONE), "uuid": RUN}

    sync(store, clock)

    assert kept(store) == [replace(before[0], questions=0, answered=0)]


def test_switched_on_it_is_read_at_once_and_switched_off_it_goes(
    store: Store, clock: FakeClock, fake: FakeZoom
) -> None:
    keep(store, event_of())
    change(store, clock, polls="yes")
    change(store, clock, polls="no")
    assert not asked_to_sync(store)  # nothing was read yet: the timetable will
    sync(store, clock)
    change(store, clock, polls="yes")
    assert asked_to_sync(store)
    sync(store, clock)
    assert kept(store)

    change(store, clock, polls="no")

    assert kept(store) == []
    (line, *_) = store.read(lambda tx: audit.lines(tx, event=EVENT.id))
    assert line.reason == "polls no"


def test_of_a_protected_event_it_is_refused_and_an_event_that_becomes_one_loses_it(
    store: Store, clock: FakeClock, fake: FakeZoom
) -> None:
    keep(store, EVENT)
    sync(store, clock)

    assert change(store, clock, protected="yes").polls is False
    assert kept(store) == []
    with pytest.raises(Trouble, match="protected"):
        change(store, clock, polls="yes")
    with pytest.raises(Trouble, match="protected"):
        acts.add(
            store,
            acts.Plan("A", "2026-03-03T09:00", "2026-03-03T12:00", "UTC", protected="yes", polls="yes"),
            webinar=lambda text: Webinar(text),
            clock=clock,
        )


def test_a_sync_that_was_under_way_when_it_was_switched_off_keeps_nothing(
    store: Store, clock: FakeClock
) -> None:
    keep(store, event_of())

    store.run(lambda tx: asked.put(tx, EVENT.id, Asked(RUN, questions=3, answered=1), now=clock.now()))

    assert kept(store) == []


def test_the_sums_go_when_the_names_of_the_event_do(store: Store, clock: FakeClock, fake: FakeZoom) -> None:
    keep(store, EVENT)
    sync(store, clock)

    store.run(lambda tx: erasing.take_out_all(tx, EVENT.id, deliveries=[], now=clock.now()))
    assert kept(store) == []

    store.run(lambda tx: asked.put(tx, EVENT.id, Asked(RUN, questions=3, answered=1), now=clock.now()))
    assert kept(store) == []


def test_a_report_has_them_only_while_they_are_switched_on(
    store: Store, clock: FakeClock, fake: FakeZoom
) -> None:
    keep(store, EVENT)
    sync(store, clock)

    assert report.asked(store, EVENT.id)["asked"]["questions"] == 2
    store.run(lambda tx: events.change(tx, event_of()))
    assert report.asked(store, EVENT.id) == {}
