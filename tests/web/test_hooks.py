"""The page of other systems: what an organiser sees and does there, and who sees what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.conftest import FakeClock
from tests.hooks.receiver import receiver
from tests.web import sample
from tests.web.conftest import Seat
from zoom_sync import posting
from zoom_sync.actions import hooks
from zoom_sync.records import Event
from zoom_sync.store import events
from zoom_sync.store import hooks as stored
from zoom_sync.wiring import Rooms

URL = "https://crm.example/in/a-path-that-is-a-secret"


@pytest.fixture
def event(rooms: Rooms) -> Event:
    return sample.keep(rooms.store, sample.a_record(sample.the_event(), 3), now=rooms.clock.now())


@pytest.fixture
def admin(seat: Callable[..., Seat], event: Event) -> Seat:
    admin = seat("admin")
    admin.get(f"/events/{event.id}/hooks")
    return admin


def test_an_organiser_adds_a_system_sees_its_secret_once_and_that_a_test_arrived(
    rooms: Rooms, event: Event, admin: Seat
) -> None:
    page = f"/events/{event.id}/hooks"
    with receiver() as other:
        shown = admin.post(page, {"url": other.url, "kind": ["final", "corrected"]}).text
        other.secret = shown.partition("<code>whsec_")[2].partition("</code>")[0]
        (told,) = hooks.overview(rooms.store, event.id)
        assert admin.post(f"{page}/test", {"hook": told.hook.id}).status_code == 303
        hooks.send_some(
            rooms.store, told.hook.id, posting.post, keys=rooms.keys, clock=rooms.clock, loopback=True
        )

        assert (other.kinds, other.forged) == (["test"], 0)
    after = admin.get(page).text
    assert "whsec_" not in after
    assert "Messages arrive" in after
    assert "answered 204" in after


def test_an_address_inside_is_refused_in_words_and_what_was_written_is_still_there(
    event: Event, admin: Seat
) -> None:
    answer = admin.post(f"/events/{event.id}/hooks", {"url": "https://10.0.0.1/in", "kind": "final"})

    assert answer.status_code == 400
    assert "a network that is not public" in answer.text
    assert 'value="https://10.0.0.1/in"' in answer.text


def test_what_was_given_up_is_seen_and_can_be_sent_again(
    rooms: Rooms, event: Event, admin: Seat, seat: Callable[..., Seat]
) -> None:
    page = f"/events/{event.id}/hooks"
    admin.post(page, {"url": URL, "kind": "final"})
    (told,) = hooks.overview(rooms.store, event.id)
    hooks.probe(rooms.store, told.hook.id, clock=rooms.clock, by="asha")

    def post(*_: object, **__: object) -> posting.Answer:
        return posting.Answer(503)

    for _ in range(10):
        hooks.send_some(rooms.store, told.hook.id, post, keys=rooms.keys, clock=rooms.clock)
        rooms.clock.advance(100_000)  # type: ignore[attr-defined]
    admin = seat("admin")  # their session is over by then
    assert "1 message was given up" in admin.get(page).text

    (message,) = hooks.overview(rooms.store, event.id)[0].messages
    admin.post(f"{page}/again", {"hook": told.hook.id, "message": message.id})

    assert hooks.overview(rooms.store, event.id)[0].counts == {"waiting": 1}
    answer = admin.post(f"{page}/again", {"hook": told.hook.id, "since": "tomorrow"})
    assert (answer.status_code, "is not a time" in answer.text) == (400, True)


def test_whoever_shares_an_event_sees_its_owners_hook_and_can_neither_change_nor_read_its_address(
    rooms: Rooms, event: Event, seat: Callable[..., Seat]
) -> None:
    owner, guest = seat("organiser", "owner@mela.example"), seat("organiser", "guest@mela.example")

    def own(tx: object) -> None:
        events.change(tx, replace(event, owner=owner.user))  # type: ignore[arg-type]
        events.share(tx, event.id, user=guest.user)  # type: ignore[arg-type]

    rooms.store.run(own)
    page = f"/events/{event.id}/hooks"
    owner.get(page)
    owner.post(page, {"url": URL, "kind": "final", "all_events": "yes"})
    (told,) = hooks.overview(rooms.store, event.id)

    seen = guest.get(page).text
    assert "crm.example" in seen
    assert "a-path-that-is-a-secret" not in seen
    assert guest.post(f"{page}/end", {"hook": told.hook.id}).status_code == 400
    guest.post(page, {"url": URL, "kind": "final", "all_events": "yes"})
    made = {one.hook.event for one in hooks.overview(rooms.store, event.id)}
    assert made == {None, event.id}  # the guest's is of this event alone
    assert owner.post(f"{page}/end", {"hook": told.hook.id}).status_code == 303


def test_a_hook_of_another_event_cannot_be_reached_through_this_one(
    rooms: Rooms, event: Event, admin: Seat
) -> None:
    other = sample.the_event(id="d" * 32)
    rooms.store.run(lambda tx: events.add(tx, other, now=rooms.clock.now()))
    foreign = hooks.add(
        rooms.store, other.id, url=URL, kinds=["final"], keys=rooms.keys, clock=rooms.clock, by="asha"
    )

    for deed in ("test", "end", "again"):
        answer = admin.post(f"/events/{event.id}/hooks/{deed}", {"hook": foreign.hook.id, "message": "x"})
        assert answer.status_code == 400, deed
    assert hooks.overview(rooms.store, other.id)[0].hook.ended is None


def test_a_protected_event_does_not_offer_names(rooms: Rooms, event: Event, admin: Seat) -> None:
    assert 'name="names"' in admin.get(f"/events/{event.id}/hooks").text

    rooms.store.run(lambda tx: events.change(tx, replace(event, protected=True)))

    assert 'name="names"' not in admin.get(f"/events/{event.id}/hooks").text


def test_a_receiver_that_fails_stands_on_the_first_page_and_in_the_figures(
    rooms: Rooms,
    event: Event,
    clock: FakeClock,
    seat: Callable[..., Seat],
    bearer: Callable[..., dict[str, str]],
) -> None:
    clock.advance((event.starts - clock.now()).total_seconds())
    admin = seat("admin")
    hook = hooks.add(
        rooms.store, event.id, url=URL, kinds=["merged"], keys=rooms.keys, clock=clock, by="asha"
    ).hook
    told: dict[str, Any] = {
        "event_id": event.id,
        "kind": "merged",
        "at": clock.now(),
        "data": {},
        "now": clock.now(),
    }
    rooms.store.run(lambda tx: stored.tell(tx, key="1", **told))

    def down(*_: Any, **__: Any) -> posting.Answer:
        return posting.Answer(502)

    hooks.send_some(rooms.store, hook.id, down, keys=rooms.keys, clock=clock, loopback=True)
    assert "another system does not take" not in admin.get("/events").text.casefold()
    clock.advance(11 * 60)

    page = admin.get("/events").text
    assert "Another system does not take what it is told: 1 message is stuck." in page
    assert f'href="/events/{event.id}/hooks"' in page
    figures = admin.client.get("/metrics", headers=bearer("operator")).text
    for line in (
        'hooks{state="failing"} 1.0',
        'hook_messages{state="waiting"} 1.0',
        "hook_failing_seconds 660.0",
    ):
        assert f"zoom_sync_{line}\n" in figures
