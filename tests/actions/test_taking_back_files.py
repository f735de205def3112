"""A file is taken back whole, at any later time, and may come again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import an_event
from zoom_sync.actions import decide, imports, rebuild
from zoom_sync.actions.import_sheet import import_file
from zoom_sync.records import Trouble
from zoom_sync.store import audit, events, laying, snapshot, verdicts
from zoom_sync.store import imports as files

FIRST = b"Name,E-mail,Time in,Time out\nMeera Nair,meera@asha.example,09:00,12:00\nTariq Aziz,,09:10,11:00\n"
OTHER = b"Name,E-mail,Time in,Time out\nM. Nair,meera@asha.example,10:00,13:00\nMaria,,09:10,11:00\n"


@pytest.fixture
def event(store, clock):
    made = an_event(key=b"k" * 32, timezone="UTC")
    store.run(lambda tx: events.add(tx, made, now=clock.now()))
    return made


def take(store, event, data, *, clock, name="sheet.csv", **more):
    clock.advance(1)
    return import_file(store, event.id, data=data, name=name, clock=clock, by="meera", **more)[1]


def the_record(store, event, clock):
    rebuild.rebuild(store, event.id, reads=(), clock=clock)
    return replace(store.read(lambda tx: snapshot.record(tx, event.id)), event=event)


def the_import(store, event):
    return store.read(lambda tx: files.all(tx, event.id))[-1]


def test_a_record_with_a_file_taken_back_is_the_one_that_never_had_it(store, event, clock):
    take(store, event, FIRST, clock=clock)
    before = the_record(store, event, clock)
    take(store, event, OTHER, clock=clock, name="other.csv")
    with_both = the_record(store, event, clock)

    imports.undo(store, the_import(store, event)["id"], by="meera", clock=clock)

    assert with_both != before
    assert the_record(store, event, clock) == before


def test_what_was_decided_about_other_people_meanwhile_stays(store, event, clock):
    take(store, event, FIRST, clock=clock)
    take(store, event, OTHER, clock=clock, name="other.csv")
    the_record(store, event, clock)
    decide.decide(
        store, event.id, kind="absent", refs=["sheet.csv#2"], by="meera", clock=clock, reason="left at once"
    )
    decide.decide(store, event.id, kind="same", refs=["sheet.csv#2", "other.csv#2"], by="meera", clock=clock)

    imports.undo(store, the_import(store, event)["id"], by="meera", clock=clock)

    tariq = next(one for one in the_record(store, event, clock).people if one.name == "Tariq Aziz")
    assert (tariq.mode, tariq.attended) == ("absent", False)
    assert len(store.read(lambda tx: verdicts.of_event(tx, event.id))) == 2


def test_a_file_taken_back_can_be_brought_back(store, event, clock):
    take(store, event, FIRST, clock=clock)
    take(store, event, OTHER, clock=clock, name="other.csv")
    before = the_record(store, event, clock)
    file = the_import(store, event)["id"]

    imports.undo(store, file, by="meera", clock=clock, reason="the wrong day")
    the_record(store, event, clock)
    imports.redo(store, file, by="meera", clock=clock)

    assert the_record(store, event, clock) == before
    said = [(one.what, one.reason) for one in store.read(lambda tx: audit.lines(tx, event=event.id))]
    assert said[:2] == [("import brought back", ""), ("import taken back", "the wrong day")]


@pytest.mark.parametrize("batch", [laying.BATCH, 1], ids=["in one transaction", "laid down"])
def test_a_file_that_was_misread_is_taken_back_and_imported_again_as_what_it_is(
    batch, store, event, clock, monkeypatch
):
    monkeypatch.setattr(laying, "BATCH", batch)
    take(store, event, FIRST, clock=clock, kind="registrants")
    assert the_record(store, event, clock).counts["in_person"] == 0

    imports.undo(store, the_import(store, event)["id"], by="meera", clock=clock)
    assert the_record(store, event, clock).people == ()
    assert take(store, event, FIRST, clock=clock, kind="sign-in") == 2
    assert take(store, event, FIRST, clock=clock, kind="sign-in") == 0

    again = the_record(store, event, clock)
    assert (again.counts["in_person"], again.counts["registered"]) == (2, 0)


def test_of_the_same_bytes_never_two_imports_count(store, event, clock):
    take(store, event, FIRST, clock=clock)
    first = the_import(store, event)["id"]
    imports.undo(store, first, by="meera", clock=clock)
    take(store, event, FIRST, clock=clock)

    with pytest.raises(Trouble, match="imported again since"):
        imports.redo(store, first, by="meera", clock=clock)

    assert len(the_record(store, event, clock).people) == 2


def test_taking_back_twice_is_once(store, event, clock):
    take(store, event, FIRST, clock=clock)
    file = the_import(store, event)["id"]

    imports.undo(store, file, by="meera", clock=clock)
    imports.undo(store, file, by="tariq", clock=clock)

    assert the_import(store, event)["withdrawn"]["by"] == "meera"
    assert [one.what for one in store.read(lambda tx: audit.lines(tx, event=event.id))].count(
        "import taken back"
    ) == 1


@pytest.mark.parametrize("where", ["", "f" * 32], ids=["unknown", "of another event"])
def test_an_import_that_is_not_of_this_event_is_not_taken_back(where, store, event, clock):
    take(store, event, FIRST, clock=clock)
    file = the_import(store, event)["id"] if where else "nothing"

    with pytest.raises(Trouble, match="no such import"):
        imports.undo(store, file, by="meera", clock=clock, event_id=where)

    assert the_import(store, event)["withdrawn"] is None
