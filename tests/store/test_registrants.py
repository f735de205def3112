"""A registrant mirrors Zoom; nobody is called missing before a listing has ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from sqlalchemy import delete, select

from tests.builders import WEBINAR, a_registrant
from zoom_sync.store import registrants, schema, traces


class Listing:
    """Lists registrants of the event, as a sync does."""

    def __init__(self, store, event, clock):
        self.store, self.event, self.clock = store, event, clock

    def start(self, occurrence=""):
        return self.store.run(
            lambda tx: registrants.start_run(
                tx, self.event.id, webinar=WEBINAR, occurrence=occurrence, now=self.clock.now()
            )
        )

    def put(self, run, *rows):
        stamped = [replace(row, at=row.at or self.clock.now()) for row in rows]
        return self.store.run(
            lambda tx: registrants.put(tx, self.event.id, run=run, traces=stamped, now=self.clock.now())
        )

    def finish(self, run):
        return self.store.run(
            lambda tx: registrants.finish_run(tx, self.event.id, run=run, now=self.clock.now())
        )

    def whole(self, *rows, occurrence=""):
        """A listing from start to end, a minute after what was before. Returns (changed, missing)."""
        self.clock.advance(60)
        run = self.start(occurrence)
        return self.put(run, *rows), self.finish(run)

    def hear(self, *notices):
        return self.store.run(lambda tx: traces.append(tx, self.event.id, notices, now=self.clock.now()))

    def statuses(self):
        known = self.store.read(lambda tx: traces.of_event(tx, self.event.id))
        return {trace.claim.name: trace.registration.status for trace in known}


@pytest.fixture
def listing(store, event, clock):
    return Listing(store, event, clock)


ASHA, BEN = a_registrant("Asha Rao", "asha@rao.example"), a_registrant("Ben Ode", "ben@ode.example")


def test_whoever_is_no_longer_listed_is_missing_and_still_there(listing):
    assert listing.whole(ASHA, BEN) == (2, 0)
    assert listing.whole(ASHA) == (0, 1)

    assert listing.statuses() == {"Asha Rao": "approved", "Ben Ode": "missing"}


def test_a_listing_that_was_cut_short_calls_nobody_missing(listing):
    listing.whole(ASHA, BEN)

    run = listing.start()
    listing.put(run, ASHA)

    assert listing.statuses() == {"Asha Rao": "approved", "Ben Ode": "approved"}


def test_only_a_finished_listing_is_told_as_complete(listing, store, event, clock):
    run = listing.start()
    assert store.read(lambda tx: registrants.last_listing(tx, event.id)) == {}
    clock.advance(5)

    listing.finish(run)

    assert store.read(lambda tx: registrants.last_listing(tx, event.id)) == {WEBINAR: clock.now()}


def test_a_second_identical_listing_changes_nothing(listing, store):
    listing.whole(ASHA, BEN)
    before = rows(store)

    assert listing.whole(ASHA, BEN) == (0, 0)

    assert [(row.fact, row.changed) for row in rows(store)] == [(row.fact, row.changed) for row in before]


def test_a_change_at_zoom_is_mirrored_with_its_time(listing, store, event, clock):
    listing.whole(ASHA)

    renamed = replace(ASHA, claim=replace(ASHA.claim, name="Asha R. Rao"))
    assert listing.whole(renamed) == (1, 0)

    [kept] = store.read(lambda tx: traces.of_event(tx, event.id))
    assert (kept.claim.name, kept.at, kept.id) == ("Asha R. Rao", clock.now(), ASHA.id)


def test_who_comes_back_to_the_list_is_no_longer_missing(listing):
    listing.whole(ASHA)
    listing.whole()

    listing.whole(ASHA)

    assert listing.statuses() == {"Asha Rao": "approved"}


@pytest.mark.parametrize("status", ["cancelled", "denied"])
def test_who_a_notice_called_off_stays_so_when_the_list_no_longer_has_them(listing, clock, status):
    listing.whole(ASHA)
    clock.advance(60)

    assert listing.hear(a_registrant(status=status, at=clock.now())) == 1
    listing.whole()

    assert listing.statuses() == {"Asha Rao": status}


def test_a_notice_heard_twice_or_late_changes_nothing(listing, clock):
    early = clock.now()
    clock.advance(60)
    listing.hear(a_registrant(status="approved", at=clock.now()))

    assert listing.hear(a_registrant(status="approved", at=clock.now())) == 0
    assert listing.hear(a_registrant(status="pending", at=early)) == 0

    assert listing.statuses() == {"Asha Rao": "approved"}


def test_a_notice_that_tells_less_takes_nothing_away(listing, store, event, clock):
    listing.whole(a_registrant(phone="+91 98", organisation="Rao & Co"))
    clock.advance(60)

    listing.hear(a_registrant(name="", status="cancelled", at=clock.now()))

    [kept] = store.read(lambda tx: traces.of_event(tx, event.id))
    assert (kept.claim.name, kept.claim.organisation) == ("Asha Rao", "Rao & Co")
    assert kept.registration.status == "cancelled"


def test_who_registers_while_the_list_is_read_is_not_missing(listing, clock):
    run = listing.start()
    listing.put(run, ASHA)
    clock.advance(5)
    listing.hear(replace(BEN, at=clock.now()))

    assert listing.finish(run) == 0


def test_the_list_of_one_occurrence_says_nothing_of_another(listing):
    listing.whole(ASHA, occurrence="1")
    listing.whole(BEN, occurrence="2")

    assert listing.whole(ASHA, occurrence="1") == (0, 0)
    assert listing.statuses() == {"Asha Rao": "approved", "Ben Ode": "approved"}


def test_a_row_that_repeats_between_pages_is_one_registrant(listing):
    run = listing.start()

    assert listing.put(run, ASHA, ASHA, BEN) == 2
    assert listing.put(run, BEN) == 0


def told(minutes, status, **claim):
    """A notice of Asha's registration, so many minutes after the first."""
    at = datetime(2026, 3, 3, 9, tzinfo=UTC) + timedelta(minutes=minutes)
    return a_registrant(status=status, at=at, **claim)


