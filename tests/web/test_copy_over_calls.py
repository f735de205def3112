"""Of several calls of one webinar, a copy of somebody's data holds what was heard at those that the visitor may see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.actions.test_erased_series import MARKER, next_one
from tests.actions.test_privacy import World, world
from tests.web.conftest import Seat
from zoom_sync.records import Event
from zoom_sync.store import audit, events
from zoom_sync.store.database import Store

__all__ = ["next_one", "world"]


@pytest.fixture
def store(sqlite_store: Store) -> Store:
    return sqlite_store


@pytest.fixture
def at(world: World, next_one: Event) -> str:
    return f"/events/{world.event.id}/privacy"


def stranger(world: World) -> str:
    """Somebody who is in a line of this call, and of the next one in none."""
    record = world.record()
    return next(one.id for one in record.people + record.unidentified if MARKER in one.name)


def change(world: World, event: Event, **to: Any) -> None:
    now = world.store.read(lambda tx: events.known(tx, event.id))
    world.store.run(lambda tx: events.change(tx, replace(now, **to)))


def test_an_organiser_is_given_nothing_of_a_call_that_is_somebody_elses(
    world: World, next_one: Event, at: str, seat: Callable[..., Seat]
) -> None:
    organiser, admin = seat("organiser"), seat("admin")
    change(world, world.event, owner=organiser.user)
    change(world, next_one, owner="f" * 32, protected=True)
    ref = stranger(world)

    of_theirs = organiser.post(f"{at}/copy", {"ref": ref, "reason": "asked"}).json["events"]
    of_all = admin.post(f"{at}/copy", {"ref": ref, "reason": "asked"}).json["events"]

    assert [one["event"]["id"] for one in of_theirs] == [world.event.id]
    assert [one["event"]["id"] for one in of_all] == [world.event.id, next_one.id]
    lines = world.store.read(lambda tx: audit.lines(tx, event=next_one.id))
    assert [line.reason for line in lines if line.what == "person exported"] == ["asked"]


def test_what_the_copy_is_for_is_asked_where_only_the_next_call_is_protected(
    world: World, next_one: Event, at: str, seat: Callable[..., Seat]
) -> None:
    change(world, next_one, protected=True)
    admin, ref = seat("admin"), stranger(world)

    page = admin.get(f"{at}/people/{ref}").text
    refused = admin.post(f"{at}/copy", {"ref": ref})

    assert "Everything about them at 2 events" in page
    assert 'id="copy-reason"' in page
    assert refused.status_code == 400
    assert 'id="copy-reason"' in refused.text
