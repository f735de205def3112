"""Every stretch of somebody's time names its rows, and the sums add up to the record's minutes."""

from __future__ import annotations

from hypothesis import given, settings

from tests.builders import a_check_in, a_connection, a_registrant, a_signature, an_event
from tests.rules.test_merge_properties import facts
from zoom_sync.records import Readiness, Trace, Verdict
from zoom_sync.rules.merge import record
from zoom_sync.rules.presence import minutes, union
from zoom_sync.rules.reckoning import stretches, sums
from zoom_sync.rules.sharing import material

EVENT = an_event()
ASHA = a_registrant("Asha Rao", id="R1")


def online(start: str, end: str | None, user: str) -> Trace:
    return a_connection("Asha Rao", start, end, user=user, registrant_id="R1")


def told(*traces: Trace) -> list[tuple[str, str, str, int, str]]:
    pieces, _ = material(traces, (), {})
    return [
        (
            one.side,
            f"{one.span.start:%H:%M}",
            f"{one.span.end:%H:%M}" if one.span.end else "",
            len(one.facts),
            one.why,
        )
        for one in stretches(pieces, EVENT)
    ]


def test_where_two_connections_overlap_both_are_named_and_counted_once() -> None:
    traces = [ASHA, online("09:00", "10:00", "1"), online("09:40", "10:20", "2")]

    assert told(*traces) == [
        ("virtual", "09:00", "09:40", 1, "covered"),
        ("virtual", "09:40", "10:00", 2, "covered"),
        ("virtual", "10:00", "10:20", 1, "covered"),
    ]
    (found,) = sums(material(traces, (), {})[0], EVENT)
    assert (found.rows, found.told, found.twice, found.gaps, found.outside, found.counted) == (
        2,
        100,
        20,
        0,
        0,
        80,
    )


def test_a_short_gap_counts_and_names_nobody_and_what_is_outside_counts_nothing() -> None:
    traces = [ASHA, online("08:30", "09:30", "1"), online("09:31", "10:00", "2")]

    assert told(*traces) == [
        ("virtual", "08:30", "09:00", 1, "outside"),
        ("virtual", "09:00", "09:30", 1, "covered"),
        ("virtual", "09:30", "09:31", 0, "gap"),
        ("virtual", "09:31", "10:00", 1, "covered"),
    ]
    (found,) = sums(material(traces, (), {})[0], EVENT)
    assert (found.told, found.gaps, found.outside, found.counted) == (89, 1, 30, 60)


def test_a_check_in_and_out_are_one_stretch_of_two_rows_and_one_without_an_end_is_open() -> None:
    assert told(
        a_check_in("Asha Rao", "09:00", nonce="1"),
        a_check_in("Asha Rao", "10:00", direction="out", nonce="2"),
        a_check_in("Asha Rao", "11:00", nonce="3"),
    ) == [("in_person", "09:00", "10:00", 2, "covered"), ("in_person", "11:00", "", 1, "open")]
    assert told(a_signature("Asha Rao", "09:00", None)) == [("in_person", "09:00", "", 1, "open")]


@settings(deadline=None)
@given(facts())
def test_the_stretches_that_count_are_the_minutes_of_the_record(
    given: tuple[list[Trace], list[Verdict]],
) -> None:
    traces, said = given
    found = record(EVENT, traces, said, readiness=Readiness(False))
    by_fact = {piece.main.id: piece for piece in material(traces, said, {})[0]}
    for person in (*found.people, *found.unidentified):
        if any(line.source == "manual" and line.fact not in by_fact for line in person.evidence):
            continue  # decided by hand
        pieces = [by_fact[line.fact] for line in person.evidence if line.fact in by_fact]
        parts = [one for one in stretches(pieces, EVENT) if one.why in ("covered", "gap")]
        virtual, in_person = (
            minutes(union([one.span for one in parts if one.side == side]))
            for side in ("virtual", "in_person")
        )
        assert virtual == person.virtual_minutes
        for one in sums(pieces, EVENT):
            assert round(one.told - one.twice + one.gaps - one.outside, 3) == one.counted
        by_side = {one.side: one.counted for one in sums(pieces, EVENT)}
        assert by_side.get("virtual", 0.0) == person.virtual_minutes
        assert by_side.get("in_person", 0.0) == (person.in_person_minutes or 0.0)
        assert {line for one in parts for line in one.facts} <= {line.fact for line in person.evidence}
        assert in_person == (person.in_person_minutes or 0.0)