NOTICES = {
    "created, cancelled": (told(0, "approved", organisation="Rao & Co"), told(5, "cancelled")),
    "created, approved, denied": (
        told(0, "pending", organisation="Rao & Co"), told(3, "approved"), told(9, "denied"),
    ),
    "denied and approved again": (told(0, "approved"), told(4, "denied"), told(6, "approved", phone="+91 98")),
    "all at once": (told(0, "pending", organisation="Rao & Co"), told(0, "approved"), told(0, "cancelled")),
}  # fmt: skip


@pytest.mark.parametrize("notices", NOTICES.values(), ids=NOTICES)
def test_notices_say_the_same_in_whatever_order_and_batches_they_come(listing, store, event, notices):
    found = set()
    for order in permutations(notices):
        for together in (True, False):
            store.run(lambda tx: tx.execute(delete(schema.registrant)))
            for batch in [order] if together else [[one] for one in order]:
                listing.hear(*batch)
            found.add(repr(store.read(lambda tx: traces.of_event(tx, event.id))))

    assert len(found) == 1


@pytest.mark.parametrize("status", ["cancelled", "denied"])
def test_who_was_missed_before_it_was_heard_that_they_were_called_off_is_called_off(listing, clock, status):
    listing.whole(ASHA)
    clock.advance(60)
    called_off = a_registrant(status=status, at=clock.now())
    listing.whole()
    assert listing.statuses() == {"Asha Rao": "missing"}

    listing.hear(called_off)

    assert listing.statuses() == {"Asha Rao": status}


def test_an_approval_from_before_they_were_missed_brings_nobody_back(listing, clock):
    listing.whole(ASHA)
    clock.advance(60)
    approved = a_registrant(status="approved", at=clock.now())
    listing.whole()

    listing.hear(approved)

    assert listing.statuses() == {"Asha Rao": "missing"}


def test_a_denial_from_before_the_newest_listing_denies_nobody(listing, clock):
    listing.whole(ASHA)
    clock.advance(60)
    denied = a_registrant(status="denied", at=clock.now())
    listing.whole(ASHA)

    listing.hear(denied)

    assert listing.statuses() == {"Asha Rao": "approved"}


def rows(store):
    return store.read(lambda tx: tx.execute(select(schema.registrant).order_by(schema.registrant.c.id)).all())
