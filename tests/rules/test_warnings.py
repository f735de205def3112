"""What is said to the people who run the service, and what is passed over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import WEBINAR, an_event, instant
from zoom_sync.records import Instance, Span, Webinar, WebinarInfo
from zoom_sync.rules import warnings as rules
from zoom_sync.rules.warnings import Refusals, Running, Signs, Task

NOW = instant("10:30")
WELL = Signs(now=NOW, worker=NOW)


def ago(**parts):
    return NOW - timedelta(**parts)


def named(**signs):
    return [one.name for one in rules.warnings(replace(WELL, **signs))]


RUNS = (Running("e", WEBINAR, ago(minutes=30), heard=True),)
STALE = Refusals(3, ago(minutes=2))

# what is known, and what is said of it
CASES = [
    ("all is well", {}, []),
    ("a worker that never came", {"worker": None}, ["worker_silent"]),
    ("a worker of a minute ago", {"worker": ago(seconds=61)}, ["worker_silent"]),
    ("a delivery just come", {"oldest_unread": ago(seconds=59)}, []),
    ("a delivery unread for a minute", {"oldest_unread": ago(seconds=61)}, ["inbox_behind"]),
    ("four quiet minutes", {"running": RUNS, "last_delivery": ago(minutes=4)}, []),
    ("six quiet minutes", {"running": RUNS, "last_delivery": ago(minutes=6)}, ["silence"]),
    ("never any delivery", {"running": RUNS}, ["silence"]),
    (
        "a run that began just now, after a quiet week",
        {"running": (replace(RUNS[0], since=ago(minutes=2)),), "last_delivery": ago(days=7)},
        [],
    ),
    ("no secret, so nobody listens", {"running": RUNS, "listening": False}, []),
    ("a check-in of today, years after the event", {"strays": {"e": (1, ago(hours=1))}}, ["check_in_stray"]),
    ("one of last week", {"strays": {"e": (1, ago(days=2))}}, []),
    ("six quiet minutes, and nothing runs", {"last_delivery": ago(minutes=6)}, []),
    ("validated three days ago", {"challenged": ago(hours=75)}, []),
    ("one validation missed", {"challenged": ago(hours=77)}, ["validation_missed"]),
    ("forged ones", {"refused": {"unsigned": STALE, "malformed signature": STALE}}, []),
    ("wrongly signed ones beside right ones", {"refused": {"wrong signature": STALE}, "last_delivery": NOW}, []),
    ("wrongly signed ones alone", {"refused": {"wrong signature": STALE}}, ["refused"]),
    ("genuine ones of another day", {"refused": {"too old": STALE}, "last_delivery": NOW}, ["refused"]),
    ("no secret set", {"refused": {"no secret": STALE}}, ["refused"]),
    ("refused long ago", {"refused": {"too old": Refusals(3, ago(days=2))}}, []),
    ("Zoom's clock a minute off", {"off_s": 61.0}, ["clock"]),
    ("Zoom's clock the other way", {"off_s": -3600.0}, ["clock"]),
    ("a clock that is right", {"off_s": 2.0}, []),
    ("one delivery from the future", {"ages_s": (3.0, -300.0)}, ["clock"]),
    ("retries of five minutes ago beside fresh ones", {"ages_s": (301.0, 2.0, 301.0, 302.0, 303.0)}, []),
    ("some retries, and Zoom's clock is ours", {"ages_s": (301.0,) * 9, "off_s": 0.0}, []),
    ("every delivery five minutes old", {"ages_s": (301.0, 300.0, 305.0, 300.0, 301.0)}, ["clock"]),
    ("a gap an hour ago", {"gap": Span(ago(hours=3), ago(hours=1))}, ["downtime"]),
    ("a gap the day before", {"gap": Span(ago(hours=30), ago(hours=28))}, []),
    ("a task that failed twice", {"failing": (Task("sync", 2, "why"),)}, []),
    ("a task that failed three times", {"failing": (Task("sync", 3, "why"),)}, ["task_failing"]),
    ("a sync that was cut", {"trouble": (NOW, "e", "Zoom did not answer.")}, ["sync_failing"]),
    ("a quota used up", {"blocked": {"heavy": NOW + timedelta(hours=1)}}, ["quota_used_up"]),
    ("a quota free again", {"blocked": {"heavy": ago(hours=1)}}, []),
    ("a mail server that takes nothing", {"mail_down": ago(hours=1)}, ["mail_down"]),
    ("an app taken away", {"deauthorized": True}, ["deauthorized"]),
]  # fmt: skip


@pytest.mark.parametrize(("signs", "said"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_each_sign_makes_its_warning_and_no_other(signs, said):
    assert named(**signs) == said


def test_every_warning_has_a_name_that_monitoring_knows():
    said = {name for _, _, names in CASES for name in names}

    assert said == set(rules.NAMES)


def test_each_is_counted_and_those_that_there_are_none_of_are_zero():
    counted = rules.tally(rules.warnings(replace(WELL, worker=None)))

    assert counted == {name: int(name == "worker_silent") for name in rules.NAMES}


def test_the_chances_that_are_missed_are_counted():
    texts = [
        rules.warnings(replace(WELL, challenged=ago(hours=hours)))[0].text
        for hours in (77, 2 * 72 + 5, 6 * 72 + 5)
    ]

    assert ["1 of 6" in texts[0], "2 of 6" in texts[1], "subscription is off" in texts[2]] == [True] * 3


def test_both_times_are_told_where_the_clock_is_wrong():
    (said,) = rules.warnings(replace(WELL, off_s=600.0))

    assert "2026-03-10 10:30:00 UTC" in said.text
    assert "2026-03-10 10:40:00 UTC" in said.text


RUN = Instance(WEBINAR, "run", instant("09:05"))
PLAN = WebinarInfo(WEBINAR, start=instant("09:00"), duration_min=240)


@pytest.mark.parametrize(
    ("instances", "infos", "at", "expected"),
    [
        ([RUN], [], "10:30", [("09:05", True)]),
        ([RUN], [PLAN], "10:30", [("09:05", True)]),
        ([], [PLAN], "10:30", [("09:00", False)]),
        ([], [PLAN], "13:01", []),
        ([replace(RUN, end=instant("10:00"))], [PLAN], "10:30", []),
        ([RUN], [], "15:30", []),  # an end that nobody told: the event has been over for hours
        ([replace(RUN, practice=True)], [], "10:30", []),
        ([], [replace(PLAN, id="another")], "10:30", []),
        ([], [replace(PLAN, occurrences=(("o1", instant("10:00"), 60), ("o2", instant("12:00"), 60)))], "10:30",
         [("10:00", False)]),
    ],
)  # fmt: skip
def test_what_runs_is_told_by_zoom_or_else_by_the_plan(instances, infos, at, expected):
    found = rules.running(an_event(), instances, infos, instant(at))

    assert [(one.since, one.heard) for one in found] == [(instant(since), heard) for since, heard in expected]


@pytest.mark.parametrize(
    ("start", "end", "touched"),
    [
        ("05:00", "06:59", False),
        ("05:00", "07:01", True),
        ("10:00", "10:05", True),
        ("15:01", "16:00", False),
    ],
)
def test_a_gap_touches_an_event_whose_days_or_the_hours_around_them_it_meets(start, end, touched):
    assert rules.touches(an_event(), [], Span(instant(start), instant(end))) is touched


def test_a_gap_touches_no_event_without_a_webinar():
    assert not rules.touches(an_event(webinars=()), [], Span(instant("10:00"), instant("11:00")))


def test_a_gap_touches_an_event_whose_run_went_on_for_longer_than_planned():
    run = Instance(WEBINAR, "run", instant("12:00"), instant("17:00"))

    assert rules.touches(
        an_event(webinars=(Webinar(WEBINAR),)), [run], Span(instant("16:00"), instant("16:30"))
    )


@pytest.mark.parametrize(
    ("at", "expected"),
    [("08:00", False), ("20:00", False), ("00:30", False)],
)
def test_a_check_in_of_the_day_is_as_it_should_be(at: str, expected: bool) -> None:
    assert rules.is_stray(an_event(), instant(at)) is expected


@pytest.mark.parametrize("days", [-1, 1, 1500])
def test_one_of_another_day_is_looked_at(days: int) -> None:
    assert rules.is_stray(an_event(), instant("11:00") + timedelta(days=days))
