"""When an event is synced by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from zoom_sync.records import Event, Instance, Span, Webinar
from zoom_sync.rules.timetable import next_sync

START = datetime(2026, 11, 13, 5, 0, tzinfo=UTC)
END = START + timedelta(hours=6)
READS = (timedelta(minutes=10), timedelta(minutes=30), timedelta(hours=24))
EVENT = Event(
    id="e",
    title="Lessons",
    days=(Span(START, END),),
    timezone="Asia/Kolkata",
    webinars=(Webinar("81234567890"),),
)
RAN = Instance(webinar="81234567890", uuid="abc==", start=START, end=END + timedelta(minutes=5))


def due(
    now: datetime, *attempts: datetime, instances: tuple[Instance, ...] = (), event: Event = EVENT
) -> datetime | None:
    return next_sync(event, instances, attempts=attempts, reads=READS, now=now)


def test_an_event_without_a_webinar_is_never_synced() -> None:
    assert due(START, event=replace(EVENT, webinars=())) is None


def test_a_new_event_is_synced_at_once_however_far_away() -> None:
    now = START - timedelta(days=90)

    assert due(now) == now
    assert due(now, now - timedelta(minutes=1)) is None


def test_registrants_are_read_more_often_as_the_day_comes_near() -> None:
    week, eve, live = START - timedelta(days=7), START - timedelta(hours=20), START + timedelta(hours=1)

    assert due(week, week) == week + timedelta(hours=6)
    assert due(eve, eve) == eve + timedelta(hours=1)
    assert due(live, live) == live + timedelta(minutes=15)


def test_reports_are_read_at_the_planned_times_after_the_run_ended() -> None:
    over = RAN.end
    assert over is not None
    first, second, third = (over + read for read in READS)

    assert due(over, START, instances=(RAN,)) == first
    assert due(first, START, first, instances=(RAN,)) == second
    assert due(second, START, first, second, instances=(RAN,)) == third
    assert due(third, START, first, second, third, instances=(RAN,)) is None


def test_without_any_run_known_the_planned_end_counts() -> None:
    assert due(END, START) == END + READS[0]


def test_an_outage_of_a_week_is_made_up_by_one_reading_and_then_the_usual_distance() -> None:
    late = END + timedelta(days=7)

    first = due(late, START, instances=(RAN,))
    assert first is not None
    assert first < late
    assert due(late, START, late, instances=(RAN,)) == late + (READS[1] - READS[0])


def test_a_run_that_still_goes_on_after_the_planned_end_is_waited_for() -> None:
    running = replace(RAN, end=None)

    assert due(END + timedelta(minutes=30), END, instances=(running,)) == END + timedelta(minutes=15)


def test_readings_count_from_when_the_end_was_heard() -> None:
    assert RAN.end is not None
    heard = RAN.end + timedelta(hours=3)
    before = RAN.end + timedelta(hours=1)

    again = next_sync(EVENT, [RAN], attempts=[before], reads=READS, now=heard, heard=heard)

    assert again == heard + READS[0]


def test_readings_that_do_not_agree_are_followed_by_others_ever_further_apart_and_not_for_ever() -> None:
    over, later = RAN.end or END, START + timedelta(days=20)
    attempts = [over + one for one in READS]
    asked: list[timedelta] = []
    while due_ := next_sync(EVENT, [RAN], attempts=attempts, reads=READS, now=later, is_unsettled=True):
        asked.append(due_ - attempts[-1])
        attempts.append(due_)

    assert asked == [timedelta(minutes=20) * 2**number for number in range(8)]
    assert due(later, *attempts[:3], instances=(RAN,)) is None
