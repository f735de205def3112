"""The merged record: people, minutes, counts, notes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.builders import (
    RUN,
    WEBINAR,
    a_check_in,
    a_connection,
    a_file_row,
    a_join,
    a_leave,
    a_registrant,
    a_rule,
    a_session,
    a_signature,
    a_verdict,
    an_event,
    instant,
    span,
)
from zoom_sync.records import Event, Person, Readiness, Record, Trace, Verdict, WebinarInfo, fact_id
from zoom_sync.rules.merge import record

MAIL = "asha@rao.example"
ASHA = a_registrant("Asha Rao", MAIL)


def made(*traces: Trace, event: Event | None = None, verdicts: tuple[Verdict, ...] = (), **more) -> Record:
    return record(event or an_event(), traces, verdicts, readiness=Readiness(False, ("the room",)), **more)


def only(*traces: Trace, **more) -> Person:
    (person,) = made(*traces, **more).people
    return person


def online(start: str = "09:00", end: str | None = "13:00", **claim: str) -> Trace:
    return a_connection("Asha Rao", start, end, email=MAIL, **claim)


def signed(start: str | None = "09:00", end: str | None = None, **more) -> Trace:
    return a_signature("Asha Rao", start, end, email=MAIL, **more)


def test_a_minute_on_both_sides_counts_once():
    person = only(ASHA, online("09:00", "10:00"), signed("09:30", "11:00"))

    assert (person.virtual_minutes, person.in_person_minutes, person.minutes) == (60, 90, 120)
    assert person.mode == "both"


def test_nothing_is_bridged_between_the_two_sides():
    person = only(ASHA, online("09:00", "10:00"), signed("10:00:30", "11:00"))

    assert person.minutes == 119.5


def test_a_stay_of_unknown_length_is_null_and_attended():
    person = only(signed("09:00"))

    assert person.in_person_minutes is None
    assert (person.minutes, person.minutes_at_least, person.attended) == (0, True, True)


def test_the_known_part_of_a_stay_counts_as_at_least():
    person = only(signed("09:00", "10:00"), signed("12:00", file="second.csv"))

    assert (person.in_person_minutes, person.minutes, person.minutes_at_least) == (60, 60, True)


def test_a_signature_without_times_is_presence():
    person = only(signed(None))

    assert (person.mode, person.in_person_minutes, person.attended) == ("in_person", None, True)


@pytest.mark.parametrize(
    ("end", "attended"), [("09:05", True), ("09:04:59", False)], ids=["the minimum", "a second less"]
)
def test_attended_means_that_the_minimum_is_met(end, attended):
    found = made(online("09:00", end))

    assert found.people[0].attended is attended
    assert found.counts["brief"] == (not attended)
    assert found.counts["virtual"] == 1


def test_a_connection_outside_the_days_is_seen_and_counts_no_minutes():
    person = only(online("07:00", "08:00"))

    assert (person.mode, person.minutes, person.attended) == ("virtual", 0, False)
    assert person.first_seen == instant("07:00")


@pytest.mark.parametrize("why", ["waiting room", "practice", "not part of this event"])
def test_what_is_excluded_stands_as_evidence_and_counts_nothing(why):
    person = only(ASHA, a_connection("Asha Rao", email=MAIL, excluded=why))

    assert [line.reason for line in person.evidence] == ["first record", f"not counted: {why}"]
    assert (person.mode, person.minutes) == ("absent", 0)


def test_whoever_watched_the_recording_is_shown_and_not_counted():
    viewer = Trace("v" * 32, "viewer", "participant", "viewers.csv#1", claim=ASHA.claim)

    person = only(ASHA, viewer)

    assert person.mode == "absent"
    assert person.evidence[1].reason == "not counted: watched the recording"


def test_a_connection_that_ended_before_it_began_says_so():
    found = made(a_join(at="10:00"), a_leave(at="09:00")).people[0]

    assert found.evidence[0].reason == "not counted: it ended before it began"
    assert (found.mode, found.minutes) == ("virtual", 0)


def test_live_and_reported_connection_are_one_line_of_evidence_with_the_report_s_ref():
    row = a_connection("Asha Rao", user="u1")

    person = only(a_join(user="u1"), a_leave(user="u1"), row)

    assert [line.ref for line in person.evidence] == [row.ref]
    assert person.id == row.id


def test_the_same_row_in_a_file_is_a_second_line_of_evidence_and_no_second_stay():
    person = only(a_connection("Asha Rao"), a_file_row("Asha Rao"))

    assert person.minutes == 240
    assert [line.reason for line in person.evidence] == ["first record", "same connection"]


def test_a_connection_closed_by_us_is_provisional_and_says_so():
    person = only(a_join(), ends={RUN: instant("12:00")})

    assert person.virtual == (span("09:00", "12:00", certain=False),)
    assert "closed at the end of the run" in person.notes[0]


def test_a_connection_that_the_report_does_not_have_is_kept_and_said():
    lost = a_join("Meera Iyer", "10:00", user="u2")

    found = made(a_connection("Asha Rao"), lost, a_leave("Meera Iyer", "11:00", user="u2"))

    (person,) = [person for person in found.people if person.name == "Meera Iyer"]
    assert person.minutes == 60
    assert person.notes == ("a connection that was heard of live and is not in Zoom's report",)


def test_an_open_connection_is_presence_so_far_unknown():
    person = only(a_join())

    assert (person.mode, person.minutes, person.minutes_at_least, person.attended) == (
        "virtual",
        0,
        True,
        False,
    )


def test_a_row_that_tells_no_times_is_presence_that_counts():
    person = only(a_file_row("Asha Rao", None))

    assert (person.mode, person.attended, person.minutes_at_least) == ("virtual", True, True)


def test_two_connections_at_once_under_one_registration_are_flagged():
    first, second = online("09:00", "11:00", registrant_id="R"), online("10:00", "12:00", registrant_id="R")

    assert only(first, second).notes == ("two connections at once under one registration",)


def test_sessions_count_what_lies_inside_them():
    event = an_event(sessions=(a_session("Opening", "09:00", "10:00"), a_session("Panel", "10:00", "11:00")))

    person = only(online("09:30", "10:15"), signed("09:45", "13:00"), event=event)

    assert [(one.virtual_minutes, one.in_person_minutes) for one in person.sessions] == [(30, 15), (15, 60)]


def test_a_break_inside_the_event_between_days_is_not_counted():
    event = an_event(days=(span("09:00", "10:00"), span("11:00", "12:00")))

    assert only(online("09:30", "11:30"), event=event).minutes == 60


def test_the_rule_of_the_event_is_followed():
    event = an_event(rule=a_rule(bridge_gaps_s=600, minimum_minutes=300, clip_to_event=False))

    person = only(online("08:00", "09:00"), online("09:10", "10:00"), event=event)

    assert (person.minutes, person.attended) == (120, False)


def test_the_registrant_s_word_on_name_and_address_counts_first():
    connection = a_connection("asha r", registrant_id=ASHA.claim.registrant_id, email="ASHA@RAO.example")

    person = only(connection, ASHA)

    assert (person.name, person.email, person.id) == ("Asha Rao", MAIL, ASHA.id)


def test_of_display_names_the_one_that_tells_most_is_shown():
    names = ["iPhone", "Asha", "Asha Rao", "A. R."]

    person = only(*(a_connection(name, f"{9 + n:02}:00", email=MAIL) for n, name in enumerate(names)))

    assert person.name == "Asha Rao"


def test_what_the_registration_lacks_is_filled_from_the_sheet():
    person = only(ASHA, a_signature("Asha Rao", email=MAIL, organisation="Mill Union", phone="98"))

    assert (person.organisation, person.phone) == ("Mill Union", "98")


def test_hosts_are_known_by_account_or_address():
    info = WebinarInfo(WEBINAR, host_id="H1", host_emails=("host@ilo.example",))
    traces = [a_connection("Webinar", account_id="H1"), a_connection("Desk", email="Host@ilo.example")]

    found = made(*traces, webinars=[info])

    assert [person.role for person in found.people] == ["host", "host"]
    assert found.counts["virtual"] == 0


def test_counts_are_disjoint_and_of_attendees():
    found = made(
        ASHA,
        a_registrant("Meera Iyer", "meera@iyer.example"),
        online(),
        a_registrant("Ravi Das", "ravi@das.example"),
        a_signature("Ravi Das", email="ravi@das.example"),
        a_signature("Lila Sen", email="lila@sen.example", row=2),
        a_connection("Lila Sen", email="lila@sen.example"),
        a_connection("Paul", role="panelist", email="paul@adeyemi.example"),
        a_connection("iPhone"),
    )

    assert found.counts == {
        "registered": 3,
        "virtual": 1,
        "in_person": 1,
        "both": 1,
        "absent": 1,
        "brief": 0,
        "unidentified": 1,
        "erased": 0,
    }


@pytest.mark.parametrize("status", ["denied", "cancelled", "pending", "missing"])
def test_whoever_was_not_approved_and_not_seen_counts_in_no_group(status):
    found = made(a_registrant(status=status))

    assert found.people[0].mode == "absent"
    assert (found.counts["registered"], found.counts["absent"]) == (1, 0)


def test_a_cancelled_person_who_came_is_counted_as_seen():
    found = made(a_registrant("Asha Rao", MAIL, status="cancelled"), online())

    assert found.counts["virtual"] == 1
    assert found.people[0].registration_status == "cancelled"


def test_a_report_row_is_a_registration_and_a_connection():
    person = only(a_file_row("Asha Rao", email=MAIL, status="approved"))

    assert (person.registered, person.mode) == (True, "virtual")


def test_an_organiser_s_word_makes_somebody_present():
    verdict = a_verdict("attended", ASHA, by="Meera")

    person = only(ASHA, verdicts=(verdict,))

    assert (person.mode, person.attended, person.in_person_minutes) == ("in_person", True, None)
    line = person.evidence[-1]
    assert (line.source, line.ref, line.reason) == ("manual", verdict.id, "decided by Meera")


def test_an_organiser_s_word_makes_a_brief_visit_attendance():
    person = only(ASHA, online("09:00", "09:01"), verdicts=(a_verdict("attended", ASHA),))

    assert (person.mode, person.attended, person.minutes) == ("virtual", True, 1)


def test_an_organiser_s_word_makes_somebody_absent():
    found = made(ASHA, online(), verdicts=(a_verdict("absent", ASHA),))

    assert (found.people[0].mode, found.people[0].minutes, found.people[0].attended) == ("absent", 0, False)
    assert found.counts["absent"] == 1


def test_of_two_words_on_one_person_the_newer_counts_and_the_older_is_noted():
    older, newer = a_verdict("absent", ASHA, at="14:00"), a_verdict("attended", ASHA, at="15:00")

    found = made(ASHA, verdicts=(newer, older))

    assert found.people[0].attended
    assert any(older.id in note for note in found.notes)


def test_an_undone_word_leaves_no_trace():
    word = a_verdict("attended", ASHA)

    person = only(ASHA, verdicts=(word, a_verdict("undo", undoes=word.id, at="15:00")))

    assert (person.mode, len(person.evidence)) == ("absent", 1)


def test_a_check_in_and_out_make_minutes():
    traces = [a_check_in(at="09:00", email=MAIL), a_check_in(at="10:30", direction="out", email=MAIL)]

    assert only(ASHA, *traces).in_person_minutes == 90


def test_the_record_says_what_it_waits_for():
    found = made(ASHA)

    assert (found.status, found.waiting_for) == ("provisional", ("the room",))
    assert record(an_event(), [], [], readiness=Readiness(True)).status == "final"


def test_an_event_without_facts_has_a_record():
    found = made()

    assert (found.people, found.unidentified, found.review) == ((), (), ())
    assert set(found.counts.values()) == {0}


def test_of_two_signatures_the_fuller_name_is_shown_whatever_their_ids():
    for key in (b"", b"another", b"a third"):
        event = an_event(key=key)
        rows = [
            replace(
                a_signature(name, row=row, phone="9876543210"), id=fact_id(key, "row", "sheet.csv", str(row))
            )
            for row, name in ((1, "M. Nair"), (2, "Meera Nair"))
        ]

        found = record(event, rows, (), readiness=Readiness(False))

        assert [person.name for person in found.people] == ["Meera Nair"]


def test_of_a_registration_told_with_several_words_the_newest_counts_once():
    words = [
        a_registrant(status=status, at=instant(clock))
        for clock, status in (("08:00", "pending"), ("09:00", "approved"), ("10:00", "cancelled"))
    ]

    found = only(*words, words[0], replace(words[1]))

    assert found.registration_status == "cancelled"
    assert len(found.evidence) == 1
