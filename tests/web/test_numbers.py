"""Numbers and moments in addresses and forms: whatever stands there, the page or one sentence comes, never a fault."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from tests.web import sample
from tests.web.conftest import Seat
from zoom_sync.actions import doors
from zoom_sync.records import Event
from zoom_sync.web.numbers import MOST, number
from zoom_sync.wiring import Rooms

BASE = "http://127.0.0.1:8000"
NONE = (
    "",
    "x",
    "-1",
    "1.5",
    "²",
    "٣",
    " 1",
    "1 ",
    "1_0",
    "9" * 23,
    "9" * 30,
    "9" * 5000,
)  # none of them is a number
ENDS = ("0001-01-01T00:00:00", "9999-12-31T23:59:59")  # of the calendar
OFFSETS = ("+14:00", "-14:00", "Z", "")


@pytest.fixture
def event(rooms: Rooms) -> Event:
    east = sample.the_event(timezone="Pacific/Kiritimati")
    return sample.keep(rooms.store, sample.a_record(east, 60), now=rooms.clock.now())


def test_a_number_is_of_ascii_digits_and_within_bounds() -> None:
    assert [number(text) for text in ("0", "7", "007", str(MOST))] == [0, 7, 7, MOST]
    assert {number(text) for text in (*NONE, str(MOST + 1))} == {None}
    assert (number("60", most=60), number("61", most=60)) == (60, None)


@pytest.mark.parametrize(
    "path",
    [
        "/mailbox?before=", "/audit?before=", "/events/EVENT/review?skip=", "/events/EVENT/decisions?skip=",
        "/events/EVENT/sheets?rows=1&taken=", "/events/EVENT/sheets?taken=1&rows=",
    ],
)  # fmt: skip
def test_a_page_comes_whatever_number_its_address_names(
    path: str, seat: Callable[..., Seat], event: Event
) -> None:
    admin = seat("admin")

    for text in NONE:
        assert admin.get(path.replace("EVENT", event.id) + text).status_code == 200, text[:30]


def test_a_row_that_is_none_drops_nothing_from_a_form(seat: Callable[..., Seat], event: Event) -> None:
    admin = seat("admin")

    for text in NONE:
        for path, form in (
            (f"/events/{event.id}/settings", {"do": f"drop:days:{text}"}),
            (f"/events/{event.id}/letters/preview", {"do": f"drop:{text}", "group": "both"}),
        ):
            assert admin.post(path, form).status_code == 200, (path, text[:30])


def test_a_door_is_told_its_state_whatever_it_says_of_its_queue_and_clock(
    rooms: Rooms, seat: Callable[..., Seat], event: Event
) -> None:
    phone = seat()
    made = doors.add(rooms.store, event.id, name="North", clock=rooms.clock, public_url=BASE, by="asha")
    phone.post(made.link.removeprefix(BASE))

    for text in NONE:
        assert phone.get("/door/state", query_string={"unsent": text, "now": "1"}).status_code == 200
        assert phone.get("/door/state", query_string={"unsent": "1", "now": text}).status_code == 200
        assert phone.get("/door/people", query_string={"since": text}).status_code == 200
    for moment in [f"{end}{offset}" for end in ENDS for offset in OFFSETS]:
        assert phone.get("/door/state", query_string={"since": moment}).status_code == 200, moment


@pytest.mark.parametrize("moment", [f"{end}{offset}" for end in ENDS for offset in OFFSETS])
def test_a_moment_at_an_end_of_the_calendar_is_refused_in_one_sentence(
    moment: str, rooms: Rooms, seat: Callable[..., Seat], bearer: Callable[..., dict[str, str]], event: Event
) -> None:
    admin, headers = seat("admin"), bearer("admin")
    path = f"/api/v1/events/{event.id}/check-ins"

    told = admin.client.post(path, json={"name": "Asha", "at": moment}, headers=headers, base_url=BASE)
    assert (told.status_code, told.json["faults"][0]["field"]) == (422, "at")
    for path, form in (
        (f"/events/{event.id}/desk/check-in", {"name": "Asha", "at": moment}),
        (f"/events/{event.id}/doors", {"name": "North", "until": moment}),
        ("/events/new", {"title": "x", "timezone": "Asia/Tokyo", "starts": moment, "ends": moment}),
    ):
        answer = admin.post(path, form)
        assert answer.status_code == 400, path
        assert "Traceback" not in answer.text


def test_a_file_of_answers_is_read_whatever_it_is_called(seat: Callable[..., Seat], event: Event) -> None:
    admin = seat("admin")

    for name in ("answers.c\0v", "answers." + "/" * 9, "answers.\n", "a" * 300 + ".csv"):
        file: Any = (io.BytesIO(b"ref a,ref b,answer\nx,y,same\n"), name)
        answer = admin.post(
            f"/events/{event.id}/questions", {"file": file}, content_type="multipart/form-data"
        )
        assert answer.status_code in (200, 400), name
        assert "Something went wrong" not in answer.text
