"""What leaves of a protected event is given for a reason, whichever way it is asked for; the reason is on record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.web import sample
from tests.web.conftest import Seat
from zoom_sync.files.printing import PAPERS
from zoom_sync.records import Event
from zoom_sync.store import audit
from zoom_sync.wiring import Rooms


@pytest.fixture
def organiser(seat: Callable[..., Seat]) -> Seat:
    return seat("organiser")


@pytest.fixture
def event(rooms: Rooms, organiser: Seat) -> Event:
    made = sample.a_record(sample.the_event(id="d" * 32, protected=True), 6)
    return sample.keep(rooms.store, made, now=rooms.clock.now(), owner=organiser.user)


def on_record(rooms: Rooms, event: Event) -> list[tuple[str, str]]:
    return [(line.what, line.reason) for line in rooms.store.read(lambda tx: audit.lines(tx, event=event.id))]


def test_a_program_says_why_it_reads_the_first_page(
    organiser: Seat, bearer: Callable[..., dict[str, str]], rooms: Rooms, event: Event
) -> None:
    path, headers = f"/api/v1/events/{event.id}/attendance", bearer("organiser", event.id)

    def get(**query: Any) -> Any:
        return organiser.client.get(path, headers=headers, query_string=query)

    for refused in (get(), get(reason="  ")):
        assert (refused.status_code, refused.mimetype) == (400, "application/problem+json")
        assert refused.json["what"] == "This event is protected: whoever takes its list says why."
        assert "person0@" not in refused.text
    assert on_record(rooms, event) == []

    first = get(reason="for the visas", limit=4)
    rest = get(cursor=first.json["next_cursor"], limit=4)

    assert [len(page.json["people"]) for page in (first, rest)] == [4, 2]
    assert on_record(rooms, event) == [("exported by the API", "for the visas")]


@pytest.mark.parametrize("paper", PAPERS)
def test_each_paper_is_printed_for_a_reason(paper: str, organiser: Seat, rooms: Rooms, event: Event) -> None:
    path = f"/events/{event.id}/papers/{paper}"

    asked, refused = organiser.get(path), organiser.post(path, {"reason": " "})

    assert (asked.status_code, asked.mimetype, refused.status_code) == (200, "text/html", 400)
    assert on_record(rooms, event) == []
    printed = organiser.post(path, {"reason": "for the front desk"})
    assert (printed.status_code, printed.mimetype) == (200, "application/pdf")
    assert on_record(rooms, event) == [(f"printed {paper}", "for the front desk")]


def test_an_open_event_asks_for_none(
    organiser: Seat, rooms: Rooms, bearer: Callable[..., dict[str, str]]
) -> None:
    made = sample.keep(
        rooms.store, sample.a_record(sample.the_event(), 3), now=rooms.clock.now(), owner=organiser.user
    )
    path = f"/api/v1/events/{made.id}/attendance"

    assert organiser.client.get(path, headers=bearer("organiser", made.id)).status_code == 200
    assert organiser.get(f"/events/{made.id}/papers/sheet").mimetype == "application/pdf"
