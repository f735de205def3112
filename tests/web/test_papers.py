"""Papers for the room: who may have them, what they hold, and what is said before they are printed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from tests.web import sample
from tests.web.conftest import Seat
from zoom_sync.actions import printing
from zoom_sync.files.printing import PAPERS
from zoom_sync.store import audit, events
from zoom_sync.wiring import Rooms


@pytest.fixture
def event(rooms: Rooms) -> str:
    made = sample.a_record(sample.the_event(), 30)
    return sample.keep(rooms.store, made, now=rooms.clock.now()).id


def test_an_organiser_prints_each_paper_and_it_is_on_record(
    seat: Callable[..., Seat], rooms: Rooms, event: str
) -> None:
    organiser = seat("admin")

    for paper in PAPERS:
        answer = organiser.get(f"/events/{event}/papers/{paper}")
        assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
        assert answer.data.startswith(b"%PDF-")
        assert answer.headers["Content-Disposition"].startswith("attachment")

    lines = rooms.store.read(lambda tx: audit.lines(tx, event=event))
    assert {line.what for line in lines} >= {f"printed {paper}" for paper in PAPERS}


def test_a_paper_that_does_not_exist_is_not_found(seat: Callable[..., Seat], event: str) -> None:
    assert seat("admin").get(f"/events/{event}/papers/poster").status_code == 404


def test_who_is_expected_has_a_code_of_their_own(rooms: Rooms, event: str) -> None:
    guests = printing.expected(rooms.store, event)

    assert len(guests) == 30
    assert (
        len({guest.code for guest in guests if guest.code}) == sum(bool(guest.code) for guest in guests) > 0
    )


def test_many_guests_come_in_parts_that_count_on(
    seat: Callable[..., Seat], event: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "PART", 20)

    answer = seat("admin").get(f"/events/{event}/papers/sheet")

    assert answer.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.namelist() == ["sheet-00001-00020.pdf", "sheet-00021-00030.pdf"]
        assert all(archive.read(name).startswith(b"%PDF-") for name in archive.namelist())


def test_a_script_without_a_font_is_said_on_the_page(
    seat: Callable[..., Seat], event: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "unprintable", lambda *_: ["Cuneiform"])

    assert "Cuneiform" in seat("admin").get(f"/events/{event}/papers").text


def test_before_any_record_nobody_is_expected_and_a_sheet_of_empty_rows_is_printed(
    seat: Callable[..., Seat], rooms: Rooms
) -> None:
    fresh = sample.the_event(id="f" * 32)
    rooms.store.run(lambda tx: events.add(tx, fresh, now=rooms.clock.now()))
    admin = seat("admin")

    assert "No guest is expected yet" in admin.get(f"/events/{fresh.id}/papers").text
    assert admin.get(f"/events/{fresh.id}/papers/sheet").data.startswith(b"%PDF-")
