"""A protected event's pages show nobody's address whole, no phone and no country: a screen is read by who stands by.

The pages come from the app's own map, so that a new one is looked at without being listed here.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask

from tests.pictures import places
from tests.web import sample
from tests.web.conftest import Seat
from zoom_sync.actions import follow_up
from zoom_sync.actions.import_sheet import import_file
from zoom_sync.actions.rebuild import rebuild
from zoom_sync.mail import Mailbox
from zoom_sync.records import Event
from zoom_sync.store import events, people
from zoom_sync.wiring import Rooms

REGISTERED = """Name,Organisation,E-mail,Phone,Country
Asha Pradhan,Mela Trust,asha.pradhan@mela.example,+977 98410 11111,Nepal
Bikram Thapa,Mela Trust,bikram.thapa@mela.example,+977 98410 22222,Nepal
Rahima Khatun,Shram Kendra,rahima.khatun@mela.example,+977 98410 33333,Nepal
Sita Devi,Shram Kendra,sita.devi@mela.example,+977 98410 44444,Nepal
"""
SIGNED = """Name,Organisation,E-mail,Phone,Time in,Time out
Asha Pradhan,,,,14:35,17:00
B. Thapa,Mela Trust,,+977 98410 55555,14:40,17:10
Rahima Khatun,Shram Kendra,rahima.khatun@mela.example,,14:45,17:20
"""
# By which somebody could be reached or found.
REACHED = [
    *(line.split(",")[2] for line in (REGISTERED + SIGNED).splitlines() if "@mela.example" in line),
    "98410",
]
COUNTRY = "Nepal"
OF_NOBODY = ("reporting.page", "reporting.printable", "publishing.page")  # countries as figures
MORE = (
    "people?col=email&col=phone&col=country",
    "people?q=asha.pradhan&col=email",
    "people/{ref}?who=thapa&with={other}&beside=thapa",
    "people/{ref}?with={other}",
    "review?list=names",
    "desk?q=pradhan",
    "letters/{letter_id}?state=sent",
)


@pytest.fixture
def event(rooms: Rooms, seat: Callable[..., Seat]) -> Event:
    """A day with its lists, made as others are, and protected since."""
    made = sample.the_event(id="d" * 32, owner=seat("organiser").user)
    rooms.store.run(lambda tx: events.add(tx, made, now=rooms.clock.now()))
    for kind, text in (("registrants", REGISTERED), ("sign-in", SIGNED)):
        import_file(
            rooms.store,
            made.id,
            data=text.encode(),
            name=f"{kind}.csv",
            kind=kind,
            clock=rooms.clock,
            by="asha",
        )
    rebuild(rooms.store, made.id, reads=(timedelta(minutes=10),), clock=rooms.clock)
    protected = replace(rooms.store.read(lambda tx: events.known(tx, made.id)), protected=True)
    rooms.store.run(lambda tx: events.change(tx, protected))
    return protected


@pytest.fixture
def letter(rooms: Rooms, event: Event) -> str:
    """One that went out to everybody in the room."""
    said: dict[str, Any] = {"by": "asha", "clock": rooms.clock}
    id = follow_up.plan(
        rooms.store, event.id, group="in_person", subject="Thank you", text="Thank you.", **said
    )
    rooms.mailer = Mailbox(lambda *_: None, sender="The Mela <letters@mela.example>", clock=rooms.clock)
    follow_up.approve(rooms.store, id, before_final=True, **said)
    follow_up.send_some(
        rooms.store, rooms.mailer, clock=rooms.clock, keys=rooms.keys, config=rooms.config, most=9, worker="w"
    )
    return id


def opened(app: Flask, rooms: Rooms, organiser: Seat, event: Event, letter: str) -> Iterator[tuple[str, str]]:
    """Every page that the organiser of the event can open, each person's and each row's too, with its text."""
    everybody = rooms.store.read(lambda tx: people.read(tx, event.id, limit=100))
    rows = [line.fact for one in everybody for line in one.evidence]
    broken: list[str] = []
    for ref in [*(one.id for one in everybody), *rows]:
        values = {"event_id": event.id, "letter_id": letter, "ref": ref, "format": "csv", "paper": "sheet",
                  "system": "civicrm", "name": "stay", "kind": "svg", "version": "-"}  # fmt: skip
        for place in places.of_app(app, organiser, values, broken):
            yield place.name, organiser.get(place.path).text
    assert broken == []
    for path in MORE:
        path = path.format(ref=everybody[0].id, other=everybody[1].id, letter_id=letter)
        answer = organiser.get(f"/events/{event.id}/{path}")
        assert answer.status_code == 200, path
        yield path, answer.text


def test_no_page_of_a_protected_event_shows_an_address_whole_a_phone_or_a_country(
    app: Flask, rooms: Rooms, seat: Callable[..., Seat], event: Event, letter: str
) -> None:
    organiser, pages = seat("organiser"), dict[str, str]()

    for name, text in opened(app, rooms, organiser, event, letter):
        pages[name] = unescape(text)
        told = [one for one in REACHED if one in pages[name]]
        if name not in OF_NOBODY and COUNTRY in pages[name].replace(COUNTRY + "i", ""):
            told.append(COUNTRY)
        assert not told, f"{name} shows {told}"

    for name in (
        "people.person", "people?col=email&col=phone&col=country", "review.pairs", "review?list=names",
        "desk?q=pradhan", "letters.letter", "rows.page",
    ):  # fmt: skip
        assert "•••@" in pages[name], name  # it has somebody's


def test_a_file_is_looked_at_without_showing_how_people_are_reached(
    seat: Callable[..., Seat], event: Event
) -> None:
    organiser, at = seat("organiser"), f"/events/{event.id}"
    organiser.get(f"{at}/sheets")

    seen = organiser.post(f"{at}/sheets/look", {"file": (io.BytesIO(REGISTERED.encode()), "more.csv")})

    text = unescape(seen.text)
    assert (seen.status_code, "Asha Pradhan" in text, "a•••@mela.example" in text) == (200, True, True)
    assert [one for one in (*REACHED, COUNTRY) if one in text] == []


def test_the_preview_of_a_letter_says_to_whom_it_goes_and_no_more(
    seat: Callable[..., Seat], event: Event
) -> None:
    organiser, at = seat("organiser"), f"/events/{event.id}/letters"
    organiser.get(f"{at}/new")

    said = {"group": "in_person", "subject": "Thank you", "text": "Thank you.", "part": "preview"}
    text = unescape(organiser.post(f"{at}/preview", said).text)

    assert "•••@mela.example" in text
    assert [one for one in REACHED if one in text] == []


def test_an_open_event_shows_how_people_are_reached_and_a_country_by_its_name(
    rooms: Rooms, seat: Callable[..., Seat], event: Event
) -> None:
    rooms.store.run(lambda tx: events.change(tx, replace(event, protected=False)))

    text = seat("organiser").get(f"/events/{event.id}/people?col=email&col=phone&col=country").text

    assert "asha.pradhan@mela.example" in text
    assert "98410 11111" in text
    assert f"<bdi>{COUNTRY}</bdi>" in text
