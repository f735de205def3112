"""A command whose rebuild is overtaken by a run that began later, such as the worker's."""

from __future__ import annotations

import pytest

from tests.cli.test_privacy import event, found
from zoom_sync import moments
from zoom_sync.store import publishing
from zoom_sync.store.database import Store

__all__ = ["event"]


@pytest.fixture
def overtaken(event, sqlite_url):
    """Whenever a rebuild has read its facts, another one begins."""
    other = Store(sqlite_url)

    def begin(moment):
        if moment == "a generation begun, no row written":
            publishing.begin(other, event)

    with moments.watched(begin):
        yield
    other.close()


def test_what_was_asked_for_is_done_though_another_run_makes_the_record(zoom_sync, event, overtaken):
    merged = zoom_sync("merge", event)
    closed = zoom_sync("event", "close", event)
    ((_, id, *_),) = found(zoom_sync, "quillfeather")
    erased = zoom_sync("person", "erase", id, "--reason", "asked for it")

    assert (merged.exit, closed.exit, erased.exit) == (0, 0, 0)
    assert "Another run, which began later, is making the record." in merged.err
    assert "The room is closed." in closed.err
    assert found(zoom_sync, "quillfeather") == []


def test_a_record_that_another_run_still_makes_is_not_given_in_its_older_state(zoom_sync, event, overtaken):
    zoom_sync("event", "close", event)

    given = zoom_sync("export", event, "--format", "json")

    assert (given.exit, given.out) == (1, "")
    assert "overtaken" in given.err
