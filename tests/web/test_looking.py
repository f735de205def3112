"""Whoever asks only for the head of an answer changes nothing: programs that look into letters do so with each link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask

from tests.store.rows import everything
from tests.web import sample
from tests.web.conftest import Seat
from tests.web.test_roles import BASE, fill
from tests.web.test_signin import Outbox
from zoom_sync.actions import doors, own_record
from zoom_sync.actions.follow_up import leaving
from zoom_sync.records import Event
from zoom_sync.store import optouts
from zoom_sync.web.access import TABLE
from zoom_sync.wiring import Rooms

# What a look may leave behind: who took which file (and that it was noted once), and when a cookie was last used.
OF_A_LOOK = {"audit", "once", "session"}
PROBES = ("health.readyz", "health.status")  # they write, to say whether the store can be written to


@dataclass
class Links:
    """Links that work, each on a path of its own."""

    door: str
    sign_in: str
    own_record: str
    unsubscribing: str


@pytest.fixture
def event(rooms: Rooms) -> Event:
    record = sample.a_record(sample.the_event(), 12, final=True)
    return sample.keep(rooms.store, record, now=rooms.clock.now())


@pytest.fixture
def links(rooms: Rooms, event: Event, sign_in_link: Callable[..., tuple[str, str]]) -> Links:
    made = {"by": "asha", "clock": rooms.clock, "public_url": BASE}
    door = doors.add(rooms.store, event.id, name="North", **made)
    record = own_record.give(rooms.store, event.id, sample.a_person(4, event).id, **made)
    return Links(
        door.link.removeprefix(BASE),
        sign_in_link()[0],
        record.address.removeprefix(BASE),
        f"/unsubscribe/{leaving.token(rooms.keys, 'asha@mela.example')}",
    )


def test_the_head_of_any_address_changes_nothing_in_the_store(
    app: Flask, rooms: Rooms, seat: Callable[..., Seat], bearer: Callable[..., dict[str, str]], event: Event,
    links: Links,
) -> None:  # fmt: skip
    admin, headers = seat("admin"), bearer("admin")
    real = {
        "door.link": links.door, "signin.link": links.sign_in, "my_record.page": links.own_record,
        "unsubscribing.page": links.unsubscribing,
    }  # fmt: skip
    rooms.mailer = Outbox()  # type: ignore[assignment]
    asked, before = 0, rooms.store.read(everything)

    for rule in app.url_map.iter_rules():
        if "HEAD" not in (rule.methods or ()):
            continue
        path = real.get(rule.endpoint, fill(rule.rule, event.id))
        given = headers if TABLE[rule.endpoint].by == "bearer" else {}
        answer = admin.client.head(path, base_url=BASE, headers=given)
        after = rooms.store.read(everything)
        asked += 1

        assert answer.status_code < 500, path
        changed = {name for name, rows in after.items() if rows != before[name]}
        assert changed <= OF_A_LOOK | ({"setting"} if rule.endpoint in PROBES else set()), path
        before = after
    assert asked > 60


def test_the_head_of_a_link_in_a_letter_uses_nothing_up(
    rooms: Rooms, seat: Callable[..., Seat], links: Links
) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site"}

    for path in (links.door, links.sign_in, links.own_record, links.unsubscribing):
        answer = seat().client.head(path, base_url=BASE, headers=foreign)
        assert (answer.status_code, answer.headers.getlist("Set-Cookie")) == (200, []), path

    assert rooms.store.read(optouts.count) == 0
    for path in (links.door, links.sign_in, links.own_record):
        assert seat().post(path).status_code == 303, path


def test_no_number_of_heads_keeps_somebody_from_signing_in(rooms: Rooms, seat: Callable[..., Seat]) -> None:
    rooms.mailer = Outbox()  # type: ignore[assignment]

    assert {seat().client.head("/sign-in", base_url=BASE).status_code for _ in range(25)} == {200}
    assert seat().post("/sign-in", {"email": "asha@mela.example"}).status_code == 200


def test_the_head_of_a_form_is_that_of_the_form(seat: Callable[..., Seat], event: Event) -> None:
    for path in ("/events/new", f"/events/{event.id}/settings", "/certificates"):
        assert seat("admin", f"{len(path)}@mela.example").client.head(path, base_url=BASE).status_code == 200
