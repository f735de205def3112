"""When all evidence is in, and which runs belong to an event."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import DAY, WEBINAR, a_join, an_event, instant, span
from zoom_sync.records import Instance, Reading, Span, Webinar, WebinarInfo
from zoom_sync.rules.finality import belongs, counted, interval, readiness, sort_instances

READS = (timedelta(minutes=10), timedelta(minutes=30), timedelta(hours=24))
CLOSED = an_event(room_closed=instant("14:00"))
RUN = Instance(WEBINAR, "run==", instant("09:00"), instant("13:00"))


def a_reading(
    at: str, *, digest: str = "d", complete: bool = True, instance: str = "run==", rows: int = 3
) -> Reading:
    return Reading(WEBINAR, instance, instant(at), complete, digest, rows=rows)


def waiting(event=CLOSED, instances=(RUN,), readings=(), *, room: bool = True, now: str = "18:00"):
    return readiness(event, instances, readings, reads=READS, room=room, now=instant(now)).waiting_for


@pytest.mark.parametrize(
    ("readings", "final", "reason"),
    [
        ([], False, "nothing was read"),
        ([a_reading("13:10")], False, "read once"),
        ([a_reading("13:10"), a_reading("13:30")], True, "two agree, an interval apart"),
        ([a_reading("13:30"), a_reading("13:10")], True, "in any order"),
        ([a_reading("13:10"), a_reading("13:29:59")], False, "too soon after one another"),
        (
            [a_reading("13:10"), a_reading("13:20"), a_reading("13:30")],
            True,
            "the first and the third are apart",
        ),
        ([a_reading("13:10"), a_reading("13:30", digest="e")], False, "they differ"),
        (
            [a_reading("13:10"), a_reading("13:20", digest="e"), a_reading("13:30")],
            False,
            "one in between differed",
        ),
        (
            [a_reading("13:10"), a_reading("13:30"), a_reading("14:00", digest="e")],
            False,
            "the newest differs and opens the record again",
        ),
        ([a_reading("13:10", complete=False), a_reading("13:30")], False, "the first was not complete"),
        ([a_reading("13:10"), a_reading("13:30", complete=False)], False, "the second was not complete"),
        ([a_reading("13:10"), a_reading("13:30", instance="other")], False, "another run's"),
        (
            [a_reading("13:10"), a_reading("13:30"), a_reading("14:00", digest="e", complete=False, rows=0)],
            True,
            "an empty answer in passing says nothing",
        ),
    ],
)
def test_two_complete_readings_that_agree_make_a_report_final(readings, final, reason):
    expected = () if final else ("report of instance run==",)

    assert waiting(readings=readings) == expected, reason


def test_the_newest_reading_is_the_one_that_was_taken_last_whatever_the_clock_said():
    first, second = replace(a_reading("13:10"), number=1), replace(a_reading("13:30"), number=2)
    differs = replace(a_reading("13:20", digest="e"), number=3)  # the clock was set back by half an hour

    assert waiting(readings=[first, second]) == ()
    assert waiting(readings=[first, second, differs]) == ("report of instance run==",)


def test_every_run_of_a_restarted_webinar_is_waited_for():
    again = replace(RUN, uuid="again==", start=instant("10:00"))

    found = waiting(instances=[again, RUN], readings=[a_reading("13:10"), a_reading("13:30")])

    assert found == ("report of instance again==",)


def test_practice_and_foreign_runs_are_not_waited_for():
    runs = [RUN, replace(RUN, uuid="p", practice=True), replace(RUN, uuid="f", belongs=False)]

    assert waiting(instances=runs, readings=[a_reading("13:10"), a_reading("13:30")]) == ()


def test_a_webinar_that_has_not_run_is_waited_for_by_its_number():
    assert waiting(instances=[]) == (f"webinar {WEBINAR} has not run yet",)


def test_a_waiver_stands_for_the_reports_and_not_for_the_room():
    event = an_event(waived="Zoom lost the report")

    assert waiting(event) == ("the room",)


def test_without_a_room_nobody_needs_to_close_it():
    event = an_event(venue="")

    assert waiting(event, readings=[a_reading("13:10"), a_reading("13:30")], room=False) == ()


def test_without_a_webinar_closing_is_all_it_needs():
    assert waiting(an_event(webinars=())) == ("the room",)
    assert waiting(an_event(webinars=()), room=False) == ("the room",)
    assert waiting(replace(CLOSED, webinars=())) == ()


def test_a_day_that_is_still_to_come_is_waited_for():
    tomorrow = Span(instant("09:00") + timedelta(days=1), instant("13:00") + timedelta(days=1))
    event = replace(CLOSED, days=(*CLOSED.days, tomorrow))

    found = waiting(event, readings=[a_reading("13:10"), a_reading("13:30")])

    assert found == ("a day of the event that is still to come",)


MONDAY_AND_THURSDAY = replace(
    CLOSED,
    days=(*CLOSED.days, Span(instant("09:00") + timedelta(days=3), instant("13:00") + timedelta(days=3))),
)
EVENING = instant("18:00") + timedelta(days=3)
MONDAYS = [a_reading("13:10"), a_reading("13:30")]


def on_the_last_evening(*, runs=(RUN,), readings=MONDAYS, asked: str = ""):
    """What is waited for on Thursday at 18:00. `asked`: at what hour of Thursday Zoom last told the runs."""
    told = {WEBINAR: instant(asked) + timedelta(days=3)} if asked else {}
    found = readiness(MONDAY_AND_THURSDAY, runs, readings, reads=READS, room=True, now=EVENING, listed=told)
    return found.waiting_for


def test_the_readings_of_the_first_day_say_nothing_of_a_later_one_whose_run_is_not_known():
    assert on_the_last_evening() == (f"whether webinar {WEBINAR} ran on each day",)
    assert on_the_last_evening(asked="12:00") == on_the_last_evening()
    assert on_the_last_evening(asked="13:10") == on_the_last_evening()  # it may only just have ended


def test_a_day_is_not_waited_for_once_zoom_was_asked_after_it_and_knew_of_no_run():
    assert on_the_last_evening(asked="13:20") == ()


def test_a_run_on_each_day_is_waited_for_by_its_report_alone():
    ends = instant("12:45") + timedelta(days=3)
    thursday = replace(RUN, uuid="thursday==", start=ends - timedelta(hours=3), end=ends)
    read = [replace(one, instance="thursday==", at=one.at + timedelta(days=3)) for one in MONDAYS]

    assert on_the_last_evening(runs=(RUN, thursday)) == ("report of instance thursday==",)
    assert on_the_last_evening(runs=(RUN, thursday), readings=MONDAYS + read) == ()


def test_whoever_waives_the_reports_need_not_know_on_which_days_there_were_any():
    event = replace(MONDAY_AND_THURSDAY, waived="Zoom has closed the account")

    assert readiness(event, [RUN], MONDAYS, reads=READS, room=True, now=EVENING).final


def test_lists_that_the_newest_sync_could_not_read_are_waited_for_unless_somebody_waived_what_zoom_has():
    both = [a_reading("13:10"), a_reading("13:30")]

    def found(event, *unlisted):
        return readiness(
            event, [RUN], both, reads=READS, room=True, now=instant("18:00"), unlisted=unlisted
        ).waiting_for

    assert found(CLOSED, WEBINAR) == (f"registrants and panelists of webinar {WEBINAR}",)
    assert found(CLOSED, "another webinar") == ()
    assert found(replace(CLOSED, waived="Zoom has closed the account"), WEBINAR) == ()


def test_readiness_is_final_exactly_if_nothing_is_waited_for():
    ready = readiness(
        CLOSED, [RUN], [a_reading("13:10"), a_reading("13:30")], reads=READS, room=True, now=DAY
    )

    assert ready.final is (not ready.waiting_for)


@pytest.mark.parametrize(
    ("minutes", "apart", "reason"),
    [
        ([10, 30, 1440], 20, "the least step"),
        ([5], 5, "the only read"),
        ([], 0, "none"),
        ([10, 10], 10, "no step"),
    ],
)
def test_the_interval_is_the_least_step_between_reads(minutes, apart, reason):
    assert interval([timedelta(minutes=one) for one in minutes]) == timedelta(minutes=apart), reason


@pytest.mark.parametrize(
    ("start", "end", "ours", "reason"),
    [
        ("09:00", "13:00", True, "the event's hours"),
        ("06:00", "07:00", True, "it ended two hours before"),
        ("06:00", "06:59:59", False, "a second earlier"),
        ("15:00", "16:00", True, "it began two hours after"),
        ("15:00:01", "16:00", False, "a second later"),
        (None, None, True, "nothing is known"),
        ("08:00", None, True, "it is running"),
        (None, "20:00", False, "it ended long after, and its start is not known"),
    ],
)
def test_a_run_belongs_if_it_meets_the_days_widened_by_two_hours(start, end, ours, reason):
    run = Instance(WEBINAR, "u", instant(start) if start else None, instant(end) if end else None)

    assert belongs(run, an_event()) is ours, reason


def test_a_run_of_another_webinar_does_not_belong():
    assert not belongs(replace(RUN, webinar="1"), an_event())


def test_with_an_occurrence_only_its_runs_belong():
    event = an_event(webinars=(Webinar(WEBINAR, "o1"),))

    assert belongs(replace(RUN, occurrence="o1"), event)
    assert not belongs(replace(RUN, occurrence="o2"), event)


def test_a_run_of_which_zoom_did_not_say_whose_it_is_is_the_nearest_occurrence_s():
    event = an_event(webinars=(Webinar(WEBINAR, "o1"),), days=(span("09:00", "20:00"),))
    info = WebinarInfo(WEBINAR, occurrences=(("o1", instant("09:00"), 60), ("o2", instant("15:00"), 60)))
    late = replace(RUN, uuid="late", start=instant("14:30"), end=instant("16:00"))

    own, foreign = sort_instances(event, [RUN, late], [info])

    assert own == [RUN]
    assert foreign == {"late"}


def test_facts_of_foreign_runs_are_left_out():
    ours, theirs = a_join(), a_join(run="other")

    assert counted(an_event(), [ours, theirs], [RUN], {"other"}) == [ours]
