"""What a record says in one line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import a_check_in, a_connection, a_join, a_leave
from tests.web import sample
from zoom_sync.records import Evidence, Trace
from zoom_sync.rules.headline import headline

INSIDE = [
    ([a_join(at="09:00")], 1, "joined"),
    ([a_join(at="09:00"), a_leave(at="09:30")], 0, "joined and left"),
    ([a_leave(at="09:30"), a_join(at="09:00")], 0, "in any order"),
    ([a_join(at="09:00"), a_leave(at="09:30"), a_join(at="10:00")], 1, "back again on one connection"),
    ([a_join(at="09:00", user="u1"), a_join(at="09:10", user="u2")], 1, "two devices of one person"),
    ([a_join(at="09:00"), a_leave(at="09:30", user="u9")], 1, "somebody else left"),
    ([replace(a_join(at="09:00"), excluded="waiting room")], 0, "in the waiting room"),
]


def a_record_of(traces: list[Trace], *, people: int = 1):  # type: ignore[no-untyped-def]
    """A record in which all these traces are of the first person."""
    event = sample.the_event()
    evidence = tuple(Evidence(trace.source, trace.ref, "first record", trace.id) for trace in traces)
    return replace(
        sample.a_record(event, people),
        people=(
            replace(sample.a_person(0, event), evidence=evidence),
            *sample.a_record(event, people).people[1:],
        ),
    )


@pytest.mark.parametrize(("traces", "inside", "why"), INSIDE, ids=[why for *_, why in INSIDE])
def test_on_zoom_are_those_with_a_connection_that_has_not_ended(
    traces: list[Trace], inside: int, why: str
) -> None:
    assert headline(a_record_of(traces), traces, ended=())["zoom"] == inside


def test_nobody_is_inside_a_run_that_has_ended() -> None:
    traces = [a_join(at="09:00")]

    assert headline(a_record_of(traces), traces, ended={traces[0].instance})["zoom"] == 0


def test_a_row_of_the_report_ends_what_was_heard_to_begin() -> None:
    row = a_connection(start="09:00", end="09:30", user="u1")
    traces = [a_join(at="09:00", user="u1"), row]

    assert headline(a_record_of(traces), traces, ended=())["zoom"] == 0


@pytest.mark.parametrize(("directions", "inside"), [("in", 1), ("in out", 0), ("in out in", 1), ("out", 0)])
def test_in_the_room_are_those_whose_last_check_in_was_one_in(directions: str, inside: int) -> None:
    traces = [
        a_check_in(at=f"09:{number:02}", direction=direction)
        for number, direction in enumerate(directions.split())
    ]

    assert headline(a_record_of(traces), traces, ended=())["room"] == inside


def test_in_both_are_those_who_are_inside_twice() -> None:
    traces = [a_join(at="09:00"), a_check_in(at="09:10")]

    assert headline(a_record_of(traces), traces, ended=())["both"] == 1


def test_the_facts_of_open_questions_are_told_with_whom_they_stand() -> None:
    record = sample.a_record(sample.the_event(), 100)

    found = headline(record, (), ended=())

    assert found["owners"] == {fact: fact for fact in record.review[0].facts}
    assert found["ranges"]["both"] == [record.counts["both"], record.counts["both"] + 1]
    assert (found["people"], found["unidentified"]) == (100, 1)
