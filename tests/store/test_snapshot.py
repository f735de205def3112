"""An export reads one generation page by page: every person once, in order, whatever is published meanwhile."""

from __future__ import annotations

import io
import json
import tracemalloc
from contextlib import contextmanager

import pytest

from tests.store.test_people import a_person, a_record, publish
from zoom_sync.actions.export import export
from zoom_sync.files.writing import write_record
from zoom_sync.store import snapshot


@pytest.mark.parametrize("many", [0, 1, 3, 4, 8])
def test_the_pages_together_are_the_record(store, event, monkeypatch, many):
    monkeypatch.setattr(snapshot, "PAGE", 4)
    # names that are equal, or begin alike, stand at the borders of the pages
    people = [a_person(f"Asha {number // 3}", id=f"{number:032x}") for number in range(many)]
    publish(store, event, a_record(*people, unidentified=[a_person("", id="f" * 32)]))

    for kind in ("person", "unidentified"):
        read = store.read(lambda tx: snapshot.record(tx, event.id))
        paged = list(snapshot.pages(store, event.id, generation=1, kind=kind))
        assert paged == list(read.people if kind == "person" else read.unidentified)


@pytest.mark.parametrize("format", ["json", "csv", "xlsx"])
def test_an_export_while_the_record_changes_is_the_record_it_began_with(store, event, monkeypatch, format):
    monkeypatch.setattr(snapshot, "PAGE", 2)
    before = a_record(*(a_person(f"P {number}") for number in range(9)), unidentified=[a_person("")])
    publish(store, event, before)
    alone, beside = io.BytesIO(), io.BytesIO()
    export(store, event.id, format=format, target=alone)

    export(RebuiltMeanwhile(store, event), event.id, format=format, target=beside)

    assert beside.getvalue() == alone.getvalue()


def test_an_export_of_pages_is_byte_for_byte_that_of_the_whole_record(store, event, monkeypatch):
    monkeypatch.setattr(snapshot, "PAGE", 3)
    publish(
        store,
        event,
        a_record(*(a_person(f"P {number}") for number in range(10)), unidentified=[a_person("")]),
    )
    paged, whole = io.BytesIO(), io.BytesIO()

    written = export(store, event.id, format="json", target=paged)
    write_record(store.read(lambda tx: snapshot.record(tx, event.id)), "json", whole)

    assert paged.getvalue() == whole.getvalue()
    assert (written.people, written.unidentified) == (10, 1)
    assert len(json.loads(paged.getvalue())["people"]) == 10


@pytest.mark.parametrize("format", ["json", "csv"])
def test_the_memory_of_an_export_does_not_grow_with_the_people(sqlite_store, clock, monkeypatch, format):
    monkeypatch.setattr(snapshot, "PAGE", 50)
    peaks = []
    for many in (2_000, 200, 2_000):  # the first fills what is cached once, which is bounded
        event = added(sqlite_store, clock, many)
        with open("/dev/null", "wb") as nowhere, traced() as peak:
            export(sqlite_store, event.id, format=format, target=nowhere)
        peaks.append(peak[0])

    # ten times as many people take some 3 MB more where they are held
    assert peaks[2] < peaks[1] + 300_000


class RebuiltMeanwhile:
    """A store in which every read is followed by another generation."""

    def __init__(self, store, event):
        self._store, self._event, self._number = store, event, 0

    def read(self, steps):
        found = self._store.read(steps)
        self._number += 1
        people = (a_person(f"P {number}", minutes=float(self._number)) for number in range(4, 12))
        publish(self._store, self._event, a_record(*people))
        return found


def added(store, clock, many):
    from tests.builders import an_event
    from zoom_sync.store import events

    event = an_event(id=f"{many:032d}", key=b"\x01" * 32)
    store.run(lambda tx: events.add(tx, event, now=clock.now()))
    publish(store, event, a_record(*(a_person(f"P {number}") for number in range(many))))
    return event


@contextmanager
def traced():
    """The peak of what was allocated meanwhile, in bytes, as the one item of a list."""
    peak = [0]
    tracemalloc.start()
    try:
        yield peak
        peak[0] = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
