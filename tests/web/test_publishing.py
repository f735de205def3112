"""The page of the public version: looked at, published, handed out."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.web import sample
from tests.web.conftest import Seat
from zoom_sync.wiring import Rooms


@pytest.fixture
def event(rooms: Rooms) -> str:
    return sample.keep(rooms.store, sample.a_record(sample.the_event(), 300), now=rooms.clock.now()).id


def test_an_organiser_looks_publishes_and_hands_out_what_then_stays(
    seat: Callable[..., Seat], event: str
) -> None:
    organiser = seat("admin")
    before = organiser.get(f"/events/{event}/report/public").text
    assert "Once published, a version stays as it is" in before
    assert "&lt;5" in before

    done = organiser.post(f"/events/{event}/report/public", {})
    after = organiser.get(f"/events/{event}/report/public?done=published").text

    assert done.status_code == 303
    assert "Version 1 is published." in after
    assert "This is what is published: version 1." in after
    for kind, mime in (("html", "text/html"), ("json", "application/json"), ("pdf", "application/pdf")):
        answer = organiser.get(f"/events/{event}/report/public/1.{kind}")
        assert (answer.status_code, answer.mimetype) == (200, mime)
        assert answer.headers["Content-Disposition"].startswith("attachment")


def test_what_nobody_looked_at_is_said_before_it_is_published_and_leads_there(
    seat: Callable[..., Seat], rooms: Rooms
) -> None:
    record = sample.a_record(sample.the_event(), 300)
    event = sample.keep(rooms.store, record, now=rooms.clock.now()).id

    text = seat("admin").get(f"/events/{event}/report/public").text

    assert len(record.review) == 3
    assert f'<a href="/events/{event}/review">3 questions are open: is it the same person?</a>' in text
    assert re.search(r"joined=doubtful[^>]*>\d+ doubtful joins were looked at by nobody", text)


def test_countries_are_named_for_readers_and_stay_codes_for_programs(
    seat: Callable[..., Seat], event: str
) -> None:
    organiser, path = seat("admin"), f"/events/{event}/report/public"
    organiser.post(path, {})

    assert "India" in organiser.get(path).text
    assert "الهند" in organiser.get(path, headers={"Accept-Language": "ar"}).text
    assert "India" in organiser.get(f"{path}/1.html").text
    assert '"IN"' in organiser.get(f"{path}/1.json").text
    assert "India" in organiser.get(f"/events/{event}/report").text


def test_no_name_and_no_address_stands_in_what_is_handed_out(seat: Callable[..., Seat], event: str) -> None:
    organiser = seat("admin")
    organiser.post(f"/events/{event}/report/public", {})

    text = organiser.get(f"/events/{event}/report/public/1.json").text

    assert "mela.example" not in text
    assert not any(name in text for name in sample.FAMILY)


def test_a_row_for_each_attendee_goes_out_once_beside_the_tables(
    seat: Callable[..., Seat], rooms: Rooms
) -> None:
    record = sample.a_record(sample.the_event(), 300, final=True)
    event = sample.keep(rooms.store, record, now=rooms.clock.now()).id
    organiser, path = seat("admin"), f"/events/{event}/report/public"
    assert "Publish the rows" not in organiser.get(path).text
    organiser.post(path, {})
    assert organiser.get(f"{path}/1.csv").status_code == 404

    for _ in range(2):
        assert organiser.post(path, {"what": "rows"}).status_code == 303

    after, rows = organiser.get(path).text, seat("viewer").get(f"{path}/2.csv")
    assert "The rows are published with version 2" in after
    assert "Publish the rows" not in after
    assert rows.mimetype == "text/csv"
    assert rows.text.startswith("code,mode,country,minutes,arrived,left\r\n")
    assert "mela.example" not in rows.text
    assert not any(name in rows.text for name in sample.FAMILY)
    assert organiser.get(f"{path}/3.csv").status_code == 404


def test_a_viewer_may_read_what_is_published_and_not_what_is_not(
    seat: Callable[..., Seat], event: str
) -> None:
    seat("admin").post(f"/events/{event}/report/public", {})
    viewer = seat("viewer")

    page = viewer.get(f"/events/{event}").text
    links = re.findall(r'href="(/events/[^"]+)" download>', page)
    assert [link.rpartition("/")[2] for link in links] == ["1.html", "1.pdf", "1.json"]
    assert {viewer.get(link).status_code for link in links} == {200}
    assert "appear here as soon as" not in page
    assert viewer.get(f"/events/{event}/report/public").status_code == 404


def test_a_version_that_is_not_out_is_not_found(seat: Callable[..., Seat], event: str) -> None:
    assert seat("admin").get(f"/events/{event}/report/public/1.html").status_code == 404


def test_without_a_record_there_is_nothing_to_publish(seat: Callable[..., Seat], rooms: Rooms) -> None:
    from zoom_sync.store import events

    empty = sample.the_event()
    rooms.store.run(lambda tx: events.add(tx, empty, now=rooms.clock.now()))

    assert seat("admin").get(f"/events/{empty.id}/report/public").status_code == 303
