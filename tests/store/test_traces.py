"""Facts are only added; of the readings of a run the newest whole one counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import (
    RUN,
    WEBINAR,
    a_check_in,
    a_connection,
    a_file_row,
    a_join,
    a_leave,
    a_panelist,
    a_registrant,
    a_signature,
    instant,
    span,
)
from zoom_sync.records import Fault, Reading, Span, Trace
from zoom_sync.store import imports, traces


def append(store, event, *given, clock):
    return store.run(lambda tx: traces.append(tx, event.id, given, now=clock.now()))


def put_reading(store, event, rows, *, clock, digest="d1", complete=True, run=RUN):
    reading = Reading(WEBINAR, run, clock.now(), complete, digest, rows=len(rows))
    return store.run(lambda tx: traces.put_reading(tx, event.id, reading, rows, now=clock.now()))


def of_event(store, event):
    return sorted(store.read(lambda tx: traces.of_event(tx, event.id)), key=lambda trace: trace.id)


def test_every_kind_of_trace_comes_back_as_it_was_given(store, event, clock):
    given = [
        a_join(at="09:00"),
        a_leave(at="10:00"),
        a_connection("Zoë O'Neil 王", phone="+91 98 123", account_id="acc"),
        a_signature("पूजा", start=None, session="opening"),
        a_check_in(direction="out"),
        a_file_row(end=None, status="denied"),
        a_panelist(),
        a_registrant(at=instant("08:00")),
        replace(a_join(user="u7"), at=instant("09:00") + timedelta(microseconds=123456)),
        replace(a_connection(user="u8"), span=Span(instant("09:00"), None, certain=False)),
    ]

    append(store, event, *given, clock=clock)

    assert of_event(store, event) == sorted(given, key=lambda trace: trace.id)


def test_a_trace_that_is_known_is_not_added_again(store, event, clock):
    first = [a_join(user=f"u{number}") for number in range(5)]

    assert append(store, event, *first, clock=clock) == 5
    assert append(store, event, *first, a_join(user="u9"), clock=clock) == 1
    assert append(store, event, a_leave(), a_leave(), clock=clock) == 1


def test_a_fact_is_never_edited(store, event, clock):
    append(store, event, a_join("Asha Rao"), clock=clock)
    append(store, event, a_join("Somebody Else"), clock=clock)

    assert [trace.claim.name for trace in of_event(store, event)] == ["Asha Rao"]


@pytest.mark.parametrize(
    "name", ["A\x00na", "A\ud800na", "Ana \udfff"], ids=["NUL", "lone surrogate", "lone low surrogate"]
)
def test_what_a_store_cannot_hold_becomes_a_replacement_mark(store, event, clock, name):
    append(store, event, a_join(name), clock=clock)

    [kept] = of_event(store, event)
    assert kept.claim.name == name.replace("\x00", "\ufffd").replace("\ud800", "\ufffd").replace(
        "\udfff", "\ufffd"
    )


def test_names_longer_than_any_column_are_kept_whole(store, event, clock):
    long = replace(a_join("x" * 5000, user="u" * 500), ref="r" * 900, instance="i" * 900)

    append(store, event, long, clock=clock)

    assert of_event(store, event) == [long]


def test_a_reading_says_whether_it_differs_from_the_one_before(store, event, clock):
    rows = [a_connection()]

    assert put_reading(store, event, rows, clock=clock) is True
    clock.advance(600)
    assert put_reading(store, event, rows, clock=clock) is False
    clock.advance(600)
    assert put_reading(store, event, rows, clock=clock, digest="d2") is True

    known = store.read(lambda tx: traces.readings(tx, event.id))
    assert [(reading.digest, reading.complete) for reading in known] == [
        ("d1", True),
        ("d1", True),
        ("d2", True),
    ]
    assert known[1].at - known[0].at == timedelta(seconds=600)


def test_only_the_newest_complete_reading_counts(store, event, clock):
    early = a_connection("Asha Rao", "09:00", "10:00", user="u1")
    late = replace(early, span=span("09:00", "12:00"))  # the same row, of which more is known now

    put_reading(store, event, [early], clock=clock, digest="d1")
    clock.advance(60)
    put_reading(store, event, [late, a_connection("Ben", user="u2")], clock=clock, digest="d2")
    clock.advance(60)
    put_reading(store, event, [], clock=clock, digest="d3", complete=False)

    counted = of_event(store, event)
    assert {trace.claim.name for trace in counted} == {"Asha Rao", "Ben"}
    assert next(trace for trace in counted if trace.connection == "u1").span == late.span


def test_the_later_reading_counts_though_the_clock_was_set_back_before_it(store, event, clock):
    put_reading(store, event, [a_connection("Asha", user="u1")], clock=clock, digest="d1")
    clock.advance(-3600)
    put_reading(store, event, [a_connection("Ben", user="u2")], clock=clock, digest="d2")

    assert [trace.claim.name for trace in of_event(store, event)] == ["Ben"]
    known = store.read(lambda tx: traces.readings(tx, event.id))
    assert [(reading.digest, reading.number) for reading in known] == [("d1", 1), ("d2", 2)]


def test_where_no_reading_is_complete_the_newest_counts(store, event, clock):
    put_reading(store, event, [a_connection("Asha")], clock=clock, digest="d1", complete=False)
    clock.advance(60)
    put_reading(store, event, [a_connection("Ben")], clock=clock, digest="d2", complete=False)

    assert [trace.claim.name for trace in of_event(store, event)] == ["Ben"]


def test_an_equal_reading_counts_with_the_rows_of_the_one_before(store, event, clock):
    put_reading(store, event, [a_connection("Asha")], clock=clock)
    clock.advance(60)
    put_reading(store, event, [a_connection("Asha")], clock=clock)

    assert [trace.claim.name for trace in of_event(store, event)] == ["Asha"]


def test_each_run_has_its_own_newest_reading(store, event, clock):
    put_reading(store, event, [a_connection("Asha", run="one==")], clock=clock, run="one==")
    clock.advance(60)
    put_reading(store, event, [a_connection("Ben", run="two==")], clock=clock, run="two==", digest="d9")

    assert {trace.claim.name for trace in of_event(store, event)} == {"Asha", "Ben"}


def test_the_same_file_again_changes_nothing(store, event, clock):
    rows = [a_signature(row=number) for number in range(1, 4)]

    def put(import_id):
        return store.run(
            lambda tx: imports.put(
                tx,
                event.id,
                import_id=import_id,
                name="sheet.csv",
                sha256="a" * 64,
                kind="sign-in",
                by="meera",
                rows=4,
                faults=[Fault("sheet.csv#4", "no name")],
                notes=["One row was left out."],
                columns={"Name": "name"},
                traces=rows,
                now=clock.now(),
            )
        )

    assert put("i1") == 3
    assert put("i2") == 0
    [kept] = store.read(lambda tx: imports.all(tx, event.id))
    assert kept["id"] == "i1"
    assert kept["faults"] == [{"ref": "sheet.csv#4", "reason": "no name"}]
    assert kept["columns"] == {"Name": "name"}
    assert kept["at"] == clock.now()


def test_traces_of_other_events_are_not_mixed_in(store, event, clock):
    from tests.builders import an_event
    from zoom_sync.store import events

    other = an_event(id="f" * 32)
    store.run(lambda tx: events.add(tx, other, now=clock.now()))

    append(store, event, a_join(), clock=clock)
    append(store, other, a_join(), clock=clock)

    assert len(of_event(store, event)) == len(of_event(store, other)) == 1


def test_a_trace_of_an_older_version_lacks_fields_and_is_read_all_the_same():
    from zoom_sync.store.codec import TRACE

    text = '{"id":"a","kind":"joined","source":"participant","ref":"r","of a newer version":1}'

    assert TRACE.of_text(text) == Trace("a", "joined", "participant", "r")
