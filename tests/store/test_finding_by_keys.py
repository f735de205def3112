"""How SQLite, whose planner knows no sizes, finds a page of people."""

from __future__ import annotations

import re

import pytest

from tests.store.plans import heard
from tests.store.test_people import a_person, a_record, publish
from zoom_sync.records import Event
from zoom_sync.store import finding
from zoom_sync.store.database import Store
from zoom_sync.store.finding import Query, Sort

BY_KEY = re.compile(r"SEARCH person USING INDEX sqlite_autoindex_person_1 \(event=\? AND id=\?")


@pytest.fixture
def store(sqlite_store: Store) -> Store:
    """PostgreSQL plans by the sizes of what it reads."""
    return sqlite_store


@pytest.mark.parametrize("sort", ["name", "most", "least", "first", "last", "doubt"])
def test_a_page_is_found_once_and_its_lines_are_then_read_by_their_keys(
    store: Store, event: Event, sort: Sort
) -> None:
    """It once went through all lines, and found the page anew for each of them: half a minute at 10,000 people."""
    publish(store, event, a_record(a_person("Asha Rao", mode="in_person")))
    asked = Query(modes=("in_person",), sort=sort)

    with heard(store) as sent:
        store.read(lambda tx: finding.page(tx, event.id, asked, limit=30))

    ((statement, given),) = [one for one in sent.statements.items() if "body" in one[0]]
    plan = store.read(lambda tx: tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given).all())
    told = [row[3] for row in plan]
    assert any(BY_KEY.match(one) for one in told), told
    assert not any("ix_person_event_gen_from" in one for one in told), told
