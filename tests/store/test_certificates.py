"""Certificates in the store: found by their codes, replaced, and made once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.builders import span
from zoom_sync.records import Certified, Event
from zoom_sync.store import certificates, schema
from zoom_sync.store.certificates import Certificate

SAID = Certified("প্রজ্ঞা শর্মা", 205, "A meeting", (span("09:00", "13:00"),), "UTC", venue="Silver Oak")


@pytest.fixture
def give(store, event: Event, clock):
    def make(fact: str = "f" * 32, number: int = 1, said: Certified = SAID, replacing=()) -> Certificate:
        now = clock.now()
        one = certificates.new(event.key, event.id, fact, number, said, seal="5e" * 32, generation=1, now=now)
        store.run(lambda tx: certificates.issue(tx, event.key, [one]))
        store.run(lambda tx: certificates.end(tx, replacing, "replaced", now=now))
        return one

    return make


def test_a_certificate_is_found_by_its_code_which_is_not_kept(store, event: Event, give):
    one = give()
    code = certificates.code_of(event.key, one.id)

    assert store.read(lambda tx: certificates.by_code(tx, code)) == one
    assert store.read(lambda tx: certificates.by_code(tx, code[:-1] + "0")) in (None, one)
    row = store.read(lambda tx: tx.execute(select(schema.certificate)).one())
    assert code not in str(row)
    assert code.replace("-", "") not in str(row)


def test_two_who_issue_the_same_make_one(store, event: Event, give):
    give()
    give()

    assert store.read(lambda tx: certificates.progress(tx, event.id)) == (0, 1)


def test_a_newer_one_takes_the_place_of_the_one_before(store, event: Event, clock, give):
    first = give()
    store.run(lambda tx: certificates.put_papers(tx, [(first.id, b"%PDF")]))
    second = give(number=2, said=replace(SAID, minutes=90), replacing=[first.id])

    assert store.read(lambda tx: certificates.of_event(tx, event.id)) == [second]
    old = store.read(lambda tx: certificates.by_code(tx, certificates.code_of(event.key, first.id)))
    assert (old.ending, old.ended, old.made) == ("replaced", clock.now(), False)
    assert store.read(lambda tx: certificates.papers(tx, [first.id])) == {}
    assert store.read(lambda tx: certificates.numbers(tx, event.id)) == {"f" * 32: 2}


def test_papers_are_made_of_those_that_stand_and_lack_one(store, event: Event, clock, give):
    one, other, gone = (give(letter * 32) for letter in "abc")
    store.run(lambda tx: certificates.end(tx, [gone.id], "withdrawn", now=clock.now()))
    store.run(lambda tx: certificates.put_papers(tx, [(one.id, b"%PDF"), (gone.id, b"%PDF")]))

    lacking = store.read(lambda tx: certificates.unmade(tx, event.id, limit=9))

    assert lacking == [other]
    assert store.read(lambda tx: certificates.progress(tx, event.id)) == (1, 2)
    assert store.read(lambda tx: certificates.papers(tx, [one.id, other.id, gone.id])) == {one.id: b"%PDF"}


def test_a_name_with_a_nul_and_half_a_surrogate_is_kept_as_it_can_be(store, event: Event, give):
    one = give(said=replace(SAID, name="Asha\x00\ud800"))

    (found,) = store.read(lambda tx: certificates.of_event(tx, event.id))

    assert (found.id, found.said.name) == (one.id, "Asha\ufffd\ufffd")
