"""An event in numbers."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import DAY, a_session, an_event, instant, span
from zoom_sync.records import Event, Evidence, Head, Pair, Person, Record, SessionMinutes, Span
from zoom_sync.rules.curve import Crowd, Curve, Moves, of_moves, stay_of
from zoom_sync.rules.found import Found
from zoom_sync.rules.merge.counts import counts
from zoom_sync.rules.merge.uniting import as_one
from zoom_sync.rules.peaks import peak_ranges
from zoom_sync.rules.presence import minutes, union
from zoom_sync.rules.ranges import MOST_PAIRS, knots, ranges
from zoom_sync.rules.report import report


def a_person(id: str, *, zoom: tuple[Span, ...] = (), room: tuple[Span, ...] = (), **fields: Any) -> Person:
    spans = union((*zoom, *room))
    mode = ("both" if room else "virtual") if zoom else ("in_person" if room else "absent")
    known = {
        "name": id, "email": "", "organisation": "", "phone": "", "country": "", "role": "attendee",
        "registered": True, "registration_status": "approved", "mode": mode, "attended": minutes(spans) >= 5,
        "virtual_minutes": minutes(union(zoom)), "in_person_minutes": minutes(union(room)),
        "minutes": minutes(spans), "minutes_at_least": False,
        "first_seen": spans[0].start if spans else None, "last_seen": spans[-1].end if spans else None,
        "evidence": (Evidence("participant", id, "first record", f"fact-{id}"),), "virtual": zoom, "in_person": room,
    }  # fmt: skip
    return Person(id=id, **(known | fields))


def a_record(
    *people: Person, unidentified: tuple[Person, ...] = (), event: Event | None = None, **more: Any
) -> Record:
    pairs = tuple(Pair((), 0.5, (), (f"fact-{one}", f"fact-{other}")) for one, other in more.pop("open", ()))
    return Record(
        event or an_event(), "provisional", ("the room",), counts(people, unidentified), people, unidentified, pairs,
        **more,
    )  # fmt: skip


def at(clock: str, found: dict[str, Any]) -> tuple[int, int, int, int]:
    stamp = instant(clock).strftime("%Y-%m-%dT%H:%M:%SZ")
    (point,) = [one for one in found["curve"]["points"] if one["at"] == stamp]
    return point["zoom"], point["room"], point["both"], point["all"]


def test_the_curve_counts_each_person_once_on_a_side_and_both_once_in_all() -> None:
    people = [
        a_person("a", zoom=(span("09:00", "10:00"),)),
        a_person("b", room=(span("09:30", "12:00"),)),
        a_person("c", zoom=(span("09:30", "11:00"),), room=(span("10:00", "13:00"),)),
    ]

    found = report(a_record(*people))

    assert at("09:00", found) == (1, 0, 0, 1)
    assert at("09:30", found) == (2, 1, 0, 3)
    assert at("10:00", found) == (1, 2, 1, 2)
    assert at("11:00", found) == (0, 2, 0, 2)
    assert at("13:00", found) == (0, 0, 0, 0)


def curve(event: Event, people: Iterable[Person], **until: datetime) -> Curve:
    return of_moves(event, Moves(map(stay_of, people)), **until)


def test_the_peak_is_that_of_the_spans_not_of_the_minutes() -> None:
    people = [a_person(f"p{n}", zoom=(span("09:10:20", "09:10:40"),)) for n in range(3)]

    found = report(a_record(*people, a_person("q", zoom=(span("10:00", "11:00"),))))

    assert found["curve"]["peaks"]["zoom"] == {"people": 3, "at": "2026-03-10T09:10:20Z"}
    assert found["curve"]["peaks"]["room"] == {"people": 0, "at": None}
    assert max(point["zoom"] for point in found["curve"]["points"]) == 1


def test_who_leaves_as_another_comes_is_not_counted_beside_them() -> None:
    found = curve(
        an_event(),
        [a_person("a", zoom=(span("09:00", "10:00"),)), a_person("b", zoom=(span("10:00", "11:00"),))],
    )

    assert found.peaks["zoom"].people == 1


seconds = st.integers(0, 4 * 3600)
some_spans = st.lists(st.tuples(seconds, seconds), max_size=4)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(some_spans, some_spans), max_size=6))
def test_the_curve_equals_counting_by_hand_at_every_minute(sides: list[Any]) -> None:
    event = an_event()

    def spans(parts: list[tuple[int, int]]) -> tuple[Span, ...]:
        start = event.starts
        return tuple(union(
            Span(start + timedelta(seconds=min(pair)), start + timedelta(seconds=max(pair))) for pair in parts
        ))  # fmt: skip

    people = [a_person(f"p{n}", zoom=spans(zoom), room=spans(room)) for n, (zoom, room) in enumerate(sides)]

    found = curve(event, people)

    for point in found.points[::7]:
        zoom = [any(one.start <= point.at < one.end for one in person.virtual) for person in people]  # type: ignore[operator]
        room = [any(one.start <= point.at < one.end for one in person.in_person) for person in people]  # type: ignore[operator]
        both = sum(map(lambda a, b: a and b, zoom, room))
        assert point.crowd == Crowd(sum(zoom), sum(room), both, sum(zoom) + sum(room) - both)


def test_every_minute_of_every_day_has_a_point_and_the_nights_have_none() -> None:
    event = an_event(
        days=(
            span("09:00", "09:30"),
            Span(instant("09:00") + timedelta(days=1), instant("09:10") + timedelta(days=1)),
        )
    )

    found = curve(event, [])

    assert len(found.points) == 31 + 11
    assert {later.at - earlier.at for earlier, later in pairwise(found.points[:31])} == {timedelta(minutes=1)}


def test_a_very_long_event_is_read_at_wider_steps() -> None:
    found = curve(an_event(days=(Span(DAY, DAY + timedelta(days=60)),)), [])

    assert found.step == timedelta(minutes=9)
    assert len(found.points) <= 10_000


def test_ten_thousand_people_are_drawn_quickly() -> None:
    dice = random.Random(4)
    people = []
    for number in range(10_000):
        start = instant("09:00") + timedelta(seconds=dice.randrange(7200))
        spans = (
            Span(start, start + timedelta(minutes=30)),
            Span(start + timedelta(minutes=40), start + timedelta(minutes=70)),
        )
        people.append(a_person(str(number), zoom=spans))

    found = report(a_record(*people))

    assert found["counts"]["virtual"] == 10_000
    json.dumps(found)


def test_the_stay_tells_known_from_unknown() -> None:
    people = [
        a_person("a", zoom=(span("09:00", "09:03"),)),
        a_person("b", zoom=(span("09:00", "10:10"),)),
        a_person("c", room=(span("09:00", "13:00"),)),
        a_person("d", mode="in_person", in_person_minutes=None, minutes_at_least=True, attended=True),
    ]

    stay = report(a_record(*people))["stay"]

    bands = {band["from"]: (band["virtual"], band["in_person"], band["both"]) for band in stay["bands"]}
    assert bands == {
        0: (1, 0, 0),
        5: (0, 0, 0),
        15: (0, 0, 0),
        30: (0, 0, 0),
        60: (1, 0, 0),
        120: (0, 0, 0),
        240: (0, 1, 0),
    }
    assert (stay["known"], stay["unknown"], stay["median_minutes"]) == (3, 1, 70.0)


def test_late_comers_and_early_leavers_are_told_by_minutes() -> None:
    people = [
        a_person("a", zoom=(span("08:55", "13:00"),)),
        a_person("b", zoom=(span("09:03", "12:57"),)),
        a_person("c", zoom=(span("11:00", "11:30"),)),
        a_person(
            "d",
            mode="in_person",
            in_person_minutes=None,
            minutes_at_least=True,
            first_seen=instant("09:10"),
            last_seen=instant("09:10"),
        ),
    ]

    found = report(a_record(*people))

    came = {(band["over"], band["to"]): band["people"] for band in found["arrivals"]["bands"]}
    left = {(band["over"], band["to"]): band["people"] for band in found["departures"]["bands"]}
    assert came == {(None, 0): 1, (0, 5): 1, (5, 15): 1, (15, 30): 0, (30, 60): 0, (60, None): 1}
    assert left == {(None, 0): 1, (0, 5): 1, (5, 15): 0, (15, 30): 0, (30, 60): 0, (60, None): 1}
    assert found["departures"]["unknown"] == 1


def test_who_comes_early_or_goes_late_on_one_of_two_days_is_measured_against_that_day() -> None:
    night = timedelta(days=1)
    tomorrow = Span(instant("09:00") + night, instant("13:00") + night)
    early = Span(instant("08:55") + night, instant("12:50") + night)
    people = [a_person("a", zoom=(span("09:10", "13:02"),)), a_person("b", zoom=(early,))]

    found = report(a_record(*people, event=an_event(days=(span("09:00", "13:00"), tomorrow))))

    came, left = (
        {band["to"]: band["people"] for band in found[section]["bands"] if band["people"]}
        for section in ("arrivals", "departures")
    )
    assert came == {0: 1, 15: 1}
    assert left == {0: 1, 15: 1}


def test_the_two_halves_of_one_date_each_have_their_late_comers() -> None:
    halves = (span("09:00", "12:00"), span("14:00", "17:00"))
    people = [a_person("a", zoom=(span("09:03", "12:02"),)), a_person("b", zoom=(span("13:58", "16:57"),))]

    found = report(a_record(*people, event=an_event(days=halves)))

    for section in ("arrivals", "departures"):
        assert {band["to"]: band["people"] for band in found[section]["bands"] if band["people"]} == {
            0: 1,
            5: 1,
        }


def test_sessions_count_who_was_there_and_say_where_it_is_not_known() -> None:
    event = an_event(sessions=(a_session("Opening", "09:00", "10:00"), a_session("Panel", "10:00", "11:00")))
    people = [
        a_person("a", sessions=(SessionMinutes("opening", 10, 0.0), SessionMinutes("panel", 0.0, 20))),
        a_person("b", sessions=(SessionMinutes("opening", 10, 5), SessionMinutes("panel", 0.0, None))),
        a_person("host", role="host", sessions=(SessionMinutes("opening", 60, 0.0),)),
    ]

    opening, panel = report(a_record(*people, event=event))["sessions"]

    assert (opening["people"], opening["virtual"], opening["in_person"], opening["both"]) == (2, 1, 0, 1)
    assert (panel["people"], panel["in_person"], panel["room_unknown"]) == (1, 1, 1)


def test_organisations_are_one_whatever_their_case_and_the_rest_is_summed() -> None:
    people = [
        a_person(f"a{n}", organisation=name)
        for n, name in enumerate(["Mela  Trust", "mela trust", "Mela Trust", ""])
    ]
    people += [a_person(f"b{n}", organisation=f"Organisation {n:02}") for n in range(20)]

    found = report(a_record(*people))["organisations"]

    assert found["rows"][0] == {
        "name": "Mela Trust",
        "people": 3,
        "virtual": 0,
        "in_person": 0,
        "both": 0,
        "absent": 3,
    }
    assert len(found["rows"]) == 15
    assert (found["others"]["people"], found["not_told"]["people"]) == (6, 1)
    assert sum(row["people"] for row in (*found["rows"], found["others"], found["not_told"])) == len(people)


def test_the_report_ends_with_how_it_was_counted() -> None:
    lines = (
        Evidence("registrant", "1", "first record", "f1"),
        Evidence("participant", "2", "name (rare here, only candidate)", "f2"),
        Evidence("participant", "3", "not counted: waiting room", "f3"),
    )
    nameless = a_person("n", registered=False, registration_status=None, zoom=(span("09:00", "10:00"),))

    found = report(a_record(a_person("a", evidence=lines), unidentified=(nameless,), open=[("a", "n")]))[
        "counting"
    ]

    assert found["rule"]["bridge_gaps_s"] == 60
    assert (found["records"], found["sources"]) == (4, {"participant": 3, "registrant": 1})
    assert (
        found["not_counted"],
        found["joined_by_name_only"],
        found["unidentified"],
        found["open_reviews"],
    ) == (1, 1, 1, 1)


def test_a_join_by_name_and_phone_is_no_join_by_name_only() -> None:
    lines = (
        Evidence("registrant", "1", "first record", "f1"),
        Evidence("sign_in", "2", "same name, same phone", "f2"),
    )

    found = report(a_record(a_person("a", evidence=lines)))

    assert found["counting"]["joined_by_name_only"] == 0


def test_hosts_and_panelists_are_in_no_figure() -> None:
    found = report(
        a_record(a_person("h", role="host", zoom=(span("09:00", "13:00"),)), a_person("p", role="panelist"))
    )

    assert found["curve"]["peaks"]["all"]["people"] == 0
    assert all(step["people"] == 0 for step in found["funnel"])
    assert found["stay"]["known"] == 0


def test_people_who_come_one_by_one_make_the_same_report() -> None:
    people = [
        a_person("a", zoom=(span("09:00", "10:00"),), organisation="Mela"),
        a_person("b", room=(span("09:30", "12:00"),), minutes_at_least=True),
        a_person("c", zoom=(span("09:30", "11:00"),), room=(span("10:00", "13:00"),), country="India"),
        a_person("h", zoom=(span("08:50", "13:00"),), role="host"),
    ]
    phone = a_person("phone", zoom=(span("09:00", "09:20"),))
    whole = a_record(*people, unidentified=(phone,), open=[("a", "b"), ("c", "phone")])
    head = replace(whole, people=(), unidentified=())

    assert report(head, people=iter(people), unidentified=iter([phone])) == report(whole)


def test_who_was_erased_counts_as_before_from_registration_to_attendance_and_by_role() -> None:
    people = [
        a_person("a", zoom=(span("09:00", "10:00"),)),
        a_person("b", registered=False, registration_status=None, room=(span("09:00", "09:02"),)),
        a_person("c"),
        a_person("d", role="panelist", zoom=(span("09:00", "10:00"),)),
        a_person("e", zoom=(span("09:30", "10:00"),)),
    ]
    before = report(a_record(*people))
    heads = [
        Head(one.role, one.registered, one.registration_status, one.mode, one.attended) for one in people[:4]
    ]
    nameless = Head("attendee", False, None, "virtual", True, nameless=True)

    after = report(replace(a_record(*people), people=(people[4],), heads=(*heads, nameless)))

    for section in ("counts", "funnel", "no_show_rate", "no_show_range", "roles"):
        assert after[section] == before[section], section
    assert after["curve"]["peaks"]["all"]["people"] == 1


def test_people_are_sorted_by_the_answers_to_the_question_that_an_event_names() -> None:
    event = an_event(report_question="Where do you work?")
    people = [
        a_person("a", zoom=(span("09:00", "10:00"),), answer="At a ministry"),
        a_person("b", answer="at a  ministry"),
        a_person("c", room=(span("09:00", "10:00"),)),
    ]

    found = report(a_record(*people, event=event))

    assert found["question"] == "Where do you work?"
    (row,) = found["answers"]["rows"]
    assert (row["name"].casefold(), row["people"], row["virtual"], row["absent"]) == (
        "at a ministry",
        2,
        1,
        1,
    )
    assert found["answers"]["not_told"]["in_person"] == 1


def test_a_report_of_nobody_is_a_report() -> None:
    found = report(a_record())

    assert found["no_show_rate"] is None
    assert found["stay"]["median_minutes"] is None
    assert json.loads(json.dumps(found)) == found


def test_open_questions_leave_a_range() -> None:
    absent = a_person("absent")
    walk_in = a_person("walkin", room=(span("09:00", "11:00"),), registered=False, registration_status=None)
    online = a_person("online", zoom=(span("09:00", "11:00"),))

    found = ranges(a_record(absent, walk_in, online, open=[("absent", "walkin"), ("online", "walkin")]))

    assert found["absent"] == (0, 1)
    assert found["in_person"] == (0, 1)
    assert found["virtual"] == (0, 1)
    assert found["both"] == (0, 1)
    assert found["registered"] == (1, 2)


def test_a_nameless_connection_may_turn_out_to_be_an_absentee() -> None:
    phone = a_person("phone", zoom=(span("09:00", "11:00"),), registered=False, registration_status=None)

    found = ranges(a_record(a_person("absent"), unidentified=(phone,), open=[("absent", "phone")]))

    assert (found["unidentified"], found["virtual"], found["absent"]) == ((0, 1), (0, 1), (0, 1))


def test_two_short_stays_may_together_be_long_enough() -> None:
    people = [a_person("a", zoom=(span("09:00", "09:03"),)), a_person("b", zoom=(span("10:00", "10:03"),))]

    assert ranges(a_record(*people, open=[("a", "b")]))["brief"] == (0, 2)


def test_without_open_questions_there_is_no_range() -> None:
    record = a_record(a_person("a"), a_person("b", zoom=(span("09:00", "10:00"),)))

    assert ranges(record) == {
        name: (number, number) for name, number in record.counts.items() if name != "erased"
    }


@pytest.mark.parametrize("pairs", [MOST_PAIRS, MOST_PAIRS + 1, 40])
def test_a_knot_of_any_size_keeps_the_true_count_within_its_range(pairs: int) -> None:
    people = [a_person(f"p{n:02}", zoom=(span("09:00", "10:00"),)) for n in range(pairs + 1)]
    record = a_record(*people, open=[(f"p{n:02}", f"p{n + 1:02}") for n in range(pairs)])

    low, high = ranges(record)["virtual"]

    assert low <= 1
    assert high == pairs + 1


def test_a_question_that_names_an_unknown_fact_changes_nothing() -> None:
    record = a_record(a_person("a"), open=[("a", "gone")])

    assert ranges(record)["absent"] == (1, 1)


def test_the_curve_of_an_event_that_goes_on_ends_where_the_knowledge_ends() -> None:
    person = a_person("a", zoom=(span("09:00", "09:40"),))

    assert curve(an_event(), [person], until=instant("10:00")).points[-1].at == instant("10:00")
    assert curve(an_event(), [person], until=instant("09:10")).points[-1].at == instant("09:40")
    assert curve(an_event(), [], until=instant("08:00")).points == ()
    assert curve(an_event(), [person]).points[-1].at == instant("13:00")


@st.composite
def some_records(draw: st.DrawFn) -> Record:
    """Up to twelve people of any kind, some without a name, some asked about."""
    event = an_event(sessions=(a_session("Opening", "09:00", "10:00"),))
    people = []
    for n in range(draw(st.integers(0, 12))):
        start = instant("09:00") + timedelta(minutes=draw(st.integers(0, 220)))
        stay = (Span(start, start + timedelta(minutes=draw(st.sampled_from((2, 20, 90))))),)
        side = draw(st.sampled_from(("zoom", "room", "both", "none")))
        people.append(
            a_person(
                f"p{n:02}",
                zoom=stay if side in ("zoom", "both") else (),
                room=stay if side in ("room", "both") else (),
                role=draw(st.sampled_from(("attendee", "attendee", "attendee", "panelist"))),
                registration_status=draw(st.sampled_from(("approved", "cancelled", None))),
                country=draw(st.sampled_from(("India", "india ", "Kenya", ""))),
                organisation=draw(st.sampled_from((*(f"Union {n}" for n in range(20)), ""))),
                sessions=(
                    SessionMinutes(
                        "opening", 5.0 if side == "zoom" else 0.0, None if side == "none" else 0.0
                    ),
                ),
            )
        )
    ids = [one.id for one in people]
    pairs = draw(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True)) if len(ids) > 2 else []
    strangers = tuple(people[-1:]) if len(people) > 5 and people[-1].role == "attendee" else ()
    known = tuple(one for one in people if one not in strangers)
    return a_record(*known, unidentified=strangers, event=event, open=[tuple(pairs)] if pairs else [])


@settings(max_examples=150, deadline=None)
@given(some_records())
def test_the_sums_of_every_table_are_those_of_the_record(record: Record) -> None:
    found = report(record)

    seen = sum(record.counts[mode] for mode in ("virtual", "in_person", "both"))
    attendees = sum(one.role == "attendee" for one in record.people)
    funnel = {row["step"]: row["people"] for row in found["funnel"]}
    assert funnel["registered"] == record.counts["registered"]
    assert funnel["seen, registered or not"] == seen
    assert funnel["attended by the rule"] == seen - record.counts["brief"]
    bands = found["stay"]["bands"]
    assert (
        sum(band[mode] for band in bands for mode in ("virtual", "in_person", "both"))
        == found["stay"]["known"]
    )
    assert found["stay"]["known"] + found["stay"]["unknown"] == seen
    for section in ("arrivals", "departures"):
        assert sum(band["people"] for band in found[section]["bands"]) + found[section]["unknown"] == seen
    for section in ("organisations", "countries", "languages", "answers"):
        rows = [*found[section]["rows"], found[section]["others"], found[section]["not_told"]]
        assert sum(row["people"] for row in rows) == attendees
        for mode in ("virtual", "in_person", "both", "absent"):
            assert sum(row[mode] for row in rows) == record.counts[mode]
    assert sum(row["people"] for row in found["roles"]) == len(record.people)


@settings(max_examples=150, deadline=None)
@given(some_records())
def test_the_figures_of_either_answer_lie_within_their_ranges(record: Record) -> None:
    now = Found(record)
    then = together(record)

    after = Found(then)
    for key in now._now.keys() | after._now.keys():
        for figure in (now[key], after[key]):
            low, high = now.range(key)
            assert low <= figure <= high, key
    for name, (low, high) in peak_ranges(record).items():
        for one in (record, then):
            attendees = [person for person in one.people if person.role == "attendee"]
            assert low <= curve(one.event, attendees).peaks[name].people <= high, name


def together(record: Record) -> Record:
    """The record once the one open question is answered with "the same"."""
    for knot in knots(record):
        members = [*knot.entries.values()]
        others = tuple(one for one in record.people if one.id not in knot.entries)
        strangers = tuple(one for one in record.unidentified if one.id not in knot.entries)
        one = as_one(members, record.event)
        is_nameless = knot.nameless == set(knot.entries)
        people = others if is_nameless else (*others, one)
        unnamed = (*strangers, one) if is_nameless else strangers
        return replace(record, people=people, unidentified=unnamed, counts=counts(people, unnamed), review=())
    return record


def test_who_watched_the_recording_stands_apart_and_stays_absent() -> None:
    watched = Evidence("participant", "v", "not counted: watched the recording", "fv")
    absent = a_person("a", evidence=(Evidence("registrant", "1", "first record", "f1"), watched))
    came = a_person("b", zoom=(span("09:00", "10:00"),), evidence=(watched,))

    found = report(a_record(absent, came))

    assert {row["mode"]: row["people"] for row in found["recording"]} == {
        "virtual": 1, "in_person": 0, "both": 0, "absent": 1,
    }  # fmt: skip
    assert found["counts"]["absent"] == 1
    assert sum(band["virtual"] for band in found["stay"]["bands"]) == 1


def test_panelists_and_hosts_stand_in_the_table_of_roles_alone() -> None:
    found = report(a_record(a_person("h", role="host", zoom=(span("09:00", "13:00"),)), a_person("p")))

    assert [(row["role"], row["people"], row["virtual"], row["absent"]) for row in found["roles"]] == [
        ("attendee", 1, 0, 1), ("panelist", 0, 0, 0), ("host", 1, 1, 0),
    ]  # fmt: skip


def test_what_open_questions_leave_stands_beside_each_figure_that_they_may_move() -> None:
    absent = a_person("absent", country="Kenya")
    walk_in = a_person("walkin", room=(span("09:00", "11:00"),), registered=False, registration_status=None)

    found = report(a_record(absent, walk_in, open=[("absent", "walkin")]))

    steps = {row["step"]: row.get("ranges") for row in found["funnel"]}
    assert steps["approved and seen"] == {"people": [0, 1]}
    assert steps["registered"] is None
    assert found["countries"]["rows"][0]["ranges"] == {"in_person": [0, 1], "absent": [0, 1]}
    assert found["no_show_range"] == [0.0, 1.0]


def test_india_and_its_code_are_one_country_under_the_way_that_most_wrote() -> None:
    people = [
        a_person(str(n), country=written) for n, written in enumerate(("IN", "India", "India", "Nepal", ""))
    ]

    found = report(a_record(*people))["countries"]

    assert [(row["name"], row["people"]) for row in found["rows"]] == [("India", 3), ("Nepal", 1)]
