"""Generations that nobody reads any more go; a reader of one that is kept sees it whole, of one that went is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from tests.store.test_people import a_person, a_record, names, publish, read_all, whole
from zoom_sync.records import Evidence, Pair, Trouble
from zoom_sync.store import people, pruning, schema


def rows_of(store, table):
    return store.read(lambda tx: tx.execute(select(func.count()).select_from(table)).scalar())


def a_record_of(minutes):
    moving = a_person(
        "Asha", minutes=minutes, evidence=[Evidence("participant", "c1", "e-mail", f"{minutes:032.0f}")]
    )
    return a_record(moving, a_person("Ben"), review=[Pair(("a", "b"), 0.7, ())])


@pytest.fixture
def published(store, event, monkeypatch):
    """Eight generations, of which the newest and two before it are kept."""
    monkeypatch.setattr(pruning, "KEPT", 2)
    monkeypatch.setattr(people, "KEPT", 2)
    records = [a_record_of(float(minutes)) for minutes in range(1, 9)]
    for record in records:
        publish(store, event, record)
    return records


def test_rows_that_no_kept_generation_shows_are_removed(store, published):
    assert rows_of(store, schema.person) == 4  # Ben once, and Asha of three generations
    assert rows_of(store, schema.owner) == 3


def test_questions_that_no_kept_generation_shows_are_removed(store, event, published):
    assert rows_of(store, schema.review) == 2  # those of the first, which the oldest that is kept still shows

    for minutes in (20.0, 21.0, 22.0, 23.0):
        publish(store, event, replace(a_record_of(minutes), review=(Pair(("a", f"{minutes}"), 0.7, ()),)))

    assert store.read(lambda tx: [pair.refs[1] for pair in people.review(tx, event.id)]) == ["23.0"]
    assert rows_of(store, schema.review) == 3 * 2  # an empty line and a question each


def test_the_kept_generations_are_whole(store, event, published):
    for generation in (6, 7, 8):
        assert read_all(store, event, generation) == whole(published[generation - 1])


def test_a_reader_of_a_generation_that_went_is_told_and_not_given_half_of_it(store, event, published):
    with pytest.raises(Trouble, match="Start again from its first page"):
        names(store, event, generation=5)


def test_a_fact_leads_to_whom_it_stands_with_in_the_newest_record_only(store, event, published):
    assert store.read(lambda tx: people.person(tx, event.id, f"{8:032}")).minutes == 8
    assert store.read(lambda tx: people.person(tx, event.id, f"{7:032}")) is None
