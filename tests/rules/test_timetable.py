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


def later(days: int, instant: datetime = START) -> datetime:
    return instant + timedelta(days=days)


MONDAY_AND_THURSDAY = replace(EVENT, days=(Span(START, END), Span(later(3), later(3, END))))


def planned(event: Event, until: datetime, *instances: Instance) -> list[datetime]:
    """When the event is synced from its start until then, by who looks at the timetable whenever something may be."""
    now, done = event.starts, [event.starts]
    while (when := due(now, *done, instances=instances, event=event)) is not None and when <= until:
        if when <= now:
            done.append(now)
        now = max(now, when)
    return done


def test_between_two_days_who_registers_is_read_as_before_the_first() -> None:
    two_days = replace(EVENT, days=(Span(START, END), Span(later(1), later(1, END))))
    night, live = later(1) - timedelta(hours=6), later(1) + timedelta(hours=1)
    read = tuple(RAN.end + one for one in READS[:2] if RAN.end)

    assert due(night, *read, night, instances=(RAN,), event=two_days) == night + timedelta(hours=1)
    assert due(live, *read, live, instances=(RAN,), event=two_days) == live + timedelta(minutes=15)


def test_the_reports_of_a_day_are_read_soon_after_it_though_others_are_to_come() -> None:
    assert RAN.end is not None
    before = RAN.end - timedelta(minutes=14)

    assert due(RAN.end, before, instances=(RAN,), event=MONDAY_AND_THURSDAY) == RAN.end + READS[0]


def test_the_last_days_reports_are_read_at_their_times_though_its_run_is_not_known() -> None:
    done = planned(MONDAY_AND_THURSDAY, later(10), RAN)

    assert [when for when in done if when > later(3, END)] == [later(3, END) + one for one in READS]


def test_a_day_months_after_the_first_is_read_again_as_it_comes_near() -> None:
    far = replace(EVENT, days=(Span(START, END), Span(later(90), later(90, END))))
    done = planned(far, later(20), RAN)
    comes = later(61)

    assert len([when for when in done if when > END]) == len(READS)
    assert due(comes, *done, instances=(RAN,), event=far) == done[-1] + timedelta(hours=6)


def test_a_trial_before_the_start_leaves_the_hours_of_the_event_read_as_any() -> None:
    trial = replace(RAN, start=START - timedelta(minutes=40), end=START - timedelta(minutes=20))
    live = START + timedelta(hours=2)

    assert due(live, live, instances=(trial,)) == live + timedelta(minutes=15)
    assert due(END, live, instances=(trial,)) == END + READS[0]


def test_the_days_between_two_that_are_far_apart_are_no_live_hours_where_the_end_of_a_run_is_not_known() -> (
    None
):
    unended, tuesday = replace(RAN, end=None), later(1)

    assert due(tuesday, tuesday, instances=(unended,), event=MONDAY_AND_THURSDAY) == tuesday + timedelta(
        hours=1
    )
