"""The live page: who is inside at this moment, cheap for all who look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.builders import DAY, RUN, WEBINAR, a_join, a_leave, a_signature, instant
from tests.conftest import FakeClock
from tests.store.plans import heard
from tests.web import sample
from tests.web.conftest import Seat
from zoom_sync.records import Event, Instance, Trace
from zoom_sync.store import events, schema, traces, webinars
from zoom_sync.web.now import Shared
from zoom_sync.wiring import Rooms


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(instant("10:00"))


@pytest.fixture
def browser(seat: Callable[..., Seat]) -> Seat:
    return seat("organiser")


@pytest.fixture
def event(rooms: Rooms, browser: Seat) -> Event:
    made = replace(sample.the_event(), owner=browser.user)

    def steps(tx: object) -> None:
        events.add(tx, made, now=DAY)
        webinars.put_instance(tx, Instance(WEBINAR, RUN, start=instant("08:55")))

    rooms.store.run(steps)
    return made


def hear(rooms: Rooms, event: Event, *found: Trace) -> None:
    now = rooms.clock.now()
    rooms.store.run(lambda tx: traces.append(tx, event.id, found, now=now, heard=now))


def check_in(rooms: Rooms, event: Event, id: str, at: str, **more: object) -> None:
    row = {"event": event.id, "id": id, "fact": id, "at": instant(at), "kept": instant(at), "direction": "in"}
    rooms.store.run(lambda tx: tx.execute(schema.check_in.insert().values(row | more)))


def test_the_page_says_who_is_inside_and_who_came_last(browser: Seat, rooms: Rooms, event: Event) -> None:
    hear(rooms, event, a_join("রহিমা খাতুন", "09:10", user="u1"), a_join("عبد الرحمن", "09:20", user="u2"))
    check_in(rooms, event, "d1", "09:30")

    page = browser.get(f"/events/{event.id}/live").text

    assert '<dd data-field="all">3</dd>' in page
    assert page.index("عبد الرحمن") < page.index("রহিমা খাতুন")
    assert "<bdi>عبد الرحمن</bdi>" in page
    assert "14:50:00" in page, "in the event's zone"
    assert "in Zoom: at most 2 at 14:50" in page


def test_the_curve_has_who_signed_a_sheet_with_or_without_an_end_and_says_who_else_is_in_it(
    browser: Seat, rooms: Rooms, event: Event
) -> None:
    hear(rooms, event, a_signature("Asha Rao", "09:10", "09:20"), a_signature("Karim Uddin", "09:15", row=2))

    page = browser.get(f"/events/{event.id}/live").text

    assert "in the room: at most 2 at 14:45" in page
    assert "Hosts and panelists are in it" in page


def test_a_look_costs_no_body_while_nothing_moves(browser: Seat, rooms: Rooms, event: Event) -> None:
    hear(rooms, event, a_join(at="09:10"))
    first = browser.get(f"/events/{event.id}/live/now")
    tag = {"If-None-Match": first.headers["ETag"]}

    again = browser.get(f"/events/{event.id}/live/now", headers=tag)

    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_a_look_that_finds_nothing_new_reads_rows_by_their_keys_alone(
    browser: Seat, rooms: Rooms, event: Event
) -> None:
    hear(rooms, event, a_join(at="09:10"))
    tag = {"If-None-Match": browser.get(f"/events/{event.id}/live/now").headers["ETag"]}

    with heard(rooms.store) as found:
        browser.get(f"/events/{event.id}/live/now", headers=tag)

    read = [sent for sent in found.statements if "trace" in sent or "person" in sent or "check_in" in sent]
    assert read == []


def test_the_figures_move_when_somebody_comes_or_goes(
    browser: Seat, rooms: Rooms, event: Event, app: object
) -> None:
    def zoom(tag: str = "") -> tuple[int, str, bool]:
        answer = browser.get(f"/events/{event.id}/live/now", headers={"If-None-Match": tag})
        return answer.status_code, answer.headers["ETag"], '<dd data-field="zoom">1</dd>' in answer.text

    app.extensions["inside"] = Shared(fresh_s=0, share=0)  # type: ignore[attr-defined]
    hear(rooms, event, a_join(at="09:10"))
    code, tag, is_one = zoom()
    assert (code, is_one) == (200, True)

    hear(rooms, event, a_leave(at="09:30"))

    code, tag, is_one = zoom(tag)
    assert (code, is_one) == (200, False)


def test_when_the_run_has_ended_nobody_is_in_it(
    browser: Seat, rooms: Rooms, event: Event, app: object
) -> None:
    app.extensions["inside"] = Shared(fresh_s=0, share=0)  # type: ignore[attr-defined]
    hear(rooms, event, a_join(at="09:10"))
    rooms.store.run(lambda tx: webinars.put_instance(tx, Instance(WEBINAR, RUN, end=instant("09:50"))))
    hear(rooms, event)

    assert '<dd data-field="zoom">0</dd>' in browser.get(f"/events/{event.id}/live/now").text


def test_with_nobody_there_the_page_says_so(browser: Seat, event: Event) -> None:
    page = browser.get(f"/events/{event.id}/live").text

    assert "Nobody is inside just now." in page


def test_before_the_event_there_is_no_curve(browser: Seat, event: Event, clock: FakeClock) -> None:
    clock.advance(-3 * 3600)

    assert "The curve begins with the event." in browser.get(f"/events/{event.id}/live").text


def test_one_counts_for_all_and_not_too_often() -> None:
    time = [0.0]
    shared, made = Shared[int](fresh_s=0.5, clock=lambda: time[0]), []

    def make() -> int:
        made.append(1)
        time[0] += 0.01
        return len(made)

    assert [shared.of("e", key, make) for key in (1, 1, 2, 3)] == [1, 1, 1, 1]
    time[0] += 0.5
    assert shared.of("e", 3, make) == 2
    assert shared.of("another", 3, make) == 3


def test_what_takes_long_is_counted_rarely() -> None:
    time = [0.0]
    shared = Shared[float](fresh_s=0.5, clock=lambda: time[0])

    def make() -> float:
        time[0] += 1.0
        return time[0]

    first = shared.of("e", 1, make)
    time[0] += 18.9
    assert shared.of("e", 2, make) == first
    time[0] += 0.2
    assert shared.of("e", 2, make) > first
