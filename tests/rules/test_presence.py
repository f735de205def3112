"""How long somebody was there: spans, connections, the room."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import (
    DAY,
    RUN,
    a_bind,
    a_check_in,
    a_connection,
    a_file_row,
    a_join,
    a_leave,
    a_rule,
    a_signature,
    an_event,
    instant,
    span,
)
from zoom_sync.records import Span
from zoom_sync.rules.presence import clip, connections, minutes, room, side, union

ENDS = {RUN: instant("13:05")}


def test_a_second_device_adds_no_minutes():
    laptop, phone = span("10:00", "10:40"), span("10:20", "10:50")

    assert minutes(union([laptop, phone])) == 50


def test_spans_in_any_order_are_joined_over_a_gap_of_exactly_the_bridge():
    late, early = span("10:01", "10:30"), span("09:00", "10:00")

    assert union([late, early], bridge=timedelta(seconds=60)) == [span("09:00", "10:30")]


def test_a_gap_longer_than_the_bridge_stays():
    spans = [span("09:00", "10:00"), span("10:01:01", "10:30")]

    assert union(spans, bridge=timedelta(seconds=60)) == spans


def test_a_joined_span_is_certain_only_if_all_its_parts_are():
    joined = union([span("09:00", "10:00"), span("09:30", "11:00", certain=False)])

    assert joined == [span("09:00", "11:00", certain=False)]


def test_a_span_without_an_end_has_no_union():
    with pytest.raises(ValueError, match="without an end"):
        union([span("09:00", None)])


def test_a_gap_over_the_start_of_the_day_is_bridged_before_it_is_clipped():
    before, after = span("08:00", "08:59:30"), span("09:00:20", "10:00")

    assert minutes(side([before, after], an_event())) == 60


def test_without_clipping_the_whole_stay_counts():
    event = an_event(rule=a_rule(clip_to_event=False))

    assert minutes(side([span("08:00", "14:00")], event)) == 360


def test_minutes_are_exact_to_the_second():
    assert minutes([span("09:00", "09:00:01")]) == 0.017


SECONDS = st.integers(min_value=0, max_value=400)
SPANS = st.lists(st.tuples(SECONDS, SECONDS).map(sorted), max_size=8)


def _spans(pairs: list[list[int]]) -> list[Span]:
    return [Span(DAY + timedelta(seconds=a), DAY + timedelta(seconds=b)) for a, b in pairs]


def _seconds(pairs: list[list[int]], bridge: int) -> set[int]:
    """Every second that is covered, or lies in a gap of at most `bridge`, one by one."""
    covered = {second for a, b in pairs for second in range(a, b)}
    edges = covered | {second for pair in pairs for second in pair}
    for a in (b for _, b in pairs):
        if a not in covered:
            following = [second for second in edges if a < second <= a + bridge]
            covered |= set(range(a, min(following))) if following else set()
    return covered


@given(SPANS, st.integers(min_value=0, max_value=60))
def test_the_union_is_what_counting_second_by_second_gives(pairs, bridge):
    joined = union(_spans(pairs), bridge=timedelta(seconds=bridge))

    assert minutes(joined) == round(len(_seconds(pairs, bridge)) / 60, 3)


@given(SPANS, SPANS)
def test_clipping_is_what_counting_second_by_second_gives(pairs, frames):
    clipped = clip(union(_spans(pairs)), union(_spans(frames)))

    both = _seconds(pairs, 0) & _seconds(frames, 0)
    assert minutes(clipped) == round(len(both) / 60, 3)


def test_a_join_a_leave_and_a_row_of_one_connection_are_one():
    row = a_connection("Asha Rao", "09:00", "12:00", user="u1")
    found = connections([a_leave(at="12:00:30"), row, a_join(at="09:00:02")], {})

    assert len(found) == 1
    assert found[0].traces[0] == row
    assert found[0].spans == (span("09:00", "12:00"),)


def test_without_a_report_the_join_and_the_leave_decide():
    (found,) = connections([a_leave(at="12:00"), a_join(at="09:00")], ENDS)

    assert found.spans == (span("09:00", "12:00"),)
    assert found.known


def test_a_missing_leave_is_closed_at_the_end_of_the_run_provisionally():
    (found,) = connections([a_join(at="09:00")], ENDS)

    assert found.spans == (span("09:00", "13:05", certain=False),)


def test_a_missing_leave_stays_open_while_the_run_is_on():
    (found,) = connections([a_join(at="09:00")], {})

    assert found.spans == (span("09:00", None),)
    assert not found.known


def test_a_row_without_an_end_takes_the_leave_that_was_heard():
    row = a_connection("Asha Rao", "09:00", None, user="u1")

    (found,) = connections([row, a_leave(at="11:00")], ENDS)

    assert found.spans == (span("09:00", "11:00"),)


def test_a_leave_without_a_join_is_somebody_seen_for_an_unknown_time():
    (found,) = connections([a_leave(at="11:00")], ENDS)

    assert found.spans == ()
    assert not found.known


def test_a_leave_before_its_join_counts_nothing_and_says_why():
    (found,) = connections([a_join(at="10:00"), a_leave(at="09:00")], ENDS)

    assert found.spans == ()
    assert found.flaw == "it ended before it began"


@pytest.mark.parametrize(
    ("traces", "spans", "reason"),
    [
        ([a_join(at="09:00"), a_join(at="09:00"), a_leave(at="10:00")], [("09:00", "10:00")], "sent twice"),
        (
            [a_leave(at="12:00"), a_join(at="11:00"), a_leave(at="10:00"), a_join(at="09:00")],
            [("09:00", "10:00"), ("11:00", "12:00")],
            "two stays under one number, the newest heard first",
        ),
        ([a_join(at="09:00"), a_join(at="09:30"), a_leave(at="10:00")], [("09:00", "10:00")], "joined twice"),
    ],
)
def test_odd_orders_and_repeats_are_harmless(traces, spans, reason):
    (found,) = connections(traces, ENDS)

    assert found.spans == tuple(span(*one) for one in spans), reason


def test_two_rows_of_one_connection_number_are_two_records():
    first = a_connection("Asha Rao", "09:00", "10:00", user="u1")
    second = a_connection("Asha Rao", "10:01", "11:00", user="u1")

    found = connections([second, a_join(at="10:01"), first], {})

    assert sorted(len(one.traces) for one in found) == [1, 2]


def test_a_connection_that_the_report_does_not_have_is_kept():
    found = connections([a_connection("Asha Rao", user="u1"), a_join("Ravi", "10:00", user="u2")], ENDS)

    assert len(found) == 2


def test_a_row_of_a_file_that_equals_a_known_connection_is_further_evidence_of_it():
    known, row = a_connection("Rao, Asha", "09:00", "12:00"), a_file_row("Rao# Asha", "09:00", "12:00")

    (found,) = connections([row, known], {})

    assert found.traces == (known,)
    assert found.copies == (row,)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"end": "12:00:01"}, "a second later"),
        ({"name": "Asha R"}, "another name"),
        ({"webinar": "111"}, "another webinar"),
    ],
)
def test_a_row_that_differs_is_a_connection_of_its_own(change, reason):
    row = a_file_row(**{"start": "09:00", "end": "12:00", **change})

    assert len(connections([row, a_connection("Asha Rao", "09:00", "12:00")], {})) == 2, reason


def test_a_row_of_a_file_tells_the_end_of_a_connection_whose_leave_never_came():
    row = a_file_row("Asha Rao", "09:00", "10:00")

    (found,) = connections([row, a_join("Asha Rao", "09:00")], ENDS)

    assert found.spans == (span("09:00", "10:00"),)
    assert found.copies == (row,)


def test_the_same_export_twice_makes_no_second_connections():
    rows = [a_file_row("iPhone", file=name, row=n) for name in ("a.csv", "b.csv") for n in (1, 2)]

    found = connections(rows, {})

    assert [len(one.copies) for one in found] == [1, 1]


def test_a_row_that_tells_of_two_stays_is_in_the_room_for_both():
    row = replace(a_signature(start="10:30", end="12:00"), further=(span("13:00", "15:30"),))

    there = room([row], an_event())

    assert (minutes(there.spans), there.known, there.flaws) == (240, True, ())


def test_of_two_stays_of_a_row_the_one_that_ends_before_it_begins_counts_nothing_and_something_is_missing():
    row = replace(a_signature(start="10:30", end="12:00"), further=(span("15:30", "13:00"),))
    unclear = replace(a_signature(start=None), further=(span("13:00", "15:30"),))

    one, other = room([row], an_event()), room([unclear], an_event())

    assert (minutes(one.spans), one.known, one.flaws) == (90, False, ())
    assert (minutes(other.spans), other.known, other.flaws) == (150, False, ())


def test_a_time_in_without_a_time_out_is_presence_of_unknown_length():
    found = room([a_signature(start="09:30")], an_event())

    assert found.seen
    assert not found.known
    assert found.spans == ()


def test_a_tea_break_between_two_signatures_on_one_sheet_counts():
    rows = [a_signature(start="09:00", end="10:30"), a_signature(start="11:00", end="13:00", row=2)]

    assert room(rows, an_event()).spans == (span("09:00", "13:00"),)


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        (a_signature(start="11:00:01", end="13:00", row=2), "longer than the rule's break"),
        (a_signature(start="11:00", end="13:00", file="other.csv"), "on another sheet"),
    ],
)
def test_other_breaks_between_signatures_do_not_count(second, reason):
    found = room([a_signature(start="09:00", end="10:30"), second], an_event())

    assert minutes(found.spans) < 240, reason


def test_a_time_out_before_the_time_in_counts_nothing_and_says_why():
    row = a_signature(start="12:00", end="09:00")

    found = room([row], an_event())

    assert found.spans == ()
    assert found.flaws == ((row.id, "it ended before it began"),)


@pytest.mark.parametrize(
    ("events", "spans", "known", "reason"),
    [
        (["09:00 in", "12:00 out"], [("09:00", "12:00")], True, "in and out"),
        (["09:00 in", "09:05 in", "12:00 out"], [("09:00", "12:00")], True, "asked at two doors"),
        (["09:00 in"], [], False, "never checked out"),
        (["12:00 out"], [], False, "never checked in"),
        (
            ["09:00 in", "10:00 out", "11:00 in"],
            [("09:00", "10:00")],
            False,
            "came back, was not seen leaving",
        ),
        (["09:00 in", "10:00 out", "10:01 out"], [("09:00", "10:00")], True, "checked out twice"),
    ],
)
def test_check_ins_make_intervals(events, spans, known, reason):
    traces = [a_check_in(at=one.split()[0], direction=one.split()[1]) for one in events]

    found = room(reversed(traces), an_event())

    assert found.seen
    assert found.spans == tuple(span(*one) for one in spans), reason
    assert found.known is known, reason


def test_a_forgotten_check_out_does_not_reach_into_the_next_day():
    day = timedelta(days=1)
    event = an_event(days=(span("09:00", "17:00"), Span(instant("09:00") + day, instant("17:00") + day)))
    second = [
        replace(a_check_in(at=at, direction=way), at=instant(at) + day)
        for at, way in [("10:00", "in"), ("11:00", "out")]
    ]

    found = room([a_check_in(at="09:00"), *second], event)

    assert found.spans == (Span(instant("10:00") + day, instant("11:00") + day),)
    assert not found.known


def test_a_session_s_check_out_is_not_one_from_the_venue():
    traces = [
        a_check_in(at="09:00"),
        a_check_in(at="10:00", session="s1"),
        a_check_in(at="11:00", session="s1", direction="out"),
        a_check_in(at="12:00", direction="out"),
    ]

    assert minutes(union(room(traces, an_event()).spans)) == 180


def test_a_phone_leg_heard_of_only_by_its_bind_is_a_connection_seen():
    (found,) = connections([a_bind("u9", "u1")], {})

    assert not found.known
